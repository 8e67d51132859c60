"""Builds micro operations from few words; what a case does not name is as plain as can be.

Day 0 is 1 January 2027 and the deal takes effect on it, all elements are at home and rested,
there is no movement, one capability, no tail, and one class of shortfall costs 36, 6 or 1 points.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from willing.calendar import Grid, parse_moment, parse_steps
from willing.domain.agreement import Agreement
from willing.domain.command import Command
from willing.domain.company import parse_company
from willing.domain.condition import parse_condition
from willing.domain.formation import Slot
from willing.domain.milestone import Milestone, Threshold
from willing.domain.nation import Group, Leg, Nation, Place
from willing.domain.operation import Operation, Settings, Weights
from willing.domain.overhead import Overhead
from willing.domain.package import Need, Package
from willing.domain.pledge import Caveat, Order, Pledge
from willing.domain.question import Answer, Change, Question
from willing.domain.reach import Reach, Travel
from willing.domain.renewal import Renewal
from willing.domain.requirement import Commitment, Requirement, Substitution
from willing.domain.stages import parse_stages
from willing.domain.standby import Standby
from willing.domain.step import Step
from willing.domain.unit import Capability, Cycle, Owner, Policy, PolicyPhase, Unit
from willing.domain.windows import parse_windows

AS_OF = date(2027, 1, 1)
"""Day 0 of every micro operation."""

_TABLES: dict[type, str] = {
    Capability: "capabilities", Policy: "policies", PolicyPhase: "policy_phases",
    Group: "groups", Question: "questions", Place: "places", Leg: "legs", Nation: "nations",
    Unit: "units", Owner: "owners", Cycle: "cycles", Pledge: "pledges", Caveat: "caveats",
    Requirement: "requirements", Commitment: "commitments", Substitution: "substitutions",
    Order: "orders", Change: "changes", Milestone: "milestones", Threshold: "thresholds",
    Command: "commands", Agreement: "agreements", Overhead: "overheads",
    Reach: "reaches", Travel: "travel", Package: "packages", Need: "needs",
    Slot: "compositions", Standby: "standbys", Step: "steps", Renewal: "renewals",
}


def day(number: int) -> date:
    """Calendar date of a day number."""
    return AS_OF + timedelta(days=number)


def unit(
    id: str, count: int = 1, *, tours: Iterable[int] = (30,), capability: str = "team",
    nation: str = "", home: str = "", overlap: int = 0, recovery: int = 0, dwell: int = 0,
    work_up: int = 0, stages: str = "", certify_days: int = 0, certified: int | None = None,
    **other: Any,
) -> tuple[Unit, Policy]:
    """Make a pool with a policy of its own; its nation is its id in capitals, and so its home."""
    owner = nation or id.upper()
    pool = Unit(
        id=id, nation=owner, capability=capability, count=count, home=home or f"home of {owner}",
        policy=id, certified_until=None if certified is None else day(certified), **other,
    )
    policy = Policy(
        id=id, tours=tuple(tours), overlap=overlap, recovery=recovery, dwell=dwell,
        work_up=work_up, stages=parse_stages(stages) if stages else None,
        certify_days=certify_days,
    )
    return pool, policy


def owner(unit: str, nation: str, share: float) -> Owner:
    """Make a nation's part of a pool."""
    return Owner(unit=unit, nation=nation, share=share)


def pledge(
    unit: str, count: int = 1, *, id: str = "", start: int | None = None,
    until: int | None = None, condition: str = "", offered_for: Iterable[str] = (),
    only: str = "", **other: Any,
) -> Pledge:
    """Make a pledge; start and until are day numbers."""
    return Pledge(
        id=id or f"{unit} pledge", unit=unit, count=count,
        start=None if start is None else day(start), until=None if until is None else day(until),
        condition=parse_condition(condition) if condition else None,
        offered_for=tuple(offered_for), only=parse_company(only) if only else None, **other,
    )


def package(id: str, *pledges: str) -> Package:
    """Make a package of pledges."""
    return Package(id=id, pledges=pledges)


def wants(pledge: str, capability: str, kind: str = "medical", **other: Any) -> Need:
    """Make a need of a pledge that the plan must meet."""
    return Need(pledge=pledge, kind=kind, capability=capability, **other)  # type: ignore[arg-type]


def caveat(
    pledge: str, kind: str, rule: str, *values: str, start: str = "", until: str = ""
) -> Caveat:
    """Make a caveat; start and until are moments as in the table."""
    return Caveat(
        pledge=pledge, kind=kind, rule=rule, values=values,  # type: ignore[arg-type]
        start=parse_moment(start) if start else None,
        until=parse_moment(until) if until else None,
    )


def need(
    id: str, quantity: str, *, capability: str = "team", place: str = "field",
    effect: str = "borders", **other: Any,
) -> Requirement:
    """Make a requirement in the field, of class 1."""
    return Requirement(
        id=id, effect=effect, capability=capability, quantity=parse_windows(quantity),
        place=place, **other,
    )


def slot(
    name: str, count: int = 1, *, formation: str = "battalion", capability: str = "", **other: Any
) -> Slot:
    """Make a slot of a battalion; it wants a capability of its own name."""
    return Slot(formation=formation, slot=name, capability=capability or name, count=count, **other)


def duty(
    id: str, nation: str, kind: str, quantity: str, *, capability: str = "team",
    place: str = "", **other: Any,
) -> Commitment:
    """Make a commitment of a nation; it is served at that nation's home."""
    return Commitment(
        id=id, nation=nation, kind=kind, capability=capability,  # type: ignore[arg-type]
        quantity=parse_windows(quantity), place=place or f"home of {nation}", **other,
    )


def near(
    id: str, quantity: str, minutes: int, *, capability: str = "team", place: str = "camp",
    **other: Any,
) -> Reach:
    """Make a reach from a camp, of class 1."""
    return Reach(
        id=id, effect="enabling", capability=capability, quantity=parse_windows(quantity),
        place=place, minutes=minutes, **other,
    )


def question(id: str, *answers: str, answered: int | None = None, **other: Any) -> Question:
    """Make a question whose answers are equally likely; answered on a day number, or at D."""
    return Question(
        id=id, answers=tuple(Answer(id=answer) for answer in answers),
        answered=None if answered is None else day(answered), **other,
    )


def by_ship(days: int, **other: Any) -> Leg:
    """A leg by sea from the home of AAA to the field."""
    return Leg(start="home of AAA", end="field", mode="sea", days=days, **other)


def agreement(
    kind: str, place: str, *, id: str = "", parties: Iterable[str] = (), start: str = "",
    until: str = "", condition: str = "", signed: bool = True,
) -> Agreement:
    """Make an agreement, signed; start and until are moments as in the table."""
    return Agreement(
        id=id or f"{kind} in {place}", kind=kind, place=place,  # type: ignore[arg-type]
        parties=tuple(parties), signed=signed,
        start=parse_moment(start) if start else None,
        until=parse_moment(until) if until else None,
        condition=parse_condition(condition) if condition else None,
    )


def step(id: str, *opens: str, start: int | None = None, until: int | None = None,
         taken: int | None = None, **other: Any) -> Step:
    """Make a step before the deal; start, until and taken are day numbers."""
    days = {"start": start, "until": until, "taken": taken}
    return Step(
        id=id, opens=opens, **other,
        **{name: None if number is None else day(number) for name, number in days.items()},
    )


def renewal(
    renews: str, until: int, *, given: bool = False, condition: str = "", ask_by: int | None = None
) -> Renewal:
    """Make a renewal up to a day number; without more it is open."""
    return Renewal(
        renews=renews, until=day(until), given=given,
        condition=parse_condition(condition) if condition else None,
        ask_by=None if ask_by is None else day(ask_by),
    )


def cycle(
    unit: str, state: str, count: int, until: int | None = None, *, task: str = "",
    pledge: str = "", since: int | None = None,
) -> Cycle:
    """Say where elements stand; until and since are day numbers."""
    return Cycle(
        unit=unit, state=state, count=count, task=task, pledge=pledge,  # type: ignore[arg-type]
        until=None if until is None else day(until), since=None if since is None else day(since),
    )


def order(unit: str, task: str, first_day: str, days: int, count: int, pledge: str = "") -> Order:
    """Make a turn already decided; its first day is a moment as in the table."""
    return Order(
        unit=unit, pledge=pledge, task=task, first_day=parse_moment(first_day), days=days,
        count=count,
    )


def change(when: str, table: str, id: str, field: str, value: str) -> Change:
    """Make a change that answers make."""
    return Change(when=parse_condition(when), table=table, id=id, field=field, value=value)


def operation(
    *records: Any, waiting: str = "none", grid: str = "4x30", tail: str = "none",
    spread: Iterable[str] = (), deal: Iterable[str] = ("2027-01-01",),
    weights: dict[str, Any] | None = None, settings: dict[str, Any] | None = None,
) -> Operation:
    """Put records into their tables, and add the nations, places and capabilities they name.

    Pools named in `spread` have no cycle rows; all others are at home and rested.
    """
    tables: dict[str, list[Any]] = {table: [] for table in _TABLES.values()}
    for record in _flat(records):
        tables[_TABLES[type(record)]].append(record)
    tables["questions"].insert(0, question("deal", *deal))
    _add_nations_and_places(tables)
    _add_capabilities(tables)
    stated = {row.unit for row in tables["cycles"]} | set(spread)
    tables["cycles"] += [
        cycle(pool.id, "home", pool.count) for pool in tables["units"] if pool.id not in stated
    ]
    return Operation(
        name="micro", as_of=AS_OF,
        grid=Grid(
            waiting=parse_steps(waiting), operation=parse_steps(grid), tail=parse_steps(tail)
        ),
        weights=Weights(**{"backfill": 0.0, "movement": 0.0, **(weights or {})}),
        settings=Settings(**{"movement_days": 0, **(settings or {})}),
        **{table: tuple(found) for table, found in tables.items()},
    )


def _flat(records: Iterable[Any]) -> Iterable[Any]:
    for record in records:
        if isinstance(record, tuple):
            yield from record
        else:
            yield record


def _add_nations_and_places(tables: dict[str, list[Any]]) -> None:
    nations = dict.fromkeys(nation.id for nation in tables["nations"])
    places = dict.fromkeys(place.id for place in tables["places"])
    owners = [record.nation for record in (*tables["units"], *tables["commitments"])]
    for owner in dict.fromkeys(owners):
        if owner not in nations:
            tables["nations"].append(Nation(id=owner))
        if f"home of {owner}" not in places:
            tables["places"].append(Place(id=f"home of {owner}", nation=owner))
            places[f"home of {owner}"] = None
    tasks = (*tables["requirements"], *tables["commitments"], *tables["reaches"])
    ends = [place for row in tables["travel"] for place in (row.start, row.end)]
    for place in dict.fromkeys([*(task.place for task in tasks), *ends]):
        if place not in places:
            tables["places"].append(Place(id=place, role="sector"))


def _add_capabilities(tables: dict[str, list[Any]]) -> None:
    known = {capability.id for capability in tables["capabilities"]}
    asked = [
        r.capability
        for t in ("units", "requirements", "commitments", "reaches") for r in tables[t]
    ]
    asked += [row.capability for row in tables["needs"] if row.capability]
    asked += [name for slot in tables["compositions"] for name in (slot.formation, slot.capability)]
    for name in dict.fromkeys(asked):
        if name not in known:
            tables["capabilities"].append(Capability(id=name))
