"""What people use up in a day: water, supplies by class, rations, fuel."""

from __future__ import annotations

from collections.abc import Iterable

from willing.errors import nearest
from willing.factors.refusal import above_zero, not_negative, refuse
from willing.factors.rounding import raised
from willing.factors.table import factors

CLIMATES = ("temperate", "tropical", "arid", "arctic")
"""Climates the water table knows."""

DRY = (
    "class_1_umm",
    "class_2",
    "class_3_packed",
    "class_4_construction",
    "class_6_temperate",
    "mail",
)
"""Dry supplies of a settled force: without water, bulk fuel, ammunition and spares."""


def water_parts(parts: Iterable[float]) -> float:
    """Water per person and day from its parts, in the unit of the parts.

    Formula: sum. Source: ATP 5-0.2-1, table G-27. Errors: `FactorFault` for a negative part.

    >>> round(water_parts([1.5, 1.7, 2.8, 0.1]), 1)
    6.1
    """
    total = 0.0
    for gallons in parts:
        not_negative("water_parts", parts=gallons)
        total += gallons
    return total


def water_per_person(climate: str = "temperate") -> float:
    """Water per person and day in a climate, in US gallons, from the table.

    Source: ATP 5-0.2-1, table G-27. Errors: `FactorFault` for an unknown climate.

    >>> water_per_person("arid")
    7.9
    """
    if climate not in CLIMATES:
        raise refuse(
            "water_per_person climate",
            f"'{climate}' was given",
            f"one of {', '.join(CLIMATES)} is allowed",
            nearest(climate, CLIMATES),
        )
    return factors[f"water_{climate}"].value


def water_daily(people: float, gal_per_person_day: float) -> float:
    """Water a day, in the unit of the rate (US gallons in the table), exact.

    Formula: people x rate. Source: QM4923. `willing.units.litres` turns gallons into litres.
    Errors: `FactorFault` for negative figures.

    >>> water_daily(4000, 8)
    32000
    """
    not_negative("water_daily", people=people, gal_per_person_day=gal_per_person_day)
    return people * gal_per_person_day


def purifiers(
    gal_a_day: float,
    gal_per_hour: float,
    *,
    hours_a_day: float = factors["purifier_hours"].value,
    cold: bool = False,
) -> int:
    """Water purifiers for a daily need; raised.

    Formula: need / (output an hour x 20 h, halved in cold water at 50 F).
    Source: QM5204, p. 20. Errors: `FactorFault` for an output not above 0.

    >>> purifiers(32000, 600), purifiers(32000, 600, cold=True)
    (3, 6)
    """
    not_negative("purifiers", gal_a_day=gal_a_day)
    above_zero("purifiers", gal_per_hour=gal_per_hour, hours_a_day=hours_a_day)
    output = gal_per_hour * hours_a_day * (factors["purifier_cold"].value if cold else 1)
    return raised(gal_a_day / output)


def supply_per_person(classes: Iterable[str] = DRY) -> float:
    """Weight of supplies per person and day, in lb, for named factors of the table.

    Formula: sum. Source: ATP 4-90, tables C-1 and C-40; the dry set is 16.6 lb or 7.5 kg.
    Errors: `UnknownFactor` for a name the table does not have, `FactorFault` for a factor that is
    not in lb per person and day.

    >>> from willing.units import kilograms
    >>> round(supply_per_person(), 1), round(kilograms(supply_per_person()), 1)
    (16.6, 7.5)
    """
    total = 0.0
    for name in classes:
        factor = factors[name]
        if factor.unit != factors["class_2"].unit:
            raise refuse(
                "supply_per_person classes",
                f"'{name}' in {factor.unit} was given",
                f"a factor in {factors['class_2'].unit} is allowed",
                "name a class of supply, such as class_1_umm",
            )
        total += factor.value
    return total


def supply_weight(people: float, per_person_day: float, days: float = 1) -> float:
    """Weight of supplies for people over days, in the unit of the rate, exact.

    Formula: people x rate x days. Errors: `FactorFault` for negative figures.

    >>> supply_weight(1000, 16.5, 30)
    495000.0
    """
    not_negative("supply_weight", people=people, per_person_day=per_person_day, days=days)
    return people * per_person_day * days


def days_of_supply(stock: float, daily_use: float) -> float:
    """Days a stock lasts, exact. Formula: stock / daily use.

    Errors: `FactorFault` for a use not above 0.

    >>> days_of_supply(32000, 8000)
    4.0
    """
    not_negative("days_of_supply", stock=stock)
    above_zero("days_of_supply", daily_use=daily_use)
    return stock / daily_use


def fuel_daily(
    rate: float,
    equipment: float,
    usage: float,
    *,
    combat: float = 1,
    terrain: float = 1,
    climate: float = 1,
) -> float:
    """Fuel a day, in the unit of the rate, exact.

    Formula: rate x quantity x usage, then x combat x terrain x climate factor (STANAG 2115 as
    printed in QM5097, p. 22, which gives no figures).
    Errors: `FactorFault` for a factor not above 0.

    >>> fuel_daily(30, 10, 8, terrain=1.25)
    3000.0
    """
    not_negative("fuel_daily", rate=rate, equipment=equipment, usage=usage)
    above_zero("fuel_daily", combat=combat, terrain=terrain, climate=climate)
    return rate * equipment * usage * combat * terrain * climate
