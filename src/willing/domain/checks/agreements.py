"""Agreements and authority: dates that hold, and what is taken for granted while nobody says it."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.agreement import WORDS
from willing.domain.checks.kinds import listed, problem, short, where
from willing.domain.checks.names import Names
from willing.domain.checks.serving import misfit
from willing.domain.operation import Operation
from willing.domain.pledge import Pledge
from willing.domain.route import options, within
from willing.domain.taken import opening
from willing.errors import Problem


def check_agreements(names: Names) -> Iterator[Problem]:
    """Agreements that end before they begin, and legs that take no day though they wait for an
    agreement or a step.
    """
    waiting = {hurdle.name for hurdle in options(names.operation)}
    for leg in names.operation.legs:
        if leg.days == 0 and leg.id in waiting:
            yield problem(
                "transit-days", where("legs", leg, "days"),
                f"it takes no day, and '{short(leg.id)}' is open only by a step",
                "what a step opens is asked for on the days of the movement",
                "give it a day at least, or take it out of what the step opens",
            )
        elif leg.transit and leg.days == 0:
            yield problem(
                "transit-days", where("legs", leg, "days"),
                f"it takes no day and asks for a transit agreement with {leg.transit}",
                "a transit agreement is asked for on the days of the movement",
                "give it a day at least, or leave transit empty",
            )
    for agreement in names.operation.agreements:
        start, until = agreement.start, agreement.until
        if type(start) is type(until) and start is not None and not start < until:  # type: ignore[operator]
            yield problem(
                "agreement-dates", where("agreements", agreement, "until"),
                f"it holds from {start} until {until}", "it ends after it begins",
                "correct one of the days",
            )


def check_unsaid(operation: Operation) -> Iterator[Problem]:
    """Warn of what the plan rests on: signatures, missing agreements, authority nobody granted.

    Wants an operation without faults.
    """
    for agreement in operation.agreements:
        waits = agreement.condition is None and not opening(operation, agreement.id)
        if not agreement.signed and waits:
            yield problem(
                "agreement-unsigned", where("agreements", agreement, "signed"),
                "it is not signed, and no condition says when it will be",
                "it is never in force in the plan", "sign it, or write the condition it waits for",
            )
    yield from _missing(operation)
    yield from _closed(operation)
    for pledge in operation.pledges:
        asking = [] if pledge.authority else _asking(operation, pledge)
        if asking:
            yield problem(
                "authority-unsaid", where("pledges", pledge, "authority"),
                f"it says nothing; authority is asked for by {listed(asking)}",
                "it is taken to grant what is asked", "ask the nation, and write what it grants",
            )


def _missing(operation: Operation) -> Iterator[Problem]:
    for place in operation.places:
        around = set(within(operation, place.id))
        inside = {p.id for p in operation.places if place.id in within(operation, p.id)}
        inside |= {operation.place[name].nation for name in inside}
        for kind in place.agreements:
            known = (a.place for a in operation.agreements if a.kind == kind)
            if not any(name in around or name in inside for name in known):
                yield problem(
                    "agreement-missing", where("places", place, "agreements"),
                    f"'{kind}' is needed there, and there is none for it",
                    f"without a {WORDS[kind]} only its own nation may be there",
                    "add the agreement, signed or with its condition, or need none",
                )


def _closed(operation: Operation) -> Iterator[Problem]:
    known = {a.place for a in operation.agreements if a.kind == "transit"}
    told: set[str] = set()
    for leg in operation.legs:
        if leg.transit and leg.transit not in known | told:
            told.add(leg.transit)
            yield problem(
                "agreement-missing", where("legs", leg, "transit"),
                f"a transit agreement with {leg.transit} is needed there, and there is none",
                f"without one only elements of {leg.transit} use its legs",
                f"add the agreement with {leg.transit} as its place, or leave transit empty",
            )


def _asking(operation: Operation, pledge: Pledge) -> list[str]:
    unit = operation.unit[pledge.unit]
    return [
        line.id for line in operation.requirements
        if line.authority and misfit(operation, unit, pledge.id, line) is None
    ]
