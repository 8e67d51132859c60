"""The account of a shortfall adds up, on operations made at random."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from tests.explain.plans import nobody
from tests.meaning.chance import micro
from tests.strategies import random_operation
from willing.assess.pools import busy, pool_faults
from willing.domain.check import check
from willing.domain.credit import kinds_of
from willing.domain.operation import Operation
from willing.domain.outcomes import outcome
from willing.domain.span import spans
from willing.errors import ProblemsFound
from willing.explain.account import account, row_of
from willing.explain.gaps import gaps_of
from willing.explain.ground import Ground, ground
from willing.explain.stoppers import KINDS
from willing.explain.trial import faults_with, points_of, with_row
from willing.planner.plan import plan

SEEDS = range(40)


def sound(seed: int) -> Operation | None:
    """A random operation that passes `check`."""
    operation = random_operation(seed)
    faults = [problem for problem in check(operation) if problem.level == "fault"]
    return None if faults else operation


def planned(operation: Operation) -> Ground | None:
    """A quick plan of the likeliest outcome; None where what is decided breaks a rule."""
    try:
        made = plan(operation, work=2)
    except ProblemsFound:
        return None
    return ground(operation, made, made.outcomes[0].outcome)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_element_is_accounted_for_once(seed: int) -> None:
    """In every shortfall each element of each capable pool stands once, under one known thing.

    Of a reach this holds for each line near to it, and the pools that count for both.
    """
    operation = sound(seed)
    here = None if operation is None else planned(operation)
    for note in gaps_of(here) if here else ():
        known = here.situation.operation
        for name, stopped in [(note.task, note.stopped), *((n.task, n.stopped) for n in note.near)]:
            counted: Counter[str] = Counter()
            for item in stopped:
                assert item.stopper.kind in KINDS
                assert item.stopper.text
                assert 0 < item.days <= note.days
                counted[item.unit] += item.elements
            able = here.capable(known.task[name]) if name in known.served else ()
            wanted = known.task[note.task].capability
            if name != note.task:
                asks = any(span.first < note.after and span.after > note.first for span in spans(
                    known.task[name], here.situation.timeline))
                able = [u for u in able if asks and wanted in kinds_of(known, u.capability)]
            assert counted == {unit.id: unit.count for unit in able}


def test_random_operations_bring_most_kinds_of_stopper_into_play() -> None:
    """The made operations are not all stopped by the same thing."""
    kinds: set[str] = set()
    for seed in SEEDS:
        operation = sound(seed)
        here = None if operation is None else planned(operation)
        if here is not None:
            kinds |= {i.stopper.kind for note in gaps_of(here) for i in note.stopped}
    assert kinds >= {"elsewhere", "rest", "ready", "accept", "unpledged", "here", "purpose"}


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_are_dealt_out_whole(seed: int) -> None:
    """On every day as many elements are occupied as the judge counts, and none twice."""
    operation = sound(seed)
    here = None if operation is None else planned(operation)
    if here is None or list(pool_faults(here.scene)):
        return
    used, _ = busy(here.scene)
    for name, own in here.elements.items():
        for element in own:
            for one, other in combinations(element, 2):
                apart = one.free <= other.leaves or other.free <= one.leaves
                assert apart or one.may_double(other)
        for day in range(0, here.scene.timeline.end, 7):
            there = sum(
                s.leaves <= day < s.free for element in own for s in element
                if s.kind != "hold" or s.task is None or not s.task.twice
            )
            assert there == (used[name].most(day, day + 1) if name in used else 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_is_called_free_could_be_sent(seed: int) -> None:
    """One element more keeps every rule on tours and holds, and changes the score as was said."""
    operation = sound(seed)
    if operation is None:
        return
    made = nobody(operation)
    here = ground(operation, made, made.outcomes[0].outcome)
    tried = 0
    for task in here.situation.operation.served.values():
        for span in spans(task, here.situation.timeline)[:2]:
            for unit in here.capable(task):
                for stopper in account(here, unit, task, span, (span.first, span.after), 1.0):
                    if stopper.turn is None or stopper.better is None or tried > 12:
                        continue
                    tried += 1
                    offer = next(o for o in here.offers(unit, task) if o.pledge == stopper.pledge)
                    row = row_of(here, offer, stopper.turn, 1)
                    assert [str(fault) for fault in faults_with(here.scene, row)] == []
                    change = points_of(with_row(here.scene, row)) - here.points
                    if stopper.kind in ("free", "worth"):
                        assert stopper.better == pytest.approx(change, abs=1e-6)


@pytest.mark.parametrize("seed", range(30))
def test_a_plan_proved_best_leaves_nobody_free(seed: int) -> None:
    """Where the best plan is known, no element was left that one tour more would use."""
    operation, answers = micro(seed)
    name = outcome(answers, 1.0).name
    made = plan(operation, outcomes=[name], gap=0.0)
    found = gaps_of(ground(operation, made, name))
    free = [i.stopper for note in found for i in note.stopped if i.stopper.kind == "free"]
    assert free == []
