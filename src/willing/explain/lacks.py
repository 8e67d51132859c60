"""Rows of a small program: what one task has and lacks, span by span, with other turns."""

from __future__ import annotations

from collections import defaultdict
from math import floor

import numpy as np

from willing.assess.cover import Covered
from willing.assess.lead import led
from willing.assess.level import Level, Part
from willing.assess.scene import Scene
from willing.assess.stay import is_held
from willing.domain.requirement import Requirement, Served
from willing.explain.gaps import GapNote
from willing.explain.near import Near
from willing.explain.places import Place
from willing.planner.draft import Draft
from willing.planner.program import Bools, Floats, Ints
from willing.units import months

_FIRST = 1_000.0
"""Points for each element-month of the shortfall in question, beside what else a plan costs."""
_ROUNDED = 1e-6

Group = tuple[str, str]
"""Nation and capability."""


class Lacks:
    """Writes one task: cover or its shortfall, lots, what is of use, shares and leads.

    No other span of the task may lack more than now.
    """

    def __init__(
        self, draft: Draft, columns: Ints, places: tuple[Place, ...], near: Near, kept: Near,
        task: Served, gap: GapNote,
    ) -> None:
        own = np.array([i for i, p in enumerate(places) if p.task.id == task.id], dtype=np.int64)
        self.draft, self.near, self.task, self.gap = draft, near, task, gap
        self.columns = columns[own]
        self.places = [places[i] for i in own]
        self.now = np.array([place.now for place in self.places], dtype=float)
        self.kept = _counts(kept, task)
        found: defaultdict[Group, list[int]] = defaultdict(list)
        for i, place in enumerate(self.places):
            found[place.unit.nation, place.unit.capability].append(i)
        self.groups = {group: np.array(mine, dtype=np.int64) for group, mine in found.items()}

    def write(self, every: tuple[Covered, ...]) -> None:
        """Write every span that one of the turns can change."""
        days = np.array([place.days for place in self.places], dtype=np.int64).reshape(-1, 2)
        laid = np.array([(c.span.first, c.span.after) for c in every], dtype=np.int64)
        covers = (days[:, 0] <= laid[:, :1]) & (days[:, 1] >= laid[:, 1:])
        live = np.flatnonzero(covers.any(axis=1) & np.array([c.wanted > 0 for c in every]))
        spans, covers = [every[i] for i in live], covers[live]
        there, entries = self._single(spans, covers)
        now = there.copy()
        for row, column, value in entries:
            np.add.at(now, row, value * self._now_of(column))
        for group, own in self.groups.items():
            worth = self.near.counts(group[0], group[1], self.task)
            if worth is not None and worth.lots:
                lots, counted = self._lots(group, own, spans, covers, worth.give, worth.count)
                entries.append((np.arange(len(spans)), lots, np.full(len(spans), worth.count)))
                now += counted
        self._short(spans, there, now, entries)
        if isinstance(self.task, Requirement):
            self._shares(self.task, spans, covers)
            if self.task.lead:
                self._leads(self.task, spans, covers)

    def _now_of(self, columns: Ints) -> Floats:
        at = {int(column): i for i, column in enumerate(self.columns)}
        return np.array([self.now[at[int(column)]] for column in columns])

    def _single(
        self, spans: list[Covered], covers: Bools
    ) -> tuple[Floats, list[tuple[Ints, Ints, Floats]]]:
        """Credit that stays, and where turns count one by one: span, column, credit."""
        parts: list[Part] = []
        there = np.zeros(len(spans))
        each = np.zeros(len(self.places))
        for group in dict.fromkeys((*self.kept, *self.groups)):
            worth = self.near.counts(group[0], group[1], self.task)
            level = self.kept.get(group, Level(()))
            if worth is None:
                continue
            if not worth.lots:
                each[self.groups.get(group, [])] = worth.count / worth.give
                runs = level.runs(0, self.near.timeline.end)
                parts += [(a, b, worth.of(n)) for a, b, n in runs]
            elif group not in self.groups:
                there += [float(worth.of(n)) for n in _least(level, spans)]
        there += _least(Level(parts), spans)
        row, place = np.nonzero(covers & (each > 0))
        return there, [(row, self.columns[place], each[place])]

    def _lots(
        self, group: Group, own: Ints, spans: list[Covered], covers: Bools, give: int, count: int
    ) -> tuple[Ints, Floats]:
        """Whole lots of one nation and capability in each span, and what they count for now."""
        stays = _least(self.kept.get(group, Level(())), spans)
        lots = self.draft.columns("lots", len(spans), integer=True)
        rows = self.draft.rows("lots", len(spans), upper=stays)
        self.draft.enter(rows, lots, float(give))
        row, place = np.nonzero(covers[:, own])
        self.draft.enter(rows[row], self.columns[own][place], -1.0)
        present = covers[:, own] @ self.now[own]
        return lots, (stays + present) // give * count

    def _short(
        self, spans: list[Covered], there: Floats, now: Floats,
        entries: list[tuple[Ints, Ints, Floats]],
    ) -> None:
        """Cover and what is missing; below what is of use nothing counts."""
        draft = self.draft
        wanted = np.array([item.wanted for item in spans], dtype=float)
        least = np.minimum(self.task.min_useful, wanted)
        covers = np.where(now >= least - _ROUNDED, np.minimum(now, wanted), 0.0)
        most = np.maximum([float(item.short) for item in spans], wanted - covers)
        asked = [self._asked(item, "shortfall") for item in spans]
        short = draft.columns(
            "short", len(spans), upper=np.where(asked, wanted, most),
            cost=[self._points(item, "shortfall") for item in spans],
        )
        rows = draft.rows("cover", len(spans), lower=wanted - there)
        draft.enter(rows, short, 1.0)
        useful = np.flatnonzero(least > 1)
        enough = np.full(len(spans), -1)
        enough[useful] = draft.rows("enough", len(useful), lower=-there[useful])
        use = draft.columns("of use", len(useful), upper=1.0, integer=True)
        none = draft.rows("none", len(useful), lower=wanted[useful])
        draft.enter(enough[useful], use, -least[useful])
        draft.enter(none, short[useful], 1.0)
        draft.enter(none, use, wanted[useful])
        for row, column, value in entries:
            draft.enter(rows[row], column, value)
            counts = enough[row] >= 0
            draft.enter(enough[row][counts], column[counts], value[counts])

    def _asked(self, item: Covered, kind: str) -> bool:
        gap = self.gap
        return (gap.task, gap.kind) == (self.task.id, kind) and (
            item.span.first < gap.after and item.span.after > gap.first)

    def _points(self, item: Covered, kind: str) -> float:
        """Points for one element missing in a span; those of the shortfall come first."""
        weights, lasts = self.near.operation.weights, months(item.span.days)
        each = weights.shortfall[self.task.priority - 1] * self.task.weight * lasts
        each *= weights.tail if item.span.tail else 1.0
        each *= weights.lead if kind == "lead_shortfall" else 1.0
        return each + (_FIRST * lasts if self._asked(item, kind) else 0.0)

    def _shares(self, task: Requirement, spans: list[Covered], covers: Bools) -> None:
        """At most so many elements of one nation and capability as its share allows."""
        for group, own in self.groups.items():
            worth = self.near.counts(group[0], group[1], task)
            if task.max_share is None or worth is None:
                continue
            most = np.array([
                max(1, floor(task.max_share * item.wanted + _ROUNDED)) for item in spans
            ])
            allowed = most * worth.give // worth.count
            if worth.lots:
                allowed = worth.give * (most // worth.count + 1) - 1
            stays = _least(self.kept.get(group, Level(())), spans)
            present = covers[:, own] @ self.now[own]
            rows = self.draft.rows(
                "share", len(spans), upper=np.maximum(allowed - stays, present))
            row, place = np.nonzero(covers[:, own])
            self.draft.enter(rows[row], self.columns[own][place], 1.0)

    def _leads(self, task: Requirement, spans: list[Covered], covers: Bools) -> None:
        leads = led(self.near).get(task.id, [])
        for index, item in enumerate(spans):
            if item.span.quantity:
                leading = [
                    nation for a, b, nation in leads
                    if a <= item.span.first and item.span.after <= b
                ]
                self._lead(task, item, np.flatnonzero(covers[index]), leading)

    def _lead(
        self, task: Requirement, item: Covered, own: Ints, leading: list[str]
    ) -> None:
        """A nation with enough in place leads; whoever leads now goes on."""
        draft, needed = self.draft, min(task.lead, item.span.quantity)
        missing = draft.columns(
            "no lead", 1, upper=0.0 if leading else 1.0, cost=self._points(item, "lead_shortfall"))
        one = draft.rows("one lead", 1, lower=1.0)
        draft.enter(one, missing, 1.0)
        able = dict.fromkeys(self.places[i].unit.nation for i in own)
        for nation in leading or able:
            mine = np.array(
                [i for i in own if self.places[i].unit.nation == nation], dtype=np.int64)
            stays = float(sum(
                level.least(item.span.first, item.span.after)
                for group, level in self.kept.items() if group[0] == nation
            ))
            least = min(needed, stays + self.now[mine].sum()) if leading else needed
            leads = draft.columns("lead", 1, upper=1.0, integer=True)
            draft.enter(one, leads, 1.0)
            row = draft.rows("lead enough", 1, lower=-stays)
            draft.enter(row, leads, -float(least))
            draft.enter(row, self.columns[mine], 1.0)


def _least(level: Level, spans: list[Covered]) -> Floats:
    """The least amount on any day of each span."""
    return np.array([float(level.least(c.span.first, c.span.after)) for c in spans])


def _counts(scene: Scene, task: Served) -> dict[Group, Level]:
    """Elements on a task by nation and capability."""
    parts: defaultdict[Group, list[Part]] = defaultdict(list)
    for item in (*scene.tours, *(scene.holds if is_held(task) else ())):
        if item.task.id == task.id:
            group = (item.unit.nation, item.unit.capability)
            parts[group].append((item.first, item.ends, item.count))
    return {group: Level(own) for group, own in parts.items()}
