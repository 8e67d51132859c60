"""Every way to act while one answer is still out: the same in both outcomes until it is given.

In each outcome every plan is tried, and the best is kept of those that send the same elements
before the answer; what both outcomes can have in common is then paired. Without steps or standby,
with one date of the deal: the answer may be dated before it or behind it.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf

from tests.meaning.choice import Choice
from tests.meaning.laid import lay_out
from tests.meaning.oracle import TooMany, _Search
from tests.meaning.restated import World, world
from tests.meaning.restated_turns import turn
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome, outcomes

Sent = tuple[tuple[object, ...], ...]
"""What is decided before the answer: kind, pledge, unit, task, days and elements."""


def by_trying(operation: Operation, most: float = inf) -> float:
    """The best expected score of two outcomes that differ in one answer; `TooMany` where it takes
    more looks than `most`."""
    one, other = outcomes(operation)
    day = told_apart(operation, one, other)
    found = [_scores(operation, each, day, most) for each in (one, other)]
    return min(
        one.probability * found[0][sent] + other.probability * found[1][sent]
        for sent in found[0].keys() & found[1].keys()
    )


def told_apart(operation: Operation, one: Outcome, other: Outcome) -> int:
    """The day on which the one answer is given in which two outcomes differ: the deal's, when it
    comes in either."""
    (name,) = {name for name, _ in set(one.answers) ^ set(other.answers)}
    answered = operation.question[name].answered
    if answered is not None:
        return max((answered - operation.as_of).days, 0)
    days = [world(operation, dict(each.answers)).line.d_day for each in (one, other)]
    return min(day for day in days if day is not None)


def _scores(
    operation: Operation, outcome: Outcome, day: int, most: float
) -> dict[Sent, float]:
    """The best score of an outcome for everything that may be decided before a day."""
    here = world(operation, dict(outcome.answers))
    laid = lay_out(here, True)
    early = {at for at, choice in enumerate(laid.choices) if _decided(here, choice) < day}
    order = sorted(
        range(len(laid.choices)),
        key=lambda at: (not laid.choices[at].pinned, at not in early, at),
    )
    search = _Before(
        replace(laid, choices=tuple(laid.choices[at] for at in order)), True, most)
    search.facts = sum(bool(choice.pinned) for choice in laid.choices)
    search.early = search.facts + len(early)
    search.day = day
    search.run()
    return search.found


def _decided(here: World, choice: Choice) -> float:
    """The day on which a choice is made; of facts, and of what a nation holds by itself, none."""
    if choice.pinned or (choice.kind == "hold" and choice.pledge is None):
        return inf
    if choice.kind == "hold":
        return choice.first
    assert choice.kind == "tour"
    return turn(
        here, choice.unit, choice.task, choice.first, choice.after - choice.first).leaves


class _Before(_Search):
    """Tries all that is sent before a day, and keeps the best plan for each."""

    facts = early = day = 0
    sent = False
    """Whether all that is sent before the day is chosen."""

    def run(self) -> None:
        """Try everything."""
        self.found: dict[Sent, float] = {}
        super().run()

    def _try(self, at: int) -> None:
        if self.sent:
            super()._try(at)
        else:
            self._send(at)

    def _send(self, at: int) -> None:
        self.looked_at += 1
        if self.looked_at > self.most_looks:
            raise TooMany
        if at == self.early:
            self.least, self.kept, self.sent = inf, None, True
            self._try(at)
            self.sent = False
            if self.kept is not None:
                sent = self._what()
                self.found[sent] = min(self.found.get(sent, inf), self.best(0.0).score)
            return
        for number in range(self._fits(at), -1, -1):
            self._take(at, number)
            if self._counts_hold(at):
                self._send(at + 1)
            self._take(at, -number)

    def _what(self) -> Sent:
        """What is decided before the day, as far as it shows by then."""
        return tuple(sorted(
            (choice.kind, choice.pledge.id if choice.pledge else "", choice.unit.id,
             choice.task.id, choice.first, min(choice.after, self.day), number)
            for choice, number in zip(
                self.choices[self.facts:self.early], self.plan[self.facts:self.early], strict=True)
            if number
        ))
