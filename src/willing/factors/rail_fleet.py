"""What a railway needs: cars, road engines, switch engines, crews, trains for a brigade.

After US Army subcourse TR0603. Every count is raised to the next whole number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from willing.factors.refusal import above_zero, not_negative, part
from willing.factors.rounding import raised
from willing.factors.table import factors

HOURS_PER_DAY = 24
WAYS = 2


def cars_a_day(
    tons_a_day: float,
    rated_capacity: float,
    *,
    payload_share: float = factors["rail_payload_share"].value,
) -> int:
    """Cars of one kind loaded each day (one day's dispatch); raised.

    Formula: tons / (rated capacity x 50 %); for tank cars give `payload_share=1`.
    Source: TR0603, p. 100: a 40-ton car is planned with 20 short tons.
    Errors: `FactorFault` for a capacity not above 0 or a share outside 0 to 1.

    >>> cars_a_day(1100, 40)
    55
    """
    not_negative("cars_a_day", tons_a_day=tons_a_day)
    above_zero("cars_a_day", rated_capacity=rated_capacity)
    part("cars_a_day", payload_share=payload_share)
    return raised(tons_a_day / (rated_capacity * payload_share))


def cars(
    one_day_dispatch: float,
    turnaround_days: float,
    *,
    reserve: float = factors["rail_car_reserve"].value,
) -> int:
    """Cars of one kind for the whole operation; raised once, with the reserve in.

    Formula: one day's dispatch x turnaround x 1.1. Source: TR0603, pp. 102-103.
    Errors: `FactorFault` for a turnaround not above 0.

    >>> cars(55, 9), cars(44, 9), cars(11, 9)
    (545, 436, 109)
    """
    not_negative("cars", one_day_dispatch=one_day_dispatch, reserve=reserve)
    above_zero("cars", turnaround_days=turnaround_days)
    return raised(one_day_dispatch * turnaround_days * (1 + reserve))


def rolling_stock(
    one_day_dispatch: Mapping[str, float],
    turnaround_days: float,
    *,
    reserve: float = factors["rail_car_reserve"].value,
) -> dict[str, int]:
    """Cars by kind, and their `total`; each kind raised before the sum.

    Formula and errors: as `cars`.

    >>> rolling_stock({"box": 55, "gondola": 44, "flat": 11}, 9)
    {'box': 545, 'gondola': 436, 'flat': 109, 'total': 1090}
    """
    kinds = {
        kind: cars(number, turnaround_days, reserve=reserve)
        for kind, number in one_day_dispatch.items()
    }
    return kinds | {"total": sum(kinds.values())}


def road_engines(
    trains_a_day: float,
    running_h: float,
    terminal_h: float,
    *,
    reserve: float = factors["rail_engine_reserve"].value,
) -> int:
    """Engines that pull trains over one division; raised.

    Formula: trains a day x (running + terminal time) / 24 x 2 ways x 1.2. The subcourse raises the
    running time (110 miles / 8 = 13.75 is 14 h) before it goes in.
    Source: TR0603, pp. 103-104. Errors: `FactorFault` for a running time not above 0.

    >>> road_engines(7, 14, 3)
    12
    """
    not_negative("road_engines", trains_a_day=trains_a_day, terminal_h=terminal_h, reserve=reserve)
    above_zero("road_engines", running_h=running_h)
    factor = (running_h + terminal_h) / HOURS_PER_DAY
    return raised(trains_a_day * factor * WAYS * (1 + reserve))


def switch_engines_at(
    cars_a_day: float,
    *,
    cars_per_engine: float = factors["rail_cars_per_engine_port"].value,
) -> int:
    """Switch engines at one place, before the reserve; raised.

    Formula: cars a day / 67 at a port or railhead, / 100 at a division terminal.
    Source: TR0603, p. 109. Errors: `FactorFault` for cars per engine not above 0.

    >>> switch_engines_at(220), switch_engines_at(220, cars_per_engine=100)
    (4, 3)
    """
    not_negative("switch_engines_at", cars_a_day=cars_a_day)
    above_zero("switch_engines_at", cars_per_engine=cars_per_engine)
    return raised(cars_a_day / cars_per_engine)


def switch_engines(
    end_cars: Iterable[float],
    terminal_cars: Iterable[float] = (),
    *,
    reserve: float = factors["rail_engine_reserve"].value,
) -> int:
    """Switch engines of a whole line: ports and railheads, division terminals, and 20 % more.

    Formula: raised((sum over ends of cars / 67 + sum over terminals of cars / 100, each raised)
    x 1.2). `end_cars` are cars dispatched and received a day at each port and railhead.
    Source: TR0603, p. 109. Errors: as `switch_engines_at`.

    >>> switch_engines([220, 220], [220])
    14
    """
    not_negative("switch_engines", reserve=reserve)
    per_terminal = factors["rail_cars_per_engine_terminal"].value
    working = sum(switch_engines_at(number) for number in end_cars) + sum(
        switch_engines_at(number, cars_per_engine=per_terminal) for number in terminal_cars
    )
    return raised(working * (1 + reserve))


def road_crews(
    trains_a_day: float,
    running_h: float,
    *,
    reserve: float = factors["rail_crew_reserve"].value,
) -> int:
    """Crews that run trains over one division; raised.

    Formula: trains a day x 2 ways x (running time + 3 h) / 12 h x 1.25.
    Source: TR0603, p. 113. Errors: `FactorFault` for a running time not above 0.

    >>> road_crews(10, 9)
    25
    """
    not_negative("road_crews", trains_a_day=trains_a_day, reserve=reserve)
    above_zero("road_crews", running_h=running_h)
    shifts = (running_h + factors["rail_crew_extra"].value) / factors["rail_crew_hours"].value
    return raised(trains_a_day * WAYS * shifts * (1 + reserve))


def switch_crews(
    switch_engines: float,
    *,
    shifts: float = factors["rail_switch_shifts"].value,
    reserve: float = factors["rail_crew_reserve"].value,
) -> int:
    """Crews for the switch engines at work; raised.

    Formula: engines x 2 shifts x 1.25. Source: TR0603, p. 115.
    Errors: `FactorFault` for negative figures.

    >>> switch_crews(3)
    8
    """
    not_negative("switch_crews", switch_engines=switch_engines, reserve=reserve)
    above_zero("switch_crews", shifts=shifts)
    return raised(switch_engines * shifts * (1 + reserve))


def railway_battalions(
    crews: float, *, crews_per_battalion: float = factors["rail_crews_per_battalion"].value
) -> float:
    """Railway battalions for so many crews a day, exact: planners weigh the rest by divisions.

    Formula: crews / 40. Source: TR0603, p. 115. Errors: `FactorFault` for negative crews.

    >>> railway_battalions(120)
    3.0
    """
    not_negative("railway_battalions", crews=crews)
    above_zero("railway_battalions", crews_per_battalion=crews_per_battalion)
    return crews / crews_per_battalion


def wagons(
    vehicles: float, *, vehicles_per_wagon: float = factors["vehicles_per_wagon"].value
) -> int:
    """Wagons for a unit's vehicles; raised.

    Formula: vehicles / vehicles per wagon. Source: US brigade 2017: 2,500 on about 900.
    Errors: `FactorFault` for vehicles per wagon not above 0.

    >>> wagons(2500)
    893
    """
    not_negative("wagons", vehicles=vehicles)
    above_zero("wagons", vehicles_per_wagon=vehicles_per_wagon)
    return raised(vehicles / vehicles_per_wagon)


def trains(pieces: float, *, pieces_per_train: float = factors["pieces_per_train"].value) -> int:
    """Trains for a unit's vehicles or wagons; raised.

    Formula: pieces / pieces per train. Source: US brigade 2016: 2,000 pieces on 12 trains.
    Errors: `FactorFault` for pieces per train not above 0.

    >>> trains(2000), trains(900, pieces_per_train=30)
    (12, 30)
    """
    not_negative("trains", pieces=pieces)
    above_zero("trains", pieces_per_train=pieces_per_train)
    return raised(pieces / pieces_per_train)
