"""Which asks are tried first: by what relaxations gain with each, where that is quickly told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.plan import Plan
from willing.domain.situation import situation
from willing.errors import ProblemsFound
from willing.explain.asks import Ask, in_order, sound
from willing.explain.edits import edited_by
from willing.explain.watch import Watch
from willing.planner.here_and_now import open_deal
from willing.planner.limits import PlanLimits
from willing.planner.limits import Watch as Planned
from willing.planner.model import build
from willing.planner.relaxation.relax import relax

ENTRIES = 3_000_000
"""Entries of all relaxations together that are solved to order asks: seconds, not minutes."""
_EACH = 100_000
"""Entries of one relaxation from which on it takes seconds alone: then none is solved."""


def ranked(operation: Operation, plan: Plan, every: Sequence[Ask], watch: Watch) -> list[Ask]:
    """Asks, the most hopeful first.

    The first of them, as many as `ENTRIES` allow, by the points that the relaxations of all
    outcomes gain with each; that measures nothing, for plans are whole. The others follow as they
    stand. Tried on 86 small operations: the first ask was worth all that the best one is, where
    stoppers alone reached 53 % of it; in plans for all outcomes together 95 instead of 66 %.
    """
    before, entries = _relaxed(operation, plan, watch)
    if before is None:
        return list(every)
    looked = list(islice(sound(operation, every), ENTRIES // max(entries, 1)))
    found = []
    for number, ask in enumerate(looked, 1):
        if watch.over:
            return list(every)
        watch.tell("asks", "judge", ask.text, number, len(looked))
        after, _ = _relaxed(edited_by(operation, ask.edits), plan, watch)
        gains = 0.0 if after is None else after - before if ask.withdrawn else before - after
        found.append(ask if after is None else replace(ask, hope=gains))
    names = {ask.text for ask in looked}
    return [*in_order(found), *(ask for ask in every if ask.text not in names)]


def _relaxed(
    operation: Operation, plan: Plan, watch: Watch
) -> tuple[float | None, int]:
    """Expected score of the relaxations of a plan's outcomes, and their entries.

    None: no plan, too large, or no time.
    """
    outcomes = [
        Outcome(name=part.outcome, answers=part.answers, probability=part.probability)
        for part in plan.outcomes
    ]
    here = [situation(operation, outcome) for outcome in outcomes]
    deal = None if plan.expected is None else open_deal(operation, here)
    total, score, entries = sum(outcome.probability for outcome in outcomes), 0.0, 0
    for each in here:
        model = build(each, deal=deal)
        entries += int(model.program.matrix.nnz)
        if entries > ENTRIES or model.program.matrix.nnz > _EACH or watch.over:
            return None, entries
        try:
            found = relax(model, Planned(
                limits=PlanLimits(seconds=watch.left), outcome=each.outcome.name,
                unfillable=model.unfillable))
        except ProblemsFound:
            return None, entries  # what is decided already cannot stand with it
        if found is None:
            return None, entries
        score += each.outcome.probability / total * found.value
    return score, entries
