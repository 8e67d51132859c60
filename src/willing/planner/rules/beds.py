"""A place has so many beds, and engineers add to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from willing.domain.credit import kinds_of
from willing.domain.drawn import counts_at
from willing.domain.nation import Place
from willing.domain.route import places_around
from willing.planner.choices import Pair
from willing.planner.model import Making, Source
from willing.planner.program import Bools, Floats, Ints
from willing.planner.rules.crowd import (
    Crowd,
    Windows,
    by_spans,
    edges,
    in_place,
    limit,
    periods_of,
    there,
)
from willing.units import DAYS_PER_MONTH


def beds(making: Making) -> None:
    r"""People at a place and in its parts, with the overhead there, never exceed its beds.

    $$ \sum_k people_k \, there_{k,p,t} + \sum_{n,o \in p} over_{n,o,t} \le B_{p,t} + built_{p,t},
       \qquad built_{p,t} \le built_{p,t-1} + \frac{b_p}{30} \sum_e days_{e,t-1}, \qquad
       built_{p,t} \le M_p $$

    People are there from their arrival (reception, transfer and overlap included) until they are no
    more in place; who is at home there needs no bed. e are elements in place there that can build:
    what they add in a period counts from the next line. Applies to places with `beds`.
    """
    operation = making.choices.situation.operation
    for place in operation.places:
        if place.beds is None:
            continue
        here = [_at(making, pair, place) for pair in making.choices.pairs]
        sleeps = np.array([
            at and place.id not in places_around(operation, pair.fit.unit.home)
            for at, pair in zip(here, making.choices.pairs, strict=True)
        ], dtype=bool)
        who = there(making.choices, sleeps)
        sources = [s for s in making.overheads if counts_at(operation, s.row, place.id)]
        windows = place.beds.on(making.choices.timeline)
        builds = np.array([
            at and place.beds_by in kinds_of(operation, pair.fit.unit.capability)
            for at, pair in zip(here, making.choices.pairs, strict=True)
        ], dtype=bool)
        if place.beds_per and builds.any():
            _with_builders(making, place, who, windows, sources, builds)
        elif sources or len(who.free):
            limit(making, f"beds {place.id}", who, windows, sources)


def _at(making: Making, pair: Pair, place: Place) -> bool:
    """Whether a pair serves at a place or in one of its parts."""
    operation = making.choices.situation.operation
    return place.id in places_around(operation, pair.fit.task.place)


def _with_builders(
    making: Making, place: Place, who: Crowd, windows: Windows, sources: Sequence[Source],
    builds: Bools,
) -> None:
    """Keep people below beds that grow."""
    choices, draft = making.choices, making.draft
    each = place.beds_per / DAYS_PER_MONTH
    work = in_place(choices, builds, people=False)

    def added(days: Ints) -> Floats:
        """Beds that turns decided add before some days."""
        found = np.zeros(len(days))
        for first, after, count in work.decided:
            found += each * count * np.maximum(np.minimum(days, after) - first, 0)
        return found

    made = by_spans(
        making, f"beds {place.id}", who, windows, sources, added, edges(work.decided)
    )
    built = _built(making, place, work, each)
    draft.enter(made.rows, built[made.period], -1.0)
    cap, rows = made.cap, made.most
    if place.beds_most is not None:
        cap = made.base + place.beds_most
        rows = draft.rows(f"most beds {place.id}", len(made.rows), upper=cap)
        draft.enter(rows, made.passing.chains.columns[made.period], 1.0)
        for source, at in made.sources:
            draft.enter(rows, source.columns[at], 1.0)
    making.crowds.append(replace(
        made, cap=cap, builders=work.free, each=each, built=built, most=rows))


def _built(making: Making, place: Place, work: Crowd, each: float) -> Ints:
    """Columns of the beds that those whom the plan sends have added by each line."""
    choices, draft = making.choices, making.draft
    tours, line = choices.tours, choices.timeline
    lines = np.array(line.lines, dtype=np.int64)
    # Whole periods by stocks, the rest of a tour in its last period by itself.
    last = np.minimum(periods_of(choices, tours.ends[work.free]), line.periods)
    chains = replace(work, leave=last).lay(making, f"builders at {place.id}")
    most = each * np.cumsum(np.append(0.0, np.diff(lines)[:-1])) * _elements(making, work)
    built = draft.columns(f"built at {place.id}", line.periods, upper=most)
    rows = draft.rows(f"built at {place.id}", line.periods, upper=0.0)
    draft.enter(rows, built, 1.0)
    draft.enter(rows[1:], built[:-1], -1.0)
    draft.enter(rows[1:], chains.columns[:-1], -each * np.diff(lines)[:-1])
    rest = tours.ends[work.free] - lines[last]
    inside = (rest > 0) & (last + 1 < line.periods)
    draft.enter(rows[last[inside] + 1], making.tours[work.free[inside]], -each * rest[inside])
    return built


def _elements(making: Making, work: Crowd) -> int:
    """Elements that may ever build."""
    pairs = [making.choices.pairs[int(p)] for p in np.unique(making.choices.tours.pair[work.free])]
    return sum({pair.fit.unit.id: pair.fit.unit.count for pair in pairs}.values())
