"""Separation limits, such as the UK Harmony Guidelines: how long people may be away from home."""

from __future__ import annotations

from willing.factors.refusal import above_zero, not_negative, refuse
from willing.factors.rounding import cut

DAYS_PER_YEAR = 365.25


def share_away(days_away: float, window_months: float) -> float:
    """Share of a window of calendar months that `days_away` is.

    Formula: days / (months x 365.25 / 12).
    Source of the limits: Iraq Inquiry, section 16.1, table 1 (415 days in 30 months for the army).
    Errors: `FactorFault` for a negative figure, or more days than the window has.

    >>> round(share_away(415, 30), 3), round(share_away(660, 36), 3)
    (0.454, 0.602)
    """
    not_negative("share_away", days_away=days_away)
    above_zero("share_away", window_months=window_months)
    window = window_months * DAYS_PER_YEAR / 12
    if days_away > window:
        raise refuse(
            "share_away days_away",
            f"{days_away:g} days in {window_months:g} months was given",
            f"at most {window:.0f} days is allowed",
            "count days away within one window",
        )
    return days_away / window


def tours_within(limit_days: float, tour_days: float, *, training_days: float = 0) -> int:
    """Whole tours a person may serve before a limit of days away is passed; cut.

    Formula: limit / (tour + training away from home).
    Errors: `FactorFault` for a tour not above 0.

    >>> tours_within(415, 180), tours_within(415, 180, training_days=60)
    (2, 1)
    """
    not_negative("tours_within", limit_days=limit_days, training_days=training_days)
    above_zero("tours_within", tour_days=tour_days)
    return cut(limit_days / (tour_days + training_days))


def posts_within(people: float, limit_days: float, window_months: float) -> float:
    """Posts that `people` can keep manned all the time if nobody passes the limit.

    Formula: people x share_away. Exact. Errors: as `share_away`.

    >>> round(posts_within(1000, 415, 30))
    454
    """
    not_negative("posts_within", people=people)
    return people * share_away(limit_days, window_months)


def people_over(people: float, share: float) -> float:
    """People beyond a limit when a share of them is. Exact.

    Formula: people x share. Source: 18 % of 28,000 in 2004, 'more than 5,000'.
    Errors: `FactorFault` for a negative figure or a share above 1.

    >>> people_over(28000, 0.18)
    5040.0
    """
    not_negative("people_over", people=people, share=share)
    if share > 1:
        raise refuse(
            "people_over share",
            f"{share:g} was given",
            "a part from 0 to 1 is allowed",
            "write 18 % as 0.18",
        )
    return people * share
