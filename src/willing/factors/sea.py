"""Sea: clearing lanes of mines, and lift by ro-ro ships."""

from __future__ import annotations

from willing.factors.refusal import above_zero, not_negative, part, refuse
from willing.factors.rounding import raised
from willing.factors.table import factors

HOURS_PER_DAY = 24


def tracks(width_nm: float, track_nm: float = factors["clearing_track"].value) -> int:
    """Parallel tracks that cover a lane; raised.

    Formula: lane width / distance between tracks. Errors: `FactorFault` for a distance not above 0.

    >>> tracks(0.5)
    5
    """
    above_zero("tracks", width_nm=width_nm, track_nm=track_nm)
    return raised(width_nm / track_nm)


def clearing_hours(
    lanes: float,
    length_nm: float,
    width_nm: float,
    *,
    track_nm: float = factors["clearing_track"].value,
    speed_kn: float = factors["clearing_speed"].value,
    passes: float = factors["clearing_passes"].value,
    turn_h: float = factors["clearing_turn"].value,
) -> float:
    """Vessel-hours of clearing, without transit, exact.

    Formula: lanes x tracks x passes x (length / speed + turn).
    Source: geometry; speeds and passes illustrative. Time to identify and destroy what is found
    comes on top.
    Errors: `FactorFault` for figures not above 0.

    >>> clearing_hours(2, 40, 0.5)
    205.0
    """
    where = "clearing_hours"
    not_negative(where, lanes=lanes, turn_h=turn_h)
    above_zero(where, length_nm=length_nm, speed_kn=speed_kn, passes=passes)
    return lanes * tracks(width_nm, track_nm) * passes * (length_nm / speed_kn + turn_h)


def clearing_days(
    clearing_h: float,
    vessels: float,
    *,
    hours_a_day: float = factors["clearing_hours"].value,
    available: float = factors["clearing_available"].value,
) -> float:
    """Days until so many vessel-hours are done, exact.

    Formula: hours / (vessels x hours a day x share at work).
    Errors: `FactorFault` for no vessel, hours outside 0 to 24, or a share outside 0 to 1.

    >>> round(clearing_days(205, 4), 1)
    6.1
    """
    not_negative("clearing_days", clearing_h=clearing_h)
    above_zero("clearing_days", vessels=vessels)
    return clearing_h / (vessels * _vessel_day("clearing_days", hours_a_day, available))


def clearing_vessels(
    clearing_h: float,
    days: float,
    *,
    hours_a_day: float = factors["clearing_hours"].value,
    available: float = factors["clearing_available"].value,
) -> int:
    """Vessels that do so many vessel-hours in so many days; raised.

    Formula: hours / (days x hours a day x share at work). Errors: as `clearing_days`.

    >>> clearing_vessels(205, 7)
    4
    """
    not_negative("clearing_vessels", clearing_h=clearing_h)
    above_zero("clearing_vessels", days=days)
    return raised(clearing_h / (days * _vessel_day("clearing_vessels", hours_a_day, available)))


def clearing_days_by_rate(
    area: float, rate_a_day: float, vessels: float = 1, *, passes: float = 1
) -> float:
    """Days to sweep an area at a sweep rate, exact; area and rate in one unit (square nm, km2).

    Formula: area x passes / (rate x vessels). Errors: `FactorFault` for a rate not above 0.

    >>> clearing_days_by_rate(40, 2, 4, passes=2)
    10.0
    """
    not_negative("clearing_days_by_rate", area=area)
    above_zero("clearing_days_by_rate", rate_a_day=rate_a_day, vessels=vessels, passes=passes)
    return area * passes / (rate_a_day * vessels)


def _vessel_day(where: str, hours_a_day: float, available: float) -> float:
    above_zero(where, hours_a_day=hours_a_day)
    part(where, available=available)
    if hours_a_day > HOURS_PER_DAY:
        raise refuse(
            f"{where} hours_a_day",
            f"{hours_a_day:g} was given",
            "at most 24 h is allowed",
            "give the hours one vessel clears in a day",
        )
    return hours_a_day * available


def ship_loads(
    lane_m: float,
    ship_lane_m: float = factors["roro_lane"].value,
    *,
    stowage: float = factors["lane_stowage"].value,
) -> int:
    """Ship loads for so many lane metres; raised.

    Formula: lane metres / (lane metres of a ship x share that can be used).
    Source: Point class 2,650 lane m; stowage illustrative.
    Errors: `FactorFault` for a ship without lanes or a share outside 0 to 1.

    >>> ship_loads(12000)
    7
    """
    not_negative("ship_loads", lane_m=lane_m)
    above_zero("ship_loads", ship_lane_m=ship_lane_m)
    part("ship_loads", stowage=stowage)
    return raised(lane_m / (ship_lane_m * stowage))


def sailing_days(distance_nm: float, speed_kn: float = factors["roro_speed"].value) -> float:
    """Days at sea, exact.

    Formula: distance / speed / 24. Errors: `FactorFault` for a speed not above 0.

    >>> round(sailing_days(1079), 1), round(sailing_days(3167), 1)
    (2.5, 7.3)
    """
    not_negative("sailing_days", distance_nm=distance_nm)
    above_zero("sailing_days", speed_kn=speed_kn)
    return distance_nm / speed_kn / HOURS_PER_DAY
