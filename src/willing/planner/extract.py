"""From a point of the program to the rows of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Literal, get_args

import numpy as np

from willing.domain.fit import Fit
from willing.domain.plan import Kind, Row
from willing.domain.requirement import Requirement
from willing.planner.buys import held_until
from willing.planner.frames import frame_rows
from willing.planner.given import ON_TOUR, ORDERED, PINNED
from willing.planner.model import Model
from willing.planner.program import Floats
from willing.planner.rules.decide import hold_days
from willing.planner.shortfall import shortfalls

_WHY = {0: "", ORDERED: "order", ON_TOUR: "cycle", PINNED: "pin"}


def rows(
    model: Model, x: Floats, short: Mapping[int, list[Fraction]] | None = None
) -> tuple[Row, ...]:
    """Rows of the plan a point stands for, sorted by kind, task, day and unit.

    `short`: what it leaves `shortfalls`, where that is known.
    """
    found = [
        *turns(model, x), *steps(model, x), *leads(model, x),
        *_shortfalls(model, shortfalls(model, x) if short is None else short),
        *_no_leads(model, x),
    ]
    order = {kind: at for at, kind in enumerate(get_args(Kind))}
    return tuple(sorted(found, key=lambda row: (
        order[row.kind], row.task, row.first_day, row.unit, row.pledge, row.days, row.nation
    )))


def turns(model: Model, x: Floats) -> Iterator[Row]:
    """Rows of tours and holds alone."""
    yield from _as_it_shows(_tours(model, x))
    yield from _holds(model, x)


def _as_it_shows(found: Iterator[Row]) -> Iterator[Row]:
    """Rows with stints that were to last differently, and that one deal ends, told as one; and
    tours that differ in the day of the decision only."""
    together: dict[Row, int] = {}
    for row in found:
        if row.kind == "standby" or row.pinned in ("", "pin"):
            alike = replace(row, count=0)
            together[alike] = together.get(alike, 0) + int(row.count)
        else:
            yield row
    for row, count in together.items():
        yield replace(row, count=count)


def steps(model: Model, x: Floats) -> Iterator[Row]:
    """Rows of the steps taken before the deal; each is paid for up to D."""
    line = model.choices.timeline
    for buy, column in zip(model.choices.buys, model.making.buys, strict=True):
        if x[column] > 0.5:
            pinned = model.making.pins.steps.get(buy.step.id) == buy.day
            yield Row(
                outcome=model.situation.outcome.name, kind="step", nation=buy.step.nation,
                task=buy.step.id, first_day=line.date_of(buy.day),
                days=held_until(model.situation) - buy.day, count=1,
                pinned="order" if buy.taken else "pin" if pinned else "",
            )


def _tours(model: Model, x: Floats) -> Iterator[Row]:
    choices, outcome = model.choices, model.situation.outcome.name
    tours = choices.tours
    counts, stints = np.round(x[model.making.tours]).astype(int), choices.stints
    least, why_of = tours.least.copy(), tours.given.copy()
    for either, pinned in model.making.pins.either.items():
        left = pinned
        for tour in either:
            here = min(left, int(counts[tour]))
            least[tour], why_of[tour], left = here, PINNED, left - here
    for i in np.flatnonzero(counts):
        pair, given = choices.pairs[int(tours.pair[i])], int(why_of[i])
        fixed = int(least[i])
        parts = [(counts[i], given)] if given != PINNED else [
            (fixed, given), (counts[i] - fixed, 0)
        ]
        for count, why in parts:
            if count:
                yield Row(
                    outcome=outcome, kind="standby" if stints[i] else "tour",
                    unit=pair.fit.unit.id,
                    nation=pair.fit.unit.nation,
                    pledge="" if pair.fit.pledge is None else pair.fit.pledge.id,
                    task=pair.fit.task.id,
                    first_day=choices.timeline.date_of(int(tours.first_day[i])),
                    days=int(tours.ends[i] - tours.first_day[i]), count=int(count),
                    pinned=_WHY[why],  # type: ignore[arg-type]
                )


def _holds(model: Model, x: Floats) -> Iterator[Row]:
    """Holds as runs: periods in a row with the same number are one row; pinned rows apart."""
    making, choices = model.making, model.choices
    yield from (row for row in making.pins.rows if row.kind == "hold")
    for held in choices.held:
        fit = held.pair.fit
        yield _hold_row(model, fit, held.first, held.after, held.count, "order")
    counts = np.round(x[making.holds]).astype(int) - model.program.lower[making.holds].astype(int)
    run: tuple[int, int, int, int] | None = None
    for hold in np.flatnonzero(counts):
        p = int(making.hold_pair[hold])
        first, after = hold_days(choices, choices.pairs[p].task, int(making.hold_period[hold]))
        if run is not None and run[0] == p and run[2] == first and run[3] == counts[hold]:
            run = (p, run[1], after, run[3])
            continue
        if run is not None:
            yield _hold_row(model, choices.pairs[run[0]].fit, *run[1:])
        run = (p, first, after, int(counts[hold]))
    if run is not None:
        yield _hold_row(model, choices.pairs[run[0]].fit, *run[1:])


def _hold_row(
    model: Model, fit: Fit, first: int, after: int, count: int,
    why: Literal["", "order"] = "",
) -> Row:
    return Row(
        outcome=model.situation.outcome.name, kind="hold", unit=fit.unit.id,
        nation=fit.unit.nation, pledge="" if fit.pledge is None else fit.pledge.id,
        task=fit.task.id, first_day=model.choices.timeline.date_of(first), days=after - first,
        count=count, pinned=why,
    )


def leads(model: Model, x: Floats) -> Iterator[Row]:
    """Leads as runs, a pinned part of a run as a row of its own; and turns of framework nations."""
    yield from frame_rows(model, x)
    for (task, nation), columns in model.making.leads.items():
        if task in model.making.assembled:
            continue  # these are frames
        name = model.choices.tasks[task].id
        pinned = [row for row in model.making.pins.rows
                  if (row.kind, row.task, row.nation) == ("lead", name, nation)]
        for row in _runs(model, "lead", task, np.round(x[columns]), nation):
            yield from _apart(_lasting(model, task, row), pinned)


def _lasting(model: Model, task: int, run: Row) -> Row:
    """A lead that ends before days on which nobody is wanted goes on through them if it must."""
    noun, as_of = model.choices.tasks[task], model.choices.timeline.as_of
    first = (run.first_day - as_of).days
    later = [span.first for span in model.choices.spans[task] if span.first >= first + run.days]
    if not isinstance(noun, Requirement) or not later:
        return run
    return replace(run, days=max(run.days, min(noun.lead_days, later[0] - first)))


def _apart(run: Row, pinned: list[Row]) -> Iterator[Row]:
    """A run of days cut into the pinned rows inside it and what is left between them."""
    begin, end = run.first_day, run.first_day + timedelta(run.days)
    for row in sorted(pinned, key=lambda row: row.first_day):
        if not begin <= row.first_day < end:
            continue
        if begin < row.first_day:
            yield replace(run, first_day=begin, days=(row.first_day - begin).days)
        yield row
        begin = row.first_day + timedelta(row.days)
    if begin < end:
        yield replace(run, first_day=begin, days=(end - begin).days)


def _no_leads(model: Model, x: Floats) -> Iterator[Row]:
    for task in model.making.no_lead:
        led = sum(
            np.round(x[columns]) for (t, _), columns in model.making.leads.items() if t == task
        )
        wanted = np.array([span.quantity > 0 for span in model.choices.spans[task]], dtype=float)
        without = np.maximum(wanted - led, 0.0)
        yield from _runs(model, "lead_shortfall", task, without)


def _shortfalls(model: Model, short: Mapping[int, list[Fraction]]) -> Iterator[Row]:
    for task, amounts in short.items():
        yield from _runs(model, "shortfall", task, np.array([float(a) for a in amounts]))


def _runs(model: Model, kind: str, task: int, values: Floats, nation: str = "") -> Iterator[Row]:
    """Spans in a row with the same value are one row; nothing is no row."""
    choices = model.choices
    found = choices.spans[task]
    start = 0
    for s in range(1, len(found) + 1):
        # A lead goes on through days between two windows; nothing is short on them.
        joined = s < len(found) and values[s] == values[start] and (
            kind == "lead" or found[s].first == found[s - 1].after
        )
        if joined:
            continue
        if values[start] > 0:
            yield Row(
                outcome=model.situation.outcome.name, kind=kind,  # type: ignore[arg-type]
                nation=nation, task=choices.tasks[task].id,
                first_day=choices.timeline.date_of(found[start].first),
                days=found[s - 1].after - found[start].first, count=float(values[start]),
            )
        start = s
