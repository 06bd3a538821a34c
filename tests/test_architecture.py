"""The house rules that a reader of the imports can check: who may know whom, and who may touch the outside
world."""

import ast
from pathlib import Path

import pytest

BUILDER = Path(__file__).parent.parent / "builder"
MODULES = sorted(BUILDER.rglob("*.py"))

MAY_KNOW = {
    "model": {"model"},
    "parse": {"model", "parse"},
    "link": {"model", "link"},
    "check": {"model", "check"},
    "plan": {"model", "plan"},
    "authoring": {"model", "parse", "link", "check", "authoring"},
    "render": {"model", "render"},
    "compile.py": {"model", "parse", "link", "check"},
    "pages.py": {"model", "link", "plan", "render"},
    "build.py": {"model", "link", "check", "render", "compile.py", "pages.py"},
    "incremental": {"model", "link", "check", "plan", "compile.py", "incremental"},
    "preview.py": {"model", "parse", "link", "check", "render", "compile.py", "incremental", "pages.py"},
    "edges": {"model", "parse", "render", "authoring", "build.py", "pages.py", "preview.py", "edges", ""},
    "cli.py": {"model", "build.py", "edges", "console.py", "cli_author.py", "cli_desk.py", "cli_digest.py", ""},
    "cli_digest.py": {"model", "parse", "edges", "console.py", "cli_desk.py"},
    "cli_author.py": {"model", "parse", "authoring", "edges", "console.py"},
    "cli_desk.py": {"model", "parse", "render", "authoring", "build.py", "edges", "console.py"},
    "console.py": {"model", "render", "edges"},
    "__main__.py": {"cli.py"},
    "__init__.py": set(),
}
COMMAND_LINE = {"edges", "cli.py", "cli_author.py", "cli_desk.py", "cli_digest.py", "console.py", "__main__.py"}
"""Where the outside world begins."""
OUTSIDE = {
    "os", "io", "socket", "subprocess", "shutil", "tempfile", "time", "random", "threading",
    "multiprocessing", "pathlib.Path", "sys", "http", "urllib.request", "watchdog",
}  # fmt: skip
OUTSIDE_CALLS = {"open", "print", "input"}


def room(module: Path) -> str:
    """The folder of a module, or its own name where it stands at the top."""
    return module.relative_to(BUILDER).parts[0]


def imports(module: Path) -> list[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.name}:{node.lineno}: a relative import"
            names.append(node.module or "")
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def room_of_import(name: str) -> str:
    parts = name.split(".")[1:]
    if not parts:
        return ""
    return parts[0] if (BUILDER / parts[0]).is_dir() else f"{parts[0]}.py"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(BUILDER)))
def test_a_stage_knows_only_the_values(module: Path) -> None:
    known = {room_of_import(name) for name in imports(module) if name.split(".")[0] == "builder"}
    known = {name for name in known if name in MAY_KNOW}
    assert known <= MAY_KNOW[room(module)]


@pytest.mark.parametrize(
    "module",
    [module for module in MODULES if room(module) not in COMMAND_LINE],
    ids=lambda path: str(path.relative_to(BUILDER)),
)
def test_only_the_edges_touch_the_outside_world(module: Path) -> None:
    assert not {name for name in imports(module) if name in OUTSIDE}
    tree = ast.parse(module.read_text(encoding="utf-8"))
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not calls & OUTSIDE_CALLS
    attributes = {
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("today", "now")
    }
    assert not attributes & {"date.today", "datetime.now", "datetime.today", "datetime.date.today"}


@pytest.mark.parametrize("module", sorted((BUILDER / "model").glob("*.py")), ids=lambda path: path.name)
def test_every_value_is_frozen(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            marks = [ast.unparse(mark) for mark in node.decorator_list if "dataclass" in ast.unparse(mark)]
            assert all("frozen=True" in mark for mark in marks), f"{node.name} is not frozen"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(BUILDER)))
def test_every_module_says_what_it_is_for(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body
