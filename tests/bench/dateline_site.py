"""The corpus as a Dateline site: `python -m tests.bench.dateline_site ARTICLES FOLDER`.

Takes a corpus, writes the folder's `site.yml` and `content/`. All of it keeps to the content model, so a build of it
has no error and no warning.
"""

import json
import sys
from pathlib import Path

from tests.bench.corpus import Article, Claim, Corpus, make

SITE = """\
title: Benchmark
url: https://example.org/benchmark/
scope: A corpus of generated articles.
publisher: {name: Benchmark, contact: desk@example.org}
language: en
timezone: UTC
rights: full
stale_after: 9999d
nav: [{name: Deals, url: /deals/}]
allow: {negation-differs: the words are made up, status-not-in-words: the words are made up}
"""


def write(corpus: Corpus, folder: Path) -> None:
    _put(folder / "site.yml", SITE)
    actors = [_actor(id, name, "person") for id, name in corpus.voices.items()]
    actors += [_actor(id, name, "outlet") for id, name in corpus.outlets.items()]
    deals = [f"  {id}: {{name: {name}, ladder: agreement}}\n" for id, name in corpus.deals.items()]
    _put(folder / "content/entities/actors.yml", "actors:\n" + "".join(actors))
    _put(folder / "content/entities/deals.yml", "deals:\n" + "".join(deals))
    for article in corpus.articles:
        stem = f"{article.published.year}/{article.id}"
        _put(folder / f"content/articles/{stem}.md", _article(article))
        statements = "".join(_statement(claim) for claim in article.claims)
        _put(folder / f"content/annotations/{stem}.yml", "statements:\n" + statements)


def _actor(id: str, name: str, kind: str) -> str:
    return f"  {id}: {{name: {name}, kind: {kind}}}\n"


def _article(article: Article) -> str:
    return (
        f"---\ntitle: {_quoted(article.title)}\noutlet: {article.outlet}\nurl: {article.url}\n"
        f"published: {article.published}\nrecorded: {article.published}\nform: own\n---\n\n{article.body}"
    )


def _statement(claim: Claim) -> str:
    status = f"  status: {claim.status}\n" if claim.status else ""
    gist = f"{claim.gist} in the [[{claim.deal}]]."
    money = f"  amount: USD {claim.millions}m\n  stage: pledged\n" if claim.millions else ""
    return (
        f"- id: {claim.id}\n  quote: {_quoted(claim.quote)}\n  gist: {_quoted(gist)}\n"
        f"  by: {claim.voice}\n  deal: {claim.deal}\n  when: {claim.when}\n"
        f"  stance: {{{claim.voice}: {claim.stance}}}\n{status}{money}"
    )


def _quoted(text: str) -> str:
    """A JSON string is a YAML string in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(make(int(sys.argv[1])), Path(sys.argv[2]))
