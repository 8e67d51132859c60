"""What cannot be is refused: where, what was given, what is allowed, what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf, nan

import pytest

from willing import factors as f
from willing.errors import WillingError

P = f.Pool(units=42, tour=12, dwell=24)

REFUSED: list[tuple[Callable[[], object], str]] = [
    # rotation
    (lambda: f.units_per_deployed(0, 24), "units_per_deployed tour: 0 was given; a number above 0"),
    (lambda: f.units_per_deployed(6, -1), "dwell: -1 was given; a number from 0 up is allowed"),
    (lambda: f.units_per_deployed(6, 24, training=-1), "training: -1 was given"),
    (lambda: f.units_per_deployed(6, 24, recovery=-1), "recovery: -1 was given"),
    (lambda: f.units_per_deployed(6, 24, overlap=-1), "overlap: -1 was given"),
    (lambda: f.units_per_deployed(6, 24, overlap=6), "overlap: 6 was given for a tour of 6"),
    (lambda: f.units_per_deployed(nan, 24), "tour: nan was given"),
    (lambda: f.units_per_deployed(6, inf), "dwell: inf was given"),
    (lambda: f.units_per_deployed(True, 24), "tour: True was given"),
    (lambda: f.units_per_deployed("6", 24), "tour: '6' was given"),  # type: ignore[arg-type]
    (lambda: f.units_in_cycle(5, 6), "units_in_cycle cycle: 5 was given for a tour of 6"),
    (lambda: f.units_in_cycle(0, 6), "units_in_cycle cycle: 0 was given"),
    (lambda: f.bog_dwell("one to two"), "bog_dwell ratio: 'one to two' was given"),
    (lambda: f.bog_dwell("0:2"), "bog_dwell ratio: '0:2' was given"),
    (lambda: f.bog_dwell(-2), "bog_dwell ratio: -2 was given"),
    (lambda: f.sustainable_units(-1, 2), "sustainable_units units: -1 was given"),
    (lambda: f.units_needed(-1, 6, 24), "units_needed deployed: -1 was given"),
    (lambda: f.waves(24, 0), "waves at_once: 0 was given"),
    (lambda: f.waves(-1, 6), "waves total: -1 was given"),
    (lambda: f.people_tied_up(-1, 24, 6), "people_tied_up deployed: -1 was given"),
    (lambda: f.people_tied_up(1, 0, 6), "people_tied_up horizon: 0 was given"),
    (lambda: f.people_tied_up(1, 24, 0), "people_tied_up tour: 0 was given"),
    (lambda: f.people_in_rotation(-1, 6, 24), "people_in_rotation deployed: -1 was given"),
    # pools
    (lambda: f.sustained([f.Pool(units=-1, tour=6, dwell=6)]), "sustained units: -1 was given"),
    (
        lambda: f.sustained([f.Pool(units=1, tour=6, dwell=6, ready_after=-1)]),
        "sustained ready_after: -1 was given",
    ),
    (lambda: f.reserve_units_needed(-1, [P], P), "reserve_units_needed deployed: -1 was given"),
    (lambda: f.steady_state(42, 43, 4, 12), "deployed: 43 of 42 units was given; no more than"),
    (lambda: f.steady_state(42, 9, 5, 12), "a tour of 12 in steps of 5 makes 2.4 states"),
    (lambda: f.steady_state(43, 9, 4, 12), "43 units in states of 3 makes 14.33 states"),
    (lambda: f.steady_state(42, 9, 0, 12), "steady_state step: 0 was given"),
    # harmony
    (lambda: f.share_away(415, 0), "share_away window_months: 0 was given"),
    (lambda: f.share_away(-1, 30), "share_away days_away: -1 was given"),
    (lambda: f.share_away(914, 30), "914 days in 30 months was given; at most 913 days"),
    (lambda: f.tours_within(415, 0), "tours_within tour_days: 0 was given"),
    (lambda: f.tours_within(-1, 180), "tours_within limit_days: -1 was given"),
    (lambda: f.posts_within(-1, 415, 30), "posts_within people: -1 was given"),
    (lambda: f.people_over(28000, 18), "people_over share: 18 was given; a part from 0 to 1"),
    (lambda: f.people_over(-1, 0.1), "people_over people: -1 was given"),
    # presence
    (lambda: f.turn(0, 1, 1), "turn on_station_h: 0 was given"),
    (lambda: f.turn(1, -1, 1), "turn transit_h: -1 was given"),
    (lambda: f.turn(1, 1, 0), "turn turnaround_h: 0 was given"),
    (lambda: f.aircraft_per_station(1, 1, 1, 0), "available: 0 was given; a part above 0"),
    (lambda: f.aircraft_per_station(1, 1, 1, 65), "available: 65 was given; a part above 0"),
    (lambda: f.aircraft_per_station(1, 1, 1, 1, aircraft=0), "aircraft: 0 was given"),
    (lambda: f.aircraft_per_station(1, 1, 1, 1, hours_a_day=25), "25 was given; at most 24 h"),
    (lambda: f.aircraft_for_stations(-1, 1, 1, 1, 1), "stations: -1 was given"),
    (lambda: f.sorties_a_day(0), "sorties_a_day on_station_h: 0 was given"),
    (lambda: f.sorties_a_day(1, stations=-1), "sorties_a_day stations: -1 was given"),
    (lambda: f.sortie_rate(0, 1), "sortie_rate flight_h: 0 was given"),
    (lambda: f.sortie_rate(1, 1, -1), "sortie_rate repair_h: -1 was given"),
    (lambda: f.aircraft_by_sortie_rate(-1, 4, 1), "sorties: -1 was given"),
    (lambda: f.aircraft_by_sortie_rate(1, 0, 1), "sorties_per_aircraft_day: 0 was given"),
    (lambda: f.aircraft_by_sortie_rate(1, 4, 2), "available: 2 was given"),
    (lambda: f.hulls_for_stations(-1, 30, 3, 54), "hulls_for_stations stations: -1 was given"),
    (lambda: f.hulls_for_stations(1, 30, 3, 54, available=0), "available: 0 was given"),
    (lambda: f.qra_fighters(-1), "qra_fighters alert_aircraft: -1 was given"),
    (lambda: f.qra_fighters(2, fighters_per_alert=0), "fighters_per_alert: 0 was given"),
    (lambda: f.qra_fighters(2, fighters_per_alert=0.5), "0.5 was given; at least 1 is allowed"),
    # frontage
    (lambda: f.people_per_km(1, 0), "people_per_km km: 0 was given"),
    (lambda: f.people_per_km(-1, 1), "people_per_km people: -1 was given"),
    (lambda: f.force_for_line(-1, 1), "force_for_line km: -1 was given"),
    (lambda: f.elements_for_front(1, 0), "km_per_element: 0 was given"),
    (lambda: f.elements_for_front(-1, 1), "elements_for_front km: -1 was given"),
    (lambda: f.front_held(-1, 1), "front_held elements: -1 was given"),
    (lambda: f.posts_for_line(1, 0), "spacing_km: 0 was given"),
    (lambda: f.posts_for_line(-1, 1), "posts_for_line km: -1 was given"),
    (lambda: f.elements_for_posts(-1), "elements_for_posts posts: -1 was given"),
    (lambda: f.elements_for_posts(1, 0), "posts_per_element: 0 was given"),
    (lambda: f.people_for_posts(1, -1), "people_at_once: -1 was given"),
    (lambda: f.people_for_posts(1, 1, 0), "shifts: 0 was given"),
    (lambda: f.force_for_population(-1), "inhabitants: -1 was given"),
    (lambda: f.people_per_thousand(1, 0), "inhabitants: 0 was given"),
    (lambda: f.people_per_thousand(-1, 1), "force: -1 was given"),
    # road
    (lambda: f.density(0), "density interval_m: 0 was given"),
    (lambda: f.road_space(1, 0), "road_space vehicles_per_km: 0 was given"),
    (lambda: f.road_space(-1, 10), "road_space vehicles: -1 was given"),
    (lambda: f.column_on_routes(1, 0), "column_on_routes routes: 0 was given"),
    (lambda: f.column_on_routes(1, 1.5), "routes: 1.5 was given; a whole"),  # type: ignore[arg-type]
    (lambda: f.column_on_routes(-1, 1), "road_space_km: -1 was given"),
    (lambda: f.pass_time(1, 0), "pass_time kmh: 0 was given"),
    (lambda: f.pass_time(1, 1, gaps_min=-1), "pass_time gaps_min: -1 was given"),
    (lambda: f.extra_time(-1), "extra_time vehicles: -1 was given"),
    (lambda: f.extra_time(1, 0), "vehicles_per_minute: 0 was given"),
    (lambda: f.time_gaps(1, 2), "march_units: 1 in 2 serials was given"),
    (lambda: f.time_gaps(1, 0), "time_gaps serials: 0 was given"),
    (lambda: f.time_gaps(2, 1, unit_gap_min=-1), "unit_gap_min: -1 was given"),
    (lambda: f.time_gaps(2, 1, serial_gap_min=1), "1 was given with 2 between march units"),
    (lambda: f.closing_time(1, 0, 1), "closing_time kmh: 0 was given"),
    (lambda: f.closing_time(1, 1, -1), "closing_time pass_h: -1 was given"),
    (lambda: f.road_days(1, 0), "road_days km_a_day: 0 was given"),
    (lambda: f.road_days(-1), "road_days distance_km: -1 was given"),
    # rail
    (lambda: f.drawbar_pull(1000, 120), "1000 lb for 120 short tons was given"),
    (lambda: f.drawbar_pull(0, 120), "continuous_effort_lb: 0 was given"),
    (lambda: f.gross_trailing_load(1, rolling_lb=0, grade_percent=1), "rolling_lb: 0 was given"),
    (lambda: f.gross_trailing_load(1, rolling_lb=6, grade_percent=-1), "grade_percent: -1"),
    (
        lambda: f.gross_trailing_load(1, rolling_lb=6, grade_percent=1, weather=0),
        "weather: 0 was given",
    ),
    (
        lambda: f.gross_trailing_load(1, rolling_lb=6, grade_percent=1, engines=0),
        "engines: 0 was given",
    ),
    (lambda: f.net_train_load(-1), "net_train_load gross_trailing_load: -1 was given"),
    (lambda: f.net_train_load(1, net_share=50), "net_share: 50 was given"),
    (lambda: f.passing_tracks([-1]), "passing_tracks miles_from_start: -1 was given"),
    (lambda: f.passing_tracks([1], least_distance=-1), "least_distance: -1 was given"),
    (lambda: f.train_density(-1, 10, 110), "passing_tracks: -1 was given; a whole number"),
    (lambda: f.train_density(14, 0, 110), "train_density speed: 0 was given"),
    (lambda: f.net_division_tonnage(-1, 15), "net_train_load: -1 was given"),
    (lambda: f.end_delivery_tonnage([]), "division_tonnages: none was given"),
    (lambda: f.end_delivery_tonnage([-1]), "division_tonnages: -1 was given"),
    (lambda: f.cars_a_day(1, 0), "cars_a_day rated_capacity: 0 was given"),
    (lambda: f.cars_a_day(-1, 40), "cars_a_day tons_a_day: -1 was given"),
    (lambda: f.cars_a_day(1, 40, payload_share=2), "payload_share: 2 was given"),
    (lambda: f.cars(55, 0), "cars turnaround_days: 0 was given"),
    (lambda: f.cars(-1, 9), "cars one_day_dispatch: -1 was given"),
    (lambda: f.cars(55, 9, reserve=-0.1), "cars reserve: -0.1 was given"),
    (lambda: f.road_engines(7, 0, 3), "road_engines running_h: 0 was given"),
    (lambda: f.road_engines(-1, 14, 3), "road_engines trains_a_day: -1 was given"),
    (lambda: f.switch_engines_at(-1), "switch_engines_at cars_a_day: -1 was given"),
    (lambda: f.switch_engines_at(1, cars_per_engine=0), "cars_per_engine: 0 was given"),
    (lambda: f.switch_engines([1], reserve=-1), "switch_engines reserve: -1 was given"),
    (lambda: f.road_crews(10, 0), "road_crews running_h: 0 was given"),
    (lambda: f.road_crews(-1, 9), "road_crews trains_a_day: -1 was given"),
    (lambda: f.switch_crews(-1), "switch_crews switch_engines: -1 was given"),
    (lambda: f.switch_crews(1, shifts=0), "switch_crews shifts: 0 was given"),
    (lambda: f.railway_battalions(-1), "railway_battalions crews: -1 was given"),
    (lambda: f.railway_battalions(1, crews_per_battalion=0), "crews_per_battalion: 0 was given"),
    (lambda: f.wagons(-1), "wagons vehicles: -1 was given"),
    (lambda: f.wagons(1, vehicles_per_wagon=0), "vehicles_per_wagon: 0 was given"),
    (lambda: f.trains(-1), "trains pieces: -1 was given"),
    (lambda: f.trains(1, pieces_per_train=0), "pieces_per_train: 0 was given"),
    # air
    (lambda: f.planned_aircraft("c-17"), "'c-17' was given; .* did you mean 'c17'\\?"),
    (lambda: f.airfield_throughput(1, -1, 24, 2), "airfield_throughput payload: -1 was given"),
    (lambda: f.airfield_sorties(-1, 24, 2), "airfield_sorties mog: -1 was given"),
    (lambda: f.airfield_sorties(1, 24, 0), "airfield_sorties ground_h: 0 was given"),
    (lambda: f.airfield_sorties(1, 25, 2), "hours: 25 was given; at most 24 h a day"),
    (lambda: f.airfield_sorties(1, 24, 2, queue_eff=85), "queue_eff: 85 was given"),
    (lambda: f.missions(1, 0), "missions payload: 0 was given"),
    (lambda: f.missions(-1, 1), "missions requirement: -1 was given"),
    (lambda: f.round_trip_hours(1, 0), "round_trip_hours speed_kn: 0 was given"),
    (lambda: f.round_trip_hours(-1, 1), "round_trip_hours distance_nm: -1 was given"),
    (lambda: f.closure_days(1, 1, 0, 1), "closure_days aircraft: 0 was given"),
    (lambda: f.closure_days(-1, 1, 1, 1), "closure_days missions: -1 was given"),
    (lambda: f.fleet_capability(1, 1, 1, 0), "fleet_capability round_trip_h: 0 was given"),
    (lambda: f.fleet_capability(-1, 1, 1, 1), "fleet_capability aircraft: -1 was given"),
    # sea
    (lambda: f.tracks(0), "tracks width_nm: 0 was given"),
    (lambda: f.clearing_hours(-1, 1, 1), "clearing_hours lanes: -1 was given"),
    (lambda: f.clearing_hours(1, 0, 1), "clearing_hours length_nm: 0 was given"),
    (lambda: f.clearing_days(1, 0), "clearing_days vessels: 0 was given"),
    (lambda: f.clearing_days(-1, 1), "clearing_days clearing_h: -1 was given"),
    (lambda: f.clearing_days(1, 1, hours_a_day=0), "clearing_days hours_a_day: 0 was given"),
    (lambda: f.clearing_days(1, 1, hours_a_day=25), "hours_a_day: 25 was given; at most 24 h"),
    (lambda: f.clearing_days(1, 1, available=2), "clearing_days available: 2 was given"),
    (lambda: f.clearing_vessels(1, 0), "clearing_vessels days: 0 was given"),
    (lambda: f.clearing_vessels(-1, 1), "clearing_vessels clearing_h: -1 was given"),
    (lambda: f.clearing_days_by_rate(1, 0), "clearing_days_by_rate rate_a_day: 0 was given"),
    (lambda: f.clearing_days_by_rate(-1, 1), "clearing_days_by_rate area: -1 was given"),
    (lambda: f.ship_loads(-1), "ship_loads lane_m: -1 was given"),
    (lambda: f.ship_loads(1, 0), "ship_loads ship_lane_m: 0 was given"),
    (lambda: f.ship_loads(1, stowage=75), "ship_loads stowage: 75 was given"),
    (lambda: f.sailing_days(1, 0), "sailing_days speed_kn: 0 was given"),
    (lambda: f.sailing_days(-1), "sailing_days distance_nm: -1 was given"),
    # sustain
    (lambda: f.water_parts([-1]), "water_parts parts: -1 was given"),
    (lambda: f.water_per_person("artic"), "'artic' was given; .* did you mean 'arctic'\\?"),
    (lambda: f.water_daily(-1, 8), "water_daily people: -1 was given"),
    (lambda: f.purifiers(1, 0), "purifiers gal_per_hour: 0 was given"),
    (lambda: f.purifiers(-1, 1), "purifiers gal_a_day: -1 was given"),
    (lambda: f.supply_per_person(["iso20"]), "'iso20' is no planning factor"),
    (lambda: f.supply_per_person(["water_arid"]), "'water_arid' in gal per person per day"),
    (lambda: f.supply_weight(-1, 1), "supply_weight people: -1 was given"),
    (lambda: f.days_of_supply(1, 0), "days_of_supply daily_use: 0 was given"),
    (lambda: f.days_of_supply(-1, 1), "days_of_supply stock: -1 was given"),
    (lambda: f.fuel_daily(-1, 1, 1), "fuel_daily rate: -1 was given"),
    (lambda: f.fuel_daily(1, 1, 1, combat=0), "fuel_daily combat: 0 was given"),
    # rations
    (lambda: f.meals(-1), "meals people: -1 was given"),
    (lambda: f.cases(-1), "cases meals: -1 was given"),
    (lambda: f.cases(1, 0), "cases meals_per_case: 0 was given"),
    (lambda: f.pallets(-1), "pallets cases: -1 was given"),
    (lambda: f.pallets(1, 0), "pallets cases_per_pallet: 0 was given"),
    (lambda: f.pallet_weight(-1), "pallet_weight case_lb: -1 was given"),
    (lambda: f.vehicle_meals(-1), "vehicle_meals pallets: -1 was given"),
    (lambda: f.pallets_on("m873"), "'m873' was given; .* did you mean 'm87[12]'\\?"),
    (lambda: f.vehicles_for_pallets(-1, 1), "vehicles_for_pallets pallets: -1 was given"),
    (lambda: f.vehicles_for_pallets(1, 0), "pallets_per_vehicle: 0 was given"),
    # distribution
    (lambda: f.distribution_demand(-1, 200, 12), "distribution_demand people: -1 was given"),
    (lambda: f.trips_per_cycle(12, 0), "trips_per_cycle turnaround: 0 was given"),
    (lambda: f.trips_per_cycle(-1, 1), "trips_per_cycle working: -1 was given"),
    (lambda: f.capacity_per_trip(240, 0), "capacity_per_trip trips: 0 was given"),
    (lambda: f.capacity_per_trip(-1, 1), "capacity_per_trip tonnes: -1 was given"),
    (lambda: f.sites_per_truck(7, 0), "sites_per_truck site_t: 0 was given"),
    (lambda: f.sites_per_truck(-1, 1), "sites_per_truck truck_t: -1 was given"),
    (lambda: f.truck_loads(1, 0), "truck_loads truck_t: 0 was given"),
    (lambda: f.truck_loads(-1), "truck_loads tonnes: -1 was given"),
    (lambda: f.trucks(1, 10, 0), "trucks round_trip_h: 0 was given"),
    (lambda: f.trucks(-1, 10, 1), "trucks tonnes: -1 was given"),
    (lambda: f.trucks(1, 12, 10), "10 h and 25 % more in 12 h was given; a round trip that fits"),
    (lambda: f.with_spare(-1), "with_spare number: -1 was given"),
    # rounding
    (lambda: f.raised(-1), "raised value: -1 was given"),
    (lambda: f.cut(-1), "cut value: -1 was given"),
    (lambda: f.raised_to(1, 0), "raised_to step: 0 was given"),
    (lambda: f.raised_to(-1, 1), "raised_to value: -1 was given"),
]


@pytest.mark.parametrize(("call", "says"), REFUSED, ids=[says[:50] for _, says in REFUSED])
def test_impossible_input_is_refused(call: Callable[[], object], says: str) -> None:
    """Each impossible figure is refused by name, in four parts."""
    with pytest.raises((f.FactorFault, f.UnknownFactor), match=says) as refused:
        call()
    assert len(re.split(r"; ", str(refused.value))) >= 3
    assert isinstance(refused.value, WillingError)


def test_a_refusal_is_a_value_error() -> None:
    """Callers who know nothing of Willing catch refusals as ValueError."""
    with pytest.raises(ValueError, match=r"^waves at_once: 0 was given; .*; give 'at_once' as .*$"):
        f.waves(1, 0)
