"""Micro operations made at random in which steps may be taken before the deal."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.meaning.build import agreement, question, step
from tests.meaning.chance_standing import standing
from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.domain.step import Step

WAITS = ("passage == yes", "")
"""What an agreement waits for; nothing: a step alone."""


def stepped(seed: int) -> tuple[Operation, dict[str, str]]:
    """Make one operation with one or two steps, and perhaps levels of standby beside them."""
    dice = Random(f"steps {seed}")
    operation, answers = standing(dice.randrange(600))
    if dice.random() < 0.7:
        operation = replace(operation, standbys=())
    # Where the days at home before hang on the day of the decision, the planner rounds it.
    operation = replace(
        operation, policies=tuple(replace(p, stages=None) for p in operation.policies))
    shut = dice.sample(operation.pledges, 1) if dice.random() < 0.8 else []
    pledges = tuple(
        replace(p, condition=parse_condition("passage == yes") if dice.random() < 0.5 else None)
        if p in shut else p for p in operation.pledges
    )
    steps = [_step(dice, f"s{i}", p.id) for i, p in enumerate(shut)]
    if dice.random() < 0.2 and shut:
        steps.append(_step(dice, "s9", shut[0].id))
    if dice.random() < 0.5:
        # Equipment placed forward, or ships on call.
        chosen = dice.choice(operation.pledges)
        steps.append(replace(
            _step(dice, "forward"), shortens=(chosen.id,), notice_days=dice.choice((0, 10, 20))))
    needs = not steps or dice.random() < 0.3
    if needs:
        steps.append(_step(dice, "sofa_early", "sofa"))
    signed = agreement(
        "sofa", "field", id="sofa", signed=False, condition=dice.choice(WAITS),
        start=dice.choice(("", "D+30")), until=dice.choice(("", "", "D+60")),
    )
    return replace(
        operation, pledges=pledges, steps=tuple(steps),
        agreements=(signed,) if needs else (),
        places=tuple(
            replace(p, agreements=("sofa",)) if needs and p.id == "field" else p
            for p in operation.places
        ),
        questions=(*operation.questions, question(
            "passage", "yes", "no", answered=dice.choice((None, 20, 70)))),
    ), {**answers, "passage": dice.choice(("yes", "no", "no"))}


def _step(dice: Random, name: str, *opens: str) -> Step:
    return step(
        name, *opens, lead_days=dice.choice((0, 20, 45, 80)),
        cost=dice.choice((0.0, 1_000_000.0, 20_000_000.0)),
        cost_per_day=dice.choice((0.0, 0.0, 50_000.0)), start=dice.choice((None, None, 10)),
        until=dice.choice((None, None, 30)), taken=dice.choice((None, None, None, None, -20)),
    )
