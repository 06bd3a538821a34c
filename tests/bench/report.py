"""The measurements as Markdown tables, and their place in docs/benchmarks.md.

Takes what `run` measured, gives text; reads and writes nothing but the one document it is asked to update.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import isinf
from pathlib import Path
from statistics import median

from tests.bench.measure import Usage
from tests.bench.parts import Cost, Costs, Part
from tests.bench.preview import Waited
from tests.bench.warm import Warm

MARKS = "<!-- {part}: begin -->", "<!-- {part}: end -->"
MB = 1_000_000


@dataclass(frozen=True)
class Output:
    """What a tool wrote: pages by the first part of their path, other files, and bytes of all."""

    pages: dict[str, int]
    others: int
    size: int


@dataclass(frozen=True)
class Measured:
    tool: str
    version: str
    articles: int
    usages: tuple[Usage, ...]
    output: Output

    @property
    def wall(self) -> float:
        return self._median(lambda usage: usage.wall)

    @property
    def cpu(self) -> float:
        return self._median(lambda usage: usage.cpu)

    @property
    def largest(self) -> float:
        return self._median(lambda usage: usage.largest) / MB

    @property
    def together(self) -> float:
        return self._median(lambda usage: usage.together or 0) / MB

    @property
    def pages(self) -> int:
        return sum(self.output.pages.values())

    def _median(self, value: Callable[[Usage], float]) -> float:
        return median(value(usage) for usage in self.usages)


ROWS: tuple[tuple[str, Callable[[Measured], float], str], ...] = (
    ("wall time, s", lambda measured: measured.wall, ".2f"),
    ("… fastest run, s", lambda measured: min(usage.wall for usage in measured.usages), ".2f"),
    ("… slowest run, s", lambda measured: max(usage.wall for usage in measured.usages), ".2f"),
    ("processor time, s", lambda measured: measured.cpu, ".2f"),
    ("peak memory, largest process, MB", lambda measured: measured.largest, ",.0f"),
    ("peak memory, all processes, MB", lambda measured: measured.together, ",.0f"),
    ("pages", lambda measured: measured.pages, ",.0f"),
    ("other files", lambda measured: measured.output.others, ",.0f"),
    ("size of all, MB", lambda measured: measured.output.size / MB, ",.1f"),
)

GROWTH = ROWS[0], ROWS[3], ROWS[4], ROWS[5]


def report(measured: Sequence[Measured], machine: str) -> str:
    """Medians and ratios for each size, growth from the smallest to the largest, and which pages each tool wrote."""
    sizes = sorted({each.articles for each in measured})
    sides = {size: [each for each in measured if each.articles == size] for size in sizes}
    versions = ", ".join(f"{each.tool} {each.version}" for each in sides[sizes[0]])
    parts = [f"{versions}. {machine}. Medians of {len(measured[0].usages)} runs."]
    parts += [_comparison(f"{size:,} articles", sides[size]) for size in sizes]
    if len(sizes) > 1:
        parts.append(_growth(sides[sizes[0]], sides[sizes[-1]]))
    return "\n\n".join([*parts, _pages(sides[sizes[-1]])])


def _comparison(title: str, sides: Sequence[Measured]) -> str:
    rows = []
    for label, value, form in ROWS:
        values = [value(side) for side in sides]
        rows.append([label, *(format(each, form) for each in values), *_ratio(values)])
    return _table([title, *(side.tool for side in sides), *(["ratio"] if len(sides) == 2 else [])], rows)


def _growth(small: Sequence[Measured], large: Sequence[Measured]) -> str:
    rows = [
        [
            label.removesuffix(", s").removesuffix(", MB"),
            *(f"×{_quotient(value(b), value(a))}" for a, b in zip(small, large, strict=True)),
        ]
        for label, value, _ in GROWTH
    ]
    title = f"{small[0].articles:,} → {large[0].articles:,} articles"
    return _table([title, *(side.tool for side in small)], rows)


def _pages(sides: Sequence[Measured]) -> str:
    kinds = sorted({kind for side in sides for kind in side.output.pages})
    rows = [[f"`/{kind}`", *(f"{side.output.pages.get(kind, 0):,}" for side in sides)] for kind in kinds]
    return _table([f"pages at {sides[0].articles:,} articles", *(side.tool for side in sides)], rows)


def preview_report(found: Sequence[Waited], machine: str) -> str:
    """Medians, slowest and ratios for each size."""
    sizes = sorted({each.articles for each in found})
    edits = len(next(iter(found[0].waits.values())))
    parts = [f"{machine}. Medians of {edits} edits; in brackets the slowest."]
    for size in sizes:
        sides = [each for each in found if each.articles == size]
        rows = []
        for edit in sides[0].waits:
            waits = [side.waits[edit] for side in sides]
            rows.append([f"{edit}, ms", *_beside([median(each) for each in waits], list(map(_span, waits)))])
        for label, values, form in (
            ("start to first page, s", [side.start for side in sides], ".1f"),
            ("peak memory, all processes, MB", [side.memory / MB for side in sides], ",.0f"),
        ):
            rows.append([label, *_beside(values, [format(value, form) for value in values])])
        head = [sides[0].name, *chain.from_iterable((side.name, "ratio") for side in sides[1:])]
        parts.append(_table([f"{size:,} articles", *head], rows))
    return "\n\n".join(parts)


def _beside(values: Sequence[float], shown: Sequence[str]) -> list[str]:
    """The first value as it is shown, and each other with the ratio of the first to it."""
    rivals = zip(shown[1:], values[1:], strict=True)
    return [shown[0], *chain.from_iterable((words, _quotient(values[0], value)) for words, value in rivals)]


def parts_report(found: Mapping[int, Sequence[Costs]], machine: str) -> str:
    """Medians of the plain pages and of what each part adds to them, on both sides."""
    runs = len(next(iter(found.values()))[0].dateline.usages)
    tables = [f"{machine}. Medians of {runs} runs."]
    columns = ("wall time, s", "processor time, s", "files", "MB")
    head = [*columns, *(f"Hugo: {column}" for column in columns), "ratio of wall times"]
    for articles, costs in found.items():
        plain = costs[0]
        rows = []
        for each in costs:
            ours, theirs = (
                _row(each.part, *pair) for pair in ((each.dateline, plain.dateline), (each.hugo, plain.hugo))
            )
            walls = [_wall(cost) for cost in (each.dateline, each.hugo) if cost and each.part.whole]
            rows.append([each.part.name, *ours, *theirs, *(_ratio(walls) or [""])])
        tables.append(_table([f"{articles:,} articles", *head], rows))
    return "\n\n".join(tables)


def warm_report(found: Mapping[int, Sequence[Warm]], machine: str) -> str:
    """Medians after each edit, and their part of the cold run of the same command."""
    runs = len(next(iter(found.values()))[0].usages)
    tables = [f"{machine}. Medians of {runs} runs."]
    for articles, measured in found.items():
        rows = []
        for each in measured:
            cold = next(one for one in measured if one.command == each.command)
            pairs = zip(each.usages, cold.usages, strict=True)
            ratio = "" if each is cold else f"{median(one.wall / other.wall for one, other in pairs):.2f}"
            wall, cpu = median(usage.wall for usage in each.usages), median(usage.cpu for usage in each.usages)
            rows.append([f"`{each.command}`, {each.step}", f"{wall:.2f}", f"{cpu:.2f}", ratio])
        head = [f"{articles:,} articles", "wall time, s", "processor time, s", "ratio of wall times to cold"]
        tables.append(_table(head, rows))
    return "\n\n".join(tables)


def _row(part: Part, cost: Cost | None, plain: Cost | None) -> list[str]:
    """What a part takes by itself, or what it takes more than the plain pages."""
    if not cost:
        return ["–"] * 4
    less = None if part.whole else plain
    sign = "+" if less else ""
    values = [[_wall(each), _cpu(each), each.files, each.size / MB] if each else [0.0] * 4 for each in (cost, less)]
    forms = (".2f", ".2f", ",.0f", ",.1f")
    return [format(a - b, sign + form) for a, b, form in zip(*values, forms, strict=True)]


def _wall(cost: Cost) -> float:
    return median(usage.wall for usage in cost.usages)


def _cpu(cost: Cost) -> float:
    return median(usage.cpu for usage in cost.usages)


def _span(seconds: Sequence[float]) -> str:
    if isinf(max(seconds)):
        return "never"
    return f"{1000 * median(seconds):,.0f} ({1000 * max(seconds):,.0f})"


def _ratio(values: Sequence[float]) -> list[str]:
    return [_quotient(values[0], values[1])] if len(values) == 2 else []


def _quotient(over: float, under: float) -> str:
    return f"{over / under:.2f}" if under and not isinf(under) else "–"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def update(document: Path, text: str, part: str = "measured") -> None:
    """Puts the text between the document's two markers of a part."""
    begin, end = (mark.format(part=part) for mark in MARKS)
    before, _, rest = document.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    document.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
