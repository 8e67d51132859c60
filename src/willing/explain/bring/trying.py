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
from willing.explain.trial import points_of
from willing.planner.extract import rows
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model, build
from willing.planner.neighbourhood import Neighbourhoods, Part
from willing.planner.program import Bools, Floats, Ints
from willing.planner.search.warm import wish_of

_LOOKS = 60
"""Times each search may look at its limits, counted, so that the answer repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A plan with one bid in it."""

    bid: Bid
    """What is brought."""
    points: float
    """Points by which the score falls, reckoned by the judge; 0: it closes nothing."""
    turns: tuple[Row, ...]
    """Its tours and holds."""
    scene: Scene
    """The whole plan with them, as the judge reads it."""
    earliest: int | None
    """First day on which it could be in place; None: never."""


def tried(here: Ground, offered: tuple[Bid, ...]) -> Iterator[Tried]:
    """Try each bid by itself, in order."""
    operation = added(here.scene.operation, offered)
    answers = _answers(here.part)
    operation = replace(operation, changes=())
    model = build(situation(operation, answers))
    hoods = Neighbourhoods(model)
    kept = wish_of(model, here.scene.rows)
    for bid in offered:
        turns, leads = _best(model, hoods, kept, bid)
        alone = replace(added(here.scene.operation, (bid,)), changes=())
        told = tuple(_with(here, turns, leads))
        scene = stage(alone, answers, told)
        gained = here.points - points_of(scene) if turns else 0.0
        if gained <= 1e-6 or _faults(here.part, scene):
            turns, gained, scene = (), 0.0, here.scene
        yield Tried(
            bid=bid, points=gained, turns=turns, scene=scene,
            earliest=_earliest(model, bid),
        )


def _answers(part: OutcomePlan) -> Outcome:
    return Outcome(name=part.outcome, answers=part.answers, probability=part.probability)


def _decisions(model: Model, bid: Bid) -> Ints:
    """Columns of a bid's tours and holds."""
    making, mine = model.making, _pairs(model, bid)
    return np.concatenate([
        making.tours[mine[model.choices.tours.pair]], making.holds[mine[making.hold_pair]],
    ])


def _pairs(model: Model, bid: Bid) -> Bools:
    """Whether each pair of pledge and task is the bid's."""
    return np.array([
        pair.fit.pledge is not None and pair.fit.pledge.id == bid.pledge.id
        for pair in model.choices.pairs
    ], dtype=bool)


def _best(
    model: Model, hoods: Neighbourhoods, kept: Floats, bid: Bid
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Turns of a bid that gain most, and the leads of the tasks they touch; nothing else moves."""
    mine = _decisions(model, bid)
    if not len(mine):
        return (), ()
    part = hoods.part(kept, mine)
    point = _solved(part, kept)
    if point is None:
        return (), ()
    point = np.where(model.program.integer, np.round(point), point)
    told = rows(model, point)
    turns = tuple(row for row in told if row.pledge == bid.pledge.id)
    tasks = {row.task for row in turns}
    return turns, tuple(row for row in told if row.kind == "lead" and row.task in tasks)


def _solved(part: Part, kept: Floats) -> Floats | None:
    found = solve_whole(part.program, Limits(rounds=_LOOKS, gap=1e-4))
    return None if found.x is None else part.back(kept, found.x)


def _with(here: Ground, turns: tuple[Row, ...], leads: tuple[Row, ...]) -> Iterator[Row]:
    """The plan's tours, holds and leads with those of a bid; what is short is reckoned anew."""
    tasks = {row.task for row in turns}
    for row in here.scene.rows:
        if row.kind in ("tour", "hold") or (row.kind == "lead" and row.task not in tasks):
            yield row
    yield from turns
    yield from leads


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
    tours = model.choices.tours
    days = tours.first_day[_pairs(model, bid)[tours.pair]]
    return int(days.min()) if len(days) else None
