"""Turns: how many units keep one in place, and how many people a force ties up.

All lengths of one call share one unit of time, days in Willing. Results are exact; `raised` or
`cut` them where whole units are meant, except where a function counts whole units itself.
"""

from __future__ import annotations

import re

from willing.factors.refusal import above_zero, not_negative, refuse
from willing.factors.rounding import raised


def units_per_deployed(
    tour: float,
    dwell: float,
    *,
    training: float = 0,
    overlap: float = 0,
    recovery: float = 0,
) -> float:
    """Units needed to keep one unit in place for ever.

    Formula: (training + tour + recovery + dwell) / (tour - overlap). `training` is time a reserve
    unit is mobilised before it goes; `overlap` is the relief two tours share.
    Source: RAND, Considering a Cadre Augmented Army, p. 73 (without training and overlap).
    Errors: `FactorFault` for a tour not above 0, a negative length, or an overlap as long as the
    tour.

    >>> units_per_deployed(8, 24), units_per_deployed(12, 36)
    (4.0, 4.0)
    >>> units_per_deployed(9, 60, training=3)  # a reserve unit mobilised for 12 months, 1:5
    8.0
    """
    where = "units_per_deployed"
    above_zero(where, tour=tour)
    not_negative(where, dwell=dwell, training=training, overlap=overlap, recovery=recovery)
    if overlap >= tour:
        raise refuse(
            f"{where} overlap",
            f"{overlap:g} was given for a tour of {tour:g}",
            "an overlap shorter than the tour is allowed",
            "lengthen the tour or shorten the relief",
        )
    return (training + tour + recovery + dwell) / (tour - overlap)


def units_in_cycle(cycle: float, tour: float, *, overlap: float = 0) -> float:
    """Units for each one in place when a policy names the whole cycle instead of the dwell.

    Formula: cycle / (tour - overlap). A cycle of 1,095 days with a tour of 365 asks for 3 units.
    Errors: `FactorFault` when the cycle is shorter than the tour, and as `units_per_deployed`.

    >>> units_in_cycle(1095, 365)
    3.0
    """
    above_zero("units_in_cycle", cycle=cycle, tour=tour)
    if cycle < tour:
        raise refuse(
            "units_in_cycle cycle",
            f"{cycle:g} was given for a tour of {tour:g}",
            "a cycle at least as long as the tour is allowed",
            "give the time from one tour's start to the next one's",
        )
    return units_per_deployed(tour, cycle - tour, overlap=overlap)


def bog_dwell(ratio: str | float) -> float:
    """Times the tour that a unit stays at home: '1:2' is 2, and so is 2.

    Source: US rotation guidance, 1:2 for active and 1:5 for reserve units (RAND, p. 5).
    Errors: `FactorFault` for a text that is not two numbers, or a zero tour.

    >>> bog_dwell("1:2"), bog_dwell("2:3")
    (2.0, 1.5)
    """
    if not isinstance(ratio, str):
        not_negative("bog_dwell", ratio=ratio)
        return float(ratio)
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*:\s*(\d+(?:\.\d+)?)\s*", ratio)
    if match is None or float(match[1]) == 0:
        raise refuse(
            "bog_dwell ratio",
            f"'{ratio}' was given",
            "time deployed, colon, time at home is allowed, the first above 0",
            "write '1:2' for two years at home after one away",
        )
    return float(match[2]) / float(match[1])


def sustainable_units(units: float, ratio: str | float) -> float:
    """Units a pool keeps in place for ever at a ratio of tour to dwell.

    Formula: units / (1 + dwell per tour). Exact; `cut` it for whole units kept all the time.
    Source: RAND, p. 5: 42 active brigades at 1:2 sustain 14.
    Errors: `FactorFault` for a negative number or a wrong ratio.

    >>> sustainable_units(42, "1:2")
    14.0
    """
    not_negative("sustainable_units", units=units)
    return units / (1 + bog_dwell(ratio))


def units_needed(
    deployed: float,
    tour: float,
    dwell: float,
    *,
    training: float = 0,
    overlap: float = 0,
    recovery: float = 0,
) -> int:
    """Whole units needed to keep `deployed` in place for ever; raised at the end, once.

    Formula: deployed x units_per_deployed. Errors: as `units_per_deployed`.

    >>> units_needed(3, 180, 720, overlap=10)
    16
    """
    not_negative("units_needed", deployed=deployed)
    return raised(
        deployed
        * units_per_deployed(tour, dwell, training=training, overlap=overlap, recovery=recovery)
    )


def waves(total: float, at_once: float) -> int:
    """How many waves serve a total: tours over a horizon, or loads of a lift; raised.

    Formula: total / at_once. Errors: `FactorFault` for at_once not above 0.

    >>> waves(24, 6), waves(2500, 900)
    (4, 3)
    """
    not_negative("waves", total=total)
    above_zero("waves", at_once=at_once)
    return raised(total / at_once)


def people_tied_up(
    deployed: float,
    horizon: float,
    tour: float,
    *,
    dwell: float | None = None,
    overlap: float = 0,
) -> float:
    """Different people a force uses up over a horizon.

    Formula: deployed x horizon / (tour - overlap) when nobody repeats (`dwell` none); with a dwell
    people come back, and the number stops at deployed x units_per_deployed. Never fewer than
    `deployed`. Exact: a last wave that serves only in part counts in part.
    Source: The Times, April 2025: 64,000 in place 'would require 256,000 over two years'.
    Errors: `FactorFault` for a horizon or tour not above 0, and as `units_per_deployed`.

    >>> people_tied_up(64000, 24, 6)
    256000.0
    >>> people_tied_up(25000, 36, 6, dwell=24)
    125000.0
    """
    not_negative("people_tied_up", deployed=deployed)
    above_zero("people_tied_up", horizon=horizon, tour=tour)
    turns = max(1.0, horizon * units_per_deployed(tour, 0, overlap=overlap) / tour)
    if dwell is not None:
        turns = min(turns, units_per_deployed(tour, dwell, overlap=overlap))
    return deployed * turns


def people_in_rotation(
    deployed: float, tour: float, dwell: float, *, training: float = 0, overlap: float = 0
) -> float:
    """People on tour, in training and in dwell at any one time for a force kept in place.

    Formula: deployed x units_per_deployed. Errors: as `units_per_deployed`.

    >>> people_in_rotation(30000, 6, 12)
    90000.0
    """
    not_negative("people_in_rotation", deployed=deployed)
    return deployed * units_per_deployed(tour, dwell, training=training, overlap=overlap)
