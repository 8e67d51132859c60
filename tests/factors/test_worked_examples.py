"""Every example the sources print comes out of the functions, exact and as printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.factors.worked_examples import EXAMPLES
from willing.factors import (
    airfield_throughput,
    column_on_routes,
    cut,
    distribution_demand,
    factors,
    lift_of_vehicles,
    net_division_tonnage,
    net_train_load,
    pallet_weight,
    pass_time,
    raised_to,
    road_space,
    rolling_stock,
    steady_state,
    sustainable_units,
    switch_crews,
    trips_per_cycle,
    units_per_deployed,
    water_daily,
    water_parts,
    water_per_person,
)

Example = dict[str, Any]


def _rotation(e: Example) -> None:
    assert units_per_deployed(**e["inputs"]) == e["printed"]


def _sustainable(e: Example) -> None:
    assert sustainable_units(**e["inputs"]) == e["printed"]


def _steady(e: Example) -> None:
    state = steady_state(**e["inputs"])
    assert {name: getattr(state, name) for name in e["printed"]} == e["printed"]
    assert state.deployed == (0, 4, 8)
    assert state.home == tuple(range(0, 44, 4))


def _road_space(e: Example) -> None:
    assert road_space(**e["inputs"]) == e["printed"]


def _pass_time(e: Example) -> None:
    hours = pass_time(**e["inputs"])
    assert hours == e["printed"]
    assert hours > 4 * 24


def _routes(e: Example) -> None:
    given, exact, printed = e["inputs"], e["exact"], e["printed"]
    column = column_on_routes(given["road_space_km"], given["routes"])
    hours = pass_time(**given)
    assert column == exact["column_km"]
    assert hours == pytest.approx(exact["hours"], abs=1e-4)
    assert raised_to(column, 10) == printed["column_km"]
    assert raised_to(hours, 0.5) == printed["hours"]


def _rail_tonnage(e: Example) -> None:
    load = net_train_load(e["inputs"]["gross_trailing_load"])
    assert load == e["printed"]["net_train_load"]
    tonnage = net_division_tonnage(load, e["inputs"]["trains_a_day"])
    assert tonnage == e["printed"]["net_division_tonnage"]


def _rolling_stock(e: Example) -> None:
    assert rolling_stock(**e["inputs"]) == e["printed"]


def _switch_crews(e: Example) -> None:
    assert switch_crews(**e["inputs"]) == e["printed"]


def _water(e: Example) -> None:
    assert water_daily(**e["inputs"]) == e["printed"]
    assert factors["water_garrison"].value == e["inputs"]["gal_per_person_day"]


def _water_parts(e: Example) -> None:
    for climate, parts in e["inputs"].items():
        assert water_parts(parts) == pytest.approx(e["printed"][climate])
        assert water_per_person(climate) == e["printed"][climate]


def _pallet(e: Example) -> None:
    weight = pallet_weight(**e["inputs"])
    assert weight == pytest.approx(e["exact"])
    assert cut(weight) == e["printed"]


def _vehicles(e: Example) -> None:
    assert lift_of_vehicles(**e["inputs"]) == e["printed"]


def _demand(e: Example) -> None:
    given = e["inputs"]
    for region, (each, both) in (e["printed"] | e["exact"]).items():
        people, ration, days = given["people"][region], given["grams_per_person_day"], given["days"]
        assert distribution_demand(people, ration, days) == each
        assert distribution_demand(people, ration, days, commodities=2) == both


def _trips(e: Example) -> None:
    given = e["inputs"]
    for region, turnaround in given["turnaround"].items():
        assert trips_per_cycle(given["working"], turnaround) == e["printed"][region]


def _airfield(e: Example) -> None:
    tonnes = airfield_throughput(**e["inputs"])
    assert tonnes == pytest.approx(e["exact"], abs=0.05)
    assert round(tonnes) == e["printed"]


def _battlegroups(e: Example) -> None:
    assert sum(e["inputs"].values()) == e["printed"]
    for nation, people in e["inputs"].items():
        assert factors[f"battlegroup_{nation}"].value == people


CHECKS: dict[str, Callable[[Example], None]] = {
    "R2a": _rotation,
    "R2b": _rotation,
    "R3": _sustainable,
    "R5": _steady,
    "M1": _road_space,
    "M2": _pass_time,
    "M3": _routes,
    "T2": _rail_tonnage,
    "T3": _rolling_stock,
    "T5": _switch_crews,
    "W1": _water,
    "W3": _water_parts,
    "F1": _pallet,
    "F2": _vehicles,
    "C1": _demand,
    "C2": _trips,
    "A1": _airfield,
    "B1": _battlegroups,
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_printed_example_comes_out(name: str) -> None:
    """Each printed example comes out of the functions with its own inputs."""
    CHECKS[name](EXAMPLES[name])


def test_every_example_has_a_source_and_a_check() -> None:
    """No example stands in the file without a source and a check."""
    assert CHECKS.keys() == EXAMPLES.keys()
    assert all(example["source"] and example["says"] for example in EXAMPLES.values())
