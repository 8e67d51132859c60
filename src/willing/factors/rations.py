"""Rations: meals, cases, pallets, and what a vehicle lifts."""

from __future__ import annotations

from collections.abc import Mapping

from willing.errors import nearest
from willing.factors.refusal import above_zero, not_negative, refuse
from willing.factors.rounding import raised
from willing.factors.table import factors

VEHICLES = ("m871", "m872", "hemtt", "pls", "iso20", "iso40", "m1078", "m1085", "air_pallet")
"""Vehicles and containers the pallet table knows."""


def meals(
    people: float, days: float = 1, *, meals_a_day: float = factors["meals_a_day"].value
) -> float:
    """Meals for people over days. Formula: people x days x meals a day.

    Errors: `FactorFault` for negative figures.

    >>> meals(1000, 2)
    6000.0
    """
    not_negative("meals", people=people, days=days, meals_a_day=meals_a_day)
    return people * days * meals_a_day


def cases(meals: float, meals_per_case: float = factors["packed_meals_per_case"].value) -> int:
    """Cases of packed meals; raised. Formula: meals / 12.

    Source: ATP 4-90, table C-2. Errors: `FactorFault` for meals per case not above 0.

    >>> cases(6000)
    500
    """
    not_negative("cases", meals=meals)
    above_zero("cases", meals_per_case=meals_per_case)
    return raised(meals / meals_per_case)


def pallets(
    cases: float, cases_per_pallet: float = factors["packed_cases_per_pallet"].value
) -> int:
    """Pallets of cases; raised. Formula: cases / 48.

    Source: ATP 4-90, table C-2. Errors: `FactorFault` for cases per pallet not above 0.

    >>> pallets(500)
    11
    """
    not_negative("pallets", cases=cases)
    above_zero("pallets", cases_per_pallet=cases_per_pallet)
    return raised(cases / cases_per_pallet)


def pallet_weight(
    case_lb: float = factors["packed_case_weight"].value,
    cases_per_pallet: float = factors["packed_cases_per_pallet"].value,
) -> float:
    """Weight of a pallet of cases, in the unit of the case, exact.

    Formula: case weight x cases per pallet. ATP 4-90 prints 1,089 lb for 1,089.6: it `cut`s.
    Errors: `FactorFault` for negative figures.

    >>> round(pallet_weight(), 1)
    1089.6
    """
    not_negative("pallet_weight", case_lb=case_lb, cases_per_pallet=cases_per_pallet)
    return case_lb * cases_per_pallet


def vehicle_meals(
    pallets: float, meals_per_pallet: float = factors["group_meals_per_pallet"].value
) -> float:
    """Meals a vehicle with so many pallets lifts. Formula: pallets x 400.

    Source: ATP 4-90, tables C-5 and C-6. Errors: `FactorFault` for negative figures.

    >>> vehicle_meals(12)
    4800.0
    """
    not_negative("vehicle_meals", pallets=pallets, meals_per_pallet=meals_per_pallet)
    return pallets * meals_per_pallet


def lift_of_vehicles(
    pallets: Mapping[str, float],
    meals_per_pallet: float = factors["group_meals_per_pallet"].value,
) -> dict[str, float]:
    """Meals each of several vehicles lifts, by its name. Formula: as `vehicle_meals`.

    >>> lift_of_vehicles({"M871": 12, "PLS": 10})
    {'M871': 4800.0, 'PLS': 4000.0}
    """
    return {name: vehicle_meals(number, meals_per_pallet) for name, number in pallets.items()}


def pallets_on(vehicle: str) -> float:
    """Pallets a vehicle or container takes, from the table.

    Source: ATP 4-90, table C-6. Errors: `FactorFault` for an unknown vehicle.

    >>> pallets_on("m871"), pallets_on("ISO40")
    (12.0, 40.0)
    """
    name = vehicle.lower()
    if name not in VEHICLES:
        raise refuse(
            "pallets_on vehicle",
            f"'{vehicle}' was given",
            f"one of {', '.join(VEHICLES)} is allowed",
            nearest(name, VEHICLES),
        )
    return factors[f"pallets_{name}"].value


def vehicles_for_pallets(pallets: float, pallets_per_vehicle: float) -> int:
    """Vehicles for so many pallets in one lift; raised. Formula: pallets / pallets per vehicle.

    Errors: `FactorFault` for pallets per vehicle not above 0.

    >>> vehicles_for_pallets(25, 12)
    3
    """
    not_negative("vehicles_for_pallets", pallets=pallets)
    above_zero("vehicles_for_pallets", pallets_per_vehicle=pallets_per_vehicle)
    return raised(pallets / pallets_per_vehicle)
