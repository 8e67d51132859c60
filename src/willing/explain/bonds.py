"""Why company is not there: the chain of pledges that wait for each other, link by link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from willing.assess.level import Level
from willing.assess.scene import Scene
from willing.domain.fit import Reason, fit
from willing.domain.link import Link, links_of
from willing.domain.operation import Operation
from willing.domain.pledge import Pledge
from willing.domain.requirement import Requirement, Served, Task
from willing.domain.situation import Situation

_NAMED = 2
"""Pledges named that might be the company; the others are counted."""
_DEEPEST = 4
"""Links of a chain that are told."""

Missing = tuple[Link, int, int]
"""A link, a day on which it does not hold, and how many are there then."""


@dataclass(frozen=True)
class Bonds:
    """Links and packages of one outcome, held against the rows of a plan."""

    scene: Scene
    """The rows."""
    _links: dict[str, tuple[Link, ...]] = field(default_factory=dict)
    _levels: dict[tuple[Link, str], Level] = field(default_factory=dict)

    @property
    def operation(self) -> Operation:
        """As it stands in the outcome."""
        return self.scene.operation

    def links(self, pledge: Pledge) -> tuple[Link, ...]:
        """What a pledge waits for."""
        if pledge.id not in self._links:
            self._links[pledge.id] = links_of(self.operation, pledge)
        return self._links[pledge.id]

    def missing(self, pledge: Pledge, task: Task, days: tuple[int, int]) -> Missing | None:
        """The first link that does not hold for a tour on a requirement on some days."""
        for link in self.links(pledge) if isinstance(task, Requirement) else ():
            first, after = (days[0] - 1, days[0]) if link.before else days
            for day, _, number in self._there(link, task).runs(first, after):
                if number < link.number:
                    return link, day, int(number)
        return None

    def _there(self, link: Link, task: Task) -> Level:
        """Elements in place that count for a link, on any day."""
        key = (link, task.place if link.where_it_serves else "")
        if key not in self._levels:
            self._levels[key] = Level(
                (min(tour.first, -1) if tour.row.pinned == "cycle" else tour.first, tour.ends,
                 tour.count)
                for tour in self.scene.tours
                if link.counts(self.operation, tour.unit, tour.pledge)
                and link.there(self.operation, tour.task, task)
            )
        return self._levels[key]

    def why_missing(self, missing: Missing, task: Task, seen: tuple[str, ...] = ()) -> str:
        """A link that does not hold, and what keeps those away who could be the company."""
        link, day, number = missing
        label = self.scene.timeline.label
        who = f"goes only {link.text}" if link.rule == "company" else f"needs {link.text}"
        there = "nobody is there" if not number else f"{number} of {link.number} are there"
        text = f"{link.pledge} {who}; {there} on {label(day)}"
        able = list(self._able(link, task))
        if not able:
            return f"{text}: nobody pledged can be that there"
        told = [self._away(pledge, tasks, day, (*seen, link.pledge))
                for pledge, tasks in able[:_NAMED]]
        if able[_NAMED:]:
            told.append(f"{len(able) - _NAMED} more pledges are not there either")
        return f"{text}: {'; '.join(told)}"

    def _able(self, link: Link, task: Task) -> Iterator[tuple[Pledge, list[Served]]]:
        """Pledges that might be the company, with the requirements on which they would be."""
        operation = self.operation
        for pledge in operation.pledges:
            unit = operation.unit[pledge.unit]
            tasks: list[Served] = [
                other for other in operation.requirements
                if link.counts(operation, unit, pledge)
                and link.there(operation, other, task)
                and self.scene.worth(unit.capability, other.capability) is not None
            ]
            if tasks:
                yield pledge, tasks

    def _away(self, pledge: Pledge, tasks: list[Served], day: int, seen: tuple[str, ...]) -> str:
        """What keeps a pledge from being there on a day."""
        if pledge.id in seen:
            return f"{pledge.id} waits for {seen[0]} in turn"
        refused = [found for task in tasks if (found := self._refused(pledge, task))]
        if len(refused) == len(tasks):
            return f"{pledge.id}: {_nearest(refused)}"
        open_ = next(task for task in tasks if not self._refused(pledge, task))
        own = self.missing(pledge, open_, (day, day + 1))
        if own is not None and len(seen) < _DEEPEST:
            return self.why_missing(own, open_, seen)
        return f"{pledge.id} may be, and is not there on that day"

    def _refused(self, pledge: Pledge, task: Served) -> tuple[Reason, ...]:
        here = Situation(
            operation=self.operation, outcome=self.scene.outcome, timeline=self.scene.timeline
        )
        return fit(here, self.operation.unit[pledge.unit], pledge, task).reasons

    @cached_property
    def _serving(self) -> frozenset[str]:
        return frozenset(item.row.pledge for item in (*self.scene.tours, *self.scene.holds))

    def why_not_whole(self, pledge: Pledge) -> str | None:
        """What keeps the package of a pledge from going if the pledge goes; None: nothing."""
        for package in self.operation.packages:
            if pledge.id not in package.pledges:
                continue
            idle = [name for name in package.pledges if name not in {*self._serving, pledge.id}]
            if idle:
                return (
                    f"{pledge.id} goes only with {', '.join(idle)} (package {package.id}); "
                    + "; ".join(self._idle(name) for name in idle)
                )
        return None

    def _idle(self, name: str) -> str:
        """Why a pledge of a package serves nothing."""
        pledge = self.operation.pledge[name]
        unit = self.operation.unit[pledge.unit]
        tasks: list[Served] = [task for task in self.operation.served.values()
                 if self.scene.worth(unit.capability, task.capability) is not None]
        refused = [found for task in tasks if (found := self._refused(pledge, task))]
        if not tasks:
            return f"nothing asks for {name}"
        if len(refused) == len(tasks):
            return f"{name}: {_nearest(refused)}"
        return f"{name} may serve, and the plan sends nobody"


def _nearest(refused: list[tuple[Reason, ...]]) -> str:
    """Why a pledge may not serve the task that it comes nearest to."""
    return "; ".join(reason.text for reason in min(refused, key=len))
