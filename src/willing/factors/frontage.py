"""Length and density: people per km, posts along a line, people per 1,000 inhabitants.

A buffer zone, a monitored cease-fire line and a defended front are different tasks: never mix
their densities.
"""

from __future__ import annotations

from willing.factors.refusal import above_zero, not_negative
from willing.factors.rounding import raised
from willing.factors.table import factors


def people_per_km(people: float, km: float) -> float:
    """Density along a line, exact.

    Formula: people / km. Source: 855 on 180.5 km in Cyprus is 4.74.
    Errors: `FactorFault` for a length not above 0.

    >>> round(people_per_km(855, 180.5), 2), round(people_per_km(10000, 1100), 1)
    (4.74, 9.1)
    """
    not_negative("people_per_km", people=people)
    above_zero("people_per_km", km=km)
    return people / km


def force_for_line(km: float, per_km: float) -> float:
    """People for a line at a density taken from the same kind of task, exact.

    Formula: km x people per km. Errors: `FactorFault` for negative figures.

    >>> force_for_line(80, 300)
    24000
    """
    not_negative("force_for_line", km=km, per_km=per_km)
    return km * per_km


def elements_for_front(km: float, km_per_element: float) -> int:
    """Whole elements side by side along a front; raised.

    Formula: km / km per element. Source: a brigade per 20 km in French planning.
    Errors: `FactorFault` for a width not above 0.

    >>> elements_for_front(80, 20)
    4
    """
    not_negative("elements_for_front", km=km)
    above_zero("elements_for_front", km_per_element=km_per_element)
    return raised(km / km_per_element)


def front_held(elements: float, km_per_element: float) -> float:
    """Length that elements side by side hold, in km.

    Formula: elements x km per element. Errors: `FactorFault` for negative figures.

    >>> front_held(4, 20)
    80
    """
    not_negative("front_held", elements=elements, km_per_element=km_per_element)
    return elements * km_per_element


def posts_for_line(km: float, spacing_km: float) -> int:
    """Watch posts along a line, each in the middle of its stretch; raised.

    Formula: km / spacing. Errors: `FactorFault` for a spacing not above 0.

    >>> posts_for_line(1100, 10)
    110
    """
    not_negative("posts_for_line", km=km)
    above_zero("posts_for_line", spacing_km=spacing_km)
    return raised(km / spacing_km)


def elements_for_posts(
    posts: float, posts_per_element: float = factors["posts_per_company"].value
) -> int:
    """Whole companies that keep so many posts day and night; raised.

    Formula: posts / posts per company. Errors: `FactorFault` for posts per company not above 0.

    >>> elements_for_posts(110)
    22
    """
    not_negative("elements_for_posts", posts=posts)
    above_zero("elements_for_posts", posts_per_element=posts_per_element)
    return raised(posts / posts_per_element)


def people_for_posts(
    posts: float, people_at_once: float, shifts: float = factors["watch_shifts"].value
) -> float:
    """People who man posts round the clock, before leave and dwell.

    Formula: posts x people on duty at once x shifts. Errors: `FactorFault` for negative figures.

    >>> people_for_posts(10, 4)
    120.0
    """
    not_negative("people_for_posts", posts=posts, people_at_once=people_at_once)
    above_zero("people_for_posts", shifts=shifts)
    return posts * people_at_once * shifts


def force_for_population(
    inhabitants: float, per_thousand: float = factors["stability_hard_case"].value
) -> float:
    """People of a force for so many inhabitants, exact.

    Formula: inhabitants / 1,000 x people per 1,000. Source: Quinlivan: 20 for hard cases.
    Errors: `FactorFault` for negative figures.

    >>> force_for_population(2_000_000)
    40000.0
    """
    not_negative("force_for_population", inhabitants=inhabitants, per_thousand=per_thousand)
    return inhabitants / 1000 * per_thousand


def people_per_thousand(force: float, inhabitants: float) -> float:
    """Density of a force among inhabitants, per 1,000, exact.

    Formula: 1,000 x force / inhabitants. Errors: `FactorFault` for inhabitants not above 0.

    >>> people_per_thousand(40000, 2_000_000)
    20.0
    """
    not_negative("people_per_thousand", force=force)
    above_zero("people_per_thousand", inhabitants=inhabitants)
    return 1000 * force / inhabitants
