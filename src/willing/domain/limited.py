"""Stays that law or treaty limits: who is bound, and what an element there still counts for.

Whoever is bound alternates: so many days inside, so many away. A tour in such a place is a row of
short activations, so each of its elements counts for the days inside over both together.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from willing.domain.accept import parse_acceptability
from willing.domain.credit import Credit, credit
from willing.domain.nation import Place
from willing.domain.operation import Operation
from willing.domain.requirement import Served
from willing.domain.route import within
from willing.domain.serve import is_held
from willing.domain.unit import Unit


def binds(operation: Operation, place: Place, nation: str) -> bool:
    """Whether the limits of a place bind a nation."""
    if not place.stay_except.strip():
        return True
    return not parse_acceptability(place.stay_except).admits(operation, nation)


def around(operation: Operation, name: str) -> Iterator[Place]:
    """A place and the larger ones it is part of."""
    return (operation.place[here] for here in within(operation, name) if here in operation.place)


def inside_part(operation: Operation, nation: str, task: Served) -> Fraction:
    """Part of its days on a task that an element of a nation is inside; 1 where nothing binds it.

    Of several places around each other the narrowest limit holds. Standing commitments are kept
    from home, as are requirements at notice and on call, so nothing limits them.
    """
    if is_held(task):
        return Fraction(1)
    return min((
        Fraction(place.stay_days, place.stay_days + place.away_days)
        for place in around(operation, task.place)
        if place.stay_days and place.away_days and binds(operation, place, nation)
    ), default=Fraction(1))


def counts_for(operation: Operation, unit: Unit, task: Served) -> Credit | None:
    """What an element counts for where it serves: less where it may stay only so long; None:
    nothing."""
    worth = credit(operation, unit.capability, task.capability)
    return worth and worth.thinned(inside_part(operation, unit.nation, task))


def entry_notice(operation: Operation, nation: str, task: Served) -> int:
    """Longest notice to be given before entering the task's place, in days."""
    return max((
        place.entry_notice_days for place in around(operation, task.place)
        if binds(operation, place, nation)
    ), default=0)
