"""Room for people in the small program around a shortfall: what the judge lets pass, it lets pass.

Overhead, ceilings, beds and the ceiling of the force are written as rows for turns in question;
here each choice of turns is laid before these rows and before the judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from tests.explain.plans import nobody
from tests.explain.test_account import planned, sound
from tests.meaning.build import need, operation, pledge, unit
from tests.meaning.cases import CASES
from willing.assess.limits import bed_faults, ceiling_faults, force_faults
from willing.domain.nation import Nation, Place
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.overhead import Overhead
from willing.domain.windows import parse_windows
from willing.explain.gaps import explain_gaps
from willing.explain.ground import Ground, ground
from willing.explain.headroom import headroom
from willing.explain.near import Near, cut
from willing.explain.places import Place as Turn
from willing.explain.places import places
from willing.explain.remedy import remedy
from willing.explain.retold import served
from willing.planner import plan as planner
from willing.planner.draft import Draft
from willing.planner.milp import Limits, solve_whole

LIMITED = (
    "overhead-under-a-ceiling", "overhead-of-a-theatre", "overhead-shared", "beds-with-overlap",
    "beds-for-overhead", "beds-built", "beds-built-at-most", "force-ceiling",
)


def laid(here: Ground) -> tuple[Near, tuple[Turn, ...]]:
    """Everything that stays, and every turn that could be added, of all pools on all tasks."""
    made = here.situation.operation
    tasks, units = [task.id for task in made.requirements], [pool.id for pool in made.units]
    near = cut(here.scene, here.stays, made, tasks, [nation.id for nation in made.nations])
    end = here.situation.timeline.end
    found = [
        turn for task in tasks
        for turn in places(here.situation, near, [task], units, (task, [(0, end)]))[0]
    ]
    # Whoever is there stays, so on none of them the plan has anybody.
    return near, tuple(replace(turn, now=0) for turn in found)


def fits(near: Near, turns: tuple[Turn, ...], counts: Sequence[int]) -> bool:
    """Whether the rows admit so many elements more on some turns."""
    draft = Draft()
    columns = draft.columns("elements", len(turns), lower=counts, upper=counts, integer=True)
    headroom(draft, columns, turns, near)
    return solve_whole(draft.program(), Limits()).x is not None


def passes(here: Ground, near: Near, turns: tuple[Turn, ...], counts: Sequence[int]) -> bool:
    """Whether the judge finds nobody too many with them."""
    nations = [nation.id for nation in here.situation.operation.nations]
    after = served(here, near, turns, np.array(counts), nations)
    told = [fault for fault in ceiling_faults(after) if "people away" in fault.text]
    return not (told or [*bed_faults(after), *force_faults(after)])


def drawn(dice: Random, turns: tuple[Turn, ...]) -> list[int]:
    """A few elements on a few turns."""
    chosen = Counter(dice.randrange(len(turns)) for _ in range(dice.randint(1, 4)))
    return [chosen[at] for at in range(len(turns))]


@pytest.mark.parametrize("id", LIMITED)
def test_turns_fit_exactly_where_the_judge_finds_nobody_too_many(id: str) -> None:
    """With nobody there yet, the rows admit the same choices as the judge, and not all of them."""
    made = CASES[id]().operation
    here = ground(made, nobody(made), outcomes(made)[0].name)
    near, turns = laid(here)
    dice, told = Random(id), set()
    for _ in range(60):
        counts = drawn(dice, turns)
        passed = passes(here, near, turns, counts)
        assert fits(near, turns, counts) == passed, counts
        told.add(passed)
    assert told == {True, False}


def test_what_fits_beside_a_plan_passes_the_judge() -> None:
    """Beside the turns of made operations nothing is admitted that the judge would refuse."""
    told: Counter[tuple[bool, bool]] = Counter()
    for seed in range(40):
        made = sound(seed)
        here = None if made is None else planned(made)
        if here is None:
            continue
        near, turns = laid(here)
        dice = Random(seed)
        for _ in range(8 if turns else 0):
            counts = drawn(dice, turns)
            told[fits(near, turns, counts), passes(here, near, turns, counts)] += 1
    assert not told[True, False]
    assert told[True, True] > 20
    assert told[False, False] > 5


@pytest.mark.parametrize("limits", [
    [Nation(id="AAA", ceiling_people=parse_windows("320")), Overhead(fixed=20, share=0.1)],
    [Place(id="field", beds=parse_windows("320")), Overhead(place="field", fixed=20, share=0.1)],
    [Place(id="field", beds=parse_windows("250"))],
], ids=["ceiling", "overhead in beds", "beds"])
def test_no_more_are_asked_for_than_there_is_room(
    limits: list[Nation | Place | Overhead]
) -> None:
    """Of two missing teams only one has room: asked is one more of the pledge, which helps as much
    as two."""
    made = operation(
        unit("aaa", 3, people=100), pledge("aaa", 1), need("post", "D+0..D+30: 3"), *limits)
    assert _told(made) == (
        "None of 2 single changes tried closes it. Least is left, 1.0 of 2.0 element-months, with "
        "this one: raise pledge aaa pledge from 1 to 2 of 3 (score 72.00 before, 36.00 after).")


def _told(made: Operation) -> str:
    name = outcomes(made)[0].name
    plan = planner.plan(made, [name], gap=0.0)
    return remedy(made, plan, name, explain_gaps(made, plan, name, "post")[0]).text
