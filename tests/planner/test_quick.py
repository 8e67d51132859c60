"""What the quick plan looks at, before anything is searched."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.generate import family
from tests.meaning.build import near, need, operation, pledge, unit
from willing.domain.operation import Operation
from willing.domain.reach import Travel
from willing.domain.requirement import Substitution
from willing.domain.situation import situation
from willing.planner.choose import choose
from willing.planner.milp import Limits, solve_relaxed
from willing.planner.model import Model, build
from willing.planner.search.greedy import greedy
from willing.planner.search.shortage import Shortage
from willing.planner.search.stocks import Stocks


def model(op: Operation) -> Model:
    """The model of the one outcome of an operation."""
    return build(situation(op, choose(op, "likeliest")[0]))


def sent(laid: Model, wish: np.ndarray | None = None) -> list[str]:
    """Pools that the quick plan sends, a name for each element."""
    nobody = np.maximum(laid.program.lower, 0.0)
    point = greedy(laid, nobody if wish is None else wish)
    pairs = [laid.choices.pairs[int(p)].fit.unit.id for p in laid.choices.tours.pair]
    return sorted(
        name for name, number in zip(pairs, point[laid.making.tours], strict=True)
        for _ in range(round(number))
    )


def cared_for(*, medics: int, post: int = 1, care: int = 1) -> Operation:
    """A post whose people ask for two medics, one month long; the classes of both."""
    return operation(
        unit("guard", people=100), pledge("guard"),
        unit("medic", max(medics, 1), capability="medic"), pledge("medic", medics),
        need("post", "D+0..D+30: 1", priority=post),
        need(
            "care", "D+0..D+30: 0", per_people=50, supports=("post",), capability="medic",
            priority=care,
        ),
        grid="1x30",
    )


def test_whoever_is_sent_has_the_support_he_asks_for() -> None:
    """A hundred guards ask for two medics, and both go with them."""
    assert sent(model(cared_for(medics=2, care=2))) == ["guard", "medic", "medic"]


def test_nobody_is_sent_who_would_ask_for_more_than_he_gains() -> None:
    """Beyond the medics that were reckoned with, a second-class guard is not worth two more."""
    laid = model(cared_for(medics=2, post=2))
    wish = np.maximum(laid.program.lower, 0.0)
    for columns in laid.making.wanted.values():
        wish[columns] = 0.5
    assert sent(laid, wish) == ["medic"]


def test_a_wish_says_how_many_are_to_support_the_others() -> None:
    """Where the wish has one medic more than all guards ask for, he goes too."""
    laid = model(cared_for(medics=3))
    wish = np.maximum(laid.program.lower, 0.0)
    for columns in laid.making.wanted.values():
        wish[columns] = 3.0
    assert sent(laid, wish) == ["guard", "medic", "medic", "medic"]


@pytest.mark.parametrize(("pledged", "short"), [(1, 36.0), (2, 0.0), (3, 0.0)])
def test_too_few_for_a_lot_count_for_nothing_without_whole_numbers_either(
    pledged: int, short: float
) -> None:
    """Half a lot is none, so the relaxation does not take it for half of one."""
    laid = model(operation(
        unit("small", 3, capability="half"), pledge("small", pledged),
        need("post", "D+0..D+30: 1"),
        Substitution(capability="half", stands_for="team", give=2, mode="lots"),
        grid="1x30",
    ))
    assert solve_relaxed(laid.program, Limits(), "simplex").value == pytest.approx(short, abs=1e-6)


def test_more_are_sent_to_a_line_for_what_is_near_to_it() -> None:
    """The clinic wants one and the camp beside it two within an hour: two go, the third stays."""
    laid = model(operation(
        unit("medic", 3), pledge("medic", 3), need("clinic", "D+0..D+30: 1", place="town"),
        near("camp_reach", "D+0..D+30: 2", 60), Travel(start="camp", end="town", minutes=10),
        grid="1x30", weights={"movement": 1.0},
    ))
    assert sent(laid) == ["medic", "medic"]


def test_the_line_is_served_that_is_near_to_most() -> None:
    """Of two clinics of one class the quick plan fills the one within reach of the camp."""
    laid = model(operation(
        unit("medic"), pledge("medic"), need("hill", "D+0..D+30: 1", place="hill"),
        need("town", "D+0..D+30: 1", place="town"), near("camp_reach", "D+0..D+30: 1", 60),
        Travel(start="camp", end="town", minutes=10), grid="1x30",
    ))
    point = greedy(laid, np.maximum(laid.program.lower, 0.0))
    chosen = laid.choices.task_of[point[laid.making.tours] > 0.5]
    assert [laid.choices.tasks[int(r)].id for r in chosen] == ["town"]


@pytest.mark.parametrize("name", ["rich", "full", "formed"])
def test_gains_reckoned_all_at_once_are_those_of_each_tour(name: str) -> None:
    """With nobody sent, and after a few have gone, whatever rules the operation has."""
    laid = model(family(name, 1, 0.05))
    shortage = Shortage(laid, np.maximum(laid.program.lower, 0.0))
    every = range(len(laid.making.tours))
    all_of_them = np.ones(len(every), dtype=bool)
    for _ in range(2):
        one_by_one = [shortage.gain_of(tour) for tour in every]
        assert shortage.gains(all_of_them) == pytest.approx(one_by_one, abs=1e-9)
        for tour in sorted(every, key=lambda tour: -one_by_one[tour])[:20]:
            shortage.send(tour)


@pytest.mark.parametrize("name", ["rich", "full", "formed"])
def test_stocks_that_were_cleared_are_as_new(name: str) -> None:
    """A second quick plan with the same stocks is the first one."""
    laid = model(family(name, 2, 0.05))
    nobody, stocks = np.maximum(laid.program.lower, 0.0), Stocks(laid)
    first, again = (greedy(laid, nobody, stocks) for _ in range(2))
    assert first[laid.making.tours].sum() > 0
    assert (first == again).all()
    assert (first == greedy(laid, nobody)).all()


@pytest.mark.parametrize("name", ["rich", "full", "formed"])
def test_what_has_no_room_for_good_has_none_now(name: str) -> None:
    """What is left out of a pass all at once would have been refused one by one."""
    laid = model(family(name, 2, 0.05))
    nobody, stocks = np.maximum(laid.program.lower, 0.0), Stocks(laid)
    greedy(laid, nobody, stocks)
    shut = np.flatnonzero(stocks.never_again()).tolist()
    assert len(shut) > len(laid.making.tours) / 10
    assert not any(stocks.room(column) for column in shut)
