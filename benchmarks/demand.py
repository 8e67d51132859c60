"""The demand side of a generated operation: commitments, and requirements a bit too many."""

from __future__ import annotations

import random
from typing import Literal

from benchmarks.knobs import Knobs
from benchmarks.supply import AREAS, EFFECTS, capability
from willing.calendar import DDay, parse_steps
from willing.domain.operation import Operation
from willing.domain.requirement import Commitment, Requirement
from willing.domain.windows import Window, Windows

_STANDING = 0.25
_ROTATING = 0.4
_UNEVEN = (0.8, 1.25)
_PROFILES = (
    (1.0,), (0.7, 1.15), (1.2, 0.9), (0.9, 1.4, 0.8), (0.6, 1.3, 1.0, 1.2), (1.2, 0.7, 1.3, 0.9),
)
_PRIORITIES = ((1, 2, 3), (2, 3, 3))


def part_in_place(knobs: Knobs) -> float:
    """Part of its elements that a unit can keep in place for ever, at its longest tour."""
    drill = 28 if knobs.every_rule else 0
    lost = knobs.dwell + knobs.overlap + 2 * knobs.movement + drill
    return max(length / (length + lost) for length in knobs.tours)


def commitments(
    knobs: Knobs, operation: Operation, dice: random.Random
) -> tuple[Commitment, ...]:
    """Commitments on the largest units, standing and rotating in turn."""
    largest = sorted(operation.units, key=lambda unit: (-unit.count, unit.id))
    made = []
    for i, unit in enumerate(largest[: knobs.commitments]):
        standing = i % 2 == 0
        kind: Literal["standing", "rotating"] = "standing" if standing else "rotating"
        part = _STANDING if standing else _ROTATING * part_in_place(knobs)
        rule: Literal["none", "any", "home", "tour"] = "none"
        if dice.random() < knobs.backfill:
            rule = dice.choice(("any", "home")) if standing else "tour"
        made.append(Commitment(
            id=f"duty_{i + 1:02}", nation=unit.nation, kind=kind, capability=unit.capability,
            quantity=Windows((Window(None, None, max(round(unit.count * part), 1)),)),
            place=unit.home if standing else "flank", priority=dice.choice((1, 2)),
            backfill=rule, lead_days=dice.choice((0, 30)) if standing else 0,
        ))
    return tuple(made)


def requirements(
    knobs: Knobs, operation: Operation, dice: random.Random
) -> tuple[Requirement, ...]:
    """Lines that together ask for `pressure` times what can be sustained, unevenly."""
    sustained = _sustained(knobs, operation)
    wanted = [part * dice.uniform(*_UNEVEN) for part in sustained]
    scale = knobs.pressure * sum(sustained) / max(sum(wanted), 1e-9)
    of_kind = [kind % knobs.capabilities for kind in range(knobs.lines)]
    shares = [dice.uniform(0.4, 1.8) for _ in of_kind]
    made = []
    for i, kind in enumerate(of_kind):
        among = sum(share for share, other in zip(shares, of_kind, strict=True) if other == kind)
        made.append(Requirement(
            id=f"line_{i + 1:03}", effect=EFFECTS[kind % len(EFFECTS)],
            capability=capability(kind),
            quantity=_windows(knobs, scale * wanted[kind] * shares[i] / among, dice),
            place=f"area_{dice.randint(1, AREAS)}",
            priority=dice.choices(*_PRIORITIES)[0],
            accept=dice.choice(("west", "east")) if dice.random() < knobs.limits else "",
        ))
    return tuple(made)


def _sustained(knobs: Knobs, operation: Operation) -> list[float]:
    """Elements of each capability in place for ever, less what the commitments take."""
    found = [0.0] * knobs.capabilities
    at = {capability(kind): kind for kind in range(knobs.capabilities)}
    for pledge in operation.pledges:
        if pledge.purpose != "backfill":
            unit = operation.unit[pledge.unit]
            found[at[unit.capability]] += pledge.count * part_in_place(knobs)
    for duty in operation.commitments:
        one = part_in_place(knobs) if duty.kind == "standing" else 1.0
        found[at[duty.capability]] -= one * duty.quantity.parts[0].quantity
    return [max(part, 0.0) for part in found]


def _windows(knobs: Knobs, mean: float, dice: random.Random) -> Windows:
    """One to three windows whose mean is about the given one; the last reaches the horizon."""
    horizon = parse_steps(knobs.periods).days
    begins = 30 * dice.choice((0, 0, 0, 1, 2, 3, 6))
    profile = dice.choice(_PROFILES)
    cuts = sorted(30 * dice.randint(8, max(horizon // 30 - 4, 9)) for _ in profile[1:])
    edges = [begins, *cuts, horizon]
    return Windows(tuple(
        Window(DDay(first), DDay(after), max(round(mean * part), 1))
        for first, after, part in zip(edges, edges[1:], profile, strict=False) if first < after
    ))
