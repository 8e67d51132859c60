"""Renewals: what they renew has an end, and they can still be asked for."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.checks.kinds import problem, short, where
from willing.domain.checks.names import Names
from willing.domain.operation import Operation
from willing.domain.renewal import Renewal, in_time
from willing.errors import Problem


def check_renewals(names: Names) -> Iterator[Problem]:
    """Renewals of what has no end or is two things at once, and those that end no later."""
    for renewal in names.operation.renewals:
        why = _wrong(names.operation, renewal)
        if why:
            field = "until" if "ends on" in why else "renews"
            yield problem(
                "renewal", where("renewals", renewal, field), why,
                "a renewal is of one pledge or agreement, and ends behind its end",
                "correct the name or the day, or say when what it renews ends",
            )


def _wrong(operation: Operation, renewal: Renewal) -> str:
    pledge = operation.pledge.get(renewal.renews)
    agreements = [row for row in operation.agreements if row.id == renewal.renews]
    if pledge is not None and agreements:
        return f"'{short(renewal.renews)}' is a pledge and an agreement"
    for row in ([pledge] if pledge is not None else agreements):
        if row.until is None:
            return f"'{short(renewal.renews)}' has no end"
        if type(row.until) is type(renewal.until) and renewal.until <= row.until:  # type: ignore[operator]
            return f"it ends on {renewal.until}, and '{short(renewal.renews)}' on {row.until}"
    return ""


def check_late_renewals(operation: Operation) -> Iterator[Problem]:
    """Warn of renewals that nobody can ask for any more. Wants an operation without faults."""
    for renewal in operation.renewals:
        if not renewal.given and not in_time(renewal, operation.as_of):
            yield problem(
                "renewal-late", where("renewals", renewal, "ask_by"),
                f"it had to be asked for by {renewal.ask_by}, and it is {operation.as_of}",
                "it counts for nothing in the plan", "mark it as given, or agree on a later day",
            )
