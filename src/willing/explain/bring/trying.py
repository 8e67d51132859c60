"""Put a bid into a plan: its own turns are chosen as well as can be, everything else stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from willing.assess.scene import Scene, stage
from willing.assess.verify import verify
from willing.domain.outcomes import Outcome
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.situation import situation
from willing.explain.bring.bids import Bid, added
from willing.explain.ground import Ground
from willing.planner.extract import leads, turns
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model, build
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Bools, Floats
from willing.planner.rules.decide import hold_days
from willing.planner.search.warm import wish_of

_LOOKS = 60
"""Times each search may look at its limits, counted, so that the answer repeats."""
_LEAST = 1e-6
"""Points below which nothing is gained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One bid beside a plan, with the turns that gain most."""

    bid: Bid
    """What is brought."""
    gain: float
    """Points by which the score falls, as the planner reckons; 0: it closes nothing."""
    turns: tuple[Row, ...]
    """Its tours and holds."""
    leads: tuple[Row, ...]
    """Leads of the lines it serves, of all nations."""
    earliest: int | None
    """First day on which it could be in place; None: never."""


def tried(here: Ground, offered: tuple[Bid, ...]) -> Iterator[Tried]:
    """Try each bid by itself, in order."""
    operation = replace(added(here.scene.operation, offered), changes=())
    model = build(situation(operation, _answers(here.part)))
    hoods, kept = Neighbourhoods(model), wish_of(model, here.scene.rows)
    for bid in offered:
        gain, point = _best(model, hoods, kept, bid)
        mine: tuple[Row, ...] = ()
        lead: tuple[Row, ...] = ()
        if gain > _LEAST:
            mine = tuple(row for row in turns(model, point) if row.pledge == bid.pledge.id)
            tasks = {operation.with_slots(row.task)[0] for row in mine}
            lead = tuple(row for row in leads(model, point) if row.task in tasks)
        yield Tried(
            bid=bid, gain=gain if mine else 0.0, turns=mine, leads=lead,
            earliest=_earliest(model, bid),
        )


def judged(here: Ground, item: Tried) -> Scene | None:
    """The whole plan with a bid in it as the judge reads it; None when he finds fault with it."""
    alone = replace(added(here.scene.operation, (item.bid,)), changes=())
    scene = stage(alone, _answers(here.part), tuple(_with(here, item.turns, item.leads)))
    return None if _faults(here.part, scene) else scene


def _answers(part: OutcomePlan) -> Outcome:
    return Outcome(name=part.outcome, answers=part.answers, probability=part.probability)


def _best(
    model: Model, hoods: Neighbourhoods, kept: Floats, bid: Bid
) -> tuple[float, Floats]:
    """What the best turns of a bid gain, in points, and the point with them; all else stays."""
    making, mine = model.making, _pairs(model, bid)
    decisions = np.concatenate([
        making.tours[mine[model.choices.tours.pair]], making.holds[mine[making.hold_pair]],
    ])
    if not len(decisions):
        return 0.0, kept
    part = hoods.part(kept, decisions)
    nobody = part.program.upper.copy()
    nobody[np.isin(part.columns, decisions)] = 0.0
    limits = Limits(rounds=_LOOKS, gap=1e-4)
    without = solve_whole(replace(part.program, upper=nobody), limits)
    found = solve_whole(part.program, limits)
    if without.value is None or found.value is None or found.x is None:
        return 0.0, kept
    point = part.back(kept, found.x)
    return without.value - found.value, np.where(model.program.integer, np.round(point), point)


def _pairs(model: Model, bid: Bid) -> Bools:
    """Whether each pair of pledge and task is the bid's."""
    return np.array([
        pair.fit.pledge is not None and pair.fit.pledge.id == bid.pledge.id
        for pair in model.choices.pairs
    ], dtype=bool)


def _with(here: Ground, added_: tuple[Row, ...], led: tuple[Row, ...]) -> Iterator[Row]:
    """The plan's tours, holds and leads with those of a bid; what is short is reckoned anew."""
    tasks = {here.scene.operation.with_slots(row.task)[0] for row in added_}
    for row in here.scene.rows:
        if row.kind in ("tour", "hold") or (row.kind == "lead" and row.task not in tasks):
            yield row
    yield from added_
    yield from led


def _faults(part: OutcomePlan, scene: Scene) -> bool:
    """Whether the judge finds a rule broken by the rows, what is told short or scored aside."""
    line = scene.timeline
    told = replace(
        part, terms=(), bound=None, unfillable=0.0, same_as="", status="made elsewhere",
        d_day=None if line.d_day is None else line.date_of(line.d_day),
    )
    plan = Plan(
        operation=scene.operation.name, operation_hash="", made_by="offer", seed=0,
        repeatable=True, outcomes=(told,), rows=scene.rows,
    )
    told_apart = {"score", "bound", "cover", "lead_shortfall"}
    return any(fault.rule not in told_apart for fault in verify(scene.operation, plan))


def _earliest(model: Model, bid: Bid) -> int | None:
    """First day on which elements of a bid could be in place or held."""
    choices, making, mine = model.choices, model.making, _pairs(model, bid)
    days = choices.tours.first_day[mine[choices.tours.pair]].tolist()
    days += [
        hold_days(choices, choices.pairs[int(p)].task, int(t))[0]
        for p, t in zip(making.hold_pair, making.hold_period, strict=True) if mine[p]
    ]
    return min(days, default=None)
