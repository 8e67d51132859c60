"""Let some pledges of a small operation wait for each other: company, packages, needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from willing.domain.check import check
from willing.domain.company import parse_company
from willing.domain.operation import Operation
from willing.domain.package import Need, Package

if TYPE_CHECKING:
    from tests.making import Choose

TERMS = (
    "with {nation}", "with {nation} at area", "with pact", "with union at north",
    "if 2 infantry in area", "if medic", "after {nation}", "after pact at south",
    "with {nation} and if infantry in north",
)


def with_company(choose: Choose, operation: Operation) -> Operation:
    """The operation, with what binds some of its pledges together, but without rings."""
    if not choose.chance(40):
        return operation
    pledges = list(operation.pledges)
    for at, pledge in enumerate(pledges):
        if pledge.purpose != "backfill" and choose.chance(50):
            nation = choose.one(operation.nations).id
            text = choose.one(TERMS).format(nation=nation)
            pledges[at] = replace(pledge, only=parse_company(text))
    names = [pledge.id for pledge in pledges]
    packages = (
        Package(id=choose.one(("brigade", "fleet")), pledges=tuple(names[:2])),
    ) if len(names) > 1 and choose.chance(50) else ()
    needs = tuple(_need(choose, choose.one(names), f"need_{number}")
                  for number in range(choose.number(0, 2)) if names)
    made = replace(operation, pledges=tuple(pledges), packages=packages, needs=needs)
    if any(problem.kind == "company-ring" for problem in check(made)):
        return replace(made, pledges=operation.pledges)
    return made


def _need(choose: Choose, pledge: str, name: str) -> Need:
    met = choose.one(("plan", "plan", "plan", "yes", "no"))
    return Need(
        id="" if met == "yes" else name, pledge=pledge,
        kind=choose.one(("medical", "protection", "lift")),  # type: ignore[arg-type]
        capability=choose.one(("medic", "infantry", "vessel") if met == "plan" else ("", "medic")),
        count=choose.one((1, 1, 2)), providers=choose.one(("", "", "pact", "not BBB")),
        place=choose.one(("", "area", "north")), met=met,  # type: ignore[arg-type]
        amount=choose.one((None, 3.0)), currency=choose.one(("", "t")),
    )
