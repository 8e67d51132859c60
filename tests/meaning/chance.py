"""Micro operations made at random from a seed: tiny, but every rule turns up in some of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from tests.meaning.build import (
    agreement,
    caveat,
    cycle,
    duty,
    near,
    need,
    operation,
    order,
    pledge,
    question,
    unit,
)
from willing.domain.agreement import Agreement
from willing.domain.command import Command
from willing.domain.nation import Leg, Nation, Place
from willing.domain.operation import Operation
from willing.domain.reach import Travel
from willing.domain.requirement import Substitution
from willing.domain.unit import PolicyPhase
from willing.domain.windows import parse_windows

NATIONS = ("AAA", "AAA", "BBB", "CCC")
CAPABILITIES = ("team", "team", "team", "guard")
MONTH = 30


def micro(seed: int) -> tuple[Operation, dict[str, str]]:
    """Make one operation and one of its outcomes; the same seed makes the same."""
    dice = Random(seed)
    waiting, deal = ("1x30", "2027-01-20") if dice.random() < 0.3 else ("none", "2027-01-01")
    units = [_unit(dice, f"u{i}", dice.choice(NATIONS)) for i in range(dice.choice((1, 2, 2, 3)))]
    tasks = [_need(dice, f"r{i}") for i in range(dice.choice((1, 2, 2)))]
    if dice.random() < 0.6:
        tasks.append(_duty(dice, dice.choice((units[0][0].nation, "BBB", "CCC"))))
    pledges = [p for pool, _ in units for p in _pledges(dice, pool.id, pool.count)]
    records: list[Any] = [*units, *tasks, *pledges, *_ways(dice), *_today(dice, units, tasks)]
    records += [n for nation in sorted(set(NATIONS)) if (n := _nation(dice, nation)) is not None]
    if pledges and dice.random() < 0.4:
        records.append(_caveat(dice, dice.choice(pledges).id))
    if dice.random() < 0.5:
        records.append(Substitution(
            capability="guard", stands_for="team", give=dice.choice((1, 2)),
            count=dice.choice((1, 2)), mode=dice.choice(("points", "lots")),
            penalty=dice.choice((0.0, 1.0)),
        ))
    # A seed of its own, so that all other draws stay what they were.
    records += _reach(Random(seed + 10**6))
    if dice.random() < 0.3:
        records.append(PolicyPhase(
            policy="u0", start=MONTH, tours=(dice.choice((30, 60)),), dwell=dice.choice((0, 30)),
        ))
    operation_made = operation(
        *records, question("mandate", "yes", "no", answered=dice.choice((None, 20))),
        waiting=waiting, deal=[deal], grid=dice.choice(("3x30", "4x30", "2x15, 2x30")),
        tail=dice.choice(("none", "1x60")), spread=[u.id for u, _ in units if dice.random() < 0.2],
        weights={"backfill": dice.choice((0.0, 1.0)), "movement": dice.choice((0.0, 0.5)),
                 "burden": dice.choice((0.0, 0.0, 1.0)), "lead": dice.choice((0.5, 1.0))},
        settings={"movement_days": dice.choice((0, 0, 10)), "reference_person_days": 6000.0},
    )
    answers = {"deal": deal, "mandate": dice.choice(("yes", "no"))}
    return over_ground(under_command(operation_made, seed), seed), answers


def under_command(operation: Operation, seed: int) -> Operation:
    """The operation, for some seeds with headquarters, authority and agreements; the same dice
    throw all the rest."""
    dice = Random(f"command {seed}")
    if dice.random() < 0.3:
        operation = replace(
            operation, commands=(Command(id="hq", transfer_days=dice.choice((0, 5, 20))),),
            requirements=tuple(
                replace(line, command="hq", authority=dice.choice(("", "TACON", "TACOM", "OPCON")))
                for line in operation.requirements),
            pledges=tuple(
                replace(p, authority=dice.choice(("", "OPCON", "TACOM", "TACON")))
                for p in operation.pledges),
        )
        if operation.pledges and dice.random() < 0.5:
            limit = caveat(
                dice.choice(operation.pledges).id, "authority", "max", "TACON",
                until=dice.choice(("", "D+30")),
            )
            operation = replace(operation, caveats=(*operation.caveats, limit))
    if dice.random() < 0.3:
        needs = {"region": ("sofa",), "south": dice.choice(((), ("hns",)))}
        needs["home of AAA"] = dice.choice(((), ("sofa",)))
        operation = replace(
            operation,
            places=tuple(replace(p, agreements=needs.get(p.id, ())) for p in operation.places),
            agreements=tuple(_agreements(dice)),
        )
    return operation


def over_ground(operation: Operation, seed: int) -> Operation:
    """The operation, for some seeds with ground that is crossed only under an agreement, and
    mostly a way round it."""
    dice = Random(f"transit {seed}")
    if not operation.legs or dice.random() < 0.7:
        return operation
    legs = tuple(
        replace(leg, days=max(leg.days, 1), transit=dice.choice(("CCC", "CCC", "AAA", "")))
        for leg in operation.legs
    )
    round_it = tuple(
        replace(leg, days=leg.days + dice.choice((10, 25)), transit=dice.choice(("", "", "BBB")))
        for leg in legs if dice.random() < 0.7
    )
    leave = tuple(
        agreement(
            "transit", dice.choice(("AAA", "BBB", "CCC")), id=f"leave {i}",
            parties=dice.choice(((), ("AAA",), ("BBB", "CCC"))),
            start=dice.choice(("", "D+20", "D+35")), until=dice.choice(("", "", "D+60", "D+85")),
            signed=dice.random() < 0.8,
        )
        for i in range(dice.choice((1, 2)))
    )
    return replace(
        operation, legs=(*legs, *round_it), agreements=(*operation.agreements, *leave),
    )


def _agreements(dice: Random) -> Iterator[Agreement]:
    for kind in ("sofa", "sofa", "hns"):
        yield agreement(
            kind, dice.choice(("region", "north", "AAA")),
            parties=dice.choice(((), ("AAA",), ("BBB", "CCC"))),
            start=dice.choice(("", "D+20", "D+30")), until=dice.choice(("", "", "D+60", "D+90")),
            condition=dice.choice(("", "", "mandate == yes")), signed=dice.random() < 0.8,
        )


def _unit(dice: Random, id: str, nation: str) -> Any:
    return unit(
        id, dice.randint(1, 3), nation=nation, capability=dice.choice(CAPABILITIES),
        tours=dice.choice(((30,), (60,), (30, 60), (45,))), dwell=dice.choice((0, 20, 30, 60)),
        overlap=dice.choice((0, 0, 10)), recovery=dice.choice((0, 0, 5)),
        work_up=dice.choice((0, 0, 15)), notice_days=dice.choice((0, 0, 0, 20)),
        people=dice.choice((50, 100)), cost_per_day=1.0,
    )


def _windows(dice: Random, start: str) -> str:
    first, length = dice.choice((0, 0, 10, 30)), dice.choice((30, 60, 75, 90, 90, 120))
    quantity, more = dice.randint(1, 3), dice.randint(1, 2)
    if start == "":
        return str(quantity)
    if dice.random() < 0.3:
        return (f"D+{first}..D+{first + length}: {quantity}; "
                f"D+{first + length}..D+{first + length + 30}: {more}")
    return f"D+{first}..D+{first + length}: {quantity}"


def _need(dice: Random, id: str) -> Any:
    rules: dict[str, Any] = {}
    rule = dice.choice(("", "", "useful", "share", "lead", "people"))
    # Orders go to the first requirement, which therefore is in place.
    if id != "r0" and dice.random() < 0.2:
        kind = dice.choice(("notice", "on_call"))
        return need(
            id, _windows(dice, "D"), kind=kind, priority=dice.choice((1, 2, 3)),
            capability=dice.choice(CAPABILITIES), place=dice.choice(("north", "south")),
            ready_days=dice.choice((5, 20)) if kind == "notice" else None,
            twice=kind == "notice" and dice.random() < 0.5,
        )
    quantity = _windows(dice, "D")
    if rule == "useful":
        rules = {"min_useful": 1 if ": 1" in quantity else 2}
    elif rule == "share":
        rules = {"max_share": dice.choice((0.3, 0.5))}
    elif rule == "lead":
        rules = {"lead": dice.choice((1, 2)), "lead_days": dice.choice((30, 60))}
    elif rule == "people":
        rules = {"per_people": 100, "supports": dice.choice((("r0",), ()))}
    return need(
        id, quantity, capability=dice.choice(CAPABILITIES),
        priority=dice.choice((1, 1, 2, 3)), weight=dice.choice((1.0, 1.0, 0.7)),
        place=dice.choice(("north", "south")), accept=dice.choice(("", "", "not CCC")),
        order=dice.choice(("deal", "deal", "now")), tour_days=dice.choice((None, None, 30)),
        must_have=dice.choice(((),) * 6 + (("MEDEVAC",), ("water", "medevac"))), **rules,
    )


def _duty(dice: Random, nation: str) -> Any:
    return duty(
        "d", nation, dice.choice(("standing", "rotating")),
        _windows(dice, dice.choice(("", "D"))),
        priority=dice.choice((1, 2, 3)), capability=dice.choice(CAPABILITIES),
        backfill=dice.choice(("none", "tour", "home", "any", "any")),
        lead_days=dice.choice((0, 20)), order=dice.choice(("deal", "now")),
    )


def _pledges(dice: Random, pool: str, count: int) -> list[Any]:
    made = []
    for i in range(dice.choice((1, 1, 1, 2))):
        made.append(pledge(
            pool, dice.randint((count + 1) // 2, count), id=f"{pool} pledge {i}",
            purpose=dice.choice(("operation", "any", "any", "backfill")),
            start=dice.choice((None, None, None, 20)),
            until=dice.choice((None, None, None, 100)),
            condition=dice.choice(("", "", "", "", "mandate == yes")),
            notice_days=dice.choice((None, None, 10)),
            brings=dice.choice((("medevac",), ("Medevac", "water"), ())),
        ))
    return made


def _ways(dice: Random) -> list[Any]:
    return [
        Place(id="north", part_of="region", reception_days=dice.choice((0, 0, 5))),
        Place(id="south", part_of="region"), Place(id="region"),
        Leg(start="home of AAA", end="region", days=dice.choice((0, 10))),
    ]


def _reach(dice: Random) -> list[Any]:
    """In some operations something must be near to one of the places."""
    if dice.random() < 0.7:
        return []
    return [
        near("n0", _windows(dice, "D"), 60, capability=dice.choice(CAPABILITIES),
             place=dice.choice(("north", "south", "camp")), priority=dice.choice((1, 2)),
             weight=dice.choice((1.0, 0.7)), mode=dice.choice(("", "road"))),
        Travel(start=dice.choice(("camp", "region")), end=dice.choice(("north", "region")),
               minutes=dice.choice((30, 90)), mode=dice.choice(("road", "air")),
               both_ways=dice.random() < 0.5),
        Travel(start="camp", end="south", minutes=dice.choice((45, 75))),
    ]


def _today(dice: Random, units: list[Any], tasks: list[Any]) -> list[Any]:
    """Some elements rest, are away, or are ordered; never more than there are."""
    pool = units[0][0]
    rows: list[Any] = []
    if dice.random() < 0.4:
        state = dice.choice(("dwell", "tour"))
        owed = [
            t for t in tasks if getattr(t, "kind", "") == "rotating" and pool.nation == t.nation
        ]
        task = owed[0].id if owed and state == "tour" else ""
        rows.append(cycle(pool.id, state, 1, dice.choice((20, 30)), task=task))
        if pool.count > 1:
            rows.append(cycle(pool.id, "home", pool.count - 1))
    lasts = tasks[0].quantity.parts[-1].end.days >= 2 * MONTH
    if len(units) > 1 and lasts and tasks[0].max_share is None and dice.random() < 0.2:
        rows.append(order(units[1][0].id, "r0", "D+30", 30, 1, pledge=f"{units[1][0].id} pledge 0"))
    return rows


def _nation(dice: Random, id: str) -> Nation | None:
    people = dice.choice((None,) * 6 + (150, 200))
    return Nation(
        id=id, decision_days=dice.choice((0, 0, 10)), gdp=1.0,
        ceiling_people=None if people is None else parse_windows(str(people)),
        ceiling_tasks=dice.choice((None,) * 7 + (1,)),
        ceiling_cost=dice.choice((None,) * 7 + (90.0,)),
    )


def _caveat(dice: Random, pledge_id: str) -> Any:
    return dice.choice((
        caveat(pledge_id, "place", "not", "north"),
        caveat(pledge_id, "place", "only", "north", start="D+30", until="D+60"),
        caveat(pledge_id, "number", "max", "1"),
        caveat(pledge_id, "number", "max", "1", until="D+45"),
        caveat(pledge_id, "time", "max", "30"),
        caveat(pledge_id, "time", "not", start="D+60", until="D+75"),
    ))
