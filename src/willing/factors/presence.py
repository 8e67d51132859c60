"""Continuous presence: units that keep something on station, in the air or at sea; QRA apart."""

from __future__ import annotations

from willing.factors.refusal import above_zero, not_negative, part, refuse
from willing.factors.rounding import raised
from willing.factors.table import factors

HOURS_PER_DAY = 24


def turn(on_station_h: float, transit_h: float, turnaround_h: float) -> float:
    """Length of one turn: out, on station, back, and made ready again.

    Formula: on station + 2 x transit + turnaround. `transit_h` is one way. Any unit of time will do
    if all three share it. Errors: `FactorFault` for time on station not above 0, a turnaround not
    above 0 (nothing leaves the moment it comes home), or negative transit.

    >>> turn(1.5, 0.75, 2.5)
    5.5
    """
    above_zero("turn", on_station_h=on_station_h, turnaround_h=turnaround_h)
    not_negative("turn", transit_h=transit_h)
    return on_station_h + 2 * transit_h + turnaround_h


def aircraft_per_station(
    on_station_h: float,
    transit_h: float,
    turnaround_h: float,
    available: float,
    *,
    aircraft: float = factors["station_aircraft"].value,
    hours_a_day: float = HOURS_PER_DAY,
) -> float:
    """Aircraft a squadron needs to keep `aircraft` on one station, exact.

    Formula, day and night: aircraft x turn / on station / available; the turn counts transit
    both ways. For a window of fewer hours a day nobody flies more often than the window allows:
    aircraft x max(1, min(turn, hours) / on station, hours x turn / (24 x on station)) / available.
    It is the same as sorties a day / (sorties per aircraft and day x available).
    Source: arithmetic of the example operation: a pair all day takes 'about 11' (11.28).
    Errors: as `turn`, and `FactorFault` for an availability outside 0 to 1 or hours outside
    0 to 24.

    >>> round(aircraft_per_station(1.5, 0.75, 2.5, 0.65), 2)
    11.28
    """
    where = "aircraft_per_station"
    above_zero(where, aircraft=aircraft, hours_a_day=hours_a_day)
    part(where, available=available)
    if hours_a_day > HOURS_PER_DAY:
        raise refuse(
            f"{where} hours_a_day",
            f"{hours_a_day:g} was given",
            "at most 24 h is allowed",
            "count the hours of one day",
        )
    length = turn(on_station_h, transit_h, turnaround_h)
    in_window = min(length, hours_a_day) / on_station_h
    in_long_run = hours_a_day * length / (HOURS_PER_DAY * on_station_h)
    return aircraft * max(1.0, in_window, in_long_run) / available


def aircraft_for_stations(
    stations: float,
    on_station_h: float,
    transit_h: float,
    turnaround_h: float,
    available: float,
    *,
    aircraft: float = factors["station_aircraft"].value,
    hours_a_day: float = HOURS_PER_DAY,
) -> int:
    """Whole aircraft for several stations, raised for each station.

    Formula: stations x raised(aircraft_per_station). Each station is a squadron's own, so a spare
    of one does not help the next: 12 for one station and 24 for two, not 23.
    Errors: as `aircraft_per_station`; `FactorFault` for negative stations.

    >>> aircraft_for_stations(2, 1.5, 0.75, 2.5, 0.65)
    24
    """
    not_negative("aircraft_for_stations", stations=stations)
    each = aircraft_per_station(
        on_station_h,
        transit_h,
        turnaround_h,
        available,
        aircraft=aircraft,
        hours_a_day=hours_a_day,
    )
    return raised(stations * raised(each))


def sorties_a_day(
    on_station_h: float,
    *,
    aircraft: float = factors["station_aircraft"].value,
    stations: float = 1,
    hours_a_day: float = HOURS_PER_DAY,
) -> float:
    """Sorties a day that keep stations filled, exact.

    Formula: stations x aircraft x hours a day / on station.
    Errors: `FactorFault` for figures not above 0.

    >>> sorties_a_day(1.5)
    32.0
    """
    where = "sorties_a_day"
    above_zero(where, on_station_h=on_station_h, aircraft=aircraft, hours_a_day=hours_a_day)
    not_negative(where, stations=stations)
    return stations * aircraft * hours_a_day / on_station_h


def sortie_rate(flight_h: float, turnaround_h: float, repair_h: float = 0) -> float:
    """Sorties one aircraft can fly in 24 hours.

    Formula: 24 / (flight + turnaround + repair time).
    Source: RAND, Airbase Vulnerability, appendix B, formula B.2.
    Errors: `FactorFault` for a flight or turnaround not above 0.

    >>> round(sortie_rate(3, 2.5), 2)
    4.36
    """
    above_zero("sortie_rate", flight_h=flight_h, turnaround_h=turnaround_h)
    not_negative("sortie_rate", repair_h=repair_h)
    return HOURS_PER_DAY / (flight_h + turnaround_h + repair_h)


def aircraft_by_sortie_rate(
    sorties: float, sorties_per_aircraft_day: float, available: float
) -> float:
    """Aircraft that fly so many sorties a day, exact.

    Formula: sorties / (sorties per aircraft and day x available).
    Errors: `FactorFault` for a rate not above 0 or an availability outside 0 to 1.

    >>> round(aircraft_by_sortie_rate(32, 24 / 5.5, 0.65), 2)
    11.28
    """
    where = "aircraft_by_sortie_rate"
    not_negative(where, sorties=sorties)
    above_zero(where, sorties_per_aircraft_day=sorties_per_aircraft_day)
    part(where, available=available)
    return sorties / (sorties_per_aircraft_day * available)


def hulls_for_stations(
    stations: float,
    on_station_days: float,
    transit_days: float,
    upkeep_days: float,
    *,
    available: float = 1,
) -> int:
    """Ships that keep `stations` filled all year, raised over all stations together.

    Formula: stations x (on station + 2 x transit + upkeep) / on station / available. Ships of one
    flotilla relieve each other anywhere, so the sum is raised once.
    Errors: as `turn`.

    >>> hulls_for_stations(3, 30, 3, 54)
    9
    """
    not_negative("hulls_for_stations", stations=stations)
    part("hulls_for_stations", available=available)
    length = turn(on_station_days, transit_days, upkeep_days)
    return raised(stations * length / on_station_days / available)


def qra_fighters(
    alert_aircraft: float,
    *,
    fighters_per_alert: float = factors["qra_fighters_per_alert"].value,
    sites: float = 1,
) -> int:
    """Fighters behind quick reaction alert: on the ground, not on station; raised for each site.

    Formula: sites x raised(alert aircraft x fighters per alert aircraft).
    Source: example operation: 2-4 on alert, 8-12 fighters behind them (illustrative).
    Errors: `FactorFault` for negative figures, or fewer than one fighter per alert aircraft.

    >>> qra_fighters(2), qra_fighters(4, fighters_per_alert=3)
    (8, 12)
    """
    not_negative("qra_fighters", alert_aircraft=alert_aircraft, sites=sites)
    above_zero("qra_fighters", fighters_per_alert=fighters_per_alert)
    if fighters_per_alert < 1:
        raise refuse(
            "qra_fighters fighters_per_alert",
            f"{fighters_per_alert:g} was given",
            "at least 1 is allowed",
            "count the aircraft on alert among the fighters behind them",
        )
    return raised(sites * raised(alert_aircraft * fighters_per_alert))
