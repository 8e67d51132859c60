"""Reaches that no line can ever cover, and places that no way of evacuation joins."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.checks.kinds import listed, problem, where
from willing.domain.near import lies_near, may_cover, travel_minutes
from willing.domain.operation import Operation
from willing.domain.reach import Reach
from willing.domain.requirement import Requirement
from willing.errors import Problem


def check_reaches(operation: Operation) -> Iterator[Problem]:
    """Warn of reaches that can never be covered. Wants an operation without faults."""
    unknown: dict[tuple[str, str], None] = {}
    for reach in operation.reaches:
        able = [line for line in operation.lines if may_cover(operation, reach, line)]
        apart = [line for line in able
                 if travel_minutes(operation, reach.place, line.place, reach.mode) is None]
        unknown |= {(reach.place, line.place): None for line in apart}
        if any(lies_near(operation, reach, line) for line in able):
            continue
        yield problem(
            "out-of-reach", where("reaches", reach, "capability"),
            _given(operation, reach, able, apart),
            f"a line on which a '{reach.capability}' serves lies within {reach.minutes} minutes "
            f"of '{reach.place}'",
            "add such a line there, add a way in travel, or allow more minutes",
        )
    if unknown:
        ways = [f"{start} - {end}" for start, end in unknown]
        yield problem(
            "no-travel", "operation travel",
            f"no row of travel joins place and line of a reach ({len(ways)}): {listed(ways)}",
            "what no row joins is out of reach", "add rows of travel where there is a way",
        )


def _given(
    operation: Operation, reach: Reach, able: list[Requirement], apart: list[Requirement]
) -> str:
    if not able:
        return f"on no line a '{reach.capability}' of any unit could serve"
    minutes = {
        line.id: travel_minutes(operation, reach.place, line.place, reach.mode)
        for line in able if line not in apart
    }
    known = {name: far for name, far in minutes.items() if far is not None}
    if not known:
        return f"no way is known to {listed([line.id for line in able])}"
    nearest = min(known, key=lambda name: known[name])
    return f"the nearest line, '{nearest}', is {known[nearest]} minutes away"
