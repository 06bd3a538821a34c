"""The corpus as a Hugo site that does the same job: `python -m tests.bench.hugo_site ARTICLES FOLDER`.

A page for each article with its claims, for each deal, actor and day; an index of each kind; a home page; all linked
with each other. Deals, actors and days are taxonomies. A claim's card is rendered anew on each page: keeping it
(`partialCached`) gains Hugo nothing here. No feeds and no sitemap.
"""

import json
import sys
from pathlib import Path

from tests.bench.corpus import Article, Corpus, make

CONFIG = {
    "baseURL": "https://example.org/benchmark/",
    "title": "Benchmark",
    "disableKinds": ["rss", "sitemap"],
    "taxonomies": {"deal": "deals", "actor": "actors", "day": "dates"},
}

BASE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }} · {{ site.Title }}</title>
<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:url" content="{{ .Permalink }}">
</head>
<body>
<header><nav><a href="{{ "" | relURL }}">{{ site.Title }}</a> <a href="{{ "deals/" | relURL }}">Deals</a>
<a href="{{ "actors/" | relURL }}">Actors</a> <a href="{{ "dates/" | relURL }}">Dates</a>
<a href="{{ "articles/" | relURL }}">Articles</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"""

CARD = """\
{{ $page := .page }}{{ with .claim }}<blockquote cite="{{ $page.Params.link }}">{{ .quote }}</blockquote>
<p>{{ .gist }} in the <a href="{{ printf "deals/%s/" .deal | relURL }}">{{ index hugo.Data.deals .deal }}</a>.</p>
<p><a href="{{ printf "actors/%s/" .actor | relURL }}">{{ index hugo.Data.actors .actor }}</a>, {{ .stance }},
<a href="{{ printf "dates/%s/" .day | relURL }}"><time datetime="{{ .day }}">{{ .day }}</time></a>,
{{ with .status }}<strong>{{ . }}</strong>,{{ end }} {{ with .millions }}USD {{ . }} million pledged,{{ end }}
in <a href="{{ $page.RelPermalink }}#{{ .id }}">{{ $page.Title }}</a>,
<a href="{{ printf "actors/%s/" $page.Params.outlet | relURL }}">
{{- index hugo.Data.actors $page.Params.outlet }}</a></p>{{ end }}
"""

ARTICLE = """\
{{ define "main" }}{{ $page := . }}<article>
<h1>{{ .Title }}</h1>
<p><a href="{{ printf "actors/%s/" .Params.outlet | relURL }}">{{ index hugo.Data.actors .Params.outlet }}</a>,
<a href="{{ printf "dates/%s/" .Params.told | relURL }}"><time>{{ .Params.told }}</time></a>,
<a href="{{ .Params.link }}">original</a></p>
{{ .Content }}
<h2>Statements</h2>
<ol>{{ range .Params.claims }}<li id="{{ .id }}">
{{- partial "card.html" (dict "page" $page "claim" .) }}</li>{{ end }}</ol>
</article>{{ end }}
"""

TERM = """\
{{ define "main" }}{{ $term := .Data.Term }}<h1>TITLE</h1>
<ol>{{ range .Pages }}{{ $page := . }}{{ range where .Params.claims "KEY" $term }}<li>
{{- partial "card.html" (dict "page" $page "claim" .) }}</li>{{ end }}{{ end }}</ol>
<h2>Articles</h2>
<ul>{{ range where .Pages "Params.WHOLE" $term }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ end }}
"""

INDEX = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">TITLE</a> {{ .Count }}</li>{{ end }}</ul>
{{ end }}
"""

ARTICLES = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ end }}
"""

HOME = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<h2>New</h2>
<ul>{{ range first 50 site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
<h2>Deals</h2>
<ul>{{ range $id, $name := hugo.Data.deals }}
<li><a href="{{ printf "deals/%s/" $id | relURL }}">{{ $name }}</a></li>{{ end }}</ul>
{{ end }}
"""

LAYOUTS = {
    "baseof.html": BASE,
    "page.html": ARTICLE,
    "section.html": ARTICLES,
    "home.html": HOME,
    "_partials/card.html": CARD,
}

TAXONOMIES = {
    "deals": ("{{ index hugo.Data.deals %s }}", "deal", "none"),
    "actors": ("{{ index hugo.Data.actors %s }}", "actor", "outlet"),
    "dates": ("{{ %s }}", "day", "told"),
}
"""Folder to how a term is printed, the key of a claim that holds it, and the key of a whole article that does."""


def write(corpus: Corpus, folder: Path) -> None:
    _put(folder / "hugo.json", json.dumps(CONFIG))
    _put(folder / "data/deals.json", json.dumps(corpus.deals))
    _put(folder / "data/actors.json", json.dumps(corpus.voices | corpus.outlets))
    for name, template in LAYOUTS.items():
        _put(folder / "layouts" / name, template)
    for name, (title, key, whole) in TAXONOMIES.items():
        term = TERM.replace("TITLE", title % ".Data.Term").replace("KEY", key).replace("WHOLE", whole)
        _put(folder / f"layouts/{name}/term.html", term)
        _put(folder / f"layouts/{name}/taxonomy.html", INDEX.replace("TITLE", title % ".Page.Data.Term"))
    for article in corpus.articles:
        front = json.dumps(_front(article), ensure_ascii=False)
        _put(folder / f"content/articles/{article.id}.md", f"{front}\n\n{article.body}")


def _front(article: Article) -> dict[str, object]:
    claims = article.claims
    return {
        "title": article.title,
        "date": f"{article.published}",
        "told": f"{article.published}",
        "outlet": article.outlet,
        "link": article.url,
        "deals": sorted({claim.deal for claim in claims}),
        "actors": sorted({article.outlet, *(claim.voice for claim in claims)}),
        "dates": sorted({f"{article.published}", *(f"{claim.when}" for claim in claims)}),
        "claims": [
            {
                "id": claim.id,
                "deal": claim.deal,
                "actor": claim.voice,
                "day": f"{claim.when}",
                "stance": claim.stance,
                "status": claim.status,
                "millions": claim.millions,
                "quote": claim.quote,
                "gist": claim.gist,
            }
            for claim in claims
        ],
    }


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(make(int(sys.argv[1])), Path(sys.argv[2]))
