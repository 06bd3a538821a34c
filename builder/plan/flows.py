"""Money by actor: what each is said to pay and to receive, as the money table has it."""

from collections import defaultdict

from builder.model.graph import Level
from builder.model.records import MoneyFlow
from builder.plan.material import Material
from builder.plan.sums import rows


class Flows:
    """Levels of the money table by who pays and who receives."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._pays: dict[str, list[Level]] = defaultdict(list)
        self._receives: dict[str, list[Level]] = defaultdict(list)
        for level in material.graph.levels:
            self._pays[level.payer].append(level)
            self._receives[level.payee].append(level)

    def of(self, id: str) -> tuple[MoneyFlow, ...]:
        """Out, then in; what is empty is left out."""
        sides = (("Pays", self._pays.get(id)), ("Receives", self._receives.get(id)))
        return tuple(MoneyFlow(words, rows(self._material, levels)) for words, levels in sides if levels)
