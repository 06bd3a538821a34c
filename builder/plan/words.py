"""The words in which pages speak of the model's terms: modes, forms, relations, stages, rungs."""

from functools import cache

MODES = {
    "asserted": "",
    "denied": "Denial",
    "planned": "Planned",
    "hypothetical": "Hypothetical",
    "demanded": "Demanded",
    "offered": "Offered",
    "no-comment": "No comment",
}
VERBS = {
    "asserted": "said so",
    "denied": "denied it",
    "planned": "expected it",
    "hypothetical": "thought it possible",
    "demanded": "wanted it",
    "offered": "offered it",
    "no-comment": "would not comment",
}
"""What the holder of a position does about the option, by mode."""
DONE_TO = {
    "denied": "Denied by",
    "disputes": "Disputed by",
    "against": "Reported otherwise by",
    "retracts": "Retracted by",
    "corrects": "Corrected by",
    "updates": "Updated by",
    "qualifies": "Qualified by",
    "confirms": "Confirmed by",
}
"""What another statement does to the one at hand, the gravest first."""
DOES = {
    "denied": "Denies",
    "disputes": "Disputes",
    "retracts": "Retracts",
    "corrects": "Corrects",
    "updates": "Updates",
    "qualifies": "Qualifies",
    "confirms": "Confirms",
}
OVERTAKEN = {"corrects": "corrected", "updates": "updated", "retracts": "retracted"}
COMES_FROM = {
    "translation": "A translation of",
    "summary": "A summary of",
    "rewrite": "A rewrite of",
    "wire": "Taken over from",
}
GAVE_RISE_TO = {
    "translation": "Translated in",
    "summary": "Summed up in",
    "rewrite": "Rewritten in",
    "wire": "Taken over by",
}
BASIS = {
    "credited": "it says so itself",
    "same-text": "the text is the same",
    "desk": "the desk concludes this",
}
FORMS = {
    "report": "Report",
    "document": "Document",
    "post": "Post",
    "transcript": "Transcript",
    "live": "Live page",
    "own": "The desk’s own article",
}
OUTCOMES = {"met": "met", "missed": "not met", "partly": "partly met", "void": "void"}


@cache
def term(word: str) -> str:
    """A term of the model as a reader reads it: `in-force` is in force."""
    return word.replace("-", " ")
