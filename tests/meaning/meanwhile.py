"""Every way to act while one answer is still out: the same in both outcomes until it is given.

In each outcome every plan is tried, with every way to take steps and to stand by, and the best is
kept of those that decide the same before the answer; what both outcomes can have in common is then
paired. The answer may be the deal, or another one that is dated before it or behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import inf

from tests.meaning.choice import Choice
from tests.meaning.formed import tasks
from tests.meaning.laid import Laid, lay_out
from tests.meaning.oracle import TooMany, _Search
from tests.meaning.restated import World, wanted, world
from tests.meaning.restated_turns import turn
from tests.meaning.stepped import ways_to_take
from tests.meaning.stinted import standbys
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome, outcomes
from willing.domain.standby import Standby

Sent = tuple[tuple[object, ...], ...]
"""What is decided before the answer: kind, who and what, days and elements."""


def by_trying(operation: Operation, most: float = inf) -> float:
    """The best expected score of two outcomes that differ in one answer; `TooMany` where it takes
    more looks than `most`."""
    pair = outcomes(operation)
    day = told_apart(operation, *pair)
    both = tuple(world(operation, dict(each.answers)) for each in pair)
    found = [_scores(operation, each, day, both, most) for each in pair]
    return min(
        pair[0].probability * found[0][sent] + pair[1].probability * found[1][sent]
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
    operation: Operation, outcome: Outcome, day: int, both: tuple[World, ...], most: float
) -> dict[Sent, float]:
    """The best score of an outcome for everything that may be decided before a day."""
    found: dict[Sent, float] = {}
    facts = {step.id for step in operation.steps if step.taken is not None}
    plain = world(operation, dict(outcome.answers))
    for taken, points in ways_to_take(plain):
        here = replace(plain, taken=taken)
        laid = lay_out(here, True, operation.grid.waiting.lines(0))
        search = _Before(_with_stints(_in_time(laid, day), both), day, both, most)
        search.run()
        most -= search.looked_at
        bought = [("step", name, on) for name, on in taken if name not in facts and on < day]
        for sent, score in search.found.items():
            decided = (*sorted(bought), *sent)
            found[decided] = min(found.get(decided, inf), score + points)
    return found


def _in_time(laid: Laid, day: int) -> Laid:
    """Without tours that begin on lines of the waiting grid alone, when all is known."""
    here = laid.world
    return replace(laid, choices=tuple(
        choice for choice in laid.choices
        if choice.kind != "tour" or choice.pinned or choice.first in here.line.lines
        or _decided(here, choice) < day
    ))


def _with_stints(laid: Laid, both: tuple[World, ...]) -> Laid:
    """With stints for a sooner deal that does not come: whoever is held for it is released."""
    mine = laid.world.line
    sooner = {
        each.line.d_day for each in both
        if each.line.d_day is not None and (
            each.line.d_day <= mine.horizon if mine.d_day is None
            else each.line.d_day < mine.d_day)
    }
    more = [
        choice for deal in sorted(sooner) for choice in standbys(laid.world, True, deal)
    ]
    pinned = [choice for choice in laid.choices if choice.pinned]
    return replace(laid, choices=(*pinned, *more, *laid.choices[len(pinned):]))


def _decided(here: World, choice: Choice) -> float:
    """The day on which a choice is made; of facts, and of what a nation holds by itself, none."""
    if choice.pinned or (choice.kind == "hold" and choice.pledge is None):
        return inf
    if choice.kind in ("hold", "standby"):
        return choice.first
    assert choice.kind == "tour"
    return turn(
        here, choice.unit, choice.task, choice.first, choice.after - choice.first).leaves


def _whole(here: World, choice: Choice) -> Choice:
    """A choice with all elements there are: in the other outcome more of them may be of use."""
    if not here.operation.changes:
        return choice
    number = choice.unit.count
    return replace(
        choice, most=number if choice.pledge is None else min(number, choice.pledge.count))


class _Before(_Search):
    """Tries all that is decided before a day, and keeps the best plan for each."""

    def __init__(self, laid: Laid, day: int, both: tuple[World, ...], most: float) -> None:
        here = laid.world
        early = {at for at, choice in enumerate(laid.choices) if _decided(here, choice) < day}
        order = sorted(
            range(len(laid.choices)),
            key=lambda at: (not laid.choices[at].pinned, at not in early, at),
        )
        laid = replace(laid, choices=tuple(
            _whole(here, laid.choices[at]) if at in early else laid.choices[at] for at in order))
        super().__init__(laid, True, most)
        self.facts = sum(bool(choice.pinned) for choice in laid.choices)
        self.early = self.facts + len(early)
        self.day, self.both = day, both
        self.sent = False

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
        """What is decided before the day, as far as it is the same whatever the answer."""
        found: dict[tuple[object, ...], int] = {}
        for choice, number in zip(
            self.choices[self.facts:self.early], self.plan[self.facts:self.early], strict=True
        ):
            if number:
                key = tuple(self._key(choice))
                found[key] = found.get(key, 0) + number
        return tuple(sorted((*key, number) for key, number in found.items()))

    def _key(self, choice: Choice) -> Iterator[object]:
        yield choice.kind
        yield choice.pledge.id if choice.pledge else ""
        yield choice.unit.id
        yield choice.task.id
        yield choice.first
        yield _decided(self.laid.world, choice)
        yield min(choice.after, self._until(choice))

    def _until(self, choice: Choice) -> int:
        """Whoever goes has said for how long; only the end of a task, or the deal, comes sooner."""
        if choice.kind == "hold":
            return self.day
        if isinstance(choice.task, Standby):
            return min(each.line.d_day for each in self.both if each.line.d_day is not None)
        return min(
            max((span.after for span in wanted(each, task)), default=0) for each in self.both
            for task in tasks(each) if task.id == choice.task.id
        )
