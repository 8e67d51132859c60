"""Who may be where, with nations and places that are alike told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from willing.domain.operation import Operation
from willing.domain.route import within
from willing.report.presence import Access, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Places in which the same holds for the same nations on each of the days."""

    places: tuple[str, ...]
    """Places, in the order of their table."""
    nations: tuple[str, ...]
    """Nations, in the order of theirs."""
    states: tuple[State, ...]
    """Day by day."""
    causes: tuple[str, ...]
    """What keeps them out on one of the days; empty where nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShutOut:
    """One thing that keeps nations out of places."""

    cause: str
    """`no status of forces agreement: sofa_fra not signed`."""
    nations: tuple[str, ...]
    """Whom it keeps out."""
    places: tuple[str, ...]
    """Of which places; parts of one that stands here are not told."""

    def __str__(self) -> str:
        return f"{', '.join(self.nations)} in {', '.join(self.places)}: {self.cause}"


def grouped(access: Sequence[Access]) -> Iterator[Alike]:
    """Who may be where: nations that are alike in a place together, and so places."""
    by_place: dict[str, dict[tuple[object, ...], list[Access]]] = {}
    for item in access:
        key = (tuple(state.text for state in item.states), item.causes)
        by_place.setdefault(item.place, {}).setdefault(key, []).append(item)
    same: dict[tuple[object, ...], list[str]] = {}
    for place, groups in by_place.items():
        told = tuple((key, tuple(a.nation for a in found)) for key, found in groups.items())
        same.setdefault(told, []).append(place)
    for places in same.values():
        for found in by_place[places[0]].values():
            yield Alike(
                places=tuple(places), nations=tuple(item.nation for item in found),
                states=found[0].states, causes=found[0].causes,
            )


def shut_out(operation: Operation, access: Sequence[Access]) -> Iterator[ShutOut]:
    """Each thing that keeps somebody out, once, with whom and where."""
    where: dict[tuple[str, str], list[str]] = {}
    for item in access:
        for cause in item.causes:
            where.setdefault((cause, item.nation), []).append(item.place)
    who: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (cause, nation), places in where.items():
        whole = tuple(
            place for place in places if not set(within(operation, place)[1:]) & set(places)
        )
        who.setdefault((cause, whole), []).append(nation)
    for (cause, whole), nations in who.items():
        yield ShutOut(cause=cause, nations=tuple(nations), places=whole)
