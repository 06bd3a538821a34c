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
from tests.bench.parts import RIVAL, Cost
from tests.bench.preview import Waited

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


def parts_report(found: Mapping[int, Sequence[Cost]], machine: str) -> str:
    """Medians of the plain pages, and what each part adds to them."""
    runs = len(next(iter(found.values()))[0].usages)
    tables = [f"{machine}. Medians of {runs} runs."]
    for articles, (plain, *others) in found.items():
        rows = [_cost(plain, None), *(_cost(each, None if each.part is RIVAL else plain) for each in others)]
        tables.append(_table([f"{articles:,} articles", "wall time, s", "processor time, s", "files", "MB"], rows))
    return "\n\n".join(tables)


def _cost(cost: Cost, plain: Cost | None) -> list[str]:
    """A row: what it takes by itself, or what it takes more than the plain pages."""
    sign = "+" if plain else ""
    wall = median(usage.wall for usage in cost.usages) - (median(usage.wall for usage in plain.usages) if plain else 0)
    cpu = median(usage.cpu for usage in cost.usages) - (median(usage.cpu for usage in plain.usages) if plain else 0)
    files, size = cost.files - (plain.files if plain else 0), cost.size - (plain.size if plain else 0)
    return [cost.part.name, f"{wall:{sign}.2f}", f"{cpu:{sign}.2f}", f"{files:{sign},}", f"{size / MB:{sign},.1f}"]


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
