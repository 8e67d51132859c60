"""Plans that tell something wrong: rows that cannot be read, leads, shortfalls, totals, orders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.assess.build import mended
from tests.assess.naive import Days
from tests.meaning.standing import ready_enough
from willing.domain.formation import line_of
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row, Term
from willing.domain.requirement import Requirement
from willing.domain.span import task_days


def _exchange(plan: Plan, old: Row, *new: Row) -> Plan:
    return replace(plan, rows=tuple(row for row in plan.rows if row is not old) + new)


def rows(operation: Operation, plan: Plan, rng: Random) -> Plan | None:
    """A row that names what does not exist, counts what cannot be, or stands twice."""
    row = rng.choice(plan.rows)
    if row.pinned:
        return None
    wrong: list[Callable[[], Row]] = [
        lambda: replace(row, task=row.task + "_x"), lambda: replace(row, outcome="nobody knows"),
        lambda: replace(row, kind="visit"),  # type: ignore[arg-type]
        lambda: replace(row, unit="ghosts"), lambda: replace(row, nation="ATL"),
        lambda: replace(row, pledge="ghost_pledge"), lambda: replace(row, count=-row.count),
        lambda: replace(row, count=0), lambda: replace(row, days=0),
        lambda: replace(row, count=float("nan")),
        lambda: replace(row, first_day=operation.as_of - timedelta(rng.randrange(1, 900))),
        lambda: replace(row, first_day=operation.as_of + timedelta(rng.randrange(900, 9000))),
        lambda: replace(row, pinned="glued"),  # type: ignore[arg-type]
    ]
    if row.kind != "shortfall":
        wrong.append(lambda: replace(row, count=row.count + 0.5))
    if rng.random() < 0.2:
        return replace(plan, rows=(*plan.rows, row))
    return _exchange(plan, row, rng.choice(wrong)())


def orders(operation: Operation, plan: Plan, rng: Random) -> Plan | None:
    """A turn decided before that is missing, changed, doubled or made up."""
    decided = [row for row in plan.rows if row.pinned in ("order", "cycle")]
    free = [row for row in plan.rows if row.kind == "tour" and not row.pinned]
    if free and (not decided or rng.random() < 0.5):
        row = rng.choice(free)
        made_up = replace(row, pinned="order")
        return mended(operation, _exchange(plan, row, made_up))
    if not decided:
        return None
    row = rng.choice(decided)
    less = replace(row, days=max(row.days - rng.randrange(1, 90), 1))
    later = replace(row, first_day=row.first_day + timedelta(rng.randrange(1, 60)))
    doubled = replace(row, count=row.count + 1)
    choices = ((), (less,), (later,), (doubled,))
    return mended(operation, _exchange(plan, row, *rng.choice(choices)))


def cover(operation: Operation, plan: Plan, rng: Random) -> Plan | None:
    """A shortfall not told, told too small, too great, too short, or where there is none."""
    told = [row for row in plan.rows if row.kind == "shortfall"]
    if not told or rng.random() < 0.2:
        task = rng.choice(list(operation.task))
        day = operation.as_of + timedelta(rng.randrange(400))
        made_up = Row(outcome=plan.outcomes[0].outcome, kind="shortfall", task=task, count=1,
                      first_day=day, days=rng.randrange(1, 90))
        return replace(plan, rows=(*plan.rows, made_up))
    row = rng.choice(told)
    choices: list[tuple[Row, ...]] = [
        (), (replace(row, count=row.count + rng.choice((0.25, 1))),),
        (replace(row, count=row.count * rng.choice((0.5, 0.75))),),
        (replace(row, first_day=row.first_day + timedelta(1)),),
    ]
    if row.days > 1:
        choices.append((replace(row, days=row.days - 1),))
    return _exchange(plan, row, *rng.choice(choices))


def lead(operation: Operation, plan: Plan, rng: Random) -> Plan | None:
    """A lead by a nation without the elements, too short, or beside another one."""
    days = Days(operation, plan)
    wanted = [r for r in operation.requirements if r.lead]
    if not wanted:
        return None
    task = rng.choice(wanted)
    stands = [row for row in plan.rows if row.kind == "lead" and row.task == task.id]
    nation = rng.choice(operation.nations).id
    new = Row(
        outcome=plan.outcomes[0].outcome, kind="lead", nation=nation, task=task.id, count=1,
        first_day=operation.as_of + timedelta(rng.randrange(max(days.line.end - 200, 1))),
        days=rng.randrange(1, 200),
    )
    if stands and rng.random() < 0.6:
        row = rng.choice(stands)
        new = rng.choice((
            replace(row, nation=nation),
            replace(row, days=rng.randrange(1, max(task.lead_days, 1) + 1)),
            replace(row, first_day=row.first_day - timedelta(rng.randrange(1, 60))),
        ))
        plan = _exchange(plan, row)
    others = [row for row in plan.rows if row.kind == "lead" and row.task == task.id]
    if not _no_lead(days, task, new, others):
        return None
    return mended(operation, replace(plan, rows=(*plan.rows, new)))


def _no_lead(days: Days, task: Requirement, row: Row, others: list[Row]) -> bool:
    """Whether a lead is surely none."""
    first, quantity = days.first(row), task.quantity.on(days.line)
    for day in range(first, first + row.days):
        there = sum(r.count for r in days.there(task.id, day) if r.nation == row.nation)
        needed = next((q for a, b, q in quantity if a <= day < b), 0)
        if there < min(task.lead, needed):
            return True
        if any(days.first(o) <= day < days.first(o) + o.days for o in others):
            return True
    alone = all(o.nation != row.nation for o in others)
    asked = task_days(task, days.line)
    last = days.line.horizon if asked is None else min(asked[1], days.line.horizon)
    return alone and row.days < task.lead_days and first + row.days < last


def formation(operation: Operation, plan: Plan, rng: Random) -> Plan | None:
    """A frame by a nation without the elements, of too many, too short, or a slot left empty."""
    frames = [row for row in plan.rows if row.kind == "lead" and row.task in operation.slots_of]
    if not frames:
        return None
    row = rng.choice(frames)
    line = operation.task[row.task]
    assert isinstance(line, Requirement)
    if rng.random() < 0.4:
        slots = {s.id for s in operation.slots_of[row.task] if s.slot.framework}
        gone = rng.choice([r for r in plan.rows if r.kind == "tour" and r.task in slots])
        changed, new = _exchange(plan, gone), row
    else:
        new = rng.choice((
            replace(row, nation=rng.choice(operation.nations).id),
            replace(row, count=row.count + rng.randrange(1, 3)),
            replace(row, days=rng.randrange(1, max(line.lead_days, 1) + 1)),
            replace(row, first_day=row.first_day - timedelta(rng.randrange(1, 60))),
            replace(row, first_day=row.first_day + timedelta(rng.randrange(1, 60))),
        ))
        changed = _exchange(plan, row, new)
    days = Days(operation, changed)
    broken = any(days.unframed(r) for r in changed.rows if r in frames or r is new)
    return mended(operation, changed) if broken else None


def nations(operation: Operation, plan: Plan, rng: Random) -> Plan | None:
    """An element of one nation more on a line, from a pool that has nothing else to do."""
    tours = [row for row in plan.rows if row.kind == "tour"]
    if not tours:
        return None
    row = rng.choice(tours)
    sent = operation.unit[row.unit].capability
    others = [
        pledge for pledge in operation.pledges if (unit := operation.unit[pledge.unit])
        and unit.capability == sent and unit.nation != row.nation
    ]
    if not others:
        return None
    pledge = rng.choice(others)
    beside = replace(
        row, pledge=pledge.id, unit=pledge.unit, nation=operation.unit[pledge.unit].nation,
        count=1, pinned="",
    )
    gone = [r for r in plan.rows if r.unit == pledge.unit and r.kind in ("tour", "hold")]
    left = {line_of(operation.task[r.task]) for r in gone}
    if any(r.pinned for r in gone):
        return None
    kept = [r for r in plan.rows if r not in gone and not (r.kind == "lead" and r.task in left)]
    days = Days(operation, changed := replace(plan, rows=(*kept, beside)))
    line = operation.task[line_of(operation.task[row.task])]
    most = line.nations if isinstance(line, Requirement) else None
    if most is None or all(len(days.nations(line, day)) <= most for day in range(days.line.end)):
        return None
    return mended(operation, changed)


def standby(operation: Operation, plan: Plan, rng: Random) -> Plan | None:
    """Nobody stands ready for who leaves early, or a stint is too long, or goes on behind D."""
    stints = [row for row in plan.rows if row.kind == "standby"]
    days = Days(operation, plan)
    if not stints or days.line.d_day is None:
        return None
    row = rng.choice(stints)
    ends = days.first(row) + row.days
    shorter, longest = rng.randrange(1, row.days), operation.standby[row.task].longest
    begins = rng.randrange(max(ends - longest, 1))
    new = rng.choice((
        (), (replace(row, days=row.days - shorter),),
        (replace(row, first_day=operation.as_of + timedelta(begins), days=ends - begins),),
        (replace(row, days=row.days + rng.randrange(1, 9)),),
    ))
    made = _exchange(plan, row, *new)
    wrong = any(
        r.days > operation.standby[r.task].longest or days.first(r) + r.days > days.line.d_day
        for r in new
    )
    return mended(operation, made) if wrong or _unready(Days(operation, made)) else None


def step(operation: Operation, plan: Plan, rng: Random) -> Plan | None:
    """A step taken too soon, too late or twice, by another, as no fact or one, paid otherwise."""
    found = [row for row in plan.rows if row.kind == "step"]
    if not found:
        return None
    row = rng.choice(found)
    told = operation.step[row.task]
    first = (row.first_day - operation.as_of).days
    ends, other = first + row.days, first + rng.choice((-1, 1)) * rng.randrange(1, 60)
    moved = replace(row, first_day=operation.as_of + timedelta(other), days=max(ends - other, 1))
    least = told.start or operation.as_of
    allowed = told.taken is None and least <= moved.first_day <= (told.until or moved.first_day)
    made = rng.choice((
        () if told.taken else (replace(row, pinned="order"),),
        (row, replace(moved, pinned=row.pinned)) if moved.first_day != row.first_day else None,
        None if allowed or other >= ends else (moved,),
        (replace(row, days=max(row.days + rng.choice((-1, 1)) * rng.randrange(1, 40), 1)),),
        (replace(row, nation=rng.choice(operation.nations).id),),
        (replace(row, pinned=""),) if told.taken else None,
    ))
    if made is None or made == (row,):
        return None
    return mended(operation, _exchange(plan, row, *made))


def _unready(days: Days) -> bool:
    """Whether somebody who leaves before his notice surely finds nobody who stands ready."""
    levels = days.operation.standby
    told = [
        ("standby", row.pledge, levels[row.task].notice_days, int(row.count)) for row in days.rows
        if row.kind == "standby" and days.first(row) + row.days == days.line.d_day
    ]
    for row, turn in days.stays:
        found = None if row.kind != "tour" or row.pinned else days.fit(row)
        if found is not None and found.early is not None and turn.leaves < found.leaves_from:
            slowest = max((x.notice_days for x in found.early.enough(turn.leaves)), default=-1)
            told.append(("tour", row.pledge, slowest, int(row.count)))
    return not ready_enough(told)


def ahead(operation: Operation, plan: Plan, rng: Random) -> Plan | None:
    """What is decided before the deal differs between outcomes, or the expected score is wrong."""
    if plan.expected is None:
        return None
    if rng.random() < 0.3:
        wrong = plan.expected + rng.choice((-1, 1)) * rng.randrange(1, 50)
        above = plan.expected + 1 + wrong % 7
        return rng.choice((replace(plan, expected=wrong), replace(plan, expected_bound=above)))
    row = rng.choice([row for row in plan.rows if row.kind == "standby"])
    ends = Days(operation, plan).first(row) + row.days
    begins = rng.randrange(ends - operation.standby[row.task].longest, ends - 1)
    moved = replace(row, first_day=operation.as_of + timedelta(begins), days=ends - begins)
    return mended(operation, _exchange(plan, row, moved)) if moved != row and begins >= 0 else None


def lead_shortfall(operation: Operation, plan: Plan, rng: Random) -> Plan | None:
    """A missing lead that is not told, told for too short, or told where there is one."""
    told = [row for row in plan.rows if row.kind == "lead_shortfall"]
    if not told or rng.random() < 0.5:
        task = rng.choice(list(operation.task))
        made_up = Row(
            outcome=plan.outcomes[0].outcome, kind="lead_shortfall", task=task, count=1,
            first_day=operation.as_of + timedelta(rng.randrange(400)), days=rng.randrange(1, 60),
        )
        return replace(plan, rows=(*plan.rows, made_up))
    row = rng.choice(told)
    less = replace(row, first_day=row.first_day + timedelta(1), days=max(row.days - 1, 1))
    return _exchange(plan, row, *rng.choice(((), (less,))))


def score(operation: Operation, plan: Plan, rng: Random) -> Plan | None:
    """A term, the total or what is unfillable told wrongly."""
    part = plan.outcomes[0]
    # Without the baseline a disturbance is taken as it is told.
    term = rng.choice([t for t in part.terms if t.name != "disturbance"])
    by = rng.choice((0.001, 0.5, 3.0, 1000.0)) * rng.choice((-1, 1)) * max(part.score / 100, 1.0)
    terms = tuple(replace(t, points=t.points + by) if t is term else t for t in part.terms)
    choices = (
        replace(part, terms=terms), replace(part, terms=terms, score=part.score + by),
        replace(part, score=part.score + by), replace(part, unfillable=part.score + abs(by)),
        replace(part, unfillable=-abs(by)),
        replace(part, terms=(*part.terms, Term(name="luck", points=by))),
    )
    return replace(plan, outcomes=(rng.choice(choices),))


def bound(operation: Operation, plan: Plan, rng: Random) -> Plan | None:
    """A bound above the score."""
    part = plan.outcomes[0]
    above = part.score + 0.01 * (1 + part.score) * (1 + rng.random())
    return replace(plan, outcomes=(replace(part, bound=above),))
