"""Mine clearance by a group that is not always at work: turns, activations, days until clear."""

from __future__ import annotations

from math import floor

from willing.factors.refusal import above_zero, not_negative, part, refuse
from willing.factors.rounding import raised
from willing.factors.table import factors

_SAME = 1e-9
"""Vessel-days that differ by less are the same."""


def channel_area(length_nm: float, width_nm: float, *, channels: float = 1) -> float:
    """Square nautical miles of channels to clear, exact.

    Formula: channels x length x width. Errors: `FactorFault` for a length or width not above 0.

    >>> channel_area(40, 0.5, channels=2)
    40.0
    """
    not_negative("channel_area", channels=channels)
    above_zero("channel_area", length_nm=length_nm, width_nm=width_nm)
    return channels * length_nm * width_nm


def vessel_days(
    area: float,
    rate_a_day: float = factors["clearance_rate"].value,
    *,
    passes: float = 1,
    at_work: float = factors["clearing_available"].value,
) -> float:
    """Days of one vessel with the group that clearing an area takes, exact.

    Formula: area x passes / (area a vessel clears in a day x share of vessels at work). Area and
    rate in one unit (square nm, km2).
    Errors: `FactorFault` for a rate or passes not above 0, or a share outside 0 to 1.

    >>> vessel_days(40, 2, at_work=0.8)
    25.0
    """
    not_negative("vessel_days", area=area)
    above_zero("vessel_days", rate_a_day=rate_a_day, passes=passes)
    part("vessel_days", at_work=at_work)
    return area * passes / (rate_a_day * at_work)


def activation_begins(
    activation: int,
    turn_days: float = factors["mine_group_turn"].value,
    activations: float = factors["mine_group_activations"].value,
) -> float:
    """Days from the first turn's beginning until an activation, counted from 0, begins.

    Formula: activation x turn / activations in a turn: they are spread evenly, the first of a turn
    at its beginning.
    Errors: `FactorFault` for a turn or a number of activations not above 0.

    >>> activation_begins(0), activation_begins(1), activation_begins(2)
    (0.0, 90.0, 180.0)
    """
    above_zero("activation_begins", turn_days=turn_days, activations=activations)
    return activation * turn_days / activations


def days_active(
    days: float,
    *,
    turn_days: float = factors["mine_group_turn"].value,
    activations: float = factors["mine_group_activations"].value,
    activation_days: float = factors["mine_group_activation"].value,
) -> float:
    """Days on which the group is at sea within so many days from the first activation, exact.

    Formula: whole spells of turn / activations days x days of an activation, and of the last spell
    at most the days of an activation.
    Source: Mine Countermeasures Black Sea Task Group: two planned activations of about 10 days in a
    command of 6 months.
    Errors: as `activation_begins`; `FactorFault` for activations longer than the spells between
    their beginnings.

    >>> days_active(10), days_active(90), days_active(95), days_active(180)
    (10.0, 10.0, 15.0, 20.0)
    """
    not_negative("days_active", days=days)
    spell = _spell("days_active", turn_days, activations, activation_days)
    whole = floor(round(days / spell, 9))
    return whole * activation_days + min(days - whole * spell, activation_days)


def days_until_clear(
    vessel_days: float,
    vessels: float,
    *,
    turn_days: float = factors["mine_group_turn"].value,
    activations: float = factors["mine_group_activations"].value,
    activation_days: float = factors["mine_group_activation"].value,
) -> float:
    """Days from the first activation until so many vessel-days are done, exact.

    Formula: days at work = vessel-days / vessels; whole activations of these, each a spell of
    turn / activations days, and the rest of them in the last one.
    Errors: as `days_active`; `FactorFault` without a vessel.

    >>> days_until_clear(25, 4), days_until_clear(100, 4), days_until_clear(80, 4)
    (6.25, 185.0, 100.0)
    """
    not_negative("days_until_clear", vessel_days=vessel_days)
    above_zero("days_until_clear", vessels=vessels)
    spell = _spell("days_until_clear", turn_days, activations, activation_days)
    at_work = vessel_days / vessels
    # What ends with an activation needs no further one.
    before = max(raised(at_work / activation_days) - 1, 0)
    return before * spell + at_work - before * activation_days


def vessels_by(
    vessel_days: float,
    days: float,
    *,
    turn_days: float = factors["mine_group_turn"].value,
    activations: float = factors["mine_group_activations"].value,
    activation_days: float = factors["mine_group_activation"].value,
) -> int:
    """Vessels that do so many vessel-days within so many days from the first activation; raised.

    Formula: vessel-days / days_active. Errors: as `days_active`; `FactorFault` for no days.

    >>> vessels_by(100, 185), vessels_by(100, 180), vessels_by(100, 10)
    (4, 5, 10)
    """
    not_negative("vessels_by", vessel_days=vessel_days)
    above_zero("vessels_by", days=days)
    active = days_active(
        days, turn_days=turn_days, activations=activations, activation_days=activation_days
    )
    return raised(vessel_days / active)


def _spell(where: str, turn_days: float, activations: float, activation_days: float) -> float:
    above_zero(
        where, turn_days=turn_days, activations=activations, activation_days=activation_days
    )
    spell = turn_days / activations
    if activation_days > spell + _SAME:
        raise refuse(
            f"{where} activation_days",
            f"{activation_days:g} was given",
            f"at most {spell:g} days ({turn_days:g} days for {activations:g}) is allowed",
            "shorten the activations, or plan fewer in a turn",
        )
    return spell
