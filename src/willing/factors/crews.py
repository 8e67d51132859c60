"""Crews behind stations in the air, and whether they or the aircraft are too few."""

from __future__ import annotations

from willing.factors.presence import (
    HOURS_PER_DAY,
    aircraft_for_stations,
    sorties_a_day,
)
from willing.factors.refusal import above_zero, not_negative, part
from willing.factors.rounding import raised
from willing.factors.table import factors
from willing.units import DAYS_PER_MONTH


def flight_hours(on_station_h: float, transit_h: float) -> float:
    """Hours in the air of one sortie, exact.

    Formula: on station + 2 x transit. `transit_h` is one way.
    Errors: `FactorFault` for time on station not above 0 or negative transit.

    >>> flight_hours(1.5, 0.75)
    3.0
    """
    above_zero("flight_hours", on_station_h=on_station_h)
    not_negative("flight_hours", transit_h=transit_h)
    return on_station_h + 2 * transit_h


def crews_by_hours(
    sorties_a_day: float,
    flight_h: float,
    crew_hours: float = factors["crew_hours"].value,
) -> float:
    """Crews that fly so many sorties without passing their hours in 30 days, exact.

    Formula: sorties a day x 30 days x hours of a sortie / hours a crew may fly in 30 days.
    Errors: `FactorFault` for a sortie without hours, or hours not above 0.

    >>> crews_by_hours(32, 3)
    24.0
    """
    not_negative("crews_by_hours", sorties_a_day=sorties_a_day)
    above_zero("crews_by_hours", flight_h=flight_h, crew_hours=crew_hours)
    return sorties_a_day * DAYS_PER_MONTH * flight_h / crew_hours


def crews_by_rest(
    sorties_a_day: float,
    *,
    duty_h: float = factors["crew_duty"].value,
    rest_h: float = factors["crew_rest"].value,
    sorties_a_duty: float = 1,
) -> float:
    """Crews that fly so many sorties with rest after every duty, exact.

    Formula: sorties a day x (duty + rest) / (24 x sorties of one duty). Duty runs from briefing to
    the end of the last sortie's report. One crew may begin its next duty at any hour.
    Errors: `FactorFault` for a duty or a number of sorties not above 0.

    >>> round(crews_by_rest(32), 2)
    26.67
    """
    not_negative("crews_by_rest", sorties_a_day=sorties_a_day, rest_h=rest_h)
    above_zero("crews_by_rest", duty_h=duty_h, sorties_a_duty=sorties_a_duty)
    return sorties_a_day * (duty_h + rest_h) / (HOURS_PER_DAY * sorties_a_duty)


def crews_per_station(
    on_station_h: float,
    transit_h: float,
    *,
    aircraft: float = factors["station_aircraft"].value,
    hours_a_day: float = HOURS_PER_DAY,
    crew_hours: float = factors["crew_hours"].value,
    duty_h: float = factors["crew_duty"].value,
    rest_h: float = factors["crew_rest"].value,
    sorties_a_duty: float = 1,
    fit: float = factors["crew_fit"].value,
) -> float:
    """Crews a squadron needs to keep one station, exact.

    Formula: the larger of crews_by_hours and crews_by_rest, over the share of crews that is fit to
    fly (not ill, on leave or in training).
    Source: limits of hours, duty and rest as in the table; the share is illustrative.
    Errors: as `crews_by_hours` and `crews_by_rest`; `FactorFault` for a share outside 0 to 1.

    >>> round(crews_per_station(1.5, 0.75), 2)
    33.33
    """
    part("crews_per_station", fit=fit)
    sorties = sorties_a_day(on_station_h, aircraft=aircraft, hours_a_day=hours_a_day)
    by_hours = crews_by_hours(sorties, flight_hours(on_station_h, transit_h), crew_hours)
    by_rest = crews_by_rest(
        sorties, duty_h=duty_h, rest_h=rest_h, sorties_a_duty=sorties_a_duty
    )
    return max(by_hours, by_rest) / fit


def crewed_aircraft(
    stations: float,
    on_station_h: float,
    transit_h: float,
    turnaround_h: float,
    available: float,
    *,
    aircraft: float = factors["station_aircraft"].value,
    hours_a_day: float = HOURS_PER_DAY,
    crews_per_aircraft: float = factors["crews_per_aircraft"].value,
    crew_hours: float = factors["crew_hours"].value,
    duty_h: float = factors["crew_duty"].value,
    rest_h: float = factors["crew_rest"].value,
    sorties_a_duty: float = 1,
    fit: float = factors["crew_fit"].value,
) -> int:
    """Aircraft to send so that both hulls and the crews that come with them keep the stations.

    Formula: stations x the larger of raised(aircraft_per_station) and
    raised(raised(crews_per_station) / crews per aircraft). All is raised for each station, a
    squadron's own, as in `aircraft_for_stations`.
    Errors: as `aircraft_for_stations` and `crews_per_station`.

    >>> crewed_aircraft(2, 1.5, 0.75, 2.5, 0.65)
    46
    >>> crewed_aircraft(2, 1.5, 0.75, 2.5, 0.65, crews_per_aircraft=3)
    24
    """
    above_zero("crewed_aircraft", crews_per_aircraft=crews_per_aircraft)
    hulls = aircraft_for_stations(
        1, on_station_h, transit_h, turnaround_h, available,
        aircraft=aircraft, hours_a_day=hours_a_day,
    )
    crews = crews_per_station(
        on_station_h, transit_h, aircraft=aircraft, hours_a_day=hours_a_day,
        crew_hours=crew_hours, duty_h=duty_h, rest_h=rest_h, sorties_a_duty=sorties_a_duty,
        fit=fit,
    )
    not_negative("crewed_aircraft", stations=stations)
    return raised(stations * max(hulls, raised(raised(crews) / crews_per_aircraft)))
