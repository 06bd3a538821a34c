"""Who speaks for an actor without being it: whoever holds an office of it, and the bodies that are part of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.model.dates import When
from builder.model.entities import Actor, Role
from builder.model.graph import Statement


@dataclass(frozen=True)
class Officials:
    """Of one actor."""

    bodies: frozenset[str]
    """Those that are part of it, or of one that is."""
    offices: Mapping[str, Sequence[Role]]
    """Of it and of these bodies, by the id of the holder."""

    def speak_in(self, statement: Statement) -> bool:
        """Whether one of its speakers is among them, in the days of the office where these are known."""
        return any(
            speaker in self.bodies or any(held(role, statement.told) for role in self.offices.get(speaker, ()))
            for speaker in statement.speakers
        )


def held(role: Role, when: When) -> bool:
    """Whether the office may have been held then; what is not dated has no bounds."""
    since, until = role.since and role.since.first, role.until and role.until.last
    return not ((since and when.last and when.last < since) or (until and when.first and when.first > until))


class OfficialsByActor(dict[str, Officials]):
    """By an actor's id, each worked out once."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        super().__init__()
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._offices: dict[str, list[tuple[str, Role]]] = defaultdict(list)
        for id, actor in actors.items():
            if actor.part_of:
                self._parts[actor.part_of].append(id)
            for role in actor.roles:
                self._offices[role.of].append((id, role))

    def __missing__(self, id: str) -> Officials:
        bodies, waiting = {id}, [id]
        while waiting:
            parts = [part for part in self._parts.get(waiting.pop(), ()) if part not in bodies]
            bodies.update(parts)
            waiting += parts
        offices: dict[str, list[Role]] = defaultdict(list)
        for body in sorted(bodies):
            for holder, role in self._offices.get(body, ()):
                offices[holder].append(role)
        made = self[id] = Officials(frozenset(bodies) - {id}, offices)
        return made
