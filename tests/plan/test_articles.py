"""An article's page: where it comes from, its statements in their places, its text only where rights say so."""

from builder.model.article import Derivation
from builder.model.graph import Anchor, Article
from builder.plan.context import PlanContext, plan_context
from builder.plan.pages.articles import article, index
from tests import make

KNOWN = make.entities(make.actor("us", name="United States"))
TEXT = "The first thing. The second thing.\nA third."


def desk(*filed: Article, **keys: object) -> PlanContext:
    return plan_context(make.graph(KNOWN, filed, by_named={"us": ("a/x",)}, **keys))


def test_statements_stand_in_the_order_of_the_text_the_title_s_first() -> None:
    late = make.statement("a/late", index=0, anchor=Anchor(((17, 33),)))
    early = make.statement("a/early", index=1, anchor=Anchor(((0, 15),)))
    title = make.statement("a/title", index=2, anchor=Anchor(((0, 5),), in_title=True))
    page = article(desk(make.article("a", late, early, title, text=TEXT)), "a")
    assert [placed.anchor for placed in page.statements] == ["title", "early", "late"]
    assert [placed.in_title for placed in page.statements] == [True, False, False]


def test_the_text_is_shown_only_where_rights_say_so() -> None:
    one = make.statement("a/x", anchor=Anchor(((0, 15),)))
    closed = make.article("a", one, text=TEXT)
    opened = make.article("a", one, text=TEXT, rights="full", form="own")
    assert article(desk(closed), "a").text is None
    assert article(desk(opened), "a").text is not None


def test_quotes_and_names_of_a_published_text_lead_to_their_places() -> None:
    one = make.statement("a/x", anchor=Anchor(((0, 15),)))
    filed = make.article("a", one, text=TEXT, rights="full", form="own")
    filed = Article(filed.front, filed.body, filed.rights, filed.statements, (("us", 4, 9),))
    text = article(desk(filed), "a").text
    assert text is not None
    assert text.spans == (("x", ((0, 15),)),)
    assert text.mentions == ((4, 9, "\x02actors/us/"),)


def test_why_a_text_may_be_shown_is_said_beside_it() -> None:
    filed = make.article("a", text=TEXT, rights="full", rights_why="In the public domain.")
    assert article(desk(filed), "a").rights.endswith("The desk’s reason: In the public domain.")
    assert "reason" not in article(desk(make.article("a", text=TEXT)), "a").rights


def test_a_retracted_article_keeps_its_page_struck_through_with_the_reason() -> None:
    keys = {"standing": "retracted", "standing_on": "2025-04-01", "standing_why": "It was a hoax."}
    page = article(desk(make.article("a", **keys)), "a")
    assert page.struck
    assert page.standing is not None
    assert page.standing.words.startswith("The outlet retracted this article on 1 April 2025.")
    assert page.standing_why == "It was a hoax."


def test_lineage_says_on_whose_word_both_ways() -> None:
    source = make.article("a", title="Source")
    copy = make.article("b", title="Copy", derives=(Derivation("a", "rewrite", why="same order"),))
    made = desk(source, copy, derived={"a": ("b",)})
    (up,) = article(made, "b").lineage
    (down,) = article(made, "a").descendants
    assert (up.words, up.article.words, up.basis, up.why) == (
        "A rewrite of", "Source", "the desk concludes this", "same order",
    )  # fmt: skip
    assert (down.words, down.article.words, down.basis) == ("Rewritten in", "Copy", "the desk concludes this")


def test_a_title_of_ours_stands_in_brackets_in_links() -> None:
    made = desk(make.article("a", title="Report", title_ours=True))
    assert made.links["a"].words == "[Report]"
    assert article(made, "a").title_ours


def test_the_index_has_every_article_by_month() -> None:
    filed = (make.article("b", published="2025-04-02"), make.article("a", published="2025-03-01"))
    (page,) = index(desk(*filed))
    assert [(group.name, len(group.articles)) for group in page.groups] == [("April 2025", 1), ("March 2025", 1)]


def test_the_index_of_very_many_shows_the_latest_and_a_page_for_each_month() -> None:
    days = [f"2025-{month:02}-{day:02}" for month in range(12, 0, -1) for day in range(28, 0, -1)] * 2
    filed = [make.article(f"a{number}", published=day) for number, day in enumerate(sorted(days, reverse=True))]
    first, *months = index(desk(*filed))
    assert first.groups[0].articles[0].article.href == "\x02articles/a0/"
    assert [period.href for period in first.months] == ["\x02" + page.path[1:] for page in months]
    assert sum(len(page.groups[0].articles) for page in months) == len(filed)
