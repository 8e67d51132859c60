"""The supply side of a generated operation: nations, units, pledges, substitutions."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Literal

from benchmarks.knobs import Knobs
from willing.domain.nation import Group, Nation, Place
from willing.domain.operation import Operation
from willing.domain.pledge import Pledge
from willing.domain.requirement import Substitution
from willing.domain.unit import Capability, Policy, Unit

AREAS = 6
"""Places of the operation."""
EFFECTS = ("skies", "seas", "borders", "monitoring", "enabling")
"""Effects, taken in turn by the capabilities."""
_PEOPLE = (20, 40, 60, 120, 180, 250, 450, 700)
_RATIOS = ((1, 1), (2, 1))
_LATE = 0.2


def capability(number: int) -> str:
    """Id of the capability with this number, from 0."""
    return f"kind_{number + 1:02}"


def capabilities(knobs: Knobs) -> tuple[Capability, ...]:
    """Unrelated kinds of elements; only substitutions join them."""
    return tuple(Capability(id=capability(number)) for number in range(knobs.capabilities))


def policies(knobs: Knobs) -> tuple[Policy, ...]:
    """One policy for all."""
    drill = 14 if knobs.every_rule else 0
    return (Policy(
        id="turns", tours=knobs.tours, dwell=knobs.dwell, overlap=knobs.overlap,
        recovery=drill, work_up=drill,
    ),)


def codes(knobs: Knobs) -> list[str]:
    """Nation codes that ISO leaves to users, so that no real one is meant."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [f"X{letters[i // 26]}{letters[i % 26]}" for i in range(knobs.nations)]


def nations(knobs: Knobs, dice: random.Random) -> tuple[Nation, ...]:
    """Nations whose products differ a hundredfold."""
    return tuple(
        Nation(id=code, gdp=float(round(40 * 100 ** dice.random()))) for code in codes(knobs)
    )


def groups(knobs: Knobs, dice: random.Random) -> tuple[Group, ...]:
    """Two overlapping groups of about two thirds of the nations."""
    ids = codes(knobs)
    size = max(2 * len(ids) // 3, 1)
    return tuple(
        Group(id=name, members=tuple(sorted(dice.sample(ids, size)))) for name in ("west", "east")
    )


def places(knobs: Knobs) -> tuple[Place, ...]:
    """Areas of the operation, one flank that is always watched, and a base for every nation."""
    homes = [Place(id=f"home_{code}", nation=code) for code in codes(knobs)]
    areas = [Place(id=f"area_{i + 1}", role="sector") for i in range(AREAS)]
    return (*areas, Place(id="flank", role="sector"), *homes)


def units(knobs: Knobs, dice: random.Random) -> tuple[Unit, ...]:
    """Units of uneven size; every capability has at least one where there are enough."""
    owners = codes(knobs)
    share = [dice.uniform(0.3, 3) for _ in owners]
    size = [dice.uniform(0.2, 2) for _ in range(knobs.pools)]
    counts = [1] * knobs.pools
    for grown in dice.choices(range(knobs.pools), size, k=_elements(knobs) - knobs.pools):
        counts[grown] += 1
    people = [dice.choice(_PEOPLE) for _ in range(knobs.capabilities)]
    made = []
    for i, count in enumerate(counts):
        kind = i % knobs.capabilities
        nation = dice.choices(owners, share)[0]
        made.append(Unit(
            id=f"unit_{i + 1:03}", nation=nation, capability=capability(kind), count=count,
            home=f"home_{nation}", policy="turns", notice_days=dice.choice(knobs.notice),
            people=people[kind], cost_per_day=float(people[kind] * 400),
        ))
    return tuple(made)


def _elements(knobs: Knobs) -> int:
    return max(round(knobs.pools * knobs.elements), knobs.pools)


def pledges(operation: Operation, dice: random.Random) -> tuple[Pledge, ...]:
    """One pledge for every unit, most of the whole of it, some of them later than the deal.

    Where there are commitments to fill in on, a third is for both, and a sixth for that only.
    """
    others = any(commitment.backfill != "none" for commitment in operation.commitments)
    made = []
    for unit in operation.units:
        purpose: Literal["operation", "backfill", "any"] = "operation"
        draw = dice.random()
        if others and draw < 1 / 2:
            purpose = "any" if draw < 1 / 3 else "backfill"
        late = dice.random() < _LATE
        days = 30 * dice.randint(1, 12)
        made.append(Pledge(
            id=f"pledge_{unit.id[5:]}", unit=unit.id,
            count=max(unit.count - (dice.random() < _LATE), 1), purpose=purpose,
            status="confirmed", start=operation.as_of + timedelta(days=days) if late else None,
        ))
    return tuple(made)


def substitutions(knobs: Knobs, dice: random.Random) -> tuple[Substitution, ...]:
    """Pairs of capabilities: whole ratios up to two, 4:3 points, and lots of two."""
    kinds = range(knobs.capabilities)
    every = [(a, b) for a in kinds for b in kinds if a != b]
    chosen = dice.sample(every, min(knobs.substitutions, len(every)))
    points = round(knobs.points * len(chosen))
    lots = round(knobs.lots * len(chosen))
    made = []
    for i, (sent, wanted) in enumerate(chosen):
        give, count = (4, 3) if i < points else (2, 1) if i < points + lots else _RATIOS[i % 2]
        made.append(Substitution(
            capability=capability(sent), stands_for=capability(wanted), give=give, count=count,
            mode="lots" if points <= i < points + lots else "points", penalty=0.05,
        ))
    return tuple(made)
