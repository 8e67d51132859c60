"""Company, needs and packages as a good plan happens to keep them, and whether a plan breaks them.

Looked at day by day on the domain's statement of links, which the judge never asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.assess.naive import Days
from willing.domain.company import Company, Term
from willing.domain.link import Link, links_of
from willing.domain.operation import Operation
from willing.domain.package import Need, Package
from willing.domain.plan import Plan, Row
from willing.domain.pledge import Pledge
from willing.domain.requirement import Requirement
from willing.domain.turn import Turn

Stay = tuple[Row, Turn]


def bound(operation: Operation, plan: Plan, rule: str) -> Operation:
    """The operation with as much company, need or package as the plan keeps."""
    days = Days(operation, plan)
    serving = tuple(dict.fromkeys(row.pledge for row, _ in days.stays if row.pledge))
    if rule == "package":
        return replace(operation, packages=(Package(id="all", pledges=serving),))
    if rule == "company":
        return replace(operation, pledges=tuple(
            replace(pledge, only=_company(days, pledge)) for pledge in operation.pledges
        ))
    needs = [need for pledge in operation.pledges for need in _needs(days, pledge)]
    return replace(operation, needs=tuple(needs))


def _company(days: Days, pledge: Pledge) -> Company | None:
    """Every nation that is there while the pledge is, or the day before each of its tours."""
    terms = []
    for nation in days.operation.nations:
        for word in ("with", "after"):
            term = Term(word, nation.id)  # type: ignore[arg-type]
            bound_so = replace(pledge, only=Company((term,), str(term)))
            link, = links_of(replace(days.operation, needs=()), bound_so)
            least = _least(days, link, _mine(days, pledge.id))
            if least:
                terms.append(replace(term, number=least))
    company = Company(tuple(terms), "")
    return replace(company, text=str(company)) if terms else None


def _needs(days: Days, pledge: Pledge) -> Iterator[Need]:
    for capability in dict.fromkeys(unit.capability for unit in days.operation.units):
        for place in ("", "theatre"):
            need = Need(pledge=pledge.id, kind="medical", capability=capability, place=place)
            alone = replace(days.operation, needs=(need,))
            if place and place not in days.operation.place:
                continue
            link = links_of(alone, replace(pledge, only=None))[-1]
            least = _least(days, link, _mine(days, pledge.id))
            if least:
                yield replace(need, count=least)


def _mine(days: Days, pledge: str) -> list[Stay]:
    """Chosen tours of a pledge on requirements."""
    return [
        (row, turn) for row, turn in days.stays
        if row.pledge == pledge and row.kind == "tour" and row.pinned not in ("order", "cycle")
        and isinstance(days.task(row), Requirement)
    ]


def _least(days: Days, link: Link, mine: list[Stay]) -> int:
    """Fewest that count on any day on which somebody waits; 0 where nobody ever waits."""
    operation, found = days.operation, []
    for row, turn in mine:
        there = [
            (other.count, since.first_day - (other.pinned == "cycle"), since.ends)
            for other, since in days.stays if other.kind == "tour"
            and link.counts(operation, operation.unit[other.unit],
                            operation.pledge.get(other.pledge))
            and link.there(operation, days.task(other), days.task(row))
        ]
        waits = [turn.first_day - 1] if link.before else range(turn.first_day, turn.ends)
        found += [int(sum(n for n, a, b in there if a <= day < b)) for day in waits]
    return min(found, default=0)


def lacks(days: Days, rule: str) -> bool:
    """Whether somebody has not the company, or what he needs, that the operation asks for."""
    for pledge in days.operation.pledges:
        mine = _mine(days, pledge.id)
        for link in links_of(days.operation, pledge) if mine else ():
            if link.rule == rule and _least(days, link, mine) < link.number:
                return True
    return False


def torn(days: Days) -> bool:
    """Whether a package goes in parts."""
    stays = [row for row, _ in days.stays]
    chosen = {row.pledge for row in stays if row.pinned not in ("order", "cycle")}
    serving = {row.pledge for row in stays}
    return any(
        chosen & set(package.pledges) and set(package.pledges) - serving
        for package in days.operation.packages
    )
