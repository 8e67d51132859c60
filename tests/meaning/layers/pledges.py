"""Layers about who brings what: company, owners, what is free, notice by stage, later figures."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.meaning.build import caveat, owner, package, wants
from willing.domain.company import parse_company
from willing.domain.operation import Operation
from willing.domain.stages import parse_stages
from willing.domain.unit import PolicyPhase
from willing.domain.windows import parse_windows


def company(dice: Random, operation: Operation) -> Operation:
    """Some pledges go only with others, in a package, or with what they need beside them."""
    if not operation.pledges or any(pledge.only for pledge in operation.pledges):
        return operation
    nations = [nation.id for nation in operation.nations]
    places = sorted({line.place for line in operation.requirements})
    kinds = [unit.capability for unit in operation.units]
    terms = [f"with {n}" for n in nations] + [f"after {n}" for n in nations]
    terms += [f"with {n} at {dice.choice(places)}" for n in nations] + [f"if {k}" for k in kinds]
    pledges = tuple(
        replace(pledge, only=parse_company(dice.choice(terms))) if dice.random() < 0.4 else pledge
        for pledge in operation.pledges
    )
    names = [pledge.id for pledge in pledges]
    together = len(names) > 1 and dice.random() < 0.4
    asks = dice.random() < 0.4
    return replace(
        operation, pledges=pledges,
        packages=(package("pack", *dice.sample(names, 2)),) if together else operation.packages,
        needs=(wants(dice.choice(names), dice.choice(kinds)),) if asks else operation.needs,
    )


def owners(dice: Random, operation: Operation) -> Operation:
    """Two nations own one of the pools together, hosts give some of it, and burden is charged."""
    pool = dice.choice(operation.units)
    return replace(
        operation,
        owners=tuple(owner(pool.id, nation.id, 1 / 2) for nation in operation.nations[:2]),
        weights=replace(operation.weights, burden=1.0),
        settings=replace(operation.settings, reference_person_days=6000.0),
        nations=tuple(replace(nation, gdp=1.0) for nation in operation.nations),
        pledges=tuple(
            replace(pledge, provided=dice.choice(("own", "host"))) for pledge in operation.pledges
        ),
    )


def free(dice: Random, operation: Operation) -> Operation:
    """A nation says how many elements of a pool are free by date, unless some are under way."""
    pool = dice.choice(operation.units)
    decided = [order.unit for order in operation.orders]
    decided += [row.unit for row in operation.cycles if row.state != "home"]
    if pool.id in decided:
        return operation
    windows = parse_windows(dice.choice(("1", "D+0..D+45: 1; D+45..: 2", "D+0..D+60: 2")))
    return replace(
        operation,
        units=tuple(replace(u, free=windows) if u is pool else u for u in operation.units),
        cycles=tuple(row for row in operation.cycles if row.unit != pool.id),
    )


def stages(dice: Random, operation: Operation) -> Operation:
    """Notice goes by stage, and certificates must be renewed.

    Not where a step shortens the notice: `check` refuses a notice by stage beside it.
    """
    pledges = {pledge.id: pledge for pledge in operation.pledges}
    shortened = {
        operation.unit[pledges[name].unit].policy
        for step in operation.steps for name in step.shortens
    }
    drawn = tuple(
        replace(policy, certify_days=dice.choice((0, 20)),
                stages=parse_stages(dice.choice(("0: 40; 30: 10", "0: 20; 20: 5"))))
        for policy in operation.policies
    )
    return replace(operation, policies=tuple(
        replace(policy, stages=None) if policy.id in shortened else policy for policy in drawn))


def phase(dice: Random, operation: Operation) -> Operation:
    """From the second month on, the first policy has other figures."""
    later = PolicyPhase(
        policy=operation.policies[0].id, start=30, tours=(dice.choice((30, 60)),),
        dwell=dice.choice((0, 30)),
    )
    return replace(operation, policy_phases=(later,))


def must_have(dice: Random, operation: Operation) -> Operation:
    """Some lines must have something that not everybody brings."""
    words = ("night vision",)
    return replace(
        operation,
        requirements=tuple(
            replace(line, must_have=words) if dice.random() < 0.5 else line
            for line in operation.requirements
        ),
        pledges=tuple(
            replace(pledge, brings=words) if dice.random() < 0.7 else pledge
            for pledge in operation.pledges
        ),
    )


def caveats(dice: Random, operation: Operation) -> Operation:
    """A pledge has one limit more: so many at once, so long at most, not there, or not then."""
    if not operation.pledges:
        return operation
    name = dice.choice(operation.pledges).id
    place = dice.choice(sorted({line.place for line in operation.requirements}))
    row = dice.choice((
        caveat(name, "number", "max", "1", until=dice.choice(("", "D+45"))),
        caveat(name, "time", "max", "30"),
        caveat(name, "time", "not", start="D+60", until="D+75"),
        caveat(name, "place", dice.choice(("not", "only")), place, until=dice.choice(("", "D+40"))),
    ))
    return replace(operation, caveats=(*operation.caveats, row))
