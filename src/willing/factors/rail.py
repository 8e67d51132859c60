"""What a railway carries: pull of engines, trains a day, tonnage to the end of the line.

After US Army subcourse TR0603, which raises every fraction to the next whole number; so do these
functions where the source does. Old and American: use the logic (bottleneck, rounding, reserve),
not the figures, for a European line. Short tons, pounds and miles as printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from willing.factors.refusal import above_zero, not_negative, part, refuse, whole
from willing.factors.rounding import raised
from willing.factors.table import factors

HOURS_PER_DAY = 24


def drawbar_pull(continuous_effort_lb: float, engine_short_tons: float) -> float:
    """Pull left for the train, in lb.

    Formula: continuous tractive effort - 20 x weight of the engine. Diesel-electric engines keep
    half of their starting effort. Source: TR0603, pp. 82 and 89.
    Errors: `FactorFault` for an engine too heavy to pull anything.

    >>> drawbar_pull(37850, 127)
    35310.0
    """
    above_zero(
        "drawbar_pull",
        continuous_effort_lb=continuous_effort_lb,
        engine_short_tons=engine_short_tons,
    )
    pull = continuous_effort_lb - factors["rail_engine_resistance"].value * engine_short_tons
    if pull <= 0:
        raise refuse(
            "drawbar_pull continuous_effort_lb",
            f"{continuous_effort_lb:g} lb for {engine_short_tons:g} short tons was given",
            "an effort above 20 lb per short ton of engine is allowed",
            "check the unit of the weight: short tons, not pounds",
        )
    return pull


def gross_trailing_load(
    drawbar_lb: float,
    *,
    rolling_lb: float,
    grade_percent: float,
    curve_degrees: float = 0,
    weather: float = 1,
    engines: int = 1,
) -> int:
    """Heaviest train behind the engines, in short tons; raised for each engine.

    Formula: engines x raised(pull x weather / (rolling + 20 x grade + 0.8 x curve)).
    Source: TR0603, pp. 81-83 and 89-90.
    Errors: `FactorFault` for a weather factor outside 0 to 1 or rolling resistance not above 0.

    >>> gross_trailing_load(33600, rolling_lb=7, grade_percent=1.5, curve_degrees=10, weather=0.8)
    598
    """
    where = "gross_trailing_load"
    above_zero(where, drawbar_lb=drawbar_lb, rolling_lb=rolling_lb, engines=engines)
    not_negative(where, grade_percent=grade_percent, curve_degrees=curve_degrees)
    whole(where, engines=engines)
    part(where, weather=weather)
    resistance = (
        rolling_lb
        + factors["rail_grade_resistance"].value * grade_percent
        + factors["rail_curve_resistance"].value * curve_degrees
    )
    return engines * raised(drawbar_lb * weather / resistance)


def net_train_load(
    gross_trailing_load: float, *, net_share: float = factors["rail_net_share"].value
) -> int:
    """Freight of one train (NTL), in the unit of the gross trailing load; raised.

    Formula: gross trailing load x 50 %. Source: TR0603, p. 90.
    Errors: `FactorFault` for a negative load or a share outside 0 to 1.

    >>> net_train_load(837)
    419
    """
    not_negative("net_train_load", gross_trailing_load=gross_trailing_load)
    part("net_train_load", net_share=net_share)
    return raised(gross_trailing_load * net_share)


def passing_tracks(
    miles_from_start: Iterable[float],
    *,
    least_distance: float = factors["rail_passing_distance"].value,
) -> int:
    """Passing tracks that count: those at least 5 miles behind the last one that counts.

    Source: TR0603, pp. 84-85, where 14 of 16 count.
    Errors: `FactorFault` for a negative distance.

    >>> passing_tracks([7, 15, 21, 27, 31, 37, 45, 53, 60, 66, 74, 81, 85, 91, 97, 103])
    14
    """
    not_negative("passing_tracks", least_distance=least_distance)
    counted: list[float] = []
    for mile in sorted(miles_from_start):
        not_negative("passing_tracks", miles_from_start=mile)
        if not counted or mile - counted[-1] >= least_distance:
            counted.append(mile)
    return len(counted)


def train_density(passing_tracks: int, speed: float, length: float) -> int:
    """Trains a day each way (TD) on a single track; raised, as the subcourse tells.

    Formula: (passing tracks + 1) / 2 x 24 x speed / length of division; miles and miles per hour,
    or km and km/h. Nothing known: plan 10 on a single and 30 on a double track.
    Source: TR0603, pp. 84-86. Raising makes it up to one train a day too many.
    Errors: `FactorFault` for a length or speed not above 0.

    >>> train_density(14, 10, 110)
    17
    """
    whole("train_density", passing_tracks=passing_tracks)
    above_zero("train_density", speed=speed, length=length)
    return raised((passing_tracks + 1) / 2 * HOURS_PER_DAY * speed / length)


def net_division_tonnage(net_train_load: float, trains_a_day: float) -> float:
    """Freight a day over one rail division (NDT), in the unit of the train load.

    Formula: net train load x train density. Source: TR0603, p. 90.
    Errors: `FactorFault` for negative figures.

    >>> net_division_tonnage(419, 15)
    6285
    """
    not_negative("net_division_tonnage", net_train_load=net_train_load, trains_a_day=trains_a_day)
    return net_train_load * trains_a_day


def end_delivery_tonnage(division_tonnages: Sequence[float]) -> float:
    """Freight a day that reaches the end of a route: that of its most restrictive division.

    Formula: the smallest net division tonnage. Source: TR0603, p. 97.
    Errors: `FactorFault` for a route without divisions.

    >>> end_delivery_tonnage([6285, 2100, 4800])
    2100
    """
    if not division_tonnages:
        raise refuse(
            "end_delivery_tonnage division_tonnages",
            "none was given",
            "one tonnage for each division of the route is allowed",
            "give at least one",
        )
    for tonnage in division_tonnages:
        not_negative("end_delivery_tonnage", division_tonnages=tonnage)
    return min(division_tonnages)
