"""Who waits for whom: tours that need company, the tours that may be it, and their days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from willing.domain.link import Link, links
from willing.domain.requirement import Requirement
from willing.planner.choices import Choices
from willing.planner.given import ON_TOUR
from willing.planner.program import Floats, Ints
from willing.planner.settled import is_settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Tours of one pledge that wait for the same others on the same terms. Days as they are."""

    link: Link
    """What they wait for."""
    tours: Ints
    """Possible tours that wait; what is decided waits for nobody."""
    first: Ints
    """First day on which company must be there, by tour."""
    after: Ints
    """Day after the last."""
    company: Ints
    """Possible tours, decided ones too, whose elements count as company."""
    begins: Ints
    """First day of each of these in place."""
    ends: Ints
    """Day after its last."""

    def enough(self, count: Floats) -> np.ndarray:
        """Which waiting tours have their company, if so many go on each possible tour."""
        there = np.flatnonzero(count[self.company] > 0.5)
        number = count[self.company][there]
        days = np.unique(np.concatenate([
            self.first, self.after, self.begins[there], self.ends[there],
        ]))
        step = np.zeros(len(days) + 1)
        np.add.at(step, np.searchsorted(days, self.begins[there]), number)
        np.add.at(step, np.searchsorted(days, self.ends[there]), -number)
        short = np.concatenate([[0], np.cumsum(np.cumsum(step)[:-1] < self.link.number - 0.5)])
        first, after = np.searchsorted(days, self.first), np.searchsorted(days, self.after)
        found: np.ndarray = short[after] == short[first]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The pledges of one package, as what may be decided of each."""

    package: str
    """Package."""
    pledges: tuple[int, ...]
    """Positions of its pledges in the operation."""
    tours: tuple[Ints, ...]
    """Possible tours of each that are free."""
    holds: tuple[Ints, ...]
    """Possible holds of each."""
    decided: tuple[bool, ...]
    """Whether each serves anyway, by what is decided."""


def waiting(choices: Choices) -> tuple[Waiting, ...]:
    """Everybody who waits for company, or for what he needs, in one outcome."""
    return tuple(_waiting(choices))


def _waiting(choices: Choices) -> Iterator[Waiting]:
    operation = choices.situation.operation
    found = links(operation)
    if not found:
        return
    position = {pledge.id: k for k, pledge in enumerate(operation.pledges)}
    tours, settled = choices.tours, is_settled(choices)
    pledge_of = np.array([-1 if p.pledge is None else p.pledge for p in choices.pairs], dtype=int)
    on_line = np.array([isinstance(p.fit.task, Requirement) for p in choices.pairs], dtype=bool)
    of_tour = np.where(on_line, pledge_of, -1)[tours.pair]
    # Whoever is on tour on the as-of date was there the day before.
    begins = np.where(tours.given == ON_TOUR, np.minimum(tours.first_day, -1), tours.first_day)
    for link in found:
        mine = np.flatnonzero((of_tour == position[link.pledge]) & ~settled)
        for place in _places(choices, link, mine):
            own = mine if place is None else mine[_at(choices, place)[tours.pair[mine]]]
            if not len(own):
                continue
            company = np.flatnonzero(_counting(choices, link, own)[tours.pair])
            first = tours.first_day[own]
            yield Waiting(
                link=link, tours=own, first=first - 1 if link.before else first,
                after=first if link.before else tours.ends[own],
                company=company, begins=begins[company], ends=tours.ends[company],
            )


def _counting(choices: Choices, link: Link, waits: Ints) -> np.ndarray:
    """Which pairs count as company for some tours that wait."""
    operation = choices.situation.operation
    task = choices.tasks[int(choices.task_of[waits[0]])]
    there = np.array([
        link.there(operation, other, task) for other in choices.tasks
    ], dtype=bool)
    who = np.array([
        link.counts(operation, operation.unit[pledge.unit], pledge) for pledge in operation.pledges
    ] + [False], dtype=bool)  # the last is for own elements
    pledge_of = np.array([-1 if p.pledge is None else p.pledge for p in choices.pairs], dtype=int)
    task_of = np.array([p.task for p in choices.pairs], dtype=int)
    counting: np.ndarray = who[pledge_of] & there[task_of]
    return counting


def _places(choices: Choices, link: Link, mine: Ints) -> list[str | None]:
    """Places of the requirements looked at one by one; None: all together."""
    if not link.where_it_serves:
        return [None]
    return list(dict.fromkeys(
        choices.tasks[int(task)].place for task in np.unique(choices.task_of[mine])
    ))


def _at(choices: Choices, place: str) -> np.ndarray:
    return np.array([pair.fit.task.place == place for pair in choices.pairs], dtype=bool)


def bound(choices: Choices, hold_pair: Ints) -> tuple[Bound, ...]:
    """Every package with what may be decided of its pledges. `hold_pair`: pair of each hold."""
    operation = choices.situation.operation
    if not operation.packages:
        return ()
    position = {pledge.id: k for k, pledge in enumerate(operation.pledges)}
    pledge_of = np.array([-1 if p.pledge is None else p.pledge for p in choices.pairs], dtype=int)
    settled, tours = is_settled(choices), choices.tours
    of_tour = np.where(choices.stints, -1, pledge_of[tours.pair])  # to stand by is not to serve
    anyway = set(of_tour[settled].tolist()) | {held.pair.pledge for held in choices.held}
    return tuple(
        Bound(
            package=package.id, pledges=pledges,
            tours=tuple(np.flatnonzero((of_tour == k) & ~settled) for k in pledges),
            holds=tuple(np.flatnonzero(pledge_of[hold_pair] == k) for k in pledges),
            decided=tuple(k in anyway for k in pledges),
        )
        for package in operation.packages
        if (pledges := tuple(position[name] for name in package.pledges))
    )
