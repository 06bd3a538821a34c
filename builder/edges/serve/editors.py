"""Links that open a file at a line in the author's editor.

In come the name of an editor or a template of its links, and the environment; out come links. No command is ever run:
an editor that answers to no link is passed over.
"""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path, PurePath
from urllib.parse import quote

from builder.edges.errors import UserError

PLACE = "://file{file}:{line}:{column}"
OPEN_URL = "://open?url=file://{file}&line={line}&column={column}"
OPEN_FILE = "://open?file={file}&line={line}&column={column}"
JETBRAINS = ("idea", "pycharm", "webstorm", "phpstorm", "rubymine", "goland", "clion", "rider")
LINKS = {
    **{name: name + PLACE for name in ("vscode", "vscode-insiders", "vscodium", "cursor", "windsurf", "zed")},
    **{name: name + OPEN_FILE for name in JETBRAINS},
    "sublime": f"subl{OPEN_URL}",
    "textmate": f"txmt{OPEN_URL}",
    "macvim": f"mvim{OPEN_URL}",
    "emacs": f"emacs{OPEN_URL}",
    "nova": "nova://open?path={file}&line={line}&column={column}",
}
"""Templates by the editor's name. A file is its absolute path and begins with a slash."""
COMMANDS = {
    "code": "vscode",
    "code-insiders": "vscode-insiders",
    "codium": "vscodium",
    "zeditor": "zed",
    "subl": "sublime",
    "sublime_text": "sublime",
    "mate": "textmate",
    "mvim": "macvim",
    "emacsclient": "emacs",
}
"""What editors are called on a command line, where that is not their name."""
FALLBACK = "vscode"


def template(chosen: str, environment: Mapping[str, str]) -> str:
    """The template of links: of the editor chosen by name or template, else of the one that the environment names.

    Raises UserError where a choice is neither.
    """
    for source, choice in (("--editor", chosen), ("DATELINE_EDITOR", environment.get("DATELINE_EDITOR", ""))):
        if choice:
            return LINKS.get(choice.lower()) or _checked(source, choice)
    named = (_named(environment.get(variable, "")) for variable in ("VISUAL", "EDITOR"))
    return LINKS[next(filter(None, named), FALLBACK)]


def link(template: str, file: str, line: int, column: int) -> str:
    """The link to a place in a file, by its path from the working folder; line and column from 1."""
    path = Path(os.path.abspath(file)).as_posix()
    path = quote(path if path.startswith("/") else f"/{path}", safe="/:")
    return template.replace("{file}", path).replace("{line}", str(line)).replace("{column}", str(column))


def _checked(source: str, choice: str) -> str:
    if "://" in choice and "{file}" in choice:
        return choice
    raise UserError(f"{source} is `{choice}`: name a URL with {{file}}, {{line}} and {{column}}, or {', '.join(LINKS)}")


def _named(command: str) -> str:
    """The editor that a command starts, or nothing if it is none that has links."""
    try:
        words = shlex.split(command)
    except ValueError:
        return ""
    name = PurePath(words[0]).stem.lower() if words else ""
    name = COMMANDS.get(name, name)
    return name if name in LINKS else ""
