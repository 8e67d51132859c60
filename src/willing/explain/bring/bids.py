"""What a nation could bring: elements of its own pools, or of the size that others bring."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from willing.domain.brought import words_asked
from willing.domain.credit import credit, kinds_of
from willing.domain.drawn import overhead_row, people_drawn
from willing.domain.limited import counts_for
from willing.domain.operation import Operation
from willing.domain.pledge import Caveat, Pledge
from willing.domain.requirement import Requirement
from willing.domain.serve import is_held
from willing.domain.situation import Situation
from willing.domain.turn import rhythm
from willing.domain.unit import Cycle, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Bid:
    """So many elements of one pool, at most so many in place at once."""

    unit: Unit
    """The pool: the nation's own, or one made up after another nation's."""
    like: str
    """Pool of another nation whose figures were taken; empty: its own."""
    pledge: Pledge
    """What it would pledge, free of conditions and caveats; it brings whatever lines must have."""
    at_once: int
    """Most elements in place at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A capability that the nation cannot bring, and why."""

    capability: str
    """What is wanted."""
    why: Literal["too many people", "all pledged", "nobody has it"]
    """One element has more people; its own elements are all pledged; nobody's figures to take."""
    people: int | None = None
    """People in the smallest element with those behind it, where that is the reason."""


def bids(
    here: Situation, nation: str, people: int, wanted: Iterable[Requirement]
) -> tuple[tuple[Bid, ...], tuple[PassedOver, ...]]:
    """One bid for each pool that counts for a wanted line, and what cannot be brought.

    A nation that has nothing of a capability is given elements as others have them: those of the
    pool with the median number of people. `people`: most in place at once, with the nation's
    support element behind them.
    """
    operation = here.operation
    found: dict[str, Bid] = {}
    passed: dict[str, PassedOver] = {}
    lines = tuple(wanted)
    for line in lines:
        own = [u for u in operation.units if u.nation == nation and _counts(operation, u, line)]
        units: list[tuple[Unit, str]] = [(unit, "") for unit in own]
        if not units:
            model = _median(operation, line)
            if model is None:
                passed[line.capability] = PassedOver(
                    capability=line.capability, why="nobody has it")
                continue
            units = [(_made_up(operation, nation, model), model.id)]
        told = list(_bids(here, line, units, people, lines))
        found.update({bid.unit.id: bid for bid in told if bid.unit.id not in found})
        if not told:
            passed[line.capability] = _passed(
                operation, line, [unit for unit, _ in units], people)
    return tuple(found.values()), tuple(passed.values())


def added(operation: Operation, offered: Iterable[Bid]) -> Operation:
    """The operation with the pools, pledges and limits of some bids."""
    some = tuple(offered)
    made_up = tuple(bid.unit for bid in some if bid.like)
    return replace(
        operation,
        units=(*operation.units, *made_up),
        cycles=(*operation.cycles, *(
            Cycle(unit=unit.id, state="home", count=unit.count) for unit in made_up
        )),
        pledges=(*operation.pledges, *(bid.pledge for bid in some)),
        caveats=(*operation.caveats, *(
            Caveat(pledge=bid.pledge.id, kind="number", rule="max", values=(str(bid.at_once),))
            for bid in some
        )),
    )


def _counts(operation: Operation, unit: Unit, line: Requirement) -> bool:
    return credit(operation, unit.capability, line.capability) is not None


def _bids(
    here: Situation, line: Requirement, units: Iterable[tuple[Unit, str]], people: int,
    lines: tuple[Requirement, ...],
) -> Iterator[Bid]:
    for unit, like in units:
        most = _most(here.operation, unit, lines)
        at_once = _at_once(here.operation, unit, line, people)
        at_once = at_once if most is None else min(at_once, most)
        if like:
            count = at_once * _turns(here, unit, line)
            unit = replace(unit, count=count)
        else:
            pledged = sum(p.count for p in here.operation.pledges if p.unit == unit.id)
            count = min(unit.count - pledged, at_once * _turns(here, unit, line))
        if count > 0 and at_once > 0:
            yield Bid(
                unit=unit, like=like, at_once=min(at_once, count),
                pledge=Pledge(
                    id=_free_name(here.operation, f"offer_{unit.id}"), unit=unit.id, count=count,
                    status=here.operation.settings.counts_from,
                    brings=tuple(dict.fromkeys(words_asked(here.operation))),
                ),
            )


def behind(operation: Operation, unit: Unit, line: Requirement, at_once: int) -> int:
    """People of the nation's support element behind so many elements on a line."""
    row = None if is_held(line) else overhead_row(operation, unit.nation, line)
    people = at_once * unit.people
    return 0 if row is None else people_drawn(operation.overheads[row], people)


def _at_once(operation: Operation, unit: Unit, line: Requirement, people: int) -> int:
    """Most elements that stay within so many people, with those behind them."""
    if not unit.people:
        return unit.count
    most = people // unit.people
    while most and most * unit.people + behind(operation, unit, line, most) > people:
        most -= 1
    return most


def _most(operation: Operation, unit: Unit, lines: Iterable[Requirement]) -> int | None:
    """Elements that all these lines, and reaches, could use at once; None: no limit is known."""
    most = 0
    for line in lines:
        paid = counts_for(operation, unit, line)
        if paid is not None:
            if line.per_people is not None:
                return None
            peak = max((part.quantity for part in line.quantity.parts), default=0)
            most += math.ceil(peak / paid.worth)
    return most + sum(
        max((part.quantity for part in reach.quantity.parts), default=0)
        for reach in operation.reaches
        if reach.capability in kinds_of(operation, unit.capability)
    )


def _turns(here: Situation, unit: Unit, line: Requirement) -> int:
    """Elements it takes to keep one in place: whole cycle over tour, rounded up.

    Where nobody goes there, one is enough.
    """
    if is_held(line):
        return 1
    d_day = here.timeline.d_day or 0
    beat = rhythm(here, unit, line, d_day)
    rest = 2 * beat.movement + beat.reception + beat.transfer + beat.overlap + beat.work_up
    rest += beat.recovery + beat.dwell
    return min(-(-(tour + rest) // tour) for tour in beat.tours)


def _median(operation: Operation, line: Requirement) -> Unit | None:
    """The pool of a line's capability with the median number of people in an element.

    Where nobody has just that, any pool that counts for the line: a child, or a substitute.
    """
    same = [unit for unit in operation.units if unit.capability == line.capability]
    some = same or [unit for unit in operation.units if _counts(operation, unit, line)]
    known = sorted(some, key=lambda unit: (unit.people, unit.id))
    return known[len(known) // 2] if known else None


def _made_up(operation: Operation, nation: str, like: Unit) -> Unit:
    """A pool after another nation's, at the home that most of the nation's own pools share."""
    homes = [unit.home for unit in operation.units if unit.nation == nation]
    home = max(dict.fromkeys(homes), key=homes.count, default=like.home)
    return replace(
        like, id=_free_name(operation, f"{nation}_{like.capability}"), nation=nation, home=home,
        name="", free=None, source=f"as {like.id}", grade="I", note="", origin=None,
    )


def _free_name(operation: Operation, name: str) -> str:
    taken = {*operation.unit, *operation.pledge}
    while name in taken:
        name += "_"
    return name


def _passed(
    operation: Operation, line: Requirement, units: list[Unit], people: int
) -> PassedOver:
    least = min(unit.people + behind(operation, unit, line, 1) for unit in units)
    if least > people:
        return PassedOver(capability=line.capability, why="too many people", people=least)
    return PassedOver(capability=line.capability, why="all pledged")
