"""The few ways in which the sources round, each with a name.

Functions return exact figures unless they count whole things. Things that are needed are raised;
things that can be done are cut. A figure a hair off a whole number, as 100 x 1.1 is in floating
point, counts as that whole number.
"""

from __future__ import annotations

from math import ceil, floor

from willing.factors.refusal import above_zero, not_negative

_DIGITS = 9


def raised(value: float) -> int:
    """Raise any fraction to the next whole number, as rail and lift planning prints it.

    Errors: `FactorFault` for a negative value.

    >>> raised(418.5), raised(100 * 1.1)
    (419, 110)
    """
    not_negative("raised", value=value)
    return ceil(round(value, _DIGITS))


def cut(value: float) -> int:
    """Drop any fraction: trips that are not finished do not count.

    Errors: `FactorFault` for a negative value.

    >>> cut(2.4), cut(3 * 1.1 / 1.1)
    (2, 3)
    """
    not_negative("cut", value=value)
    return floor(round(value, _DIGITS))


def raised_to(value: float, step: float) -> float:
    """Raise to the next multiple of `step`, in the unit of `value`.

    This is how 312.5 km is printed as 'only 320 km' and 10.42 h as 10.5 h (CGSC ST 100-3, ch. 8),
    and how a relief of 10 days becomes a whole period of 30.
    Errors: `FactorFault` for a negative value or a step that is not above 0.

    >>> raised_to(312.5, 10), raised_to(10.4167, 0.5), raised_to(10, 30)
    (320, 10.5, 30)
    """
    not_negative("raised_to", value=value)
    above_zero("raised_to", step=step)
    return raised(value / step) * step


def plain(value: float) -> str:
    """Write a figure for a report: thousands apart, at most two decimals, no empty ones.

    >>> plain(32000), plain(11.2820), plain(0.65), plain(5.0)
    ('32,000', '11.28', '0.65', '5')
    """
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text if text not in ("0", "-0") or value == 0 else f"{value:.2g}"
