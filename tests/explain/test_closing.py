"""The fewest asks that close a class: proved by trying every set by brute force."""

from __future__ import annotations

import math
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from tests.meaning.beforehand import by_trying
from tests.meaning.build import caveat, need, operation, pledge, question, unit
from tests.meaning.oracle import solve
from tests.operations import two_tasks
from tests.planner.test_all_outcomes import tiny
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.explain.asks import Ask
from willing.explain.closing import Closing, classes_alone, closing
from willing.explain.edits import clash, edited_together
from willing.explain.watch import Looked
from willing.planner import plan as planner
from willing.planner.all_outcomes import plan_together
from willing.planner.limits import Reached

SEEDS = [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 6 else []) for seed in range(40)
]


def small(seed: int) -> Operation:
    """Companies of three nations, each kept from posts of two classes by something or other."""
    dice = Random(f"closing {seed}")
    records = []
    for name in ("aaa", "bbb", "ccc"):
        pool = unit(name, dice.choice((1, 2)), tours=(dice.choice((30, 60)),),
                    notice_days=dice.choice((0, 0, 40)), dwell=dice.choice((0, 30)))
        records += [*pool, pledge(
            name, condition=dice.choice(("", "", "mandate == yes")),
            purpose=dice.choice(("any", "any", "backfill")),
            offered_for=dice.choice(((), (), ("camp",))),
        )]
        if dice.random() < 0.4:
            records.append(caveat(f"{name} pledge", "place", "not", "field"))
    records += [need("post", f"D+0..D+60: {dice.choice((1, 2, 3))}"),
                need("camp", "D+0..D+30: 1", priority=2, place=dice.choice(("field", "hill")))]
    return operation(*records, question("mandate", "no", "yes"), grid="2x30")


def sets(told: Operation, known: Sequence[Ask], size: int) -> Iterator[Operation]:
    """The operation with every set of so many asks that can be made together."""
    for chosen in combinations(known, size):
        if not any(clash(told, a.edits, b.edits) for a, b in combinations(chosen, 2)):
            yield edited_together(told, [ask.edits for ask in chosen])


def short(told: Operation) -> float:
    """Expected element-months that cannot but be short in outcomes known beforehand."""
    return math.fsum(o.probability * solve(told, dict(o.answers)).score for o in outcomes(told))


def least(told: Operation, known: Sequence[Ask], most: int) -> int | None:
    """Size of the smallest set that leaves nothing short, by trying; None: more than so many."""
    for size in range(most + 1):
        if any(short(changed) < 1e-6 for changed in sets(told, known, size)):
            return size
    return None


@pytest.mark.parametrize("seed", SEEDS)
def test_no_set_of_fewer_asks_closes_a_class(seed: int) -> None:
    """Every smaller set of the asks known, tried by brute force, leaves something short."""
    told = small(seed)
    for priority in (1, 2):
        found = closing(told, planner.plan(told, "all", gap=0.0), [priority])
        alone = classes_alone(told, [priority])
        assert found.without.high == pytest.approx(short(alone), abs=1e-6)
        if found.allowed == 0.0:
            assert found.chosen is not None
            assert found.proved
            assert least(alone, found.known, len(found.chosen)) == found.at_least
            for chosen in (found.chosen, *found.others):
                assert len(chosen) == found.at_least
                assert short(edited_together(alone, [a.edits for a in chosen])) < 1e-6


def held_off() -> Operation:
    """A post for three, and two who could come: a caveat keeps one away, a condition the other."""
    return operation(
        unit("aaa"), pledge("aaa"), caveat("aaa pledge", "place", "not", "field"),
        unit("bbb"), pledge("bbb", condition="mandate == yes"), need("post", "D+0..D+30: 3"),
        question("mandate", "no", "yes"),
    )


def test_what_cannot_be_closed_is_closed_as_far_as_can_be() -> None:
    """Two of three can be had: both asks are needed, and one stays short."""
    told = held_off()
    found = closing(told, planner.plan(told, "all", gap=0.0), [1])
    assert found.without.high == pytest.approx(2.5)
    assert found.allowed == pytest.approx(1.0)
    assert found.proved
    assert [ask.nation for ask in found.chosen or ()] == ["AAA", "BBB"]


def test_a_second_thing_in_the_way_shows_only_when_the_first_is_gone() -> None:
    """A pledge behind a condition and a caveat: neither ask alone helps, both together do."""
    told = operation(
        unit("aaa"), pledge("aaa", condition="mandate == yes"),
        caveat("aaa pledge", "place", "not", "field"), need("post", "D+0..D+30: 1"),
        question("mandate", "no", "yes"),
    )
    found = closing(told, planner.plan(told, "all", gap=0.0), [1])
    assert found.proved
    assert sorted(ask.kind for ask in found.chosen or ()) == ["caveat", "condition"]


def test_where_nothing_is_short_nothing_is_asked() -> None:
    """The empty set, proved."""
    told = operation(unit("aaa"), pledge("aaa"), need("post", "D+0..D+30: 1"))
    found = closing(told, planner.plan(told, "all", gap=0.0), [1])
    assert found.chosen == ()
    assert found.proved


def test_what_may_be_worse_is_in_no_set() -> None:
    """Ordered now a line has nobody who stands ready for it: without levels it is an ask."""
    told = tiny(1)
    beside = closing(told, plan_together(told)[0], [1])
    assert "order" not in {ask.kind for ask in beside.known}
    assert (beside.at_least, [ask.kind for ask in beside.chosen or ()]) == (2, ["decision"] * 2)
    bare = replace(told, standbys=())
    assert "order" in {ask.kind for ask in closing(bare, plan_together(bare)[0], [1]).known}


@pytest.mark.parametrize("seed", [
    pytest.param(seed, marks=[pytest.mark.slow] if seed not in (1, 3) else []) for seed in range(8)
])
def test_one_plan_for_all_outcomes_is_closed_by_no_fewer(seed: int) -> None:
    """Asks that brute force can try, with what is held ready before the deal."""
    told = tiny(seed)
    found = closing(told, plan_together(told)[0], [1])
    alone = classes_alone(told, [1])
    assert found.together
    assert found.without.high == pytest.approx(by_trying(alone), abs=1e-4)
    known = [ask for ask in found.known if triable(told, ask)]
    if found.allowed == 0.0 and found.chosen is not None and found.proved:
        if all(triable(told, ask) for ask in found.chosen):
            assert by_trying(
                edited_together(alone, [a.edits for a in found.chosen])) < 1e-6
        for size in range(found.at_least):
            assert all(by_trying(changed) > 1e-6 for changed in sets(alone, known, size))


def triable(told: Operation, ask: Ask) -> bool:
    """Whether brute force can try an ask: pledges of one element, levels and questions stay."""
    changed = edited_together(told, [ask.edits])
    return (
        len(changed.pledges) == len(told.pledges) and changed.questions == told.questions
        and all(pledge.count == 1 for pledge in changed.pledges))


def looked(told: Operation, **limits: float) -> Closing:
    """Class 1 of an operation planned outcome by outcome."""
    return closing(told, planner.plan(told, "all", gap=0.0), [1], **limits)  # type: ignore[arg-type]


def test_without_time_nothing_is_said_to_be_proved() -> None:
    """No set, no bound but nothing, and it says that it was stopped."""
    found = looked(two_tasks(), seconds=1e-9)
    assert found.stopped
    assert found.chosen is None
    assert not found.proved


def test_ctrl_c_ends_the_search_for_sets() -> None:
    """Stopped while asks are looked for, no set is told, and it says so."""
    found = closing(two_tasks(), planner.plan(two_tasks(), "all", gap=0.0), [1, 2],
                    progress=_stop_looking)
    assert found.stopped
    assert found.chosen is None


def _stop_looking(told: Reached | Looked) -> None:
    if isinstance(told, Looked) and told.number == 1:
        signal.raise_signal(signal.SIGINT)
