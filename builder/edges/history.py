"""What git's history still says: in go a folder and words, out come the commits that brought them or took them away."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

AT_ONCE = 40
"""Texts that one run of git looks for: a command line has an end."""
SIGN = re.compile(r"""[][(){}.*+?^$|\\'"]""")
QUOTED = {"'": "''?", '"': r'\\?"'}
"""Signs as they may stand in YAML, within quotation marks of the same kind."""


def commits(folder: Path, texts: Sequence[str]) -> tuple[str, ...]:
    """`1a2b3c4 of 2025-05-01`, each commit once, of all branches and whatever the files were called then. A text is
    found however its lines were broken, and not within a longer word. None where git knows of no repository."""
    found: dict[str, None] = {}
    for start in range(0, len(texts), AT_ONCE):
        any_of = "|".join(map(pattern, texts[start : start + AT_ONCE]))
        words = f"(^|[^[:alnum:]_])({any_of})([^[:alnum:]_]|$)"
        command = ["git", "log", "--all", "--format=%h of %as", "--pickaxe-regex", f"-S{words}"]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        except OSError:
            return ()
        found |= dict.fromkeys(done.stdout.splitlines() if done.returncode == 0 else ())
    return tuple(found)


def pattern(text: str) -> str:
    """A POSIX extended regular expression for a text, as sources may spell it."""
    return "[[:space:]]+".join(
        SIGN.sub(lambda sign: QUOTED.get(sign[0], f"\\{sign[0]}"), word) for word in text.split()
    )
