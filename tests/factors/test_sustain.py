"""Water, supplies, rations and trucks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willing.factors import (
    capacity_per_trip,
    cases,
    days_of_supply,
    factors,
    fuel_daily,
    meals,
    pallets,
    pallets_on,
    purifiers,
    sites_per_truck,
    supply_per_person,
    supply_weight,
    trips_per_cycle,
    truck_loads,
    trucks,
    vehicle_meals,
    vehicles_for_pallets,
    water_daily,
    water_per_person,
    with_spare,
)
from willing.units import kilograms, litres


def test_a_person_takes_23_litres_a_day() -> None:
    """6.1 gallons in a temperate climate are 23.1 litres."""
    assert round(litres(water_per_person()), 1) == 23.1


def test_division_water_never_falls_below_its_minimum() -> None:
    """Each climate's sustaining rate lies above its minimum by 2.7 to 3.1 gallons."""
    for climate in ("temperate", "cold", "tropical", "arid"):
        factor = factors[f"water_division_{climate}"]
        assert factor.low is not None
        assert 2.6 < factor.value - factor.low < 3.2


def test_purifiers_halve_in_cold_water() -> None:
    """Twice as many purifiers are needed where the water is near 50 F."""
    assert purifiers(48000, 600) == 4
    assert purifiers(48000, 600, cold=True) == 8


def test_dry_supplies_weigh_seven_and_a_half_kilograms() -> None:
    """Food, clothing, packed fuel, construction, personal items and mail make 16.6 lb a person."""
    assert round(supply_per_person(), 1) == 16.6
    assert round(kilograms(supply_per_person()), 1) == 7.5
    both = supply_per_person(["class_4_barrier", "class_4_construction"])
    assert both == pytest.approx(3.962)


def test_meals_to_pallets_to_vehicles() -> None:
    """Meals go into cases of 12, cases onto pallets of 48, each raised in turn."""
    boxes = cases(meals(1000, 3))
    assert boxes == 750
    assert pallets(boxes) == 16
    assert vehicles_for_pallets(16, pallets_on("M871")) == 2


@pytest.mark.parametrize(
    ("vehicle", "printed"),
    [("m1078", 1200), ("m1085", 1600), ("hemtt", 3200), ("air_pallet", 3200), ("iso40", 16000)],
)
def test_vehicles_lift_the_meals_of_the_table(vehicle: str, printed: int) -> None:
    """The pallets of each vehicle times 400 meals are what the manual prints."""
    assert vehicle_meals(pallets_on(vehicle)) == printed


def test_trips_and_loads_of_the_food_manual() -> None:
    """Regions that need 240, 192 and 48 t move 40, 16 and 2 t a trip."""
    each = [(240, 2), (192, 1), (48, 0.5)]
    moved = [capacity_per_trip(tonnes, trips_per_cycle(12, days)) for tonnes, days in each]
    assert moved == [40, 16, 2]
    assert round(sites_per_truck(factors["truck_payload"].value, 0.6)) == 12


def test_trucks_allow_for_delay() -> None:
    """A quarter more time costs a trip: 10 loads in 60 h by 10 h take 2 trucks, then 3."""
    assert trucks(70, 60, 10, contingency=0) == 2
    assert trucks(70, 60, 10) == 3
    assert trucks(70, 60, 10, whole_trips=False) == 3
    assert truck_loads(70) == 10


def test_spare_trucks_are_ten_to_twenty_in_a_hundred() -> None:
    """The table keeps 10 to 20 % of trucks spare and plans with 15."""
    factor = factors["transport_spare"]
    assert factor.low is not None
    assert factor.high is not None
    assert [with_spare(100, s) for s in (factor.low, factor.value, factor.high)] == [110, 115, 120]


def test_stocks_and_fuel() -> None:
    """A stock lasts as long as its daily use says, and factors multiply fuel."""
    assert days_of_supply(water_daily(4000, 8) * 3, water_daily(4000, 8)) == 3
    assert supply_weight(1000, 2, 30) == 60000
    assert fuel_daily(30, 10, 8, combat=1.1, climate=2) == pytest.approx(5280)


@given(
    tonnes=st.floats(0.1, 5000),
    round_trip=st.floats(1, 40),
    more=st.floats(0.1, 100),
    spare=st.floats(0, 0.5),
)
def test_trucks_grow_with_the_load_and_the_way(
    tonnes: float, round_trip: float, more: float, spare: float
) -> None:
    """More tonnes, a longer way or more spare never take fewer trucks."""
    base = trucks(tonnes, 200, round_trip)
    assert base >= 1
    assert trucks(tonnes + more, 200, round_trip) >= base
    assert trucks(tonnes, 200, round_trip + more) >= base
    assert trucks(tonnes, 200, round_trip, spare=spare) >= base
    assert trucks(tonnes, 200, round_trip, whole_trips=False) <= base
