"""Links that can never hold: rings, company that nobody is, packages that never go together.

Wants an operation without faults. A pledge can go when all it waits for can be there: at the same
time for `with`, `if` and needs, the day before for `after`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from willing.domain.checks.kinds import listed, problem, where
from willing.domain.checks.names import Names
from willing.domain.credit import credit
from willing.domain.fit import fit
from willing.domain.link import Link, in_place, links
from willing.domain.package import Package
from willing.domain.pledge import Pledge
from willing.domain.requirement import Served, Task
from willing.domain.situation import Situation
from willing.domain.span import spans
from willing.errors import Problem


@dataclass(frozen=True)
class Reach:
    """Who could ever be there for whom, in one outcome."""

    situation: Situation
    waits: dict[str, list[Link]]
    """Links of each pledge that has any."""
    serves: dict[str, list[Served]] = field(default_factory=dict)
    """Tasks with something wanted that a pledge may serve, or serves by what is decided."""

    def serving(self, pledge: str) -> list[Served]:
        """Tasks that a pledge may ever serve, or serves anyway."""
        if pledge not in self.serves:
            here = self.situation
            noun = here.operation.pledge[pledge]
            unit = here.operation.unit[noun.unit]
            self.serves[pledge] = [
                task for task in here.operation.served.values()
                if (pledge, task.id) in self.decided or (
                    # Most tasks fall out by what they want, which is asked quickly.
                    credit(here.operation, unit.capability, task.capability) is not None
                    and not fit(here, unit, noun, task).reasons
                    and spans(task, here.timeline)
                )
            ]
        return self.serves[pledge]

    @cached_property
    def decided(self) -> set[tuple[str, str]]:
        """Pledges and the tasks that they serve by what is decided."""
        rows = [(row.pledge, row.task) for row in self.situation.operation.cycles
                if row.state == "tour"]
        rows += [(order.pledge, order.task) for order in self.situation.operation.orders]
        return {row for row in rows if row[0]}

    @cached_property
    def concerned(self) -> tuple[Pledge, ...]:
        """Pledges that wait, or may be what another one waits for."""
        operation = self.situation.operation
        every = [link for mine in self.waits.values() for link in mine]
        return tuple(
            pledge for pledge in operation.pledges if pledge.id in self.waits or any(
                link.counts(operation, operation.unit[pledge.unit], pledge) for link in every
            )
        )

    def company(self, link: Link, task: Task) -> list[str]:
        """Pledges that may be what is waited for while their pledge serves on a task."""
        operation = self.situation.operation
        return [
            pledge.id for pledge in self.concerned
            if link.counts(operation, operation.unit[pledge.unit], pledge) and any(
                link.there(operation, other, task) for other in self.serving(pledge.id)
            )
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A pledge that can never go, and the link that keeps it."""

    link: Link
    """What it waits for."""
    company: tuple[str, ...]
    """Pledges that might be it, all of them stuck too; empty: there is none, or too few."""


def stuck(reach: Reach) -> dict[str, Stuck]:
    """Pledges that can never go, each with the first link that cannot hold.

    Grows the set of those that can go: at each step all that can go together with those that have
    gone before; so whoever waits for the other at the same time goes, and whoever waits for the
    other to be there before does not.
    """
    waiting = [name for name in reach.waits if any(
        in_place(task) for task in reach.serving(name))]
    gone = {p.id for p in reach.concerned if reach.serving(p.id) and p.id not in waiting}
    gone |= {name for name, _ in reach.decided}
    while True:
        together = {name for name in waiting if name not in gone}
        while True:
            left = {
                name for name in together
                if _missing(reach, name, gone, gone | together) is not None
            }
            if not left:
                break
            together -= left
        if not together:
            break
        gone |= together
    return {
        name: missing for name in waiting if name not in gone
        and (missing := _missing(reach, name, gone, gone)) is not None
    }


def _missing(reach: Reach, pledge: str, before: set[str], now: set[str]) -> Stuck | None:
    """The link that keeps a pledge from every requirement; None: on some requirement none does."""
    first: Stuck | None = None
    for task in reach.serving(pledge):
        if not in_place(task):
            continue
        broken = None
        for link in reach.waits[pledge]:
            company = reach.company(link, task)
            able = [name for name in company if name in (before if link.before else now)]
            if _elements(reach.situation, able) < link.number:
                broken = Stuck(link=link, company=tuple(
                    company if _elements(reach.situation, company) >= link.number else ()))
                break
        if broken is None:
            return None
        first = first or broken
    return first


def _elements(here: Situation, pledges: Iterable[str]) -> int:
    return sum(here.operation.pledge[name].count for name in pledges)


def check_links(names: Names, laid: tuple[Situation, ...]) -> Iterator[Problem]:
    """Pledges that wait in vain in every outcome in which they may serve at all."""
    operation = names.operation
    if not (operation.needs or operation.packages
            or any(pledge.only is not None for here in laid for pledge in here.operation.pledges)):
        return
    reaches: dict[int, Reach] = {}

    def reach(at: int) -> Reach:
        if at not in reaches:
            reaches[at] = _reach(laid[at])
        return reaches[at]

    # Most pledges go in one of the first outcomes, so that the others need no look.
    never: dict[str, dict[str, Stuck]] = {}
    going: set[str] = set()
    for at in range(len(laid)):
        waiting = [name for name in reach(at).waits if name not in going and any(
            in_place(task) for task in reach(at).serving(name))]
        lost = stuck(reach(at)) if waiting else {}
        for name in waiting:
            if name in lost:
                never.setdefault(name, lost)
            else:
                going.add(name)
    told: set[str] = set()
    for pledge in operation.pledges:
        if pledge.id in never.keys() - going - told:
            yield from _stuck(names, pledge.id, never[pledge.id], told)
    for package in operation.packages:
        yield from _package(package, (reach(at) for at in range(len(laid))))


def _reach(here: Situation) -> Reach:
    waits: dict[str, list[Link]] = {}
    for link in links(here.operation):
        waits.setdefault(link.pledge, []).append(link)
    return Reach(here, waits)


def _stuck(
    names: Names, pledge: str, lost: dict[str, Stuck], told: set[str]
) -> Iterator[Problem]:
    """A ring, written out; or the pledge at whose end nobody can be the company."""
    path: list[str] = []
    here = pledge
    while here in lost and here not in path and lost[here].company:
        path.append(here)
        here = next(name for name in lost[here].company if name in lost)
    record = names.operation.pledge[pledge]
    link = lost[pledge].link
    place = where("pledges", record, "only" if link.rule == "company" else "id")
    if here in path:
        ring = path[path.index(here):]
        if pledge in ring:
            told.update(ring)
            chain = "; ".join(f"'{name}' goes {_told(lost[name].link)}" for name in ring)
            yield problem(
                "company-ring", place, f"each waits for the next: {chain}; and so round",
                "somebody must be able to come first",
                "let one of them come 'with' the other instead of 'after'",
            )
            return
    told.add(pledge)
    why = "nobody pledged can be that there"
    if here != pledge:
        why = f"'{here}' never goes itself ({_told(lost[here].link)})"
    yield problem(
        "company-never", place, f"it goes {_told(link)}; {why}",
        "somebody else's pledge must be able to serve there, with enough elements",
        "ask for that pledge, or correct the term",
    )


def _told(link: Link) -> str:
    return f"only {link.text}" if link.rule == "company" else f"only when it has {link.text}"


def _package(package: Package, reaches: Iterable[Reach]) -> Iterator[Problem]:
    """A package of which never all pledges may serve in one outcome."""
    idle: list[list[str]] = []
    for reach in reaches:
        idle.append([name for name in package.pledges if not reach.serving(name)])
        if not idle[-1]:
            return
    if not idle:
        return
    never = [name for name in package.pledges if all(name in out for out in idle)]
    some = [name for name in package.pledges if any(name in out for out in idle)]
    given = f"{listed(never)} may never serve" if never else (
        f"in each outcome another one may not serve: {listed(some)}"
    )
    yield problem(
        "package-never", where("packages", package, "pledges"), given,
        "all pledges of a package serve in some outcome, or none ever does",
        "mend their conditions, or take one out",
    )
