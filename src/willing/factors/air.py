"""Airlift: what an airfield takes, what a fleet carries, when a movement closes.

After AFPAM 10-1403 (2018) as a public repository applies it. Formula 9.0 is read there; the
formulas for missions, closure and fleet are from memory and illustrative. RAND warns against
standard parking and ground times: derive them from servicing, fuelling and loading when you can.
"""

from __future__ import annotations

from dataclasses import dataclass

from willing.errors import nearest
from willing.factors.refusal import above_zero, not_negative, part, refuse
from willing.factors.rounding import raised
from willing.factors.table import factors


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAircraft:
    """What one kind of transport aircraft is planned with."""

    payload: float
    """Load planned per sortie, in `unit`."""
    unit: str
    """Short tons for American, tonnes for other aircraft."""
    ground_h: float
    """Hours on the ground, expedited offload."""


AIRCRAFT = ("c130j", "c17", "c5m", "a400m", "b747f")
"""Kinds the table knows, by the first part of their factors' names."""


def planned_aircraft(kind: str) -> PlannedAircraft:
    """Planning payload and expedited ground time of a kind of aircraft, from the table.

    Errors: `FactorFault` for an unknown kind, with the nearest known one.

    >>> planned_aircraft("c17")
    PlannedAircraft(payload=65.0, unit='short tons', ground_h=2.25)
    """
    if kind not in AIRCRAFT:
        raise refuse(
            "planned_aircraft kind",
            f"'{kind}' was given",
            f"one of {', '.join(AIRCRAFT)} is allowed",
            nearest(kind, AIRCRAFT),
        )
    payload = factors[f"{kind}_payload"]
    unit = "short tons" if payload.unit.startswith("short tons") else "t"
    return PlannedAircraft(
        payload=payload.value, unit=unit, ground_h=factors[f"{kind}_ground"].value
    )


def airfield_sorties(
    mog: float,
    hours: float,
    ground_h: float,
    *,
    queue_eff: float = factors["airfield_queuing"].value,
    usability: float = 1,
) -> float:
    """Sorties a day an airfield can take, exact.

    Formula: parking spots (MOG) x hours open / ground time x 0.85 x usability.
    Source: AFPAM 10-1403 (2018), formula 9.0; usability is an addition.
    Errors: `FactorFault` for a ground time not above 0, more than 24 hours, shares outside 0 to 1.

    >>> round(airfield_sorties(1, 24, 2.25), 2)
    9.07
    """
    where = "airfield_sorties"
    not_negative(where, mog=mog, hours=hours)
    above_zero(where, ground_h=ground_h)
    part(where, queue_eff=queue_eff, usability=usability)
    if hours > 24:
        raise refuse(
            f"{where} hours",
            f"{hours:g} was given",
            "at most 24 h a day is allowed",
            "give the hours the airfield is open in one day",
        )
    return mog * hours / ground_h * queue_eff * usability


def airfield_throughput(
    mog: float,
    payload: float,
    hours: float,
    ground_h: float,
    *,
    queue_eff: float = factors["airfield_queuing"].value,
    usability: float = 1,
) -> float:
    """Freight a day an airfield can take, in the unit of `payload`, exact.

    Formula: MOG x payload x hours / ground time x 0.85 x usability. A ceiling, not a forecast.
    Source: AFPAM 10-1403 (2018), formula 9.0. Errors: as `airfield_sorties`.

    >>> round(airfield_throughput(6, 100, 20, 3.0, usability=0.9293), 1)
    3159.6
    >>> round(airfield_throughput(1, 65, 24, 2.25))  # C-17, per spot and day
    589
    """
    not_negative("airfield_throughput", payload=payload)
    sorties = airfield_sorties(mog, hours, ground_h, queue_eff=queue_eff, usability=usability)
    return payload * sorties


def missions(requirement: float, payload: float) -> int:
    """Sorties that carry a load; raised.

    Formula: requirement / payload, both in one unit. Source: AFPAM 10-1403, illustrative.
    Errors: `FactorFault` for a payload not above 0.

    >>> missions(1000, 65)
    16
    """
    not_negative("missions", requirement=requirement)
    above_zero("missions", payload=payload)
    return raised(requirement / payload)


def round_trip_hours(distance_nm: float, speed_kn: float) -> float:
    """Flying time out and back, in hours, exact.

    Formula: 2 x distance / block speed. Errors: `FactorFault` for a speed not above 0.

    >>> round(round_trip_hours(500, 286), 2)
    3.5
    """
    not_negative("round_trip_hours", distance_nm=distance_nm)
    above_zero("round_trip_hours", speed_kn=speed_kn)
    return 2 * distance_nm / speed_kn


def closure_days(missions: float, round_trip_h: float, aircraft: float, ute_h: float) -> float:
    """Days until the last load is flown, exact.

    Formula: missions x round-trip flying time / (aircraft x UTE), where UTE is flying hours per
    aircraft and day.
    Source: AFPAM 10-1403, illustrative. Errors: `FactorFault` for no aircraft or UTE not above 0.

    >>> closure_days(100, 7, 10, 7)
    10.0
    """
    not_negative("closure_days", missions=missions)
    above_zero("closure_days", round_trip_h=round_trip_h, aircraft=aircraft, ute_h=ute_h)
    return missions * round_trip_h / (aircraft * ute_h)


def fleet_capability(aircraft: float, payload: float, ute_h: float, round_trip_h: float) -> float:
    """Freight a day a fleet carries one way, in the unit of `payload`, exact.

    Formula: aircraft x payload x UTE / round-trip flying time. Source: AFPAM 10-1403, illustrative.
    Errors: `FactorFault` for a flying time not above 0.

    >>> fleet_capability(3, 65, 7, 7)
    195.0
    """
    not_negative("fleet_capability", aircraft=aircraft, payload=payload, ute_h=ute_h)
    above_zero("fleet_capability", round_trip_h=round_trip_h)
    return aircraft * payload * ute_h / round_trip_h
