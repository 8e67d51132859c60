"""Rows of a small program: what the turns that stay leave free of pools, pledges and ceilings.

Every limit is at least what the plan uses now, so that the plan itself always fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np

from willing.assess.demand import days_of, laid
from willing.assess.level import Level, Part
from willing.assess.pools import unfree
from willing.assess.stages import kept as kept_since
from willing.assess.stay import Stay
from willing.assess.treaty import binding, tonnes_inside
from willing.domain.requirement import Commitment
from willing.explain.headroom import headroom
from willing.explain.near import Near
from willing.explain.places import Place, Span, inside, occupied
from willing.explain.stints import rounded
from willing.planner.draft import Draft
from willing.planner.program import Floats, Ints


def room(draft: Draft, columns: Ints, places: tuple[Place, ...], kept: Near) -> None:
    """Write what pools, pledges, caveats, ceilings and beds still allow; `kept` is what stays."""
    _pools(draft, columns, places, kept)
    _numbers(draft, columns, places, kept)
    headroom(draft, columns, places, kept)
    _costs(draft, columns, places, kept)
    _tonnes(draft, columns, places, kept)


def _pools(draft: Draft, columns: Ints, places: tuple[Place, ...], kept: Near) -> None:
    """Elements of each pool and each pledge that can do nothing else, by lines."""
    used: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
    units = {place.unit.id: place.unit for place in places}

    def add(unit: str, pledge: str, days: Span, count: int) -> None:
        part = (*rounded(kept.timeline, *days), count)
        used["unit", unit].append(part)
        if pledge:
            used["pledge", pledge].append(part)
            used["free", unit].append(part)

    for item in (*kept.tours, *kept.holds):
        if item.unit.id in units:
            add(item.unit.id, item.row.pledge, (kept_since(kept, item), item.free), item.count)
    for unit in units.values():
        for pledge, (first, until, count) in unfree(kept, unit):
            if first < until:
                add(unit.id, pledge, (first, until), int(count))
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        groups["unit", place.unit.id].append(index)
        if place.offer.pledge:
            groups["pledge", place.offer.pledge].append(index)
            if place.unit.free is not None:
                groups["free", place.unit.id].append(index)
    operation = kept.operation
    for (kind, name), own in groups.items():
        said = operation.unit[name].free if kind == "free" else None
        most = 0 if said else (operation.pledge if kind == "pledge" else operation.unit)[name].count
        free = [(a, b, -n) for a, b, n in laid(said, kept.timeline)] if said else []
        level = Level([*used[kind, name], *free])
        _rows(draft, columns, places, own, occupied, kept, lambda *d, m=most, v=level: (
            float(m - v.most(*d))))


def _numbers(draft: Draft, columns: Ints, places: tuple[Place, ...], kept: Near) -> None:
    """Elements of a pledge in place at once, under its number caveats."""
    for caveat in kept.operation.caveats:
        own = [
            i for i, place in enumerate(places)
            if place.offer.pledge == caveat.pledge and not place.hold
        ]
        days = days_of(caveat.start, caveat.until, kept.timeline)
        if (caveat.kind, caveat.rule) != ("number", "max") or not own or days is None:
            continue
        level = Level(
            (t.first, t.ends, t.count) for t in kept.tours if t.row.pledge == caveat.pledge
        )
        _rows(draft, columns, places, own, lambda p: p.days, kept, _within(
            [(*days, int(caveat.values[0]))], level))


def _tonnes(draft: Draft, columns: Ints, places: tuple[Place, ...], kept: Near) -> None:
    """Tonnes inside a place that law or treaty limits."""
    operation, there = kept.operation, tonnes_inside(kept.operation, kept.tours)
    for place in operation.places:
        own = [
            i for i, p in enumerate(places)
            if not p.hold and p.unit.tonnes and place in binding(operation, p.task, p.unit.nation)
        ]
        if place.stay_tonnes is not None and own:
            limits = _within(laid(place.stay_tonnes, kept.timeline), there[place.id])
            _rows(draft, columns, places, own, inside, kept, limits, lambda p: p.unit.tonnes)


def _costs(draft: Draft, columns: Ints, places: tuple[Place, ...], kept: Near) -> None:
    """What a nation spends before the horizon."""
    borne = kept.whole.operation.borne
    for name in dict.fromkeys(n for place in places for n in borne[place.unit.id]):
        ceiling = kept.operation.nation[name].ceiling_cost
        if ceiling is None:
            continue
        own = [i for i, p in enumerate(places) if name in borne[p.unit.id] and _abroad(p)]
        each = np.array([borne[places[i].unit.id][name] * _cost(kept, places[i]) for i in own])
        spent = sum(
            borne[tour.unit.id].get(name, 0.0) * _spent(kept, tour) for tour in kept.tours)
        now = sum(each * [places[i].now for i in own])
        (row,) = draft.rows("cost", 1, upper=max(ceiling - spent, now))
        draft.enter(row, columns[own], each)


def _abroad(place: Place) -> bool:
    task = place.task
    return not place.hold and not (
        isinstance(task, Commitment) and task.nation == place.unit.nation)


def _cost(kept: Near, place: Place) -> float:
    first, ends = place.days
    return place.unit.cost_per_day * max(min(ends, kept.timeline.horizon) - max(first, 0), 0)


def _spent(kept: Near, tour: Stay) -> float:
    if not kept.abroad(tour):
        return 0.0
    days = kept.days_before(tour, kept.timeline.horizon)
    return tour.unit.cost_per_day * tour.count * days


def _within(limits: Iterable[Part], level: Level) -> Callable[[int, int], float]:
    """What is left on some days under limits that hold on days of their own."""
    parts = list(limits)

    def left(first: int, after: int) -> float:
        return min((
            float(most) - float(level.most(max(a, first), min(b, after)))
            for a, b, most in parts if a < after and b > first
        ), default=np.inf)

    return left


def _rows(
    draft: Draft, columns: Ints, places: tuple[Place, ...], own: list[int],
    days: Callable[[Place], Span], kept: Near, left: Callable[[int, int], float],
    each: Callable[[Place], float] = lambda place: 1,
) -> None:
    """One row for each period in which some of the turns take something of a limit."""
    lines = np.array(kept.timeline.lines, dtype=np.int64)
    spans = np.array([days(places[i]) for i in own], dtype=np.int64)
    amounts: Floats = np.array([each(places[i]) for i in own], dtype=float)
    now = np.array([places[i].now for i in own], dtype=float) * amounts
    begin = np.maximum(np.searchsorted(lines, spans[:, 0], side="right") - 1, 0)
    end = np.minimum(np.searchsorted(lines, spans[:, 1], side="left"), len(lines) - 1)
    periods = np.arange(begin.min(), end.max())
    takes = (begin <= periods[:, None]) & (end > periods[:, None])
    free = np.array([left(int(lines[p]), int(lines[p + 1])) for p in periods])
    bound = np.flatnonzero(takes.any(axis=1) & (free < np.inf))
    rows = draft.rows("room", len(bound), upper=np.maximum(free, takes @ now)[bound])
    row, column = np.nonzero(takes[bound])
    draft.enter(rows[row], columns[own][column], amounts[column])
