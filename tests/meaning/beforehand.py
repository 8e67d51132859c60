"""Every way to decide before the deal, while nobody knows which outcome will come.

Lines before the deal part the outcomes into groups that nobody can tell apart; in each group stints
are begun and steps are taken, the same in all its outcomes, and every way to do so is tried. What
is left to each outcome is planned by brute force.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product

from tests.meaning.oracle import solve
from tests.meaning.restated import EVER, ends, world
from tests.meaning.standing import levels
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome, outcomes
from willing.domain.pledge import Order, Pledge
from willing.domain.step import Step

Stint = tuple[str, int, int]
"""Level, first day and day after, as planned."""


@dataclass(frozen=True, kw_only=True)
class Before:
    """What is decided before the deal in one outcome."""

    orders: tuple[Order, ...]
    """Stints on standby."""
    taken: tuple[tuple[str, int], ...]
    """Steps, and the day of each."""


def tried(operation: Operation) -> Iterator[tuple[dict[str, Before], dict[str, float]]]:
    """Every way to decide before the deal: what is decided in each outcome, and its best score."""
    every = outcomes(operation)
    nodes = list(_nodes(operation, every))
    kept: dict[tuple[str, Before], float] = {}
    for chosen in product(*(list(_at(operation, day)) for day, _ in nodes)):
        made = list(zip(nodes, chosen, strict=True))
        before = {
            each.name: _joined([what for (_, group), what in made if each in group])
            for each in every
        }
        if not all(_may_be(operation, each, *before[each.name]) for each in every):
            continue
        held, scores = {}, {}
        for each in every:
            mine = held[each.name] = _before(operation, *before[each.name])
            if (each.name, mine) not in kept:
                kept[each.name, mine] = score_after(operation, each, mine)
            scores[each.name] = kept[each.name, mine]
        yield held, scores


def by_trying(operation: Operation) -> float:
    """The best expected score of all ways to decide before the deal."""
    return min(
        sum(outcome.probability * scores[outcome.name] for outcome in outcomes(operation))
        for _, scores in tried(operation)
    )


_Chosen = tuple[tuple[tuple[str, Stint], ...], tuple[tuple[str, int], ...]]
"""Stints by pledge, and steps with their day."""


def _deal(operation: Operation, outcome: Outcome) -> int:
    assert outcome.deal is not None
    return (outcome.deal - operation.as_of).days


def _nodes(
    operation: Operation, every: Sequence[Outcome]
) -> Iterator[tuple[int, list[Outcome]]]:
    """Each line before a deal, with outcomes that nobody can tell apart on that day."""
    for day in (0, *operation.grid.waiting.lines(0)):
        groups: dict[tuple[tuple[str, str], ...], list[Outcome]] = {}
        for outcome in every:
            if day < _deal(operation, outcome):
                heard = tuple(
                    (name, answer) for name, answer in outcome.answers
                    if (on := operation.question[name].answered) is not None
                    and on <= operation.as_of + timedelta(days=day)
                )
                groups.setdefault(heard, []).append(outcome)
        for group in groups.values():
            yield day, group


def _at(operation: Operation, day: int) -> Iterator[_Chosen]:
    """Every way to begin stints and take steps on a line."""
    deals = sorted({_deal(operation, outcome) for outcome in outcomes(operation)})
    here = world(operation, dict(outcomes(operation)[0].answers))
    pledges = [
        [(), *((pledge.id, (level.id, day, deal))
               for level in levels(here, operation.unit[pledge.unit], pledge)
               for deal in deals if deal > day)]
        for pledge in operation.pledges
    ]
    steps = [
        [(), (step.id, day)] for step in operation.steps if _can_be_taken(operation, step, day)
    ]
    for held in product(*pledges):
        for taken in product(*steps):
            yield tuple(x for x in held if x), tuple(x for x in taken if x)


def _can_be_taken(operation: Operation, step: Step, day: int) -> bool:
    date = operation.as_of + timedelta(days=day)
    return step.taken is None and (step.start is None or step.start <= date) and (
        step.until is None or date <= step.until)


def _joined(parts: Sequence[_Chosen]) -> _Chosen:
    return tuple(x for held, _ in parts for x in held), tuple(x for _, took in parts for x in took)


def _may_be(
    operation: Operation, outcome: Outcome,
    held: Sequence[tuple[str, Stint]], taken: Sequence[tuple[str, int]],
) -> bool:
    """Whether no step is taken twice, and every element rests, as long as its pledge goes on."""
    if len({name for name, _ in taken}) < len(taken):
        return False
    here = world(operation, dict(outcome.answers))
    for pledge in operation.pledges:
        assert pledge.count == 1, "who of several elements stands by is not told here"
        mine = sorted((first, after, level) for name, (level, first, after) in held
                      if name == pledge.id)
        for at, (first, after, name) in enumerate(mine):
            level = operation.standby[name]
            rested = after + level.recovery
            if after - first > level.longest or not _lasts(here.day(pledge.start, 0), first) or (
                at + 1 < len(mine) and rested > mine[at + 1][0]
            ):
                return False
            until = here.day(pledge.until, EVER)
            if pledge.until is not None and after > max(
                last for told, last in ends(here, pledge.id, until or 0) if told <= first
            ):
                return False
    return True


def _lasts(start: int | None, first: int) -> bool:
    return start is None or start <= first


def _before(
    operation: Operation, held: Sequence[tuple[str, Stint]], taken: Sequence[tuple[str, int]]
) -> Before:
    pledges: dict[str, Pledge] = {pledge.id: pledge for pledge in operation.pledges}
    return Before(taken=tuple(taken), orders=tuple(
        Order(
            unit=pledges[name].unit, pledge=name, task=level, count=1, kind="standby",
            first_day=operation.as_of + timedelta(days=first), days=after - first,
        )
        for name, (level, first, after) in held
    ))


def score_after(operation: Operation, outcome: Outcome, before: Before) -> float:
    """The best score of an outcome in which this and nothing else was decided before the deal."""
    days = dict(before.taken)
    facts = replace(
        operation, orders=(*operation.orders, *before.orders),
        settings=replace(operation.settings, frozen_until=outcome.deal),
        steps=tuple(
            step if step.taken is not None
            else replace(step, taken=operation.as_of + timedelta(days=days[step.id]))
            if step.id in days else replace(step, until=operation.as_of - timedelta(days=1))
            for step in operation.steps
        ),
    )
    return solve(facts, dict(outcome.answers)).score
