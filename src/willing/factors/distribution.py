"""Distribution by trucks: what people need, how often a truck goes, how many trucks."""

from __future__ import annotations

from willing.factors.refusal import above_zero, not_negative, refuse
from willing.factors.rounding import cut, raised
from willing.factors.table import factors

GRAMS_PER_TONNE = 1_000_000


def distribution_demand(
    people: float, grams_per_person_day: float, days: float, *, commodities: float = 1
) -> float:
    """Tonnes to deliver in one cycle, exact.

    Formula: people x grams x days x commodities / 1,000,000.
    Source: CARE Food Resources Manual 1998, ch. 11.
    Errors: `FactorFault` for negative figures.

    >>> distribution_demand(50000, 200, 12), distribution_demand(50000, 200, 12, commodities=2)
    (120.0, 240.0)
    """
    not_negative(
        "distribution_demand",
        people=people,
        grams_per_person_day=grams_per_person_day,
        days=days,
        commodities=commodities,
    )
    return people * grams_per_person_day * days * commodities / GRAMS_PER_TONNE


def trips_per_cycle(working: float, turnaround: float, *, contingency: float = 0) -> int:
    """Whole trips one truck finishes in a cycle; cut. Both in one unit, days or hours.

    Formula: working time / (turnaround x (1 + contingency)).
    Source: CARE Food Resources Manual 1998, ch. 11; contingency of 25 % from the CARE toolkit.
    Errors: `FactorFault` for a turnaround not above 0.

    >>> trips_per_cycle(12, 2), trips_per_cycle(12, 1), trips_per_cycle(12, 0.5)
    (6, 12, 24)
    """
    not_negative("trips_per_cycle", working=working, contingency=contingency)
    above_zero("trips_per_cycle", turnaround=turnaround)
    return cut(working / (turnaround * (1 + contingency)))


def capacity_per_trip(tonnes: float, trips: float) -> float:
    """Tonnes that must go at once when a truck fleet makes so many trips, exact.

    Formula: tonnes / trips. Source: CARE Food Resources Manual 1998, ch. 11.
    Errors: `FactorFault` for no trip.

    >>> capacity_per_trip(240, 6)
    40.0
    """
    not_negative("capacity_per_trip", tonnes=tonnes)
    above_zero("capacity_per_trip", trips=trips)
    return tonnes / trips


def sites_per_truck(truck_t: float, site_t: float) -> float:
    """Sites one truck load serves, exact: 11.67, which the CARE manual rounds to 12.

    Formula: truck load / need of a site. Errors: `FactorFault` for a need not above 0.

    >>> round(sites_per_truck(7, 0.6), 2)
    11.67
    """
    not_negative("sites_per_truck", truck_t=truck_t)
    above_zero("sites_per_truck", site_t=site_t)
    return truck_t / site_t


def truck_loads(tonnes: float, truck_t: float = factors["truck_payload"].value) -> int:
    """Truck loads for a weight; raised. Formula: tonnes / load of a truck.

    Errors: `FactorFault` for a load not above 0.

    >>> truck_loads(240)
    35
    """
    not_negative("truck_loads", tonnes=tonnes)
    above_zero("truck_loads", truck_t=truck_t)
    return raised(tonnes / truck_t)


def trucks(
    tonnes: float,
    period_h: float,
    round_trip_h: float,
    *,
    truck_t: float = factors["truck_payload"].value,
    contingency: float = factors["truck_contingency"].value,
    spare: float = 0,
    whole_trips: bool = True,
) -> int:
    """Trucks that deliver a weight within a period; raised once at the end.

    Formula: loads / trips x (1 + spare), with trips = period / (round trip x 1.25). Loads are
    raised and trips cut to whole ones, because a load underway at the end is not delivered;
    `whole_trips=False` keeps both exact, as the source prints the formula.
    Source: CARE Emergency Toolkit 5.3; spare of 10-20 % from the UNHCR Handbook.
    Errors: `FactorFault` when not even one round trip fits into the period.

    >>> trucks(240, 144, 24), trucks(240, 144, 24, spare=0.15)
    (9, 11)
    """
    where = "trucks"
    not_negative(where, tonnes=tonnes, contingency=contingency, spare=spare)
    above_zero(where, period_h=period_h, round_trip_h=round_trip_h, truck_t=truck_t)
    trips: float = period_h / (round_trip_h * (1 + contingency))
    loads: float = tonnes / truck_t
    if whole_trips:
        trips, loads = cut(trips), raised(loads)
    if trips == 0:
        raise refuse(
            f"{where} round_trip_h",
            f"{round_trip_h:g} h and {100 * contingency:g} % more in {period_h:g} h was given",
            "a round trip that fits into the period is allowed",
            "lengthen the period, shorten the trip or relay the loads",
        )
    return raised(loads / trips * (1 + spare))


def with_spare(number: float, spare: float = factors["transport_spare"].value) -> int:
    """A number of trucks with spare ones; raised. Formula: number x (1 + spare).

    Source: UNHCR Handbook for Emergencies, 18: keep 10 to 20 % spare.
    Errors: `FactorFault` for negative figures.

    >>> with_spare(20), with_spare(20, 0.1)
    (23, 22)
    """
    not_negative("with_spare", number=number, spare=spare)
    return raised(number * (1 + spare))
