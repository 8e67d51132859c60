"""Company, needs and packages: names that stand in them, and what does not go together."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.checks.kinds import listed, problem, short, where
from willing.domain.checks.names import Names
from willing.domain.checks.references import accept_text
from willing.domain.package import Need
from willing.domain.pledge import Pledge
from willing.errors import Problem


def check_company(names: Names) -> Iterator[Problem]:
    """Terms that name nobody, needs that nothing can cover, and packages that bind nothing."""
    for pledge in names.operation.pledges:
        yield from company_problems(names, pledge)
    for need in names.operation.needs:
        yield from accept_text(names, "needs", need, "providers")
        yield from need_problems(need)
    yield from _packages(names)


def company_problems(names: Names, pledge: Pledge) -> Iterator[Problem]:
    """Names in the company of one pledge that no record has."""
    place = where("pledges", pledge, "only")
    for term in pledge.only.terms if pledge.only else ():
        what = "capabilities" if term.word == "if" else "nations and groups"
        if term.name not in names.known(what):
            yield _unknown(names, f"{place}, column {term.column}", term.name, what)
        if term.place and term.place not in names.known("places and nations"):
            yield _unknown(
                names, f"{place}, column {term.place_column}", term.place, "places and nations"
            )
    if pledge.only and pledge.purpose == "backfill":
        yield problem(
            "company-purpose", place, f"'{short(pledge.only)}' is given, for backfill only",
            "company is asked for on requirements", "empty it, or correct the purpose",
        )


def _unknown(names: Names, place: str, name: str, what: str) -> Problem:
    return problem(
        "unknown-id", place, f"'{short(name)}' is not known",
        f"one of the {what} must stand here", names.nearest(name, what),
    )


def need_problems(need: Need) -> Iterator[Problem]:
    """A need that the plan shall meet, and does not say with what."""
    if need.met == "plan" and not need.capability:
        yield problem(
            "need-met", where("needs", need, "met"), "the plan shall meet it, with no capability",
            "the plan meets a need by elements of a capability",
            "name the capability, or write 'yes' or 'no'",
        )


def _packages(names: Names) -> Iterator[Problem]:
    """Packages of fewer than two pledges, and pledges that stand in two packages, or twice."""
    seen: dict[str, str] = {}
    for package in names.operation.packages:
        place = where("packages", package, "pledges")
        if len(set(package.pledges)) < 2:
            yield problem(
                "package", place, f"{len(set(package.pledges))} pledges are named",
                "a package has two pledges or more", "name those that go together",
            )
        twice = [name for name in dict.fromkeys(package.pledges)
                 if package.pledges.count(name) > 1]
        if twice:
            yield problem(
                "package", place, f"{listed(twice)} stand here twice", "each stands once",
                "take one out",
            )
        for name in dict.fromkeys(package.pledges):
            other = seen.setdefault(name, package.id)
            if other != package.id:
                yield problem(
                    "package", place, f"'{short(name)}' is in package '{short(other)}' already",
                    "a pledge is in one package at most", "make one package of both",
                )
