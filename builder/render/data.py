"""Data files as bytes: JSON with sorted keys, a line per object, so that two versions differ where they differ."""

import json
from collections.abc import Mapping, Sequence


def site_json(record: Mapping[str, Sequence[object]]) -> bytes:
    """The compiled record. One object a line: a reader's diff shows which ones changed."""
    encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
    lists = (f"{encode(name)}:[\n" + ",\n".join(map(encode, record[name])) + "\n]" for name in sorted(record))
    return ("{" + ",\n".join(lists) + "}\n").encode("utf-8")


def document(value: Mapping[str, object]) -> bytes:
    """One object, its keys in the order given."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")
