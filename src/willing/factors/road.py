"""Road marches: how long a column is, how long it takes to pass, when it closes."""

from __future__ import annotations

from willing.factors.refusal import above_zero, not_negative, refuse, whole
from willing.factors.table import factors

METRES_PER_KM = 1000
MINUTES_PER_HOUR = 60


def density(interval_m: float = factors["march_interval"].value) -> float:
    """Vehicles per km at an interval counted from vehicle to vehicle.

    Formula: 1,000 / interval. Source: CGSC ST 100-3, ch. 8: 100 m is 10 per km.
    Errors: `FactorFault` for an interval not above 0.

    >>> density(100)
    10.0
    """
    above_zero("density", interval_m=interval_m)
    return METRES_PER_KM / interval_m


def road_space(vehicles: float, vehicles_per_km: float, *, gaps_km: float = 0) -> float:
    """Length of a column on the road, in km, exact.

    Formula: vehicles / density + gaps. Source: CGSC ST 100-3, ch. 8.
    Errors: `FactorFault` for a density not above 0.

    >>> road_space(25000, 10)
    2500.0
    """
    not_negative("road_space", vehicles=vehicles, gaps_km=gaps_km)
    above_zero("road_space", vehicles_per_km=vehicles_per_km)
    return vehicles / vehicles_per_km + gaps_km


def column_on_routes(road_space_km: float, routes: int) -> float:
    """Length of column on each of several routes, in km, exact.

    Formula: road space / routes. ST 100-3 prints 'only 320 km' for 312.5: `raised_to(.., 10)`.
    Errors: `FactorFault` for no route, or a part of one.

    >>> column_on_routes(2500, 8)
    312.5
    """
    not_negative("column_on_routes", road_space_km=road_space_km)
    whole("column_on_routes", routes=routes)
    above_zero("column_on_routes", routes=routes)
    return road_space_km / routes


def pass_time(
    road_space_km: float, kmh: float, *, routes: int = 1, gaps_min: float = 0, extal_min: float = 0
) -> float:
    """Hours for columns to pass a point, exact.

    Formula: road space / routes / speed + (gaps + extra time) / 60.
    Source: CGSC ST 100-3, ch. 8, which prints 10.42 h as 10.5: `raised_to(.., 0.5)`.
    Errors: `FactorFault` for a speed not above 0.

    >>> pass_time(2500, 25), round(pass_time(2500, 30, routes=8), 4)
    (100.0, 10.4167)
    """
    above_zero("pass_time", kmh=kmh)
    not_negative("pass_time", gaps_min=gaps_min, extal_min=extal_min)
    column = column_on_routes(road_space_km, routes)
    return column / kmh + (gaps_min + extal_min) / MINUTES_PER_HOUR


def extra_time(
    vehicles: float, vehicles_per_minute: float = factors["extal_vehicles"].value
) -> float:
    """Extra time allowance (EXTAL) of a march, in minutes, exact.

    Formula: vehicles / 25. Source: rule of thumb, illustrative.
    Errors: `FactorFault` for negative vehicles.

    >>> extra_time(250)
    10.0
    """
    not_negative("extra_time", vehicles=vehicles)
    above_zero("extra_time", vehicles_per_minute=vehicles_per_minute)
    return vehicles / vehicles_per_minute


def time_gaps(
    march_units: int,
    serials: int = 1,
    *,
    unit_gap_min: float = factors["march_unit_gap"].value,
    serial_gap_min: float = factors["serial_gap"].value,
) -> float:
    """Minutes of gaps within a column.

    Formula: (march units - 1) x unit gap + (serials - 1) x (serial gap - unit gap): where one
    serial ends and the next begins the longer gap stands for the shorter.
    Source: US road march planning, illustrative.
    Errors: `FactorFault` for fewer march units than serials, or a serial gap below the unit gap.

    >>> time_gaps(6, 2)
    13.0
    """
    where = "time_gaps"
    whole(where, march_units=march_units, serials=serials)
    above_zero(where, serials=serials)
    not_negative(where, unit_gap_min=unit_gap_min)
    if march_units < serials:
        raise refuse(
            f"{where} march_units",
            f"{march_units} in {serials} serials was given",
            "at least one march unit in each serial is allowed",
            "count the march units of all serials together",
        )
    if serial_gap_min < unit_gap_min:
        raise refuse(
            f"{where} serial_gap_min",
            f"{serial_gap_min:g} was given with {unit_gap_min:g} between march units",
            "a gap at least as long as that between march units is allowed",
            "lengthen the gap between serials",
        )
    return (march_units - 1) * unit_gap_min + (serials - 1) * (serial_gap_min - unit_gap_min)


def pass_time_minutes(
    vehicles: float,
    vehicles_per_km: float,
    kmh: float,
    *,
    gaps_min: float = 0,
    extal_min: float | None = None,
) -> float:
    """Minutes for one column to pass a point, with gaps and extra time, exact.

    Formula: vehicles x 60 / (density x speed) + gaps + EXTAL; EXTAL is `extra_time(vehicles)` when
    it is not given. Source: US road march planning, illustrative.
    Errors: `FactorFault` for a density or speed not above 0.

    >>> pass_time_minutes(250, 10, 25, gaps_min=13), pass_time_minutes(250, 10, 25, extal_min=0)
    (83.0, 60.0)
    """
    extal = extra_time(vehicles) if extal_min is None else extal_min
    space = road_space(vehicles, vehicles_per_km)
    return MINUTES_PER_HOUR * pass_time(space, kmh, gaps_min=gaps_min, extal_min=extal)


def closing_time(distance_km: float, kmh: float, pass_h: float, *, halts_h: float = 0) -> float:
    """Hours from the first vehicle's start until the last one arrives, exact.

    Formula: distance / speed + halts + pass time. Errors: `FactorFault` for a speed not above 0.

    >>> closing_time(300, 30, 10.5, halts_h=1)
    21.5
    """
    not_negative("closing_time", distance_km=distance_km, pass_h=pass_h, halts_h=halts_h)
    above_zero("closing_time", kmh=kmh)
    return distance_km / kmh + halts_h + pass_h


def road_days(distance_km: float, km_a_day: float = factors["road_day"].value) -> float:
    """Days for a convoy on a long road, exact.

    Formula: distance / km a day. Source: Bremerhaven to Zagan, about 700 km in 3 days.
    Errors: `FactorFault` for km a day not above 0.

    >>> round(road_days(700), 2)
    3.0
    """
    not_negative("road_days", distance_km=distance_km)
    above_zero("road_days", km_a_day=km_a_day)
    return distance_km / km_a_day
