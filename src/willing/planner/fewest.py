r"""The fewest of many things that are enough together, with proof.

$$ \min \sum_a z_a \quad \text{with} \quad \sum_{a \notin S} z_a \ge 1 \;\; \text{for every } S
   \text{ that is not enough}, \qquad z_a \in \{0, 1\} $$

Whoever has more loses nothing, so what is within a set that is not enough is not enough either: any
answer takes something outside it. Sets that are not enough are made as large as they go before
their row is written, and rows are written only as answers break them. The least number of such a
program is proved for all sets, and an answer that is enough and no larger is the fewest there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csc_array

from willing.planner.milp import Limits, solve_whole
from willing.planner.program import Floats, Program
from willing.planner.valuing import Ended

Chosen = frozenset[int]
Enough = Callable[[Chosen, int], bool | None]
"""Whether a set is enough in one part of what must be reached; None: nobody can tell."""
_LEVEL = 0.5
"""What preferring small changes may weigh in all: less than one thing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fewest:
    """The smallest set found, and what is proved of every set."""

    chosen: Chosen | None
    """Smallest set found that is enough; None: none was found."""
    others: tuple[Chosen, ...]
    """Other sets as small that are enough too, as far as they were looked for."""
    at_least: int
    """No set of fewer is enough."""
    impossible: bool
    """Whether it is proved that no set at all is enough."""
    questions: int
    """How often it was asked whether a set is enough."""
    stopped: bool
    """Whether the clock or the user ended it."""

    @property
    def proved(self) -> bool:
        """Whether no set of fewer can be enough."""
        return self.chosen is not None and len(self.chosen) == self.at_least


def fewest(
    number: int, parts: int, enough: Enough, *, apart: Sequence[tuple[int, int]] = (),
    most_others: int = 0,
) -> Fewest:
    """The fewest of so many things that are enough in every part.

    Things stand in the order in which they are preferred among equally few. `apart`: pairs of
    which one at most may be taken. `enough` raises `Ended` when there is no time left; what was
    found by then is told.
    """
    search = _Search(number, parts, enough, apart)
    stopped = True
    with suppress(Ended):
        search.run(most_others)
        stopped = False
    found = sorted(search.good, key=len)
    smallest = [chosen for chosen in found if len(chosen) == len(found[0])]
    return Fewest(
        chosen=smallest[0] if smallest else None, others=tuple(smallest[1:1 + most_others]),
        at_least=search.least, impossible=search.impossible, questions=search.questions,
        stopped=stopped,
    )


class _Search:
    """What is known of sets, and how more comes to be known."""

    def __init__(
        self, number: int, parts: int, enough: Enough, apart: Sequence[tuple[int, int]]
    ) -> None:
        self._all, self._enough = tuple(range(number)), enough
        self._apart = [frozenset(pair) for pair in apart]
        self._order = list(range(parts))
        self._rows: list[Chosen] = []
        self._guesses: list[Chosen] = []
        self._failed: list[list[Chosen]] = [[] for _ in range(parts)]
        self._reached: list[list[Chosen]] = [[] for _ in range(parts)]
        self.good: list[Chosen] = []
        self.least, self.impossible, self.questions = 0, False, 0

    def run(self, most_others: int) -> None:
        """Ask the program for an answer, and learn what is wrong with it, until nothing is.

        Goes on for so many other answers as small.
        """
        while True:
            chosen = smallest(len(self._all), self._rows, self._apart)
            self.impossible = chosen is None
            if chosen is None:
                return
            self.least = len(chosen)
            if self._guesses or self.good:
                chosen = smallest(
                    len(self._all), [*self._rows, *self._guesses], [*self._apart, *self.good])
            best = min((len(good) for good in self.good), default=len(self._all) + 1)
            as_small = sum(len(good) == best for good in self.good)
            if chosen is None or len(chosen) > best:
                return
            if len(chosen) == best and as_small > most_others:
                return
            self._look(chosen)

    def _look(self, chosen: Chosen) -> None:
        """Learn from an answer: it is enough, or nobody can tell, or it lacks something.

        Then that is added and it is asked again, so that one answer teaches many rows that have
        nothing in common; the first time that ends in a set that is enough, whatever its size.
        """
        answer = chosen
        while True:
            told, part = self._whole(chosen)
            if told is None and chosen == answer:
                self._guesses.append(frozenset(self._all) - chosen)
            if told and (chosen == answer or not self.good):
                self.good.append(chosen if chosen == answer else self._thinned(chosen))
            if told is not False:
                return
            row = frozenset(self._all) - self._grown(chosen, self._all, part)
            self._rows.append(row)
            more = self._together([a for a in sorted(row) if self._may(chosen, a)])
            if not more:
                return
            chosen |= more

    def _thinned(self, chosen: Chosen) -> Chosen:
        """A set that is enough, without whatever it does not need; large things leave first."""
        for thing in sorted(chosen, reverse=True):
            if self._whole(chosen - {thing})[0]:
                chosen -= {thing}
        return chosen

    def _whole(self, chosen: Chosen) -> tuple[bool | None, int]:
        """Whether a set is enough in all parts; and a part in which it is not."""
        known: bool | None = True
        for part in tuple(self._order):
            told = self._ask(chosen, part)
            if told is False:
                # What was lacking once is looked at first.
                self._order.remove(part)
                self._order.insert(0, part)
                return False, part
            known = known if told else None
        return known, -1

    def _ask(self, chosen: Chosen, part: int) -> bool | None:
        if any(chosen <= known for known in self._failed[part]):
            return False
        if any(chosen >= known for known in self._reached[part]):
            return True
        self.questions += 1
        told = self._enough(chosen, part)
        if told is not None:
            (self._reached if told else self._failed)[part].append(chosen)
        return told

    def _grown(self, chosen: Chosen, rest: Iterable[int], part: int) -> Chosen:
        """A set that is not enough in a part, with as many more as leave it not enough."""
        more = self._together([a for a in rest if a not in chosen and self._may(chosen, a)])
        if not more:
            return chosen
        if self._ask(chosen | more, part) is False:
            return chosen | more
        if len(more) == 1:
            return chosen
        ranked, half = sorted(more), len(more) // 2
        return self._grown(self._grown(chosen, ranked[half:], part), ranked[:half], part)

    def _may(self, chosen: Chosen, thing: int) -> bool:
        return not any(thing in pair and pair & chosen for pair in self._apart)

    def _together(self, things: Sequence[int]) -> Chosen:
        """As many of these as may be taken together; of two that may not the later one."""
        found: Chosen = frozenset()
        for thing in reversed(things):
            if self._may(found, thing):
                found |= {thing}
        return found


def smallest(
    number: int, needed: Sequence[Chosen], never: Sequence[Chosen]
) -> Chosen | None:
    """The smallest set with something of each of `needed`, and none of `never` whole.

    Earlier things are preferred among equally few. None: there is no such set.
    """
    if any(not row for row in needed):
        return None
    rows = [*needed, *never]
    which = [at for at, row in enumerate(rows) for _ in row]
    columns = [thing for row in rows for thing in sorted(row)]
    level: Floats = np.arange(number) / max(number * number, 1)
    found = solve_whole(Program(
        cost=1.0 + _LEVEL * level, lower=np.zeros(number), upper=np.ones(number),
        integer=np.ones(number, dtype=bool),
        matrix=csc_array(coo_array(
            (np.ones(len(which)), (which, columns)), shape=(len(rows), number))),
        row_lower=np.array([1.0] * len(needed) + [-np.inf] * len(never)),
        row_upper=np.array([np.inf] * len(needed) + [float(len(row) - 1) for row in never]),
    ), Limits())
    if found.x is None:
        return None
    return frozenset(int(at) for at in np.flatnonzero(found.x > _LEVEL))

