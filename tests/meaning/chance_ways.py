"""Micro operations made at random in which steps before the deal open ways."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.meaning.build import agreement, day, step
from tests.meaning.chance_standing import standing
from willing.domain.nation import Leg, Nation
from willing.domain.operation import Operation
from willing.domain.step import Step


def opened_ways(seed: int) -> tuple[Operation, dict[str, str]]:
    """Make one operation with slow ways and none, and steps that open faster ones: legs that are
    chartered, and leave to cross a nation's ground; perhaps both for one way."""
    dice = Random(f"ways {seed}")
    made, answers = standing(dice.randrange(600))
    homes = [f"home of {nation}" for nation in dict.fromkeys(u.nation for u in made.units)]
    legs = [
        Leg(start=home, end="field", mode="road", days=dice.choice((20, 30, 45)))
        for home in homes if dice.random() < 0.7
    ]
    steps: list[Step] = []
    for i, home in enumerate(homes[: dice.choice((1, 2))]):
        legs.append(Leg(
            start=home, end="field", mode="sea", days=dice.choice((3, 5, 10)), id=f"ship{i}",
            transit=dice.choice(("", "", "RRR")),
        ))
    if dice.random() < 0.5:
        legs.append(Leg(
            start=dice.choice(homes), end="field", mode="rail", days=dice.choice((3, 10, 12)),
            transit="RRR"))
    ships = [leg.id for leg in legs if leg.id]
    steps.append(_step(dice, "charter", *dice.sample(ships, dice.randint(1, len(ships)))))
    if dice.random() < 0.3:
        steps.append(_step(dice, "other", dice.choice(ships)))
    leave = [agreement(
        "transit", "RRR", id="leave", signed=False,
        condition=dice.choice(("", "mandate == yes", "mandate == no")),
        start=dice.choice(("", "D+10")), until=dice.choice(("", "", "D+60")),
    )]
    if dice.random() < 0.3:
        leave.append(agreement("transit", "RRR", id="short leave", until="D+20"))
    if dice.random() < 0.7:
        steps.append(_step(dice, "pass", "leave"))
    dated = (None, None, day(30), day(50), day(65), day(80))
    units = tuple(
        replace(u, notice_days=dice.choice((0, 0, 10, 30)), certified_until=dice.choice(dated))
        for u in made.units
    )
    pledges = tuple(
        replace(p, notice_days=None, until=dice.choice((None, p.until)),
                condition=dice.choice((None, None, p.condition)))
        for p in made.pledges
    )
    return replace(
        made, pledges=pledges, legs=tuple(legs), steps=tuple(steps), agreements=tuple(leave),
        units=units,
        nations=(*made.nations, Nation(id="RRR")),
        policies=tuple(
            replace(p, certify_days=dice.choice((0, 15, 30)), stages=None) for p in made.policies),
        standbys=made.standbys if dice.random() < 0.4 else (),
        places=tuple(
            replace(p, reception_days=dice.choice((0, 0, 5))) if p.id == "field" else p
            for p in made.places
        ),
        commitments=() if dice.random() < 0.5 else made.commitments,
    ), answers


def _step(dice: Random, name: str, *opens: str) -> Step:
    return step(
        name, *opens, lead_days=dice.choice((0, 20, 30, 60)),
        cost=dice.choice((0.0, 1_000_000.0, 4_000_000.0)),
        cost_per_day=dice.choice((0.0, 0.0, 20_000.0)), start=dice.choice((None, None, 10)),
        taken=dice.choice((None, None, None, None, -20)),
    )
