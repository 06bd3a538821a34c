"""site.yml to a Config, with the site's own ladders beside the three that come with Dateline; and theme.yml."""

from typing import Any
from urllib.parse import urlsplit

from builder.model.config import LADDERS, SECOND_READER, Config, Ladder, NavItem
from builder.model.currency import CURRENCIES
from builder.model.finding import Finding
from builder.model.sources import Source
from builder.parse.article import RIGHTS, language
from builder.parse.entities import about
from builder.parse.problem import Problem
from builder.parse.readers import (
    Faults,
    Key,
    Table,
    allow,
    choice,
    findings_of,
    identifier,
    made_of,
    mapping,
    nearest,
    number,
    read_keys,
    several,
    text,
    url,
    wrong,
    yes_no,
    zone,
)
from builder.parse.yaml import read

DAYS = {"d": 1, "w": 7}
ORDERS = {"up": True, "any": False}


def site_url(value: Any) -> Any:
    """Where the site is published, with a closing slash, whether or not the author wrote one."""
    answer = url(value)
    if isinstance(answer, Problem):
        return answer
    try:
        parts = urlsplit(answer)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return Problem(
            "bad-value",
            f"`{value}` is not a web address: {error}",
            "write an address such as `https://me.github.io/desk/`",
        )
    if not host:
        return Problem(
            "bad-value", f"`{value}` has no host name", "write an address such as `https://me.github.io/desk/`"
        )
    if parts.query or parts.fragment:
        return Problem("bad-value", f"`{value}` has a `?` or `#`", "write only the address of the home page")
    path = parts.path.removesuffix("/")
    if "//" in f"{path}/" or path.endswith(("/index.html", "/index.htm")):
        plain = "/".join(part for part in path.split("/") if part and not part.startswith("index.htm"))
        home = f"{parts.scheme}://{parts.netloc}/{plain}{'/' if plain else ''}"
        return Problem("bad-value", f"`{value}` is not the address of a folder", f"write `{home}`")
    return answer.rstrip("/") + "/"


def site_path(value: Any) -> Any:
    """A path from the site's root, such as `/deals/`, or an address elsewhere."""
    if value.__class__ is str and value.startswith("/") and not value.startswith("//") and " " not in value:
        return value
    answer = url(value)
    if isinstance(answer, Problem) and value:
        return Problem(
            "bad-value", f"`{value}` is not a path or address", "write, for example, `/deals/` or `https://…`"
        )
    return answer


def percent(value: Any) -> Any:
    answer = number(value[:-1] if value.__class__ is str and value.endswith("%") else value)
    if isinstance(answer, Problem):
        return answer if value == "" else Problem("bad-value", f"`{value}` is not a percentage from 1 to 100")
    return answer if answer <= 100 else Problem("bad-value", f"`{value}` is more than 100 percent")


def days(value: Any) -> Any:
    """`30d` or `2w`, as a number of days."""
    if value.__class__ is not str or not value:
        return wrong(value, "a number of days")
    answer = number(value[:-1]) if value[-1] in DAYS else None
    if isinstance(answer, int):
        return answer * DAYS[value[-1]]
    mend = f"write `{value}d`" if value.isascii() and value.isdigit() else "write days or weeks, such as `30d` or `2w`"
    return Problem("bad-value", f"`{value}` is not a number of days", mend)


def currency(value: Any) -> Any:
    if value.__class__ is not str or not value:
        return wrong(value, "a currency's three letters")
    if value in CURRENCIES:
        return value
    close = value.upper() if value.upper() in CURRENCIES else nearest(value, CURRENCIES)
    return Problem("unknown-currency", f"`{value}` is not a currency code", f"did you mean `{close}`?" if close else "")


RUNGS = several(identifier)
LADDER: Table = {
    "rungs": Key(RUNGS, required=True),
    "exits": Key(RUNGS),
    "order": Key(choice(*ORDERS)),
    "open": Key(RUNGS),
    "words": Key(mapping(identifier, several(text), "`{rung: [words]}`")),
}


_shape = made_of(dict, LADDER, "`{rungs, exits, order, open, words}`")


def ladder(value: Any) -> Any:
    """A ladder's keys; it has a rung at least, and none of its words twice."""
    keys = _shape(value)
    if isinstance(keys, Faults):
        return keys
    words = [*keys["rungs"], *keys.get("exits", ())]
    twice = next((word for word in words if words.count(word) > 1), "")
    stranger = next((word for word in keys.get("open", ()) if word not in keys["rungs"]), "")
    if stranger:
        return Problem("bad-value", f"`{stranger}` under `open` is not one of the ladder's rungs")
    unheard = next((step for step, _ in keys.get("words", ()) if step not in words), "")
    if unheard:
        return Problem("bad-value", f"`{unheard}` under `words` is neither a rung nor an exit of the ladder")
    if not keys["rungs"]:
        return Problem("empty-value", "the ladder has no rungs", "list its steps from the bottom up")
    return Problem("bad-value", f"`{twice}` is on the ladder twice", "keep one of the two") if twice else keys


def ladders(value: Any) -> Any:
    """The site's own ladders by name, joined to those that come with Dateline."""
    answer = mapping(identifier, ladder, "`{name: ladder}`")(value)
    if isinstance(answer, Problem | Faults):
        return answer
    own = {
        name: Ladder(
            name,
            keys["rungs"],
            keys.get("exits", ()),
            ORDERS[keys.get("order", "up")],
            open=keys.get("open", ()),
            words=keys.get("words", ()),
        )
        for name, keys in answer
    }
    return LADDERS | own


PUBLISHER: Table = {"name": Key(text, required=True), "contact": Key(text)}
NAV: Table = {"name": Key(text, required=True), "url": Key(site_path, required=True)}
# fmt: off
CONFIG: Table = {
    "title": Key(text, required=True, example="Minerals desk", meaning="required: the name of the site"),
    "url": Key(site_url, example="https://example.org/minerals-desk/",
        meaning="where it is published. Canonical links, [cards](commands.md#cards), [feeds](feeds.md), the "
                "sitemap and [`dateline publish`](publishing.md) need it; pages do not, because their links are "
                "relative"),
    "scope": Key(text, example="The 2025 minerals agreement, and nothing else.",
        meaning="what the site covers and what it leaves out; printed at the top of the home page and, if it is "
                "long, in full at the end. Without it you get a warning"),
    "publisher": Key(made_of(dict, PUBLISHER, "`{name, contact}`"),
        example="{name: Minerals desk, contact: desk@example.org}",
        meaning='`contact` is the e-mail address that receives what readers write under "Report an error"'),
    "licence": Key(text, example="CC-BY-4.0", meaning="of your own words only; never of the quotes"),
    "language": Key(language, example="en", meaning="a BCP 47 tag; `en` if left out"),
    "timezone": Key(zone, example="Europe/Kyiv",
        meaning='the time zone that decides what "today" is; `UTC` if left out'),
    "theme": Key(identifier, example="default",
        meaning="a folder below `themes/`, see [themes.md](themes.md); `default` if left out"),
    "rights": Key(choice(*RIGHTS), example="excerpt",
        meaning="for articles that do not say: `full`, `excerpt` (if left out), `link-only`"),
    "quote_limit": Key(percent, example="25",
        meaning="the percentage of an excerpt article's words that you may quote before you get a warning; `25` "
                "if left out"),
    "stale_after": Key(days, example="30d",
        meaning='when a status is marked "no news since" a day: days or weeks, `30d` (if left out), `4w`'),
    "currency": Key(currency, example="USD", meaning="the site's own; `USD` if left out"),
    "index_statements": Key(yes_no, example="yes",
        meaning="with `yes`, search engines may index the pages of single statements, and the sitemap lists "
                "them"),
    "data_quotes": Key(yes_no, example="no",
        meaning="with `no`, the files of [`/data/`](data.md) contain no quotes and no translations of them; "
                "pages still show them"),
    "corrections": Key(about, "corrections_html", example="We correct our mistakes in place.",
        meaning="your corrections policy, in Markdown; printed on `/corrections/`"),
    "repository": Key(url, example="https://example.org/source",
        meaning="where readers can see the source of the site; without a `contact`, they report errors as "
                "issues there"),
    "nav": Key(several(made_of(NavItem, NAV, "`{name, url}`")), example="[{name: About, url: /about/}]",
        meaning="more links for the menu"),
    "second_reader": Key(several(choice(*SECOND_READER)), example="[unnamed, denied]",
        meaning="statements that someone else than their author must check, see "
                "[`dateline review`](commands.md#dateline-review): `unnamed` (by unnamed voices), `denied`, "
                "`preferred` (those by which you settle a question)"),
    "ladders": Key(ladders, example="{sanctions: {rungs: [mooted, in-force], exits: [lifted]}}",
        meaning="more ladders, see [below](#ladders)"),
    "allow": Key(allow, example='{long-quote: "the acts are quoted at length"}',
        meaning="warnings to silence for the whole site, each with your reason"),
}
# fmt: on


def parse_config(source: Source) -> tuple[Config | None, tuple[Finding, ...]]:
    """The site's settings, or None where the file can't be read; and findings."""
    tree, findings = read(source.text, source.path)
    if tree is None:
        return None, findings
    values, faults = read_keys(tree, CONFIG, "the site's keys")
    publisher = values.pop("publisher", {})
    values |= {"publisher": publisher.get("name", ""), "contact": publisher.get("contact", "")}
    return Config(**{"title": "", **values}), (*findings, *findings_of(faults, source.path))


THEME: Table = {"name": Key(text), "extends": Key(text)}


def parse_theme(source: Source) -> tuple[str, tuple[Finding, ...]]:
    """The name, or an empty string for a theme that stands by itself; and findings."""
    tree, findings = read(source.text, source.path)
    if tree is None:
        return "", findings
    values, faults = read_keys(tree, THEME)
    return str(values.get("extends", "")), (*findings, *findings_of(faults, source.path))
