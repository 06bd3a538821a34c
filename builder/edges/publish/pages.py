"""Where GitHub serves what is pushed: the address that belongs to a repository, the own domain that belongs to an
address. Pure functions of text; where a repository is not GitHub's there is nothing to say.
"""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

GITHUB = re.compile(
    r"(?:https?://(?:[^@/]+@)?|(?:ssh://)?(?:[^@/]+@))github\.com(?::\d+)?[:/]/?([^/]+)/([^/]+?)(?:\.git)?/?"
)
"""The address of a repository, in any spelling that git takes."""
PAGES = ".github.io"
EXAMPLE = re.compile(r"(?:.+\.)?(?:example(?:\.(?:com|net|org))?|invalid)\.?", re.IGNORECASE)
"""The hosts that RFC 2606 keeps for examples: nobody's site stands there."""


def github_pages_url(address: str) -> str:
    """The site's address, by that of the repository on GitHub; else empty."""
    match = GITHUB.fullmatch(address)
    if not match:
        return ""
    owner, name = match[1].lower(), match[2]
    return f"https://{owner}{PAGES}/" + ("" if name.lower() == f"{owner}{PAGES}" else f"{name}/")


def is_example(url: str) -> bool:
    return EXAMPLE.fullmatch(urlsplit(url).hostname or "") is not None


def url_mismatch(url: str, address: str) -> list[str]:
    """A line of warning where site.yml has a `github.io` address that this repository will not have."""
    there = github_pages_url(address)
    if not there or not (urlsplit(url).hostname or "").endswith(PAGES) or url.lower() == there.lower():
        return []
    return [f"GitHub serves this repository at {there}, but `url` in site.yml is {url}"]


def own_domain(url: str) -> str:
    """The host for the file CNAME, in Punycode, where the site stands at the root of a domain that is not GitHub's;
    else empty."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.path != "/" or parts.port or host.endswith(PAGES) or "." not in host or is_ip(host):
        return ""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
