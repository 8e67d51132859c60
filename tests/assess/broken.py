"""Whether a changed row surely breaks a rule, as `naive.Days` sees it."""

from __future__ import annotations

from collections.abc import Callable
from math import floor

from tests.assess.bonds import lacks, torn
from tests.assess.naive import Days
from tests.meaning.declared import bearable
from willing.domain.formation import line_of
from willing.domain.limited import around
from willing.domain.operation import Operation
from willing.domain.plan import Plan, Row
from willing.domain.requirement import Commitment, Requirement
from willing.domain.span import task_days
from willing.domain.turn import rhythm


def _accept(days: Days, row: Row) -> bool:
    found, task = days.fit(row), days.task(row)
    if _standing(days, row):
        return False
    way = "tour" if row.kind == "tour" else "home"
    foreign = isinstance(task, Commitment) and row.pledge and task.backfill not in (way, "any")
    return bool(found.reasons) or bool(foreign)


def _ready(days: Days, row: Row) -> bool:
    found = days.fit(row)
    begins = found.leaves_from if found.early is None else found.early.leaves_from
    return row.kind == "tour" and days.turn(row).leaves < begins


def _until(days: Days, row: Row) -> bool:
    found, turn = days.fit(row), days.turn(row)
    if row.kind != "tour":
        return False
    late = found.ends_by is not None and turn.ends > found.ends_by
    shut = any(a < turn.ends and turn.first_day < b for a, b in found.closed)
    long = found.tour_limit is not None and turn.ends - turn.first_day > found.tour_limit
    return late or shut or long


def _length(days: Days, row: Row) -> bool:
    task, first = days.task(row), days.first(row)
    last = task_days(task, days.line)
    if row.kind != "tour" or last is None:
        return False
    allowed = rhythm(days.here, days.operation.unit[row.unit], task, first).tours
    ends = first + row.days
    return ends > last[1] or (row.days not in allowed and ends != last[1])


def _agreement(days: Days, row: Row) -> bool:
    turn = days.turn(row)
    if row.kind != "tour" or days.fit(row).reasons:
        return False
    return any(a < turn.ends and turn.arrives < b for a, b in days.fit(row).barred)


def _span(days: Days, row: Row) -> range:
    """Days on which the changed row can have broken something."""
    turn = days.turn(row)
    return range(max(turn.leaves, 0), min(turn.free, days.line.end))


def _rotate(days: Days, row: Row) -> bool:
    count = days.operation.unit[row.unit].count
    return any(days.occupied(row.unit, day) > count for day in _span(days, row))


def _pledged(days: Days, row: Row) -> bool:
    pledge = days.operation.pledge.get(row.pledge)
    return pledge is not None and any(
        days.occupied(row.unit, day, pledge.id) > pledge.count for day in _span(days, row)
    )


def _standing(days: Days, row: Row) -> bool:
    kind = days.task(row).kind
    held = kind in ("standing", "notice", "on_call")
    return not held if row.kind == "hold" else kind in ("notice", "on_call")


def _twice(days: Days, row: Row) -> bool:
    count = days.operation.unit[row.unit].count
    for day in _span(days, row):
        home, declared = count - days.occupied(row.unit, day), days.declared(row.unit, day)
        spare = days.on_watch(row.unit, day)[1]
        if home >= 0 and not bearable(declared, home, spare):
            return True
    return False


def _free(days: Days, row: Row) -> bool:
    unit = days.operation.unit[row.unit]
    if unit.free is None or not row.pledge:
        return False
    windows = unit.free.on(days.line)
    pledges = [p.id for p in days.operation.pledges if p.unit == unit.id]
    return any(
        sum(days.occupied(unit.id, day, name) for name in pledges)
        > sum(n for first, after, n in windows if first <= day < after)
        for day in _span(days, row)
    )


def _share(days: Days, row: Row) -> bool:
    task = days.task(row)
    if not isinstance(task, Requirement) or task.max_share is None:
        return False
    turn = days.turn(row)
    for day in range(max(turn.first_day, 0), min(turn.ends, days.line.end)):
        credit = days.credit(task, day, row.nation)
        wanted = days.wanted(task, day) if credit > 1 else 0
        if wanted and credit > max(1, floor(task.max_share * wanted + 1e-9)):
            return True
    return False


def _ceiling(days: Days, row: Row) -> bool:
    nation = days.operation.nation[row.nation]
    windows = nation.ceiling_people.on(days.line) if nation.ceiling_people else ()
    for day in _span(days, row):
        away = days.away(nation.id, day) + days.behind(day, nation.id)
        if any(a <= day < b and away > most for a, b, most in windows):
            return True
        if nation.ceiling_tasks is not None and days.tasks(nation.id, day) > nation.ceiling_tasks:
            return True
    return nation.ceiling_cost is not None and _cost(days, nation.id) > nation.ceiling_cost


def _beds(days: Days, row: Row) -> bool:
    for place in days.operation.places:
        for first, after, beds in place.beds.on(days.line) if place.beds else ():
            # Not only on the row's days: who takes engineers away takes beds from all who come.
            coming = {first, *(turn.first_day for _, turn in days.stays)}
            coming |= {days.arrives(row, turn) for row, turn in days.stays}
            if any(days.at(place.id, day) > beds + days.built(place, day)
                   for day in coming & set(range(first, after))):
                return True
    return False


def _force(days: Days, row: Row) -> bool:
    ceiling = days.operation.settings.ceiling_people
    return ceiling is not None and any(
        first <= day < after and days.force(day) > most
        for first, after, most in ceiling.on(days.line) for day in _span(days, row)
    )


def _cost(days: Days, nation: str) -> float:
    return sum(
        days.operation.unit[row.unit].cost_per_day * row.count
        for row, turn in days.stays if row.kind == "tour" and row.nation == nation
        and getattr(days.task(row), "nation", None) != nation
        for _ in range(max(turn.first_day, 0), min(turn.ends, days.line.horizon))
    )


def _number(days: Days, row: Row) -> bool:
    for caveat in days.operation.caveats:
        if caveat.pledge != row.pledge or caveat.kind != "number":
            continue
        first = 0 if caveat.start is None else days.line.day_of(caveat.start)
        after = days.line.end if caveat.until is None else days.line.day_of(caveat.until)
        if first is None or after is None:
            continue
        for day in set(_span(days, row)) & set(range(first, after)):
            there = sum(r.count for r, turn in days.stays if r.pledge == row.pledge
                        and r.kind == "tour" and turn.first_day <= day < turn.ends)
            if there > int(caveat.values[0]):
                return True
    return False


def _company(days: Days, row: Row) -> bool:
    return lacks(days, "company")


def _need(days: Days, row: Row) -> bool:
    return lacks(days, "need")


def _package(days: Days, row: Row) -> bool:
    return torn(days)


def _tonnage(days: Days, row: Row) -> bool:
    if row.kind != "tour":
        return False
    for place in around(days.operation, days.task(row).place):
        windows = place.stay_tonnes.on(days.line) if place.stay_tonnes else ()
        for day in _span(days, row) if windows else ():
            if any(a <= day < b and days.tonnes(place.id, day) > most for a, b, most in windows):
                return True
    return False


def _nations(days: Days, row: Row) -> bool:
    line = days.operation.task[line_of(days.task(row))]
    return isinstance(line, Requirement) and line.nations is not None and any(
        len(days.nations(line, day)) > line.nations for day in _span(days, row)
    )


_RULES: dict[str, Callable[[Days, Row], bool]] = {
    "accept": _accept, "ready": _ready, "until": _until, "length": _length,
    "agreement": _agreement, "rotate": _rotate,
    "pledged": _pledged, "standing": _standing, "share": _share, "ceiling": _ceiling,
    "beds": _beds, "force": _force, "number": _number, "tonnage": _tonnage,
    "nations": _nations, "twice": _twice,
    "free": _free, "company": _company, "need": _need, "package": _package,
}


def _asked(rule: str) -> Callable[[Operation, Plan, Row], bool]:
    return lambda operation, plan, row: _RULES[rule](Days(operation, plan), row)


BREAKS = {rule: _asked(rule) for rule in _RULES}
"""For each rule, whether a plan breaks it because of one row."""
