"""Road, rail, air and sea."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willing.factors import (
    airfield_throughput,
    cars,
    cars_a_day,
    clearing_days,
    clearing_days_by_rate,
    clearing_hours,
    clearing_vessels,
    closing_time,
    closure_days,
    drawbar_pull,
    end_delivery_tonnage,
    factors,
    fleet_capability,
    gross_trailing_load,
    missions,
    net_train_load,
    pass_time,
    pass_time_minutes,
    passing_tracks,
    planned_aircraft,
    raised,
    road_crews,
    road_days,
    road_engines,
    road_space,
    round_trip_hours,
    sailing_days,
    ship_loads,
    switch_crews,
    switch_engines,
    train_density,
    trains,
    wagons,
)

sizes = st.floats(min_value=0.5, max_value=5000)


def test_a_column_with_gaps_and_extra_time() -> None:
    """Gaps and the extra time allowance lengthen the pass time by their minutes."""
    plain = pass_time_minutes(500, 10, 25, extal_min=0)
    assert plain == 120
    assert pass_time_minutes(500, 10, 25) == plain + 500 / factors["extal_vehicles"].value
    assert pass_time_minutes(500, 10, 25, gaps_min=12) == plain + 20 + 12
    assert pass_time(road_space(500, 10), 25) == plain / 60


def test_road_space_is_vehicles_and_gaps() -> None:
    """2,500 km are 1,200 km of vehicles and 1,300 km of gaps."""
    assert road_space(12000, 10, gaps_km=1300) == 2500


def test_a_real_convoy_makes_233_km_a_day() -> None:
    """About 700 km from Bremerhaven to Zagan took 3 days."""
    assert road_days(700) == pytest.approx(3, abs=0.01)
    assert closing_time(300, 30, pass_h=2) == 12


def test_trailing_loads_of_the_subcourse() -> None:
    """The subcourse's two engines pull 598 and 837 short tons, each fraction raised."""
    first = drawbar_pull(36000, 120)
    assert first == 33600
    fair, good = factors["rail_rolling_fair"].value, factors["rail_rolling_good"].value
    load = gross_trailing_load(
        first, rolling_lb=fair, grade_percent=1.5, curve_degrees=10, weather=0.8
    )
    assert load == 598
    assert net_train_load(load) == 299
    double = gross_trailing_load(
        first, rolling_lb=fair, grade_percent=1.5, curve_degrees=10, weather=0.8, engines=2
    )
    assert double == 1196
    second = drawbar_pull(75700 * factors["rail_continuous_effort"].value, 127)
    load = gross_trailing_load(
        second, rolling_lb=good, grade_percent=1.5, curve_degrees=2.5, weather=0.9
    )
    assert load == 837


def test_passing_tracks_too_near_do_not_count() -> None:
    """Of 16 passing tracks the two within 5 miles of the one before are left out."""
    miles = [7, 15, 21, 27, 31, 37, 45, 53, 60, 66, 74, 81, 85, 91, 97, 103]
    assert passing_tracks(miles) == 14


def test_the_weakest_division_decides() -> None:
    """A route delivers what its most restrictive division carries."""
    assert end_delivery_tonnage([6285, 299 * 7, 4800]) == 2093


def test_engines_and_crews_of_the_subcourse() -> None:
    """10 trains a day on 90 miles at 10 miles/h take 25 road crews; 7 trains 12 road engines."""
    assert road_crews(10, 90 / 10) == 25
    assert road_engines(7, raised(110 / 8), 3) == 12


def test_switch_engines_are_raised_place_by_place() -> None:
    """Each port, railhead and terminal is raised before the reserve of a fifth."""
    assert switch_engines([67, 68], [100]) == raised((1 + 2 + 1) * 1.2) == 5
    assert switch_crews(switch_engines([67, 68], [100])) == 13


def test_cars_are_planned_half_full() -> None:
    """A 40-ton car carries 20 short tons in a plan, a tank car all of its capacity."""
    assert cars_a_day(40, 40) == 2
    assert cars_a_day(40, 40, payload_share=1) == 1
    assert cars(10, 10) == 110


def test_a_brigade_by_rail() -> None:
    """2,500 vehicles took about 900 wagons; 2,000 pieces took 12 trains."""
    assert wagons(2500) == pytest.approx(900, abs=10)
    assert trains(2000) == 12


@pytest.mark.parametrize(("kind", "printed"), [("c17", 589), ("c130j", 210), ("c5m", 544)])
def test_throughput_of_one_spot(kind: str, printed: int) -> None:
    """A spot takes so many short tons in 24 hours of each aircraft."""
    plane = planned_aircraft(kind)
    assert plane.unit == "short tons"
    assert round(airfield_throughput(1, plane.payload, 24, plane.ground_h)) == printed


@pytest.mark.parametrize(("spots", "printed"), [(1, 282.5), (6, 1695)])
def test_the_pamphlets_own_airfield(spots: int, printed: float) -> None:
    """45 short tons and 3.25 h take 282.5 a day on one spot and 1,695 on six."""
    payload, ground = factors["c17_average_payload"].value, factors["c17_full_ground"].value
    tons = airfield_throughput(spots, payload, 24, ground)
    assert tons == pytest.approx(printed, rel=2e-4)


def test_a_fleet_closes_when_its_capability_says() -> None:
    """Missions over sorties a day give the days in which the fleet's capability moves the load."""
    hours = round_trip_hours(1000, 400)
    days = closure_days(missions(6500, 65), hours, aircraft=10, ute_h=8)
    assert days == pytest.approx(6500 / fleet_capability(10, 65, 8, hours))


def test_tonnes_for_aircraft_that_are_not_american() -> None:
    """The A400M is planned in tonnes."""
    assert planned_aircraft("a400m").unit == "t"


def test_lanes_take_tracks_passes_and_turns() -> None:
    """Two lanes of 40 by 0.5 nautical miles take 205 vessel-hours, and 4 vessels in a week."""
    assert clearing_hours(2, 40, 0.5) == 2 * 5 * 2 * (40 / 4 + 0.25)
    assert clearing_vessels(205, 7) == 4
    assert clearing_days(205, 4) <= 7
    assert clearing_days(205, 3) > 7
    assert clearing_days_by_rate(40, 2, 4, passes=2) == 10


def test_sailing_at_service_speed() -> None:
    """Southampton is 2.5 days from Gdynia and 7.3 from Constanta at 18 knots."""
    assert round(sailing_days(1079), 1) == 2.5
    assert round(sailing_days(3167), 1) == 7.3
    assert ship_loads(2650, stowage=1) == 1


@given(hours=sizes, days=st.floats(min_value=1, max_value=100))
def test_enough_vessels_finish_in_time(hours: float, days: float) -> None:
    """The vessels asked for finish in the days given, and one fewer would not."""
    vessels = clearing_vessels(hours, days)
    assert clearing_days(hours, vessels) <= days * (1 + 1e-6)
    if vessels > 1:
        assert clearing_days(hours, vessels - 1) > days * (1 - 1e-6)


@given(vehicles=st.integers(1, 30000), kmh=st.floats(5, 60), routes=st.integers(1, 12))
def test_routes_and_speed_shorten_the_pass(vehicles: int, kmh: float, routes: int) -> None:
    """More routes or more speed never make a march pass more slowly."""
    space = road_space(vehicles, 10)
    base = pass_time(space, kmh, routes=routes)
    assert pass_time(space, kmh, routes=routes + 1) < base
    assert pass_time(space, kmh + 5, routes=routes) < base


@given(
    tracks=st.integers(0, 30),
    speed=st.integers(5, 40),
    length=st.integers(50, 300),
    dispatch=st.integers(0, 500),
    days=st.integers(1, 30),
)
def test_rail_counts_are_whole_and_never_short(
    tracks: int, speed: int, length: int, dispatch: int, days: int
) -> None:
    """Rail counts are whole numbers, at least as large as the exact figure and less than 1 more."""
    exact = (tracks + 1) / 2 * 24 * speed / length
    assert exact - 1e-6 <= train_density(tracks, speed, length) < exact + 1
    assert 11 * dispatch * days / 10 <= cars(dispatch, days) < 11 * dispatch * days / 10 + 1
