"""Formations while a quick plan is filled by hand: one slot alone is worth its part of the whole.

Sending a company gains nothing until the others have come. So each is credited with its part of the
formation as long as the others can follow; those whose others never came are sent home again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from willing.planner.assembly import assembled, frames_at, parts_at
from willing.planner.choices import Choices
from willing.planner.model import Model
from willing.planner.potential import most_cover, most_frames, most_of_nations
from willing.planner.program import Bools, Floats, Ints
from willing.planner.rules.formation import framework_slots, slot_of, slots_by_task
from willing.planner.unfillable import exact

_ROUNDED = 1e-9


class Formation:
    """One requirement for a formation: what is there of it, whole and in its slots."""

    def __init__(
        self, choices: Choices, r: int, slots: Sequence[int], most: Sequence[Floats],
        able: Mapping[tuple[int, str], Ints],
    ) -> None:
        """`most`: most that may ever be on each task; `able`: formations each nation may frame."""
        spans = choices.spans[r]
        self.task, self.slots = r, {s: slot_of(choices, s).slot for s in slots}
        self._framed = framework_slots(choices, slots)
        self._able = {nation: number > 0 for (_, nation), number in able.items()}
        self._left = np.array([span.quantity for span in spans], dtype=float)
        self._there = {s: np.zeros(len(spans)) for s in slots}
        self._by: dict[tuple[str, int], Floats] = {}
        frames = frames_at(choices, r, slots, able)
        there = {s: [exact(cover) for cover in most[s]] for s in slots}
        self._most = np.array([
            assembled(
                exact(span.quantity), exact(0.0), 0, parts_at(choices, slots, there, t),
                None if frames is None else int(frames[t]),
            )[0] for t, span in enumerate(spans)
        ], dtype=float)
        self._made = self._assembled()

    def counts(self, task: int, nation: str, worth: float, spans: slice) -> Floats:
        """What one more element adds in some spans, counted in elements of its line."""
        if task == self.task:
            open_ = self._left[spans] - self.assembled()[spans]
            left: Floats = np.minimum(np.maximum(open_, 0.0), worth)
            return left
        needed, there = self._needed()[spans], self._there[task][spans]
        more: Floats = np.minimum(np.maximum(self.slots[task].count * needed - there, 0.0), worth)
        if task in self._framed:
            more = more * self._may_frame(task, nation, worth, spans)
        return more

    def fill(self, task: int, nation: str, worth: float, spans: slice) -> None:
        """Count one more element; one less, if its worth is below 0."""
        if task == self.task:
            self._left[spans] -= worth
        else:
            self._there[task][spans] += worth
            if task in self._framed:
                self._of(nation, task)[spans] += worth
        self._made = self._assembled()

    def assembled(self) -> Floats:
        """Formations that those there make, as far as turns of framework nations are left aside."""
        return self._made

    def _assembled(self) -> Floats:
        number: Floats = np.full(len(self._left), np.inf)
        for s, slot in self.slots.items():
            if slot.least:
                number = np.minimum(number, np.floor(self._there[s] / slot.least + _ROUNDED))
        if self._framed:
            nations = {nation for nation, _ in self._by}
            framed = [
                np.min([
                    np.floor(self._of(n, s) / self.slots[s].least + _ROUNDED) for s in self._framed
                ], axis=0) for n in nations
            ]
            number = np.minimum(number, np.sum(framed, axis=0) if framed else 0.0)
        most: Floats = np.minimum(number, np.ceil(np.maximum(self._left, 0.0) - _ROUNDED))
        return most

    def give_up(self) -> None:
        """Hope for no more formations than are assembled by now."""
        self._most = self.assembled()

    def _needed(self) -> Floats:
        needed: Floats = np.minimum(
            np.ceil(np.maximum(self._left, 0.0) - _ROUNDED), self._most
        )
        return needed

    def _of(self, nation: str, slot: int) -> Floats:
        return self._by.setdefault((nation, slot), np.zeros(len(self._left)))

    def _begun(self, nation: str, more: Mapping[int, float], spans: slice) -> Floats:
        """Formations that a nation has begun to frame."""
        begun: Floats = np.max([
            np.ceil((self._of(nation, s)[spans] + more.get(s, 0.0)) / self.slots[s].least
                    - _ROUNDED)
            for s in self._framed
        ], axis=0)
        return begun

    def _may_frame(self, slot: int, nation: str, worth: float, spans: slice) -> Bools:
        """Whether a nation may frame a formation nobody else does, or all of them are framed."""
        needed = self._needed()[spans]
        others = np.zeros(len(needed))
        for other in {name for name, _ in self._by} - {nation}:
            others += self._begun(other, {}, spans)
        mine = self._begun(nation, {slot: worth}, spans)
        able = self._able.get(nation, np.zeros(len(self._left), dtype=bool))[spans]
        may: Bools = (able & (others + mine <= needed)) | (self.assembled()[spans] >= needed)
        return may


def formations(model: Model) -> dict[int, Formation]:
    """Every requirement for a formation, by its own position and those of its slots."""
    choices = model.choices
    found: dict[int, Formation] = {}
    own = slots_by_task(choices)
    if own:
        most, by_nation = most_cover(choices), most_of_nations(choices)
        for r, slots in own.items():
            able = most_frames(choices, r, slots, by_nation)
            formation = Formation(choices, r, slots, most, able)
            found |= dict.fromkeys((r, *slots), formation)
    return found
