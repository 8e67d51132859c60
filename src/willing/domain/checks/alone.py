"""Decided turns without their company: they are facts and stay, but somebody should know."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.checks.kinds import problem, where
from willing.domain.checks.names import Names
from willing.domain.checks.turns import Decided, decided
from willing.domain.link import Link, links
from willing.domain.requirement import Requirement
from willing.domain.situation import Situation
from willing.errors import Problem


def check_alone(names: Names, laid: tuple[Situation, ...]) -> Iterator[Problem]:
    """Warn of decided turns that have no company from other decided ones, once for each pledge."""
    told: set[str] = set()
    for here in laid:
        found = links(here.operation)
        turns = list(decided(here)) if found else []
        for link in found:
            missed = None if link.pledge in told else _missed(here, link, turns)
            if missed is not None:
                told.add(link.pledge)
                turn, day = missed
                yield problem(
                    "company-decided",
                    where("pledges", names.operation.pledge[link.pledge],
                          "only" if link.rule == "company" else "id"),
                    f"its turn on '{turn.task.id}' stands, and on {here.timeline.label(day)} "
                    f"'{link.text}' is not decided",
                    "what is decided stays; the plan may bring the company, and need not",
                    "decide the company too, or tell the nation",
                )


def _missed(here: Situation, link: Link, turns: list[Decided]) -> tuple[Decided, int] | None:
    """A decided turn and a day on which its company is not there by decided turns."""
    operation = here.operation
    for turn in turns:
        if turn.pledge != link.pledge or not isinstance(turn.task, Requirement):
            continue
        there = [
            other for other in turns
            if link.counts(operation, other.unit, operation.pledge.get(other.pledge))
            and link.there(operation, other.task, turn.task)
        ]
        begins, ends = max(turn.first, 0), min(turn.ends, here.timeline.end)
        if link.before:
            # Who came before the as-of date came after whom he waited for.
            begins, ends = turn.first - 1, turn.first if turn.first > 0 else -1
        changes = {begins, *(other.ends for other in there), *(other.first for other in there)}
        for day in sorted(day for day in changes if begins <= day < ends):
            number = sum(other.count for other in there if other.first <= day < other.ends)
            if number < link.number:
                return turn, day
    return None
