"""An id changes where it names something, and no other byte does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.authoring.renaming import Renaming, in_markdown, in_yaml, united
from builder.authoring.splice import NoSpliceError

ACTOR = Renaming("actor", "ann", "ann-lee")
DEAL = Renaming("deal", "loan", "port-loan")
QUESTION = Renaming("question", "fair", "is-fair")
ARTICLE = Renaming("article", "a", "gazette-1")
STATEMENT = Renaming("statement", "a/loan", "a/sum", here="a")


@pytest.mark.parametrize(
    ("renaming", "before", "after"),
    [
        (ACTOR, "by: ann", "by: ann-lee"),
        (ACTOR, "by: ann > bob + ann > ~ann herself", "by: ann-lee > bob + ann-lee > ~ann herself"),
        (ACTOR, "by: ann-lee + ann", "by: ann-lee"),
        (ACTOR, "by: anna + joann", "by: anna + joann"),
        (ACTOR, "by: =ann, resident", "by: =ann, resident"),
        (ACTOR, 'payer: "ann"   # ann', 'payer: "ann-lee"   # ann'),
        (ACTOR, "stance: {ann: supports, 'bob': opposes}", "stance: {ann-lee: supports, 'bob': opposes}"),
        (ACTOR, "positions: {fair: {'ann': fair}}", "positions: {fair: {'ann-lee': fair}}"),
        (ACTOR, "positions:\n    ann: ann", "positions:\n    ann: ann"),
        (ACTOR, "id: ann", "id: ann"),
        (ACTOR, "saying: ann", "saying: ann"),
        (ACTOR, "memo: ask [[ann]]", "memo: ask [[ann]]"),
        (ACTOR, 'note: "[[ ann |Ann]] and [[anna]] met \\\\[[ann]]."',
         'note: "[[ ann-lee |Ann]] and [[anna]] met \\\\[[ann]]."'),
        (ACTOR, "note: >-\n    So [[ann]]\n    and [[bob]]", "note: >-\n    So [[ann-lee]]\n    and [[bob]]"),
        (ACTOR, "note: caf\u00e9 of [[ann]]\n    and more", "note: caf\u00e9 of [[ann-lee]]\n    and more"),
        (DEAL, "deal: [loan, 'loan', rail]", "deal: [port-loan, 'port-loan', rail]"),
        (DEAL, "deal:\n  - loan  # it\n  - rail", "deal:\n  - port-loan  # it\n  - rail"),
        (QUESTION, "positions: {fair: fair}", "positions: {is-fair: fair}"),
        (ARTICLE, "confirms: [a/loan, b/a, a]", "confirms: [gazette-1/loan, b/a, a]"),
        (ARTICLE, "resolves: {a/loan: met}", "resolves: {gazette-1/loan: met}"),
        (STATEMENT, "corrects: [loan, a/loan, b/loan]", "corrects: [sum, a/sum, b/loan]"),
        (STATEMENT, "deal: loan", "deal: loan"),
    ],
)  # fmt: skip
def test_what_names_it_is_changed(renaming: Renaming, before: str, after: str) -> None:
    changed = in_yaml(f"statements:\n- quote: q\n  {before}\n", renaming)
    assert changed == f"statements:\n- quote: q\n  {after}\n"


@pytest.mark.parametrize(
    ("renaming", "before", "after"),
    [
        (ACTOR, "actors:\n  ann: {name: ann, part_of: bob}\n  bob: {name: B, owner: ann, not_same_as: ann}\n",
         "actors:\n  ann-lee: {name: ann, part_of: bob}\n  bob: {name: B, owner: ann-lee, not_same_as: ann-lee}\n"),
        (ACTOR, "actors:\n  g: {members: [ann, {id: ann, from: 2010}], roles: {title: ann, of: ann}}\n",
         "actors:\n  g: {members: [ann-lee, {id: ann-lee, from: 2010}], roles: {title: ann, of: ann-lee}}\n"),
        (ACTOR, "deals:\n  ann: {parties: [ann], about: \"By [[ann]].\"}\n",
         "deals:\n  ann: {parties: [ann-lee], about: \"By [[ann-lee]].\"}\n"),
        (Renaming("place", "london", "gb-london"),
         "events:\n  e: {at: london}\n  f: {at: [london]}\nplaces:\n  london: {name: london}\n  x: {part_of: london}\n",
         "events:\n  e: {at: gb-london}\n  f: {at: [gb-london]}\nplaces:\n  gb-london: {name: london}\n"
         "  x: {part_of: gb-london}\n"),
        (STATEMENT, "questions:\n  q: {settled: {by: a/loan}}\n", "questions:\n  q: {settled: {by: a/sum}}\n"),
    ],
)  # fmt: skip
def test_entities(renaming: Renaming, before: str, after: str) -> None:
    assert in_yaml(before, renaming) == after


def test_an_article() -> None:
    text = "---\r\ntitle: ann\r\noutlet: ann   # ann\r\n---\r\nSaid [[ann|Ann]] of `[[ann|x]]` and \\[[ann]].\r\n"
    assert in_markdown(text, ACTOR) == text.replace("outlet: ann ", "outlet: ann-lee ").replace(
        "[[ann|A", "[[ann-lee|A"
    )
    text = "---\ntitle: x\nderives:\n- {from: a, how: wire, why: a}\nversion_of: a\n---\n"
    assert in_markdown(text, ARTICLE) == text.replace("from: a", "from: gazette-1").replace("of: a", "of: gazette-1")


@pytest.mark.parametrize(
    ("renaming", "item", "after"),
    [
        (STATEMENT, "a/loan#status-2025-03-03", "a/sum#status-2025-03-03"),
        (ARTICLE, "a/loan#status-2025-03-03", "gazette-1/loan#status-2025-03-03"),
        (ARTICLE, "a#ours-2025-03-03", "gazette-1#ours-2025-03-03"),
        (DEAL, "loan#ours-2025-03-03", "port-loan#ours-2025-03-03"),
        (DEAL, "loan/loan#status-2025-03-03", "loan/loan#status-2025-03-03"),
    ],
)
def test_the_items_of_a_digest_follow(renaming: Renaming, item: str, after: str) -> None:
    text = "---\ntitle: The week\nitems:\n# {}\n- {}  # told\n---\nWords.\n"
    assert in_markdown(text.format(item, item), renaming) == text.format(item, after)


def test_two_answers_of_one_holder_cannot_become_one() -> None:
    with pytest.raises(
        NoSpliceError, match="`ann` and `ann-lee` both stand there, under `statements/0/positions/fair`"
    ):
        in_yaml("statements:\n- positions: {fair: {ann: fair, ann-lee: unfair}}\n", ACTOR)


SPACE = st.sampled_from(["", "\n", "# ann\n", "\n# [[ann]] caf\u00e9\n"])
QUOTED = st.sampled_from(["{}", '"{}"', "'{}'"])
PAIRS = st.sampled_from([
    ("by", "ann"), ("by", "bob > ann"), ("payer", "ann"), ("party", "ann"), ("gist", "The [[ann]] \u201cpays\u201d."),
    ("note", "[[ann|Ann: x]] and [[ann]]"), ("memo", "ann"), ("quote", "ann"), ("deal", "ann"),
])  # fmt: skip


@given(st.lists(st.tuples(SPACE, PAIRS, QUOTED, st.sampled_from(["", "  # ann"])), min_size=1, max_size=6,
                unique_by=lambda line: line[1][0]),
       st.sampled_from(["\n", "\r\n"]), st.tuples(st.booleans(), st.booleans()))  # fmt: skip
def test_there_and_back_again(
    lines: list[tuple[str, tuple[str, str], str, str]], end: str, marks: tuple[bool, bool]
) -> None:
    bom, last = marks
    body = ""
    for space, (key, value), quoted, comment in lines:
        plain = quoted == "{}" and (value[0] == "[" or ": " in value)
        written = ('"{}"' if plain else quoted).format(value)
        body += f"{space}  {key}: {written}{comment}\n"
    text = ("\ufeff" if bom else "") + f"statements:\n- id: x\n{body}".replace("\n", end)
    text = text if last else text.removesuffix(end)
    there = in_yaml(text, ACTOR)
    named = sum(value.count("ann") for _, (key, value), _, _ in lines if key in ("by", "payer", "party"))
    linked = sum(value.count("[[ann") for _, (key, value), _, _ in lines if key in ("gist", "note"))
    assert there.count("ann-lee") == named + linked
    assert in_yaml(there, Renaming("actor", "ann-lee", "ann")) == text


def test_an_entity_takes_over_what_another_says() -> None:
    text = "actors:\n  # the one\n  ann-lee: {name: Ann Lee, kind: person, aliases: Lee}  # kept\n"
    other = {"name": "Ann", "kind": "group", "aliases": ["Lee", "A. Lee"], "iso": "NO", "former": "annie"}
    assert united(text, "actors", "ann-lee", other, "ann") == (  # type: ignore[arg-type]
        "actors:\n  # the one\n  ann-lee: {name: Ann Lee, kind: person, aliases: [Lee, Ann, A. Lee], iso: NO, "
        "former: [ann, annie]}  # kept\n",
        ("kind",),
    )
