"""Plans broken on purpose: each breaks one rule, and everything that hangs on it is told again.

`mutants` takes any operation and any good plan of one outcome. What a mutant breaks is made sure
of by construction or by `naive.Days`, which shares nothing with the judge. A mutant that breaks
another rule too is left out; whether the judge sees the rule itself plays no part in the choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.assess import sabotage
from tests.assess.broken import BREAKS
from tests.assess.build import mended
from willing.assess.verify import verify
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row

TRIES = 400
"""Changes tried before no more mutants are hoped for."""


def mutants(
    operation: Operation, plan: Plan, rule: str, rng: Random, tries: int = TRIES
) -> Iterator[Plan]:
    """Plans that break a rule and no other; none where the plan has nothing to break it on."""
    seen = {plan}
    for _ in range(tries):
        told = rule in _TOLD and (rule not in BREAKS or rng.random() < 0.5)
        made = _TOLD[rule](operation, plan, rng) if told else _turned(operation, plan, rule, rng)
        if made is None or made in seen:
            continue
        seen.add(made)
        if not {fault.rule for fault in verify(operation, made)} - {rule}:
            yield made


_TOLD: dict[str, Callable[[Operation, Plan, Random], Plan | None]] = {
    "rows": sabotage.rows, "orders": sabotage.orders, "cover": sabotage.cover,
    "lead": sabotage.lead, "formation": sabotage.formation, "nations": sabotage.nations,
    "standby": sabotage.standby, "step": sabotage.step, "ahead": sabotage.ahead,
    "lead_shortfall": sabotage.lead_shortfall,
    "score": sabotage.score, "bound": sabotage.bound,
}
"""Rules that are broken by telling something wrong."""


def _turned(operation: Operation, plan: Plan, rule: str, rng: Random) -> Plan | None:
    """Change or add one tour or hold, perhaps after taking others away; None: nothing broke."""
    free = [row for row in plan.rows if row.kind in ("tour", "hold") and not row.pinned]
    row = _fresh(operation, plan, rng) if not free or rng.random() < 0.5 else rng.choice(free)
    kept = [other for other in plan.rows if other is not row and not _dropped(other, row, rng)]
    changed = _changed(operation, row, rule, rng)
    rows = (*kept, changed)
    if not BREAKS[rule](operation, replace(plan, rows=rows), changed):
        return None
    tasks = {row.task, changed.task, *(r.task for r in plan.rows if r not in rows)}
    rows = tuple(r for r in rows if r.kind != "lead" or r.task not in tasks)
    return mended(operation, replace(plan, rows=rows))


def _dropped(other: Row, row: Row, rng: Random) -> bool:
    """Whether to make room: rows of the same unit or task that are free to go."""
    near = other.unit == row.unit or other.task == row.task
    return other.kind in ("tour", "hold") and not other.pinned and near and rng.random() < 0.5


def _fresh(operation: Operation, plan: Plan, rng: Random) -> Row:
    """A new tour or hold of anybody on anything, on any day."""
    unit = rng.choice(operation.units)
    pledges = [p.id for p in operation.pledges if p.unit == unit.id]
    task = rng.choice(list(operation.served.values()))
    lengths = [days for policy in operation.policies for days in policy.tours]
    lengths += [task.tour_days] * 3 if task.tour_days else []
    day = operation.as_of + timedelta(rng.randrange(700))
    return Row(
        outcome=plan.outcomes[0].outcome, kind=rng.choice(("tour", "tour", "hold")),
        pledge=rng.choice([*pledges, ""]), unit=unit.id, nation=unit.nation, task=task.id,
        first_day=day, days=rng.choice(lengths), count=rng.choice((1, 1, 2, 3)),
    )


def _changed(operation: Operation, row: Row, rule: str, rng: Random) -> Row:
    """One thing changed, the one that the rule is about most often."""
    moved = row.first_day + timedelta(rng.choice((-1, 1)) * rng.randrange(1, 200))
    more = replace(row, count=row.count + rng.randrange(1, 4))
    lasting = replace(row, days=max(row.days + rng.randrange(-60, 60), 1))
    elsewhere = replace(row, task=rng.choice(list(operation.served)))
    pledges = [p.id for p in operation.pledges if p.unit == row.unit]
    other = replace(row, pledge=rng.choice([*pledges, ""]))
    choices = {
        "accept": (elsewhere, other, row), "standing": (elsewhere, row),
        "ready": (replace(row, first_day=moved), row), "length": (lasting,),
        "until": (replace(row, first_day=moved), lasting, row),
        "agreement": (replace(row, first_day=moved), lasting, elsewhere, row),
        "rotate": (replace(row, first_day=moved), more, row),
    }
    return rng.choice(choices.get(rule, (more, replace(row, first_day=moved), row)))
