"""The corpus as a Hugo site with the same pages: `python -m tests.bench.hugo_site ARTICLES FOLDER`.

Deals, actors, days and months are taxonomies, statements come from a content adapter; the templates lie in `hugo/`.
What Dateline works out from the sources stands here in the front matter, ready to print: each claim's sentence, its
words before and after, its link to the passage, days in words. Each template was written in the way that was fastest:
a statement's card and what feeds say of it are kept with the article's page, since `partialCached` forgets too soon.
"""

import json
import shutil
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from tests.bench.corpus import Article, Claim, Corpus, make

SKELETON = Path(__file__).with_name("hugo")
ASSETS = Path(__file__).parents[2] / "themes/default/assets"


@dataclass(frozen=True)
class Environment:
    """Which parts of the site are made beside its plain pages."""

    statements: bool = False
    feeds: bool = False
    data: bool = False


ENVIRONMENTS = {
    "whole": Environment(statements=True, feeds=True, data=True),
    "plain": Environment(),
    "statements": Environment(statements=True),
    "feeds": Environment(feeds=True),
    "data": Environment(data=True),
    "no-statements": Environment(feeds=True, data=True),
}
"""As `hugo --environment` names them."""


def write(corpus: Corpus, folder: Path) -> None:
    shutil.copytree(SKELETON, folder, dirs_exist_ok=True)
    shutil.copytree(ASSETS, folder / "static/assets", dirs_exist_ok=True)
    for name, environment in ENVIRONMENTS.items():
        _put(folder / f"config/{name}/hugo.json", json.dumps(_config(environment)))
    _put(folder / "data/deals.json", json.dumps(corpus.deals))
    _put(folder / "data/actors.json", json.dumps(corpus.voices | corpus.outlets))
    _put(folder / "data/outlets.json", json.dumps(corpus.outlets))
    statements = []
    for article in corpus.articles:
        claims = [_claim(corpus, article, claim) for claim in article.claims]
        front = json.dumps(_about(article) | {"claims": claims}, ensure_ascii=False)
        _put(folder / f"content/articles/{article.id}.md", f"{front}\n\n{article.body}")
        for nth, claim in enumerate(article.claims):
            voice, outlet = corpus.voices[claim.voice], corpus.outlets[article.outlet]
            title = f"{voice}, in {outlet}, {_words(article.published)}"
            known = {"article": article.id, "headline": article.title, "nth": nth, "id": claim.id, "gist": claim.gist}
            statements.append(known | {"title": title})
    _put(folder / "assets/statements.json", json.dumps(statements, ensure_ascii=False))


def _config(environment: Environment) -> dict[str, object]:
    feeds = ["atom", "feed"] if environment.feeds else []
    data = ["record", "table", "notes"] if environment.data else []
    return {
        "baseURL": "https://example.org/benchmark/",
        "title": "Benchmark",
        "disableKinds": [] if environment.feeds else ["sitemap"],
        "enableRobotsTXT": environment.feeds,
        "params": {"statements": environment.statements},
        "taxonomies": {"deal": "deals", "actor": "actors", "day": "dates", "month": "months"},
        "pagination": {"pagerSize": 50, "disableAliases": True},
        "mediaTypes": {
            "application/atom+xml": {"suffixes": ["xml"]},
            "application/feed+json": {"suffixes": ["json"]},
            "application/ld+json": {"suffixes": ["jsonld"]},
        },
        "outputFormats": {
            "atom": {"mediaType": "application/atom+xml", "baseName": "feed"},
            "feed": {"mediaType": "application/feed+json", "baseName": "feed", "isPlainText": True},
            "record": {"mediaType": "application/json", "baseName": "site", "isPlainText": True},
            "table": {"mediaType": "text/csv", "baseName": "statements", "isPlainText": True},
            "notes": {"mediaType": "application/ld+json", "baseName": "annotations", "isPlainText": True},
        },
        "outputs": {
            "home": ["html", *feeds, *data],
            "term": ["html", *feeds],
            "taxonomy": ["html"],
            "section": ["html"],
            "page": ["html"],
        },
    }


def _about(article: Article) -> dict[str, object]:
    days = {f"{article.published}", *(f"{claim.when}" for claim in article.claims)}
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "told": f"{article.published}",
        "told_words": _words(article.published),
        "link": article.url,
        "date": f"{article.published}",
        "months": sorted({day[: len("2015-01")] for day in days}),
        "deals": sorted({claim.deal for claim in article.claims}),
        "actors": sorted({article.outlet, *(claim.voice for claim in article.claims)}),
        "dates": sorted(days),
    }


def _claim(corpus: Corpus, article: Article, claim: Claim) -> dict[str, str]:
    paragraph = next(block for block in article.body.split("\n\n") if claim.quote in block)
    before, _, after = paragraph.partition(claim.quote)
    words = claim.quote.split()
    start, end = (quote(" ".join(part)) for part in (words[:4], words[-4:]))
    return {
        "id": claim.id,
        "deal": claim.deal,
        "actor": claim.voice,
        "day": f"{claim.when}",
        "day_words": _words(claim.when),
        "stance": claim.stance,
        "status": claim.status,
        "amount": f"US${claim.millions:,} million, pledged" if claim.millions else "",
        "quote": claim.quote,
        "gist": claim.gist,
        "passage": f"{article.url}#:~:text={start},{end}",
        "sentence": f"On the {corpus.deals[claim.deal]}, {claim.quote}.",
        "before": before,
        "after": after,
    }


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(make(int(sys.argv[1])), Path(sys.argv[2]))
