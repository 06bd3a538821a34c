"""Sitemaps as sitemaps.org has them."""

from html import escape

from builder.model.machine import Sitemap


def sitemap(shown: Sitemap) -> bytes:
    """A list of pages, or of the lists that they are split into."""
    around, each = ("sitemapindex", "sitemap") if shown.index else ("urlset", "url")
    lines = [
        f"<{each}><loc>{escape(address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{each}>"
        for address, day in shown.addresses
    ]
    opening = f'<?xml version="1.0" encoding="UTF-8"?>\n<{around} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join((opening, *lines, f"</{around}>\n")).encode()
