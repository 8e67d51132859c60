"""Impossible input is refused in four parts: where, what was given, what is allowed, what to do."""

from __future__ import annotations

from math import isfinite
from numbers import Real

from willing.errors import WillingError


class FactorFault(WillingError, ValueError):
    """A planning factor function was given something that cannot be."""


def refuse(where: str, given: str, allowed: str, fix: str) -> FactorFault:
    """Build the fault; the caller raises it.

    >>> print(refuse("waves at_once", "0", "a number above 0 is allowed", "count one load"))
    waves at_once: 0; a number above 0 is allowed; count one load.
    """
    end = "" if fix.endswith("?") else "."
    return FactorFault(f"{where}: {given}; {allowed}; {fix}{end}")


def above_zero(where: str, **values: float) -> None:
    """Refuse any value that is not a number above 0."""
    for name, value in values.items():
        if not (_number(value) and value > 0):
            raise _wrong(where, name, value, "a number above 0 is allowed")


def not_negative(where: str, **values: float) -> None:
    """Refuse any value that is not a number from 0 up."""
    for name, value in values.items():
        if not (_number(value) and value >= 0):
            raise _wrong(where, name, value, "a number from 0 up is allowed")


def part(where: str, **values: float) -> None:
    """Refuse any value that is not above 0 and at most 1 (65 % is 0.65)."""
    for name, value in values.items():
        if not (_number(value) and 0 < value <= 1):
            raise _wrong(where, name, value, "a part above 0 and at most 1 is allowed")


def whole(where: str, **values: float) -> None:
    """Refuse any value that is not a whole number from 0 up."""
    for name, value in values.items():
        if not (_number(value) and value >= 0 and value == int(value)):
            raise _wrong(where, name, value, "a whole number from 0 up is allowed")


def _number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and isfinite(value)


def _wrong(where: str, name: str, value: object, allowed: str) -> FactorFault:
    return refuse(
        f"{where} {name}",
        f"{value!r} was given",
        allowed,
        f"give '{name}' as {where}() describes it",
    )
