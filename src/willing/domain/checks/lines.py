"""Kinds of line: fields that mean nothing there, posts, owners, and what nations say is free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from willing.calendar import Timeline
from willing.domain.checks.kinds import listed, problem, short, where
from willing.domain.checks.names import Names
from willing.domain.checks.windows import window_problems
from willing.domain.credit import credit, kinds_of
from willing.domain.requirement import Commitment, Requirement, Served
from willing.domain.serve import is_held
from willing.domain.unit import Unit
from willing.errors import Problem

_ROUNDED = 1e-6
"""Rounding allowed in shares that are no round decimals."""
_HELD_NEVER = {
    "lead": "nobody leads what is held at home",
    "tour_days": "nobody goes there on tour",
    "per_people": "only what is in place supports people",
    "max_share": "a largest share is one of elements in place",
}
"""Fields that mean nothing on a line at notice or on call, and why."""


def line_problems(task: Served) -> Iterator[Problem]:
    """Fields of one task that do not go with its kind."""
    table = "requirements" if isinstance(task, Requirement) else "commitments"
    if isinstance(task, Requirement):
        yield from _ready(task)
        for field, why in _HELD_NEVER.items() if is_held(task) else ():
            if getattr(task, field):
                yield _meaningless(task, field, why)
        if task.kind == "posts" and task.min_useful:
            yield _meaningless(task, "min_useful", "posts are filled one by one")
    if task.twice and task.kind not in ("notice", "standing"):
        yield problem(
            "line-field", where(table, task, "twice"),
            f"its elements may be declared twice, and it is {task.kind}",
            "only elements held at home, standing or at notice, are declared for two tasks",
            "write 'no', or correct the kind",
        )


def _meaningless(task: Requirement, field: str, why: str) -> Problem:
    return problem(
        "line-field", where("requirements", task, field),
        f"{short(getattr(task, field))} is given on a line of kind {task.kind}", why,
        "empty it, or correct the kind",
    )


def _ready(task: Requirement) -> Iterator[Problem]:
    place = where("requirements", task, "ready_days")
    if task.kind == "notice" and task.ready_days is None:
        yield problem(
            "ready-days", place, "a line at notice says no days",
            "a line at notice says how long its elements may take to move",
            "write the days, such as 10",
        )
    if task.kind != "notice" and task.ready_days is not None:
        yield problem(
            "ready-days", place,
            f"notice of {short(task.ready_days)} days is given on a line of kind {task.kind}",
            "only lines at notice have it", "empty it, or write 'notice' as kind",
        )


def unit_problems(unit: Unit, lines: Sequence[Timeline]) -> Iterator[Problem]:
    """Windows of what is free that overlap or are not there."""
    if unit.free is not None:
        yield from window_problems(where("units", unit, "free"), unit.free, lines)


def check_lines(names: Names, lines: Sequence[Timeline]) -> Iterator[Problem]:
    """Posts that parts of elements would fill, owners' shares, and more free than there are."""
    yield from _posts(names)
    yield from _owners(names)
    for unit in names.operation.units:
        yield from unit_problems(unit, lines)
        most, free = max(names.counts(unit)), unit.free.parts if unit.free else ()
        if (said := max((part.quantity for part in free), default=0)) > most:
            yield problem(
                "free-count", where("units", unit, "free"), f"{short(said)} are said to be free",
                f"the unit has {short(most)}", "lower the number, or correct the unit's",
            )


def _posts(names: Names) -> Iterator[Problem]:
    posts = {r.capability: r for r in names.operation.requirements if r.kind == "posts"}
    for row in names.operation.substitutions:
        line = posts.get(row.stands_for)
        if line is not None and (row.mode == "lots" or row.give != row.count):
            yield problem(
                "post-part", where("substitutions", row, "stands_for"),
                f"{short(row.give)} '{short(row.capability)}' stand for {short(row.count)} "
                f"'{short(row.stands_for)}', of which '{short(line.id)}' wants posts",
                "a post is filled by one element: one stands for one, by points",
                "let one stand for one, or give the posts a capability of their own",
            )


def _owners(names: Names) -> Iterator[Problem]:
    shares: dict[str, float] = {}
    seen: set[tuple[str, str]] = set()
    for row in names.operation.owners:
        if (row.unit, row.nation) in seen:
            yield problem(
                "duplicate", where("owners", row, "nation"),
                f"'{short(row.nation)}' stands twice", "each owner of a unit stands once",
                "add its shares up, or take one out",
            )
        seen.add((row.unit, row.nation))
        shares[row.unit] = shares.get(row.unit, 0.0) + row.share
    for row in names.operation.owners:
        whole = shares.pop(row.unit, 1.0)
        if not abs(whole - 1.0) <= _ROUNDED:
            yield problem(
                "owner-shares", where("owners", row, "share"),
                f"the owners of '{short(row.unit)}' have {whole:g} of it together",
                "the shares of a unit's owners add up to 1", "correct the shares",
            )


def check_double_counting(names: Names) -> Iterator[Problem]:
    """Warn of units that say what is free while their nation's commitments are told too."""
    operation = names.operation
    for unit in operation.units:
        owed = [
            task.id for task in operation.commitments
            if unit.free is not None and _owes(names, unit, task)
        ]
        if owed:
            yield problem(
                "free-commitments", where("units", unit, "free"),
                f"it says what is free, and {listed(owed)} may take its elements as well",
                "what a nation says is free has its commitments taken off already",
                "leave one of them out, unless these commitments come on top",
            )


def _owes(names: Names, unit: Unit, task: Commitment) -> bool:
    if task.nation != unit.nation or not kinds_of(names.operation, unit.capability):
        return False
    return credit(names.operation, unit.capability, task.capability) is not None
