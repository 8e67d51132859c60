"""What is short while a quick plan is filled by hand, and what one more element would save."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from willing.domain.fit import supports
from willing.domain.requirement import Requirement
from willing.planner.choices import span_days
from willing.planner.model import Model
from willing.planner.program import Bools, Floats, Ints
from willing.planner.rules.reach import covered
from willing.planner.search.assembling import formations


class Shortage:
    """What is still short in each span, and what one more tour or hold would gain."""

    def __init__(self, model: Model, wish: Floats) -> None:
        """Nothing is there yet; as many are to support the others as a wish has it."""
        choices, making = model.choices, model.making
        self._tours = choices.tours
        self._worth = [pair.credit.worth for pair in choices.pairs]
        self._task = [pair.task for pair in choices.pairs]
        self._nation = [pair.fit.unit.nation for pair in choices.pairs]
        self._formations = formations(model)
        self._short = {
            r: np.array([span.quantity for span in choices.spans[r]], dtype=float)
            for r in making.short
        }
        self._cost = {r: model.program.cost[columns] for r, columns in making.short.items()}
        self._period = {
            r: np.array([span.period for span in choices.spans[r]]) for r in making.short
        }
        self._firsts = {r: span_days(choices.spans[r])[0] for r in making.wanted}
        self._people = {r: np.zeros(len(firsts)) for r, firsts in self._firsts.items()}
        for r, columns in making.wanted.items():
            self._short[r] = np.maximum(self._short[r], np.ceil(wish[columns] - 1e-6))
        self._wanted = {r: self._short[r].copy() for r in making.wanted}
        self._strength = [pair.fit.unit.people for pair in choices.pairs]
        self._for: dict[int, list[tuple[int, int]]] = {}
        for r in making.wanted:
            for each, by in _supported(model, r):
                self._for.setdefault(each, []).append((r, by))
        self._near = _near(model)
        self._covers = [slice(first, after) for first, after in zip(
            self._tours.covers.tolist(), self._tours.covered.tolist(), strict=True)]
        self._pair: list[int] = self._tours.pair.tolist()
        self._while = {r: _while(model, firsts) for r, firsts in self._firsts.items()}
        self._alike, self._alone = self._groups()
        self.supporting = np.isin(choices.task_of, list(making.wanted))
        """Whether each tour is on a line that people ask for."""

    def spans_of_tour(self, tour: int) -> tuple[int, slice | Bools]:
        """Pair of a tour, and the spans it covers."""
        return self._pair[tour], self._covers[tour]

    def spans_of_hold(self, pair: int, period: int) -> tuple[int, slice | Bools]:
        """Pair of a hold, and the spans of its period."""
        return pair, self._period[self._task[pair]] == period

    def _groups(self) -> tuple[list[tuple[int, float, Ints]], Ints]:
        """Tours that count alike on one task, for `gains`; and those reckoned one by one."""
        tours, task = self._tours, np.array(self._task, dtype=np.int64)
        of = task[tours.pair]
        alone = np.isin(of, list(self._formations))
        alone[list(self._near)] = True
        found: dict[tuple[int, float], list[int]] = {}
        for tour in np.flatnonzero(np.isin(of, list(self._short)) & ~alone).tolist():
            pair = int(tours.pair[tour])
            found.setdefault((self._task[pair], self._worth[pair]), []).append(tour)
        alike = [(r, each, np.array(some)) for (r, each), some in found.items()]
        return alike, np.flatnonzero(alone)

    def gains(self, among: Bools) -> Floats:
        """`gain_of` every tour among some, but for rounding; of others it means nothing."""
        found, tours = np.zeros(len(self._tours)), self._tours
        for r, worth, some in self._alike:
            saved = np.minimum(np.maximum(self._short[r], 0.0), worth) * self._cost[r]
            until = np.concatenate([[0.0], np.cumsum(saved)])
            after = np.maximum(tours.covered[some], tours.covers[some])
            found[some] = until[after] - until[tours.covers[some]]
        for tour in self._alone[among[self._alone]].tolist():
            found[tour] = self.gain_of(tour)
        return found

    def gain_of(self, tour: int) -> float:
        """Points that one more element on a tour would save: on its line, and for reaches."""
        own, near = self.gain(self._pair[tour], self._covers[tour]), self._near.get(tour)
        return own if near is None else own + sum(
            float(np.clip(self._short[r][spans], 0.0, 1.0) @ self._cost[r][spans])
            for r, spans in near
        )

    def send(self, tour: int) -> None:
        """Count one more element on a tour, and those whom its people ask for."""
        self.fill(*self.spans_of_tour(tour))
        for r, spans in self._near.get(tour, ()):
            self._short[r][spans] -= 1.0
        self._ask(tour)

    def gain(self, pair: int, spans: slice | Bools) -> float:
        """Points that one more element of a pair would save in some spans."""
        r = self._task[pair]
        if r not in self._short:
            return 0.0
        if r in self._formations:
            assert isinstance(spans, slice)
            counts = self._formations[r].counts(r, self._nation[pair], self._worth[pair], spans)
            return float(counts @ self._cost[r][spans])
        short = np.minimum(np.maximum(self._short[r][spans], 0.0), self._worth[pair])
        return float(short @ self._cost[r][spans])

    def fill(self, pair: int, spans: slice | Bools, number: float = 1.0) -> None:
        """Count one more element; or so many."""
        r = self._task[pair]
        if r in self._formations:
            assert isinstance(spans, slice)
            self._formations[r].fill(r, self._nation[pair], self._worth[pair] * number, spans)
        elif r in self._short:
            self._short[r][spans] -= self._worth[pair] * number

    def give_up(self) -> Ints:
        """Hope for no more formations than are assembled; tours in slots that wait in vain."""
        for formation in dict.fromkeys(self._formations.values()):
            formation.give_up()
        return np.array([
            tour for tour in np.flatnonzero(np.isin(self._tours.pair, [
                p for p, task in enumerate(self._task) if task in self._formations
                and task in self._formations[task].slots
            ])) if not self._awaited(int(tour))
        ], dtype=np.int64)

    def _awaited(self, tour: int) -> bool:
        pair, spans = self.spans_of_tour(tour)
        formation = self._formations[self._task[pair]]
        return bool(formation.assembled()[spans].any())

    def asked(self, tour: int) -> float:
        """Points that those would cost who are to support the people of one more tour."""
        return sum(
            float((wanted - self._wanted[r][there]) @ self._cost[r][there])
            for r, there, wanted in self._asks(tour)
        )

    def _ask(self, tour: int) -> None:
        """Let the people of one more tour ask for those who support them."""
        pair = self._pair[tour]
        for r, there, wanted in self._asks(tour):
            self._people[r][there] += self._strength[pair]
            self._short[r][there] += wanted - self._wanted[r][there]
            self._wanted[r][there] = wanted

    def _asks(self, tour: int) -> Iterator[tuple[int, slice, Floats]]:
        """Lines that support a tour, the spans it is there, and the elements wanted then."""
        pair = self._pair[tour]
        for r, by in self._for.get(self._task[pair], ()):
            begin, end = self._while[r]
            there = slice(begin[tour], end[tour])
            people = self._people[r][there] + self._strength[pair]
            yield r, there, np.maximum(self._wanted[r][there], np.ceil(people / by - 1e-9))


def _while(model: Model, firsts: Ints) -> tuple[list[int], list[int]]:
    """First of the spans, by their first days, that begin while each tour is in place; and the
    span after the last.
    """
    tours = model.choices.tours
    begin, end = np.searchsorted(firsts, tours.first_day), np.searchsorted(firsts, tours.ends)
    return begin.tolist(), end.tolist()


def _near(model: Model) -> dict[int, list[tuple[int, slice]]]:
    """Reaches that each tour is near to, with the spans of them that it covers."""
    tours, found = model.choices.tours, dict[int, list[tuple[int, slice]]]()
    for r, near in model.choices.near.items():
        if r in model.making.short:
            mine = np.flatnonzero(near)
            enter, leave = covered(
                *span_days(model.choices.spans[r]), tours.first_day[mine], tours.ends[mine]
            )
            for tour, first, after in zip(mine, enter, leave, strict=True):
                if first < after:
                    found.setdefault(int(tour), []).append((r, slice(int(first), int(after))))
    return found


def _supported(model: Model, line: int) -> list[tuple[int, int]]:
    """Tasks that a line supports, and for how many people there it wants one element."""
    choices = model.choices
    task = choices.tasks[line]
    if not isinstance(task, Requirement) or task.per_people is None:
        return []
    return [
        (each, task.per_people) for each, noun in enumerate(choices.tasks)
        if supports(choices.situation, task, noun)
    ]
