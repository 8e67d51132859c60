"""Who waits for whom in one outcome: company, packages and needs, and whether they are met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from willing.domain.link import Link, links_of, need_words, providers
from willing.domain.operation import Operation
from willing.domain.package import Need
from willing.domain.pledge import Pledge
from willing.domain.requirement import Requirement
from willing.report.tours import Hold, Tour


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """One thing that binds a pledge to others."""

    pledge: str
    """The pledge that waits, or needs."""
    nation: str
    """Whose it is."""
    kind: str
    """company, package, or the kind of a need."""
    text: str
    """What is asked for."""
    asked: tuple[str, ...]
    """Nations of whom it is asked."""
    open_: bool
    """Whether it is a need that nobody has settled, so that the pledge does not serve."""
    state: str
    """Whether it is met in this outcome, and by whom."""
    figure: str = ""
    """How much is asked, where that is told: `40,000 t`."""


@dataclass(frozen=True, slots=True)
class _Served:
    """What is served in one outcome."""

    operation: Operation
    tours: tuple[Tour, ...]
    holds: tuple[Hold, ...]


def bonds_of(
    operation: Operation, tours: tuple[Tour, ...], holds: tuple[Hold, ...]
) -> tuple[Bond, ...]:
    """Everything that binds pledges to each other, pledge by pledge; open needs first.

    `operation` as it stands in the outcome, with all that serves in it.
    """
    here = _Served(operation, tours, holds)
    found = [bond for pledge in operation.pledges for bond in _of_pledge(here, pledge)]
    return tuple(sorted(found, key=lambda bond: not bond.open_))


def _of_pledge(here: _Served, pledge: Pledge) -> Iterator[Bond]:
    operation = here.operation
    own = operation.unit[pledge.unit].nation
    for package in operation.packages:
        if pledge.id in package.pledges:
            others = [name for name in package.pledges if name != pledge.id]
            yield Bond(
                pledge=pledge.id, nation=own, kind="package",
                text=f"{package.name or package.id}: with {', '.join(others)}, or not at all",
                asked=_nations(operation, others), open_=False,
                state=_package(here, package.pledges),
            )
    needs = [need for need in operation.needs if need.pledge == pledge.id]
    covered = [need for need in needs if need.met == "plan" and need.capability]
    every = links_of(operation, pledge)
    told = dict(zip(every[len(every) - len(covered):], covered, strict=True))
    for link in every:
        need = told.get(link)
        yield Bond(
            pledge=pledge.id, nation=own, kind="company" if need is None else need.kind,
            text=link.text, asked=tuple(sorted(link.nations)) if len(link.nations) < len(
                operation.nations) - 1 else (),
            open_=False, state=_link(here, pledge, link),
            figure="" if need is None else _figure(operation, need),
        )
    for need in needs:
        if need not in covered:
            yield Bond(
                pledge=pledge.id, nation=own, kind=need.kind, text=need_words(need),
                asked=tuple(sorted(providers(operation, need, own))) if need.providers else (),
                open_=need.met == "no", figure=_figure(operation, need),
                state="open: the pledge does not serve" if need.met == "no" else "settled",
            )


def _nations(operation: Operation, pledges: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(
        operation.unit[operation.pledge[name].unit].nation for name in pledges
    ))


def _figure(operation: Operation, need: Need) -> str:
    if need.amount is None:
        return ""
    return f"{need.amount:,.10g} {need.currency or operation.settings.currency}"


def _package(here: _Served, pledges: tuple[str, ...]) -> str:
    serving = {tour.pledge for tour in here.tours} | {hold.pledge for hold in here.holds}
    idle = [name for name in pledges if name not in serving]
    if not idle:
        return "goes"
    stays = "nothing of it goes" if len(idle) == len(pledges) else (
        f"decided turns of {', '.join(name for name in pledges if name in serving)} only")
    return stays if len(idle) == len(pledges) else f"{stays}; {', '.join(idle)} does not serve"


def _link(here: _Served, pledge: Pledge, link: Link) -> str:
    """Who the company is, pledge by pledge; where decided turns have none, how many tours."""
    mine = [tour for tour in here.tours
            if tour.pledge == pledge.id and isinstance(here.operation.task[tour.task], Requirement)]
    if not mine:
        return "the pledge does not serve here"
    with_it: dict[str, None] = {}
    alone = 0
    for tour in mine:
        there = [other for other in here.tours if _counts(here, link, other, tour)]
        first, after = tour.turn.first_day, tour.turn.ends
        if link.before:
            first, after = first - 1, first
        days = sorted({first, *(o.turn.first_day for o in there), *(o.turn.ends for o in there)})
        least = min(
            sum(o.count for o in there if _since(o) <= day < o.turn.ends)
            for day in days if first <= day < after
        )
        alone += least < link.number
        with_it |= dict.fromkeys(
            o.pledge for o in there if _since(o) < after and first < o.turn.ends)
    names = ", ".join(with_it) or "nobody"
    if alone:
        return f"{alone} of {len(mine)} tours, decided before, stand without it; with {names}"
    return f"met by {names}"


def _since(tour: Tour) -> int:
    """First day of a tour; who is on tour on the as-of date was there before."""
    return min(tour.turn.first_day, -1) if tour.pinned == "cycle" else tour.turn.first_day


def _counts(here: _Served, link: Link, other: Tour, tour: Tour) -> bool:
    operation = here.operation
    unit, pledge = operation.unit[other.unit], operation.pledge.get(other.pledge)
    task = operation.task[other.task]
    return link.counts(operation, unit, pledge) and link.there(
        operation, task, here.operation.task[tour.task])
