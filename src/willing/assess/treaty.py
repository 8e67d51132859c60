"""Stays that law or treaty limits: who is bound, what counts, and rule tonnage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from willing.assess.accepted import admits
from willing.assess.demand import laid
from willing.assess.fault import Fault
from willing.assess.level import Level
from willing.assess.stay import Stay, is_held
from willing.assess.ways import larger
from willing.calendar import Timeline
from willing.domain.nation import Place
from willing.domain.once import once
from willing.domain.operation import Operation
from willing.domain.requirement import Served


def bound(operation: Operation, place: Place, nation: str) -> bool:
    """Whether a place's limits bind a nation: all but those that it excepts."""
    excepted = place.stay_except
    return not (excepted.strip() and admits(operation, excepted, nation))


def binding(operation: Operation, task: Served, nation: str) -> tuple[Place, ...]:
    """The task's place and those it is part of, as far as their limits bind a nation."""
    return _binding(operation, task.place, nation)


@once
def _binding(operation: Operation, name: str, nation: str) -> tuple[Place, ...]:
    around = (operation.place[each] for each in larger(operation, name))
    return tuple(place for place in around if bound(operation, place, nation))


def part_inside(operation: Operation, task: Served, nation: str) -> Fraction:
    """For how much of its days an element on a task counts, since it must leave and come back.

    The narrowest of the limits around a task holds. Whoever is held at home is not inside.
    """
    if is_held(task):
        return Fraction(1)
    part = Fraction(1)
    for place in binding(operation, task, nation):
        stay, away = place.stay_days or 0, place.away_days or 0
        if stay and away:
            part = min(part, Fraction(stay, stay + away))
    return part


def notice_to_enter(operation: Operation, task: Served, nation: str) -> int:
    """Days of notice before a nation's elements may enter the task's place."""
    return max([0, *(p.entry_notice_days for p in binding(operation, task, nation))])


def tonnes_inside(operation: Operation, tours: Iterable[Stay]) -> Mapping[str, Level]:
    """Tonnes of nations that are bound inside each place with such a limit, from their arrival."""
    every = tuple(tours)
    return {
        place.id: Level(
            (tour.arrives, tour.ends, tour.count * Fraction(tour.unit.tonnes)) for tour in every
            if place.id in larger(operation, tour.task.place)
            and bound(operation, place, tour.unit.nation)
        )
        for place in operation.places if place.stay_tonnes is not None
    }


def tonnage_faults(
    operation: Operation, timeline: Timeline, outcome: str, tours: tuple[Stay, ...]
) -> Iterator[Fault]:
    """Places with more tonnes inside than they allow, on any day from arrival to the last."""
    for name, inside in tonnes_inside(operation, tours).items():
        windows = operation.place[name].stay_tonnes
        for first, after, allowed in laid(windows, timeline) if windows else ():
            runs = inside.above(first, after, allowed)
            if runs:
                text = (
                    f"{float(runs[0][2]):,.10g} tonnes inside on {timeline.label(runs[0][0])}; "
                    f"{allowed:,} are allowed"
                )
                yield Fault(rule="tonnage", outcome=outcome, where=f"place {name}", text=text,
                            day=runs[0][0])
