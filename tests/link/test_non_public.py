"""Which files of a site may not lie where everyone can read them."""

from datetime import date

from builder.link.visibility import non_public
from builder.model.article import FreePage
from builder.model.graph import Corpus, NonPublic
from tests import make
from tests.link.site import known

TEXT = "A text of some length."


def test_each_kind_once_a_file() -> None:
    corpus = Corpus(
        make.config(),
        date(2025, 6, 1),
        known(
            make.deal("plain"), make.deal("secret", draft=True), make.event("later", embargo=make.when("2025-07-01"))
        ),
        (
            make.article("full", text=TEXT, rights="full"),
            make.article("excerpt", text=TEXT, rights="excerpt"),
            make.article("linked", text=TEXT, rights="link-only"),
            make.article("empty", rights="link-only"),
            make.article("waits", embargo="2025-06-02"),
            make.article("over", embargo="2025-06-01"),
            make.article("both", text=TEXT, draft=True),
            make.article(
                "own", make.statement("own/x", draft=True), make.statement("own/y", draft=True), rights="full"
            ),
        ),
        (
            FreePage("about", "About", make.location("content/pages/about.md")),
            FreePage("plan", "Plan", make.location("content/pages/plan.md"), draft=True),
        ),
    )
    locations = {
        id: entity.location.file for kind in ("deal", "event") for id, entity in corpus.entities.of_kind(kind).items()
    }
    assert non_public(corpus) == tuple(
        sorted(
            {
                NonPublic("content/articles/excerpt.md", "text"),
                NonPublic("content/articles/linked.md", "text"),
                NonPublic("content/articles/waits.md", "embargo"),
                NonPublic("content/articles/both.md", "text"),
                NonPublic("content/articles/both.md", "draft"),
                NonPublic("content/annotations/a.yml", "draft"),
                NonPublic("content/pages/plan.md", "draft"),
                NonPublic(locations["secret"], "draft"),
                NonPublic(locations["later"], "embargo"),
            },
            key=lambda one: (one.file, one.why),
        )
    )
