"""Ids: well formed, each once, and no name for two things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from willing.domain.checks.kinds import listed, problem, short, where
from willing.domain.checks.names import TABLES, Names
from willing.domain.question import DEAL
from willing.errors import Problem

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]*")
_LONGEST = 80
_RESERVED = ("and", "or", "not", "in")
"""Words of conditions and lists."""


def check_ids(names: Names) -> Iterator[Problem]:
    """Ids that cannot be used, and ids that are used twice."""
    operation = names.operation
    for table in TABLES:
        seen: dict[str, Any] = {}
        for record in getattr(operation, table):
            # What needs no name has none until an answer changes it, or a step opens it.
            nameless = table in ("needs", "legs") and record.id == ""
            if hasattr(record, "id") and table != "changes" and not nameless:
                yield from _format(where(table, record, "id"), record.id)
                yield from _again(table, record, record.id, seen)
    seen = {record.id: "requirement" for record in operation.requirements}
    for commitment in operation.commitments:
        if commitment.id in seen:
            yield _twice("commitments", commitment, f"requirement '{short(commitment.id)}'")
    seen |= {record.id: "commitment" for record in operation.commitments}
    for reach in operation.reaches:
        if reach.id in seen:
            yield _twice("reaches", reach, f"{seen[reach.id]} '{short(reach.id)}'")
    seen |= {record.id: "reach" for record in operation.reaches}
    for level in operation.standbys:
        if level.id in seen:
            yield _twice("standbys", level, f"{seen[level.id]} '{short(level.id)}'")
    seen |= {record.id: "level of standby" for record in operation.standbys}
    for step in operation.steps:
        if step.id in seen:
            yield _twice("steps", step, f"{seen[step.id]} '{short(step.id)}'")
    opened = {record.id: "agreement" for record in operation.agreements}
    opened |= {record.id: "pledge" for record in operation.pledges}
    for leg in operation.legs:
        if leg.id in opened:
            yield _twice("legs", leg, f"{opened[leg.id]} '{short(leg.id)}'")
    phases: dict[str, Any] = {}
    for phase in operation.policy_phases:
        yield from _again(
            "policy_phases", phase, f"{phase.policy} from {short(phase.start)}", phases, "start"
        )
    slots: dict[str, Any] = {}
    for slot in operation.compositions:
        yield from _format(where("compositions", slot, "slot"), slot.slot)
        yield from _again(
            "compositions", slot, f"{slot.formation}/{slot.slot}", slots, "slot"
        )
    effects: dict[str, tuple[str, Any]] = {}
    for table in ("reaches", "requirements"):
        effects |= {r.effect: (table, r) for r in reversed(getattr(operation, table))}
    for effect in names.effects:
        table, first = effects[effect]
        yield from _format(where(table, first, "effect"), effect)
    for question in operation.questions:
        place = where("questions", question, "answers")
        for answer, times in Counter(answer.id for answer in question.answers).items():
            if times > 1:
                yield problem(
                    "duplicate", place, f"answer '{short(answer)}' stands here twice",
                    "each answer stands once", "take one out",
                )
            if question.id != DEAL and not re.match(r"\d", answer):
                yield from _format(place, answer)


def check_shared_names(names: Names) -> Iterator[Problem]:
    """Names that mean two things in the lists where tasks, effects, places and nations mix."""
    meanings: dict[str, list[str]] = {}
    for what in ("requirements", "commitments", "effects", "places", "nations"):
        for name in names.known(what):
            meanings.setdefault(name, []).append(what)
    for name, tables in meanings.items():
        if len(tables) > 1 and tables != ["requirements", "commitments"]:
            # Effects have no table; every other meaning has, and there are two at least.
            table = next(table for table in reversed(tables) if table != "effects")
            record = next(r for r in getattr(names.operation, table) if r.id == name)
            yield problem(
                "ambiguous-name", where(table, record, "id"),
                f"'{short(name)}' is in {listed(tables)}",
                "a name in 'offered_for', 'supports' or a caveat means all of them",
                "rename one of them",
            )


def _format(place: str, name: str) -> Iterator[Problem]:
    if not _ID.fullmatch(name) or len(name) > _LONGEST:
        yield problem(
            "id-format", place, f"'{short(name)}' is no id",
            f"an id is a letter and then letters, digits, '_', '.' or '-', at most {_LONGEST}",
            "rename it here and wherever it is used",
        )
    elif name in _RESERVED:
        yield problem(
            "id-format", place, f"'{name}' is a word of conditions",
            "'and', 'or', 'not' and 'in' are no ids", "rename it here and wherever it is used",
        )


def _again(
    table: str, record: Any, key: str, seen: dict[str, Any], field: str = "id"
) -> Iterator[Problem]:
    if key in seen:
        yield _twice(table, record, where(table, seen[key]), field)
    seen.setdefault(key, record)


def _twice(table: str, record: Any, other: str, field: str = "id") -> Problem:
    return problem(
        "duplicate", where(table, record, field), f"'{short(getattr(record, field))}' stands twice",
        f"it already stands in {other}", "rename it or take it out",
    )
