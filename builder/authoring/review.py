"""A statement beside the passage that it rests on, for whoever checks it."""

from collections.abc import Iterator

from builder.model.graph import Article, Statement

MARKS = ("«", "»")
KEYS = (
    "when", "when_printed", "status", "party", "mode", "hedge", "condition", "amount", "stage", "payer", "payee",
    "measure", "quantity", "event", "due", "note", "translation",
)  # fmt: skip
"""What is shown of it besides the gist and the voice, as far as it is given."""


def review_text(article: Article, statement: Statement, marks: tuple[str, str] = MARKS) -> str:
    """The paragraph with the quote marked, and what the statement makes of it."""
    written = statement.written
    lines = [
        statement.id,
        *(f"  | {line}" for line in passage(article, statement, marks)),
        f"  gist: {written.gist.source}",
        f"  by: {' > '.join(map(str, statement.chain))}",
        *(f"  deal: {deal}" for deal in written.deals),
        *(f"  {key}: {value}" for key, value in given(statement)),
        *(
            f"  positions: {each.question}: {each.holder and each.holder + ' '}{each.option}"
            for each in written.positions
        ),
        *(f"  {kind}: {target}" for kind, target in (*written.relations, *written.resolves)),
        f"  noted by {written.noted_by or 'nobody known'}, checked by {written.checked_by or 'nobody'}",
    ]
    return "\n".join(lines) + "\n"


def passage(article: Article, statement: Statement, marks: tuple[str, str]) -> Iterator[str]:
    """The block of the text in which the quote stands, or the title; the quote alone where there is no text."""
    anchor = statement.anchor
    text = article.front.title if anchor and anchor.in_title else article.body.text
    if not anchor or not text:
        yield f"{marks[0]}{statement.written.quote}{marks[1]}"
        return
    begin = text.rfind("\n", 0, anchor.spans[0][0]) + 1
    close = text.find("\n", anchor.spans[-1][1])
    done, parts = begin, list[str]()
    for start, stop in anchor.spans:
        parts += (text[done:start], marks[0], text[start:stop], marks[1])
        done = stop
    yield "".join((*parts, text[done : close if close >= 0 else len(text)]))


def given(statement: Statement) -> Iterator[tuple[str, object]]:
    written = statement.written
    for key in KEYS:
        value = getattr(written, key)
        if key in written.given and value:
            yield key, getattr(value, "words", None) or getattr(value, "source", None) or value
