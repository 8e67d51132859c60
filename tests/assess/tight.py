"""A good plan's operation with limits drawn in to exactly what the plan uses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from math import ceil

from tests.assess.bonds import bound
from tests.assess.naive import Days
from willing.domain.agreement import Agreement
from willing.domain.nation import Nation, Place
from willing.domain.operation import Operation
from willing.domain.overhead import Overhead
from willing.domain.plan import Plan
from willing.domain.pledge import Caveat, Pledge
from willing.domain.requirement import Requirement
from willing.domain.unit import Unit
from willing.domain.windows import Window, Windows, parse_windows

LIMITS = (
    "tonnage", "until", "share", "ceiling", "beds", "force", "number", "twice", "free",
    "agreement", "company", "need", "package", "nations",
)
"""Rules whose limits can be drawn in."""


def roomy(operation: Operation) -> Operation:
    """The operation without beds and a ceiling of the force, which nearly every mutant breaks."""
    return replace(
        operation, settings=replace(operation.settings, ceiling_people=None), places=tuple(
            replace(place, beds=None, beds_by="", beds_per=0, beds_most=None)
            for place in operation.places
        ),
        changes=tuple(c for c in operation.changes if not c.field.startswith("beds")),
    )


def tight(operation: Operation, plan: Plan, rule: str) -> Operation:
    """The operation with the limits of one rule as low as the plan allows."""
    if rule in ("company", "need", "package"):
        return bound(operation, plan, rule)
    if rule in ("ceiling", "beds", "force"):
        theatre = "theatre" if "theatre" in operation.place else ""
        behind = Overhead(place=theatre, fixed=25, share=0.1)
        operation = replace(operation, overheads=(behind,))
    if rule in ("beds", "force"):
        # With overhead a nation's own ceiling may be too low for the plan.
        open_ = tuple(replace(nation, ceiling_people=None) for nation in operation.nations)
        operation = roomy(replace(operation, nations=open_))
    days = Days(operation, plan)
    every = range(days.line.end)
    if rule == "tonnage":
        heavy = replace(operation, units=tuple(
            replace(unit, tonnes=unit.tonnes or 100.0) for unit in operation.units
        ))
        weighed = Days(heavy, plan)
        return replace(heavy, places=tuple(_weighed(weighed, p, every) for p in heavy.places))
    if rule == "until":
        return replace(operation, pledges=tuple(_pledge(days, p) for p in operation.pledges))
    if rule == "share":
        drawn_in = tuple(_requirement(days, r, every) for r in operation.requirements)
        return replace(operation, requirements=drawn_in)
    if rule == "nations":
        return replace(operation, requirements=tuple(
            replace(r, nations=max(1, max(len(days.nations(r, day)) for day in every)))
            for r in operation.requirements
        ))
    if rule == "number":
        caveats = tuple(_caveat(days, pledge, every) for pledge in operation.pledges)
        return replace(operation, caveats=(*operation.caveats, *caveats))
    if rule == "twice":
        return replace(operation, commitments=tuple(
            replace(task, twice=task.kind == "standing") for task in operation.commitments
        ))
    if rule == "free":
        return replace(operation, units=tuple(_unit(days, unit, every) for unit in operation.units))
    if rule == "agreement":
        return _under_agreements(days)
    if rule == "beds":
        return replace(operation, places=tuple(_place(days, p, every) for p in operation.places))
    if rule == "force":
        most = max(days.force(day) for day in every)
        settings = replace(operation.settings, ceiling_people=parse_windows(str(most)))
        return replace(operation, settings=settings)
    nations = tuple(_nation(days, nation, every) for nation in operation.nations)
    changes = tuple(change for change in operation.changes if change.field != "ceiling_tasks")
    return replace(operation, nations=nations, changes=changes)


def _under_agreements(days: Days) -> Operation:
    """Every place asks for an agreement, and each nation has one from arrival to its last day."""
    there: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for row, turn in days.stays:
        if row.kind == "tour" and not row.pinned:
            stay = (turn.arrives, turn.ends)
            there.setdefault((row.nation, days.task(row).place), []).append(stay)
    as_of = days.line.as_of
    signed = tuple(
        Agreement(
            id=f"sofa_{number}", kind="sofa", parties=(nation,), place=place, signed=True,
            start=as_of + timedelta(min(first for first, _ in stays)),
            until=as_of + timedelta(max(ends for _, ends in stays)),
        )
        for number, ((nation, place), stays) in enumerate(there.items())
    )
    places = tuple(replace(place, agreements=("sofa",)) for place in days.operation.places)
    return replace(days.operation, places=places, agreements=signed)


def _nation(days: Days, nation: Nation, every: range) -> Nation:
    cost = sum(
        days.operation.unit[row.unit].cost_per_day * row.count
        * max(min(turn.ends, days.line.horizon) - max(turn.first_day, 0), 0)
        for row, turn in days.stays if row.kind == "tour" and row.nation == nation.id
        and getattr(days.task(row), "nation", None) != nation.id
    )
    away = max(days.away(nation.id, day) + days.behind(day, nation.id) for day in every)
    tasks = max(days.tasks(nation.id, day) for day in every)
    return replace(
        nation, ceiling_people=parse_windows(str(away)), ceiling_tasks=tasks, ceiling_cost=cost
    )


def _unit(days: Days, unit: Unit, every: range) -> Unit:
    """The unit with as many free on each day as are busy under its pledges."""
    busy = [
        sum(days.occupied(unit.id, day, p.id) for p in days.operation.pledges if p.unit == unit.id)
        for day in every
    ]
    changes = [day for day in every if day == 0 or busy[day] != busy[day - 1]]
    date_of = days.line.date_of
    windows = Windows(tuple(
        Window(date_of(first), date_of(after), busy[first])
        for first, after in pairwise([*changes, len(busy)])
    ))
    return replace(unit, free=windows if max(busy) else None)


def _place(days: Days, place: Place, every: range) -> Place:
    """As many beds as are slept in, but for those that engineers add at the theatre."""
    most = max(days.at(place.id, day) - days.built(place, day) for day in every)
    if most <= 0:
        return replace(place, beds=None, beds_by="", beds_per=0, beds_most=None)
    if place.id == "theatre":
        place = replace(place, beds_by="engineer_company", beds_per=40)
        most = max(days.at(place.id, day) - days.built(place, day) for day in every)
    return replace(place, beds=parse_windows(str(max(most, 0))))


def _weighed(days: Days, place: Place, every: range) -> Place:
    most = max(days.tonnes(place.id, day) for day in every)
    return replace(place, stay_tonnes=parse_windows(str(ceil(most))))


def _pledge(days: Days, pledge: Pledge) -> Pledge:
    ends = [turn.ends for row, turn in days.stays if row.pledge == pledge.id]
    if not ends:
        return pledge
    return replace(pledge, until=days.line.as_of + timedelta(max(ends)))


def _requirement(days: Days, task: Requirement, every: range) -> Requirement:
    share = 0.0
    for day in every:
        wanted = days.wanted(task, day) if days.there(task.id, day) else 0
        for nation in {row.nation for row in days.there(task.id, day)} if wanted else ():
            share = max(share, ceil(days.credit(task, day, nation)) / wanted)
    return replace(task, max_share=min(share, 1.0) if share else task.max_share)


def _caveat(days: Days, pledge: Pledge, every: range) -> Caveat:
    most = max(
        sum(int(row.count) for row, turn in days.stays if row.pledge == pledge.id
            and row.kind == "tour" and turn.first_day <= day < turn.ends)
        for day in every
    )
    return Caveat(pledge=pledge.id, kind="number", rule="max", values=(str(most),))
