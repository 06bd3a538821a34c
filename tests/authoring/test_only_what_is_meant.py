"""New entities, mends and merges in awkward files: one stretch is put in or one line changes, and no other byte."""

from hypothesis import given
from hypothesis import strategies as st

from builder.authoring.mends import followed, is_certain
from builder.authoring.new_file import entity
from builder.authoring.renaming import without_item
from builder.authoring.splice import data
from builder.edges.authoring.mending import spelt_like
from builder.model.sources import Source
from builder.parse.annotations import parse_annotations
from builder.parse.locate import locate

COMMENT = st.sampled_from(["", "# plain\n", "# caf\u00e9: [x]\n\n", "\n"])
ENTRIES = st.lists(
    st.sampled_from([
        "  ann: {name: Ann, kind: person}  # the first\n", "  b-2:\n    name: 'B: two'\n    kind: group   # why\n",
        "  c:\n    {name: C,\n     kind: group}\n", '  d: {"name": "D \u2026", kind: \'group\'}\n',
        "  e:\n    name: >-\n      E and\n      more\n    kind: group\n",
    ]), min_size=1, max_size=5, unique=True,
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\r\n"])
BOM = st.sampled_from(["", "\ufeff"])


@st.composite
def files(draw: st.DrawFn) -> str:
    deals = draw(st.sampled_from(["", "deals:\n  loan: {name: Loan, ladder: money, parties: [ann, b-2]}\n"]))
    text = draw(COMMENT) + "actors:\n" + "".join(draw(COMMENT).replace("\n\n", "\n") + each for each in draw(ENTRIES))
    whole = draw(BOM) + (text + deals).replace("\n", draw(ENDS))
    return whole if draw(st.sampled_from([True, False])) else whole.rstrip("\r\n")


def is_one_insertion(before: str, after: str) -> bool:
    start = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(before))
    return after.endswith(before[start:])


@given(files())
def test_an_entity_is_put_in(text: str) -> None:
    path = "content/entities/a.yml"
    where, after, _ = entity("actor", "new-one", {"name": "New: one", "kind": "group"}, {path: text})
    assert where == path
    assert is_one_insertion(text, after)
    tree = data(after)
    assert isinstance(tree, dict)
    assert isinstance(tree["actors"], dict)
    assert tree["actors"].pop("new-one") == {"name": "New: one", "kind": "group"}
    assert tree == data(text)


@given(files())
def test_of_two_names_in_a_list_one_is_taken_out(text: str) -> None:
    after = without_item(text, "deals", "parties", "ann", "b-2")
    assert after == text.replace("parties: [ann, b-2]", "parties: [b-2]")


@given(BOM, ENDS, st.lists(COMMENT, min_size=3, max_size=3), st.sampled_from([
    ("when: 3 March 2025", "when: 2025-03-03"), ("staus: signed", "status: signed"),
    ("stage: comitted", "stage: committed"), ("mode: Planned", "mode: planned"),
]))  # fmt: skip
def test_a_mend_changes_one_line(bom: str, end: str, comments: list[str], slip: tuple[str, str]) -> None:
    one, two, three = comments
    lines = f"{one}statements:\n{two}- quote: \"q\"\n  gist: 'caf\u00e9'   # x\n  {slip[0]}  # why\n{three}"
    text = bom + lines.replace("\n", end)
    plain = lines
    findings = parse_annotations(Source("a.yml", plain))[1]
    mended = plain
    for finding in findings:
        where = locate(finding.location, plain)
        words = plain.split("\n")[where.line - 1][where.column - 1 : where.end_column - 1]
        if is_certain(finding, words):
            mended = followed(finding, where, plain) or mended
    assert spelt_like(text, mended) == text.replace(slip[0], slip[1])
