"""What may change with some decisions while all others stay."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.generate import family
from tests.strategies import random_operation
from willing.domain.check import check
from willing.domain.situation import situation
from willing.planner.choose import choose
from willing.planner.milp import Limits, solve_whole
from willing.planner.model import Model, build
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Floats
from willing.planner.room import rows_of_limits, with_room
from willing.planner.search.dive import complete
from willing.planner.search.together import quick
from willing.planner.touched import Touched

SEEDS = range(0, 400, 20)


def drawn(seed: int) -> Model:
    """A random operation that passes `check`, near a seed, as a program."""
    op = next(
        op for op in map(random_operation, range(seed, seed + 20))
        if not any(problem.level == "fault" for problem in check(op))
    )
    return build(situation(op, choose(op, "likeliest")[0]))


def formed() -> Model:
    """A generated operation with every rule and formations."""
    op = family("formed", 1, 0.05)
    return build(situation(op, choose(op, "likeliest")[0]))


def begun(model: Model, hoods: Neighbourhoods) -> Floats:
    """A quick plan, or one in which nobody is sent."""
    nobody = np.maximum(model.program.lower, 0.0)
    point = complete(hoods, quick(model, nobody))
    point = complete(hoods, nobody) if point is None else point
    assert point is not None
    return point


def compared(model: Model, seed: int, roomy: bool = False) -> tuple[float, float] | None:
    """What follows from decisions changed anew counts: of all columns, and of those touched.

    None where nothing was to be changed. `roomy`: begin with all the room that a plan leaves.
    """
    hoods, random = Neighbourhoods(model), np.random.default_rng(seed)
    point = begun(model, hoods)
    if roomy:
        point = with_room(model, hoods, point)
    freed = np.sort(random.permutation(hoods.decisions)[: max(len(hoods.decisions) // 5, 1)])
    part = hoods.part(point, freed)
    found = solve_whole(part.program, Limits(nodes=50))
    if found.x is None or not len(hoods.decisions):
        return None
    decided = point.copy()
    decided[freed] = np.round(found.x[np.searchsorted(part.columns, freed)])
    every = complete(hoods, decided)
    touched = Touched(model, hoods.decisions, rows_of_limits(model) if roomy else None)
    near = hoods.cut(decided, np.sort(touched.columns(freed)))
    followed = solve_whole(near.program, Limits(nodes=2_000, gap=1e-4))
    assert every is not None
    assert followed.x is not None
    whole = near.back(decided, followed.x)
    assert not model.program.broken(whole)
    return model.program.value(every), model.program.value(whole)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_follows_from_decisions_is_among_the_columns_touched(seed: int) -> None:
    """With all else kept, new decisions are worth as much as if everything could follow them."""
    found = compared(drawn(seed), seed)
    assert found is None or found[1] == pytest.approx(found[0], rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("seed", SEEDS)
def test_beside_a_plan_with_room_fewer_columns_are_touched(seed: int) -> None:
    """Where each counts under limits as what it is, nobody else's tasks or overhead need follow."""
    found = compared(drawn(seed), seed, roomy=True)
    assert found is None or found[1] == pytest.approx(found[0], rel=1e-3, abs=1e-3)


def test_a_plan_with_room_is_the_same_plan_with_no_more_overhead_than_is_drawn() -> None:
    """It keeps every rule and is worth as much; what a solver told too large is told as it is."""
    model = drawn(220)
    hoods = Neighbourhoods(model)
    point = begun(model, hoods)
    roomy = with_room(model, hoods, point)
    assert not model.program.broken(roomy)
    assert model.program.value(roomy) == pytest.approx(model.program.value(point))
    assert (roomy[hoods.decisions] == point[hoods.decisions]).all()
    columns = np.concatenate([source.columns for source in model.making.overheads])
    assert len(columns)
    more = point.copy()
    more[columns] = np.floor(model.program.upper[columns])
    told = with_room(model, hoods, more)
    assert (told == roomy).all()
    assert told[columns].sum() < more[columns].sum()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_step_has_no_column_without_an_upper_bound_and_the_same_best_value(seed: int) -> None:
    """Between such columns the solver's presolve may go on for ever."""
    model = drawn(seed)
    hoods = Neighbourhoods(model)
    point, every = begun(model, hoods), np.arange(model.program.columns)
    step, cut = hoods.step(point, every), hoods.cut(point, every)
    assert np.isfinite(step.program.upper).all()
    values = [solve_whole(part.program, Limits(gap=1e-9)).value for part in (step, cut)]
    assert values[0] == pytest.approx(values[1])


def test_in_a_large_operation_few_columns_are_touched() -> None:
    """One turn touches a small part of what hangs together with it; that is enough there too."""
    model = formed()
    hoods = Neighbourhoods(model)
    one = hoods.decisions[len(hoods.decisions) // 2:][:1]
    near = Touched(model, hoods.decisions).columns(one)
    assert np.isin(near, hoods.dependents(one)).all()
    assert len(near) < len(hoods.dependents(one)) / 4
    found = compared(model, 1)
    assert found is not None
    assert found[1] == pytest.approx(found[0], rel=1e-3)
