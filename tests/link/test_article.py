"""One article with its annotations: ids that resolve or do not, statement ids, order, chain, rights."""

from typing import Any

import pytest

from builder.link.article import link_article, quoted_share
from builder.link.names import prepare
from builder.model.article import Annotation, Position
from builder.model.finding import Finding
from builder.model.graph import Anchor, Article
from tests import make

TEXT = "Ann said yes to the loan.\nBob said no to it."
ENTITIES = make.entities(
    make.actor("ann", name="Ann"),
    make.actor("bob", name="Robert Berg", aliases=("Bob",), ambiguous=("the Chair",)),
    make.deal("loan", part_of="plan"),
    make.deal("plan"),
    make.deal("road"),
    make.event("summit"),
    make.question("fair", "yes", "no", deal="plan"),
    make.question("open", "yes", "no"),
    make.question("sum", measure="amount"),
    make.question("count", measure="number"),
)


def link(*written: Annotation, **keys: Any) -> tuple[Article, tuple[Finding, ...]]:
    text = keys.pop("text", TEXT)
    front = make.front("a", **keys)
    names = prepare(ENTITIES)
    return link_article(front, make.body(text), written, names, make.config(), frozenset({"a", "other"}))


def said(quote: str = "Ann said yes", **keys: Any) -> Annotation:
    keys.setdefault("gist", "[[ann]] agrees.")
    return make.annotation(quote, **keys)


@pytest.mark.parametrize(
    ("keys", "code", "part"),
    [
        ({"by": "nobody"}, "unknown-actor", "nobody"),
        ({"by": "ann + nobody > bob"}, "unknown-actor", "nobody"),
        ({"by": "loan"}, "wrong-kind", "loan"),
        ({"deal": "lone"}, "unknown-deal", "lone"),
        ({"event": "ball"}, "unknown-event", "ball"),
        ({"payer": "nobody"}, "unknown-actor", "nobody"),
        ({"payee": "nobody"}, "unknown-actor", "nobody"),
        ({"party": "nobody"}, "unknown-actor", "nobody"),
        ({"stance": (("nobody", "opposes"),)}, "unknown-actor", "nobody"),
        ({"positions": (Position("fairness", "yes"),)}, "unknown-question", "fairness"),
        ({"positions": (Position("open", "yes", holder="nobody"),)}, "unknown-actor", "nobody"),
        ({"gist": "[[nobody]] agrees."}, "unknown-id", "nobody"),
        ({"gist": "[[nobody|Somebody]] agrees."}, "unknown-id", "nobody"),
        ({"note": "See [[nothing]]."}, "unknown-id", "nothing"),
        ({"positions": (Position("open", "perhaps"),)}, "unknown-option", "perhaps"),
        ({"positions": (Position("sum", "lots"),)}, "bad-amount", "lots"),
        ({"positions": (Position("count", "USD 5", make.amount("USD", 5)),)}, "bad-amount", "USD 5"),
        ({"positions": (Position("fair", "yes"),), "deal": "road"}, "question-of-another-deal", "fair"),
        ({"deals": ("loan", "road"), "status": "signed"}, "several-deals", ""),
        ({"deals": ("loan", "road"), "amount": make.amount("USD", 5)}, "several-deals", ""),
    ],
)
def test_what_does_not_resolve(keys: dict[str, Any], code: str, part: str) -> None:
    _, findings = link(said(**keys))
    assert [(finding.code, finding.location.part) for finding in findings] == [(code, part)]


@pytest.mark.parametrize(
    "keys",
    [
        {"by": "=Olena K., resident"},
        {"by": "~officials"},
        {"gist": "[[ann]] agrees, as [[other]] says."},
        {"positions": (Position("fair", "yes"),), "deal": "loan"},
        {"positions": (Position("fair", "declined"),), "deal": "plan"},
        {"positions": (Position("sum", "unclear"),)},
        {"positions": (Position("sum", "USD 5", make.amount("USD", 5)),)},
        {"deals": ("loan", "road")},
    ],
)
def test_what_does(keys: dict[str, Any]) -> None:
    assert link(said(**keys))[1] == ()


def test_what_names_nothing_is_gone() -> None:
    article, _ = link(said(by="nobody > bob", deals=("loan", "lone"), payer="nobody", gist="[[ann]] and [[nobody]]."))
    (statement,) = article.statements
    assert statement.chain == make.chain("gazette > bob")
    assert (statement.written.deals, statement.written.payer, statement.named) == (("loan",), "", ("ann",))


@pytest.mark.parametrize(
    ("id", "help"),
    [("bop", "did you mean `bob`?"), ("robert-berg", "did you mean `bob`?"), ("the chair", "did you mean `bob`?"),
     ("xyzzy", "")],
)  # fmt: skip
def test_the_nearest_id_name_or_alias_is_suggested(id: str, help: str) -> None:
    _, (finding,) = link(said(by=id))
    assert finding.help == help


def test_an_unknown_outlet_and_a_default_that_is_wrong_are_told_once() -> None:
    _, findings = link(
        said(by="nobody", defaulted=frozenset({"by"})),
        said("Bob said no", by="nobody", defaulted=frozenset({"by"}), index=1),
        outlet="nowhere",
    )
    assert [finding.location.keys for finding in findings] == [("outlet",), ("defaults", "by")]


def test_statements_stand_in_the_order_of_the_text_the_title_first() -> None:
    article, _ = link(
        said("Bob said no", id="second", index=0), said(id="first", index=1), said("A title", id="title", index=2)
    )
    assert [statement.id for statement in article.statements] == ["a/title", "a/first", "a/second"]


def test_the_id_by_default_is_a_hash_of_the_folded_quote() -> None:
    # First 6 hex digits of `printf %s 'Ann said "yes"' | sha256sum`.
    for quote in ("Ann said “yes”", 'Ann said  "yes"'):
        article, _ = link(said(quote), text='Ann said "yes"')
        assert article.statements[0].id == "a/6a5d61"


def test_ids_within_an_article_differ() -> None:
    _, findings = link(said(id="x"), said("Bob said no", id="x", index=1))
    assert [(finding.code, finding.location.keys) for finding in findings] == [
        ("duplicate-id", ("statements", 1, "id"))
    ]
    _, findings = link(said(id="x"), said("Bob said no", id="y", former=("x",), index=1))
    assert [finding.code for finding in findings] == ["duplicate-id"]


@pytest.mark.parametrize(
    ("former", "own", "elsewhere"),
    [
        (("old",), ("old",), ()),
        (("b/x", "old"), ("old",), ("b/x",)),
        (("a/old", "was/older", "old"), ("old", "older"), ()),
        (("a/x", "x"), (), ()),
    ],
)
def test_former_ids_in_other_articles_are_set_apart(
    former: tuple[str, ...], own: tuple[str, ...], elsewhere: tuple[str, ...]
) -> None:
    article, findings = link(said(id="x", former=former), former=("was",))
    written = article.statements[0].written
    assert (written.former, written.elsewhere, findings) == (own, elsewhere, ())


def test_on_link_only_articles_nothing_is_compared() -> None:
    article, findings = link(said("What nobody printed"), rights="link-only", text="")
    assert (article.statements[0].anchor, findings) == (None, ())


@pytest.mark.parametrize(("rights", "html"), [("full", True), ("excerpt", False), (None, False)])
def test_html_is_kept_only_where_it_is_published(rights: str | None, html: bool) -> None:  # noqa: FBT001
    article, _ = link(said(), rights=rights)
    assert bool(article.body.html) is html
    assert bool(article.mentions) is html


def test_a_name_without_a_link_in_a_gist() -> None:
    _, findings = link(said(gist="[[ann]] contradicts Bob."))
    assert [(finding.code, finding.location.part) for finding in findings] == [("unlinked-name", "Bob")]
    assert link(said(gist="[[ann]] contradicts [[bob|Bob]], and Bob her."))[1] == ()


def test_the_share_of_words_in_quotes_counts_each_once() -> None:
    article, _ = link(said("Ann said yes"), said("said yes to", id="x", index=1))
    assert article.quoted_share == pytest.approx(100 * 4 / 11)
    assert quoted_share(TEXT, ()) == 0.0
    assert article.statements[0].anchor == Anchor(((0, 12),))


def test_a_statement_of_the_same_article_is_meant_by_its_last_part() -> None:
    relations = (("disputes", "x"), ("confirms", "b/x"))
    article, _ = link(said(relations=relations, resolves=(("x", "met"),)))
    written = article.statements[0].written
    assert written.relations == (("disputes", "a/x"), ("confirms", "b/x"))
    assert written.resolves == (("a/x", "met"),)
