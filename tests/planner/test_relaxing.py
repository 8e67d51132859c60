"""The relaxation by other ways: prices, schedules, a few tours at a time, fewer rows."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from scipy.sparse import csc_array

from tests.coalition import coalition
from tests.meaning.build import duty, need, operation, order, pledge, unit
from tests.strategies import random_operation
from willing.domain.check import check
from willing.domain.outcomes import outcomes
from willing.domain.situation import situation
from willing.planner.chains import Chains, Passing
from willing.planner.limits import PlanLimits, Watch
from willing.planner.milp import Limits, Session, solve_relaxed, solve_whole
from willing.planner.model import Model, build
from willing.planner.neighbourhood import Neighbourhoods
from willing.planner.program import Program
from willing.planner.relaxation.market import Market
from willing.planner.relaxation.prices import Tried, try_prices
from willing.planner.relaxation.promise import promised
from willing.planner.relaxation.relax import dives, relax, sketch
from willing.planner.relaxation.schedules import Schedules
from willing.planner.relaxation.sift import Sift
from willing.planner.relaxation.slim import slim
from willing.planner.relaxation.tighten import tighten

MODELS = range(40)


def model(seed: int) -> Model:
    """The model of an operation that passes `check` and has tours: `coalition` or a random one."""
    made = (coalition(), *(random_operation(s) for s in range(seed * 20 + 1, seed * 20 + 20)))
    for op in made if seed == 0 else made[1:]:
        if any(problem.level == "fault" for problem in check(op)):
            continue
        laid = build(situation(op, outcomes(op)[0]))
        if laid.making.home is not None and relax(laid, watch(laid)) is not None:
            return laid
    raise AssertionError("no random operation has tours")


def watch(laid: Model, seconds: float = 60.0) -> Watch:
    """A watch that lets everything end."""
    return Watch(
        limits=PlanLimits(seconds=seconds), outcome="", unfillable=laid.unfillable,
    )


def value(program: Program) -> float:
    """The relaxation as the simplex method solves it."""
    found = solve_relaxed(program, Limits(), "simplex").value
    assert found is not None
    return found


def schedules(seed: int) -> tuple[Schedules, Passing, np.ndarray]:
    """Random tours of three units through six lines, and who comes home when."""
    chance = np.random.default_rng(seed)
    lengths = chance.integers(2, 7, 3)
    chains = Chains(np.cumsum(lengths) - lengths, lengths, np.arange(lengths.sum()))
    unit = chance.integers(0, 3, 25)
    enter = chance.integers(0, lengths[unit])
    leave = enter + chance.integers(1, 4, 25)
    tours = Passing(
        chains, np.arange(lengths.sum()), unit, np.arange(25), enter, leave, -np.ones(25)
    )
    inflow = chance.integers(0, 3, lengths.sum()).astype(float)
    return Schedules(tours, inflow), tours, inflow


def by_hand(tours: Passing, pays: np.ndarray, waits: np.ndarray, unit: int, line: int) -> float:
    """The most that one element of a unit can earn from a line on, by trying everything."""
    if line >= tours.chains.length[unit]:
        return 0.0
    best = float(waits[tours.chains.first[unit] + line]) + by_hand(
        tours, pays, waits, unit, line + 1
    )
    for tour in np.flatnonzero((tours.chain == unit) & (tours.enter == line)):
        if line < tours.chains.length[unit]:
            there = by_hand(tours, pays, waits, unit, int(tours.leave[tour]))
            best = max(best, float(pays[tour]) + there)
    return best


@pytest.mark.parametrize("seed", range(30))
def test_every_unit_answers_prices_with_its_best_schedule(seed: int) -> None:
    """No way of sending a unit's elements earns more, and what is said to be done earns that."""
    made, tours, inflow = schedules(seed)
    chance = np.random.default_rng(seed + 1000)
    pays, waits = chance.normal(0, 3, 25), chance.random(len(inflow))
    answer = made.answer(pays[made.columns], waits)
    best = sum(
        inflow[first + line] * by_hand(tours, pays, waits, unit, line)
        for unit, (first, length) in enumerate(
            zip(tours.chains.first, tours.chains.length, strict=True)
        )
        for line in range(length)
    )
    assert answer.earned == pytest.approx(best)
    done = float(answer.sent @ pays[made.columns] + answer.waiting @ waits)
    assert done == pytest.approx(best)
    assert (answer.beyond >= 0).all()
    assert answer.beyond[answer.sent > 0] == pytest.approx(0.0)


@pytest.mark.parametrize("seed", MODELS)
def test_no_prices_promise_more_than_the_relaxation(seed: int) -> None:
    """At whatever prices the market's bound stays below the relaxation."""
    laid = model(seed)
    assert laid.making.home is not None
    market = Market(slim(laid), laid.making.home)
    floor, ceiling = market.reach()
    chance, least = np.random.default_rng(seed), value(laid.program)
    for size in (0.1, 1.0, 10.0):
        prices = np.clip(chance.normal(0, size, len(floor)), floor, ceiling)
        assert market.respond(prices).bound <= least + 1e-6 * max(1.0, abs(least))


@pytest.mark.parametrize("seed", MODELS)
def test_what_prices_promise_is_no_more_than_the_relaxation(seed: int) -> None:
    """The bound found by trial is one, and there always is one."""
    laid = model(seed)
    told, least = promised(slim(laid), watch(laid)), value(laid.program)
    assert told is not None
    assert told.value is not None
    assert told.value <= least + 1e-6 * max(1.0, abs(least))


def test_prices_promise_most_of_the_relaxation() -> None:
    """On the whole little of the relaxation is lost: it is worth the trial."""
    promises, leasts = [], []
    for seed in MODELS:
        laid = model(seed)
        told = promised(slim(laid), watch(laid))
        assert told is not None
        assert told.value is not None
        promises.append(told.value)
        leasts.append(value(laid.program))
    assert sum(promises) > 0.8 * sum(leasts)


@pytest.mark.parametrize("seed", MODELS)
def test_at_the_best_prices_the_market_is_the_relaxation(seed: int) -> None:
    """With the relaxation's own prices the market's bound is the relaxation's value; it is no more
    where elements at home are due for a turn decided before.
    """
    bound, least, due = at_its_own_prices(model(seed))
    assert bound <= least + 1e-5 + 1e-6 * abs(least)
    assert due or bound == pytest.approx(least, rel=1e-6, abs=1e-5)


def at_its_own_prices(laid: Model) -> tuple[float, float, bool]:
    """The market's bound, the relaxation's value, and whether any element is due later on."""
    assert laid.making.home is not None
    less = slim(laid)
    market, found = Market(less, laid.making.home), solve_relaxed(less.program, Limits(), "simplex")
    assert found.duals is not None
    assert found.reduced is not None
    assert found.value is not None
    best = market.prices_of(found.duals, found.reduced)
    come = laid.program.row_lower[laid.making.home.rows]
    return market.respond(best).bound, found.value, bool((come < 0).any())


def test_units_at_market_do_not_see_that_elements_are_due_later() -> None:
    """One element is ordered for the second month, and cannot serve and rest before: the relaxation
    knows, but each unit's best schedule by itself does not, so its bound is weaker.
    """
    op = operation(
        unit("aaa", dwell=30), pledge("aaa"), need("post", "D+0..D+30: 1"),
        need("gate", "D+30..D+60: 1"), order("aaa", "gate", "D+30", 30, 1, "aaa pledge"),
        duty("watch", "AAA", "standing", "D+0..D+30: 1", priority=3),
    )
    bound, least, due = at_its_own_prices(build(situation(op, outcomes(op)[0])))
    assert due
    assert least == pytest.approx(36.0)
    assert bound < least - 1.0


@pytest.mark.parametrize("seed", MODELS)
def test_tasks_that_are_not_counted_one_by_one_change_no_relaxation(seed: int) -> None:
    """Without the rows of tasks at once the relaxation has the same value, at a point of both."""
    laid = model(seed)
    less = slim(laid)
    found = solve_relaxed(less.program, Limits(), "simplex")
    assert found.value == pytest.approx(value(laid.program), rel=1e-7, abs=1e-6)
    assert found.x is not None
    assert not laid.program.broken(less.point(found.x), 1e-5)


@pytest.mark.parametrize("seed", MODELS)
def test_a_few_tours_at_a_time_end_at_the_relaxation(seed: int) -> None:
    """Whichever tours are open first, the end is the same, and the corner is one of the whole."""
    laid = model(seed)
    less, least = slim(laid), value(laid.program)
    size = less.program.columns
    for part in (0.0, 0.3):
        chosen = np.random.default_rng(seed).random(size) < part
        tried = Tried(chosen, np.zeros(size), -np.inf, np.zeros(size))
        sift = Sift(less, tried, watch(laid))
        began = sift.begin()
        found = sift.finish(began)
        if began.status == "infeasible":
            continue  # what is pinned may need a tour that is closed
        assert began.value is not None
        assert began.value >= least - 1e-6 * max(1.0, least)
        assert found.value == pytest.approx(least, rel=1e-7, abs=1e-6)
        assert found.corner is not None
        again = Session(laid.program, Limits(), relaxed=True)
        again.begin_at(less.corner(found.corner))
        end = again.solve()
        assert end.value == pytest.approx(least, rel=1e-7, abs=1e-6)
        assert end.effort == 0


@pytest.mark.parametrize("seed", MODELS)
def test_trial_says_what_units_chose_and_what_the_rest_would_lose(seed: int) -> None:
    """Tours that were chosen exist, and none has less than nothing to lose."""
    laid = model(seed)
    tried = try_prices(slim(laid), watch(laid))
    assert tried is not None
    assert (tried.beyond >= 0).all()
    tours = np.zeros(laid.program.columns, dtype=bool)
    tours[laid.making.tours] = True
    assert not (tried.chosen & ~tours[slim(laid).columns]).any()


def test_a_trial_without_time_ends_at_once() -> None:
    """When the clock has run down nobody is asked for prices."""
    laid = model(0)
    assert try_prices(slim(laid), watch(laid, seconds=-1.0)) is None
    assert sketch(laid, watch(laid, seconds=-1.0)) is None


@pytest.mark.parametrize("seed", MODELS)
def test_facets_raise_a_bound_that_holds_for_the_whole(seed: int) -> None:
    """With facets the bound is no lower than the relaxation's, and no plan scores below it."""
    laid = model(seed)
    relaxed = relax(laid, watch(laid))
    assert relaxed is not None
    assert relaxed.bound is not None
    tight = tighten(laid, Neighbourhoods(laid), relaxed, watch(laid))
    assert tight is not None
    best = solve_whole(laid.program, Limits(seconds=10.0, gap=1e-6))
    assert best.value is not None
    slack = 1e-6 * max(1.0, abs(best.value))
    assert relaxed.bound - slack <= tight.bound <= best.value + slack


def test_closed_decisions_are_taken_in_until_the_bound_is_that_of_all() -> None:
    """However few decisions are open at first, facets end at the same bound."""
    for seed in islice(MODELS, 12):
        laid = model(seed)
        relaxed = relax(laid, watch(laid))
        assert relaxed is not None
        whole = tighten(laid, Neighbourhoods(laid), relaxed, watch(laid))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("willing.planner.relaxation.tighten.KEPT", 0)
            few = tighten(laid, Neighbourhoods(laid), replace(relaxed), watch(laid))
        assert whole is not None
        assert few is not None
        assert few.bound == pytest.approx(whole.bound, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(("rows", "columns", "follows"), [
    (30_000, 40_000, True), (36_000, 47_000, False), (32_000, 300_000, True),
    (100_000, 310_000, False),
])
def test_many_rows_are_followed_where_there_are_many_more_tours(
    rows: int, columns: int, follows: bool
) -> None:
    """What decides is not how large an operation is, but how much its tours hang together."""
    nothing = np.zeros(columns)
    program = Program(
        cost=nothing, lower=nothing, upper=nothing, integer=nothing > 0,
        matrix=csc_array((rows, columns)), row_lower=np.zeros(rows), row_upper=np.zeros(rows),
    )
    assert dives(program) is follows
