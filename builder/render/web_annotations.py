"""Annotations as the JSON-LD of the W3C Web Annotation model, one a line. Put together from text: of some fifty
thousand, each spelt in a tenth of the time of an encoder.
"""

from functools import lru_cache
from json.encoder import encode_basestring as quoted

from builder.model.machine import Annotations, Note, Piece

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def collection(shown: Annotations) -> bytes:
    """An AnnotationCollection with its one AnnotationPage."""
    rights = f',"rights":{quoted(shown.rights)}' if shown.rights else ""
    ours = (
        f'"type":"Annotation","motivation":"describing","creator":{quoted(shown.maker)},'
        '"body":[{"type":"TextualBody","purpose":"describing","format":"text/plain",'
        f'"language":{quoted(shown.language)}{rights},"value":'
    )
    items = ",\n".join([annotation(note, ours) for note in shown.notes])
    head = (
        f'{{"@context":{quoted(CONTEXT)},"id":{quoted(shown.id)},"type":"AnnotationCollection",'
        f'"label":{quoted(shown.title)},'
        f'"creator":{{"id":{quoted(shown.maker)},"type":"Organization","name":{quoted(shown.maker_name)}}},'
        f'"total":{len(shown.notes)},'
    )
    page = f'"first":{{"id":{quoted(shown.id + "#first")},"type":"AnnotationPage","startIndex":0,"items":['
    return f"{head}{page}\n{items}\n]}}}}\n".encode()


def annotation(note: Note, ours: str) -> str:
    """`ours`: what stands in all, from the type to the text of the first body."""
    return f'{{"id":{quoted(note.id)},{ours}{quoted(note.said)}}}{tags(note.tags)}],"target":{target(note)}}}'


@lru_cache(maxsize=4096)
def tags(words: tuple[str, ...]) -> str:
    return "".join([f',{{"type":"TextualBody","purpose":"tagging","value":{quoted(word)}}}' for word in words])


def target(note: Note) -> str:
    """The page and the passage. A quote with gaps is several targets: several selectors on one would mean several ways
    to the same words."""
    source = quoted(note.source)
    found = [f'{{"source":{source},"selector":{selector(piece)}}}' for piece in note.pieces] or [source]
    return found[0] if len(found) == 1 else f"[{','.join(found)}]"


def selector(piece: Piece) -> str:
    before = f',"prefix":{quoted(piece.before)}' if piece.before else ""
    after = f',"suffix":{quoted(piece.after)}' if piece.after else ""
    return f'{{"type":"TextQuoteSelector","exact":{quoted(piece.exact)}{before}{after}}}'
