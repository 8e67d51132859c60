"""Stations, alert, ships on patrol, and lines watched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willing.factors import (
    aircraft_by_sortie_rate,
    aircraft_for_stations,
    aircraft_per_station,
    elements_for_front,
    elements_for_posts,
    factors,
    force_for_line,
    force_for_population,
    front_held,
    hulls_for_stations,
    people_per_km,
    people_per_thousand,
    posts_for_line,
    qra_fighters,
    sortie_rate,
    sorties_a_day,
)

hours = st.floats(min_value=0.25, max_value=12)
shares = st.floats(min_value=0.1, max_value=1)


def test_a_pair_all_day_takes_about_11_fighters() -> None:
    """A 2-ship station all day takes about 11 fighters, transit counted both ways."""
    exact = aircraft_per_station(1.5, 0.75, 2.5, 0.65)
    assert exact == pytest.approx(11.28, abs=0.01)
    assert round(exact) == 11


def test_24_fighters_keep_two_stations() -> None:
    """Each station is raised for itself, so two take 24 and not 23."""
    assert aircraft_for_stations(1, 1.5, 0.75, 2.5, 0.65) == 12
    assert aircraft_for_stations(2, 1.5, 0.75, 2.5, 0.65) == 24


def test_sortie_rates_say_the_same() -> None:
    """Sorties a day over sorties per aircraft give the same number of fighters."""
    sorties = sorties_a_day(1.5)
    rate = sortie_rate(flight_h=1.5 + 2 * 0.75, turnaround_h=2.5)
    assert sorties == 32
    assert aircraft_by_sortie_rate(sorties, rate, 0.65) == pytest.approx(
        aircraft_per_station(1.5, 0.75, 2.5, 0.65)
    )


def test_a_station_of_a_few_hours_is_one_sortie_each() -> None:
    """A window no longer than a turn on station takes the aircraft on station and no more."""
    assert aircraft_per_station(6, 1, 4, 1, aircraft=2, hours_a_day=6) == 2
    assert aircraft_per_station(6, 1, 4, 1, aircraft=2, hours_a_day=3) == 2


def test_a_patrol_aircraft_station_of_half_a_day_takes_four() -> None:
    """12 hours a day with 5 h on station, 1 h transit and 4 h turnaround take 4 aircraft."""
    assert aircraft_for_stations(1, 5, 1, 4, 0.65, aircraft=1, hours_a_day=12) == 4


def test_alert_is_not_a_station() -> None:
    """2 to 4 aircraft on alert have 8 to 12 fighters behind them, far fewer than stations take."""
    factor = factors["qra_fighters_per_alert"]
    assert qra_fighters(2) == 8
    assert factor.low is not None
    assert qra_fighters(4, fighters_per_alert=factor.low) == 12
    assert qra_fighters(2) < aircraft_for_stations(1, 1.5, 0.75, 2.5, 0.65)


def test_three_patrol_ships_on_station_take_nine() -> None:
    """30 days on station, 3 days each way and 54 days of upkeep take 3 hulls for each one."""
    assert hulls_for_stations(3, 30, 3, 54) == 9
    assert factors["patrol_hulls_per_station"].value == 3


def test_densities_of_three_different_tasks() -> None:
    """Cyprus, the cease-fire tool kit and a French brigade have densities of their own."""
    assert people_per_km(855, 180) == pytest.approx(factors["buffer_people_per_km"].value)
    assert round(people_per_km(10000, 1100), 1) == factors["ceasefire_people_per_km"].value
    brigade = factors["brigade_people"].value / factors["brigade_front"].value
    assert brigade == 300
    assert force_for_line(80, brigade) == 24000
    assert elements_for_front(80, 20) == 4
    assert front_held(4, 20) == 80


def test_posts_and_companies_are_raised_in_turn() -> None:
    """101 km in steps of 10 km take 11 posts, and 11 posts take 3 companies of 5."""
    posts = posts_for_line(101, 10)
    assert (posts, elements_for_posts(posts)) == (11, 3)


def test_stability_ratios() -> None:
    """20 per 1,000 inhabitants make 40,000 for two million, as in Kosovo at first."""
    assert force_for_population(2_000_000) == 40000
    assert people_per_thousand(40000, 2_000_000) == 20


@given(on=hours, transit=hours, ground=hours, available=shares, more=hours)
def test_stations_cost_more_when_farther_or_slower(
    on: float, transit: float, ground: float, available: float, more: float
) -> None:
    """Longer transit or turnaround never takes fewer aircraft; longer on station never more."""
    base = aircraft_per_station(on, transit, ground, available)
    assert base >= 2
    assert aircraft_per_station(on, transit + more, ground, available) >= base
    assert aircraft_per_station(on, transit, ground + more, available) >= base
    assert aircraft_per_station(on + more, transit, ground, available) <= base


@given(on=hours, transit=hours, ground=hours, first=st.floats(1, 24), second=st.floats(1, 24))
def test_a_longer_day_never_takes_fewer(
    on: float, transit: float, ground: float, first: float, second: float
) -> None:
    """Keeping a station for more hours a day never takes fewer aircraft."""
    short, long = sorted((first, second))
    fewer = aircraft_per_station(on, transit, ground, 1, hours_a_day=short)
    assert fewer <= aircraft_per_station(on, transit, ground, 1, hours_a_day=long) + 1e-9


@given(force=st.integers(1, 10**6), people=st.integers(1, 10**8))
def test_population_density_round_trip(force: int, people: int) -> None:
    """Density and force are inverse."""
    assert force_for_population(people, people_per_thousand(force, people)) == pytest.approx(force)
