"""Check an operation: every fault at once, and what the plan would take for granted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from willing.domain.checks.agreements import check_agreements, check_unsaid
from willing.domain.checks.alone import check_alone
from willing.domain.checks.caveats import check_caveats
from willing.domain.checks.changes import check_changes
from willing.domain.checks.clock import check_clock
from willing.domain.checks.company import check_company
from willing.domain.checks.conditions import check_conditions
from willing.domain.checks.cycles import check_cycles
from willing.domain.checks.decided import check_decided
from willing.domain.checks.differing import differing
from willing.domain.checks.expectations import check_expectations
from willing.domain.checks.fillable import check_fillable
from willing.domain.checks.formations import check_formations, check_unasked_formations
from willing.domain.checks.grids import check_grid, timelines
from willing.domain.checks.ids import check_ids, check_shared_names
from willing.domain.checks.lines import check_double_counting, check_lines
from willing.domain.checks.links import check_links
from willing.domain.checks.milestones import check_empty_milestones, check_thresholds
from willing.domain.checks.names import Names
from willing.domain.checks.orders import check_orders
from willing.domain.checks.overheads import check_overheads
from willing.domain.checks.pledges import check_pledges
from willing.domain.checks.questions import check_deal, check_questions
from willing.domain.checks.ranges import check_ranges, check_rows
from willing.domain.checks.reaches import check_reaches
from willing.domain.checks.references import check_references, check_trees
from willing.domain.checks.renewals import check_late_renewals, check_renewals
from willing.domain.checks.standbys import check_standbys, check_useless_levels
from willing.domain.checks.stays import check_stays
from willing.domain.checks.steps import check_steps, check_useless_steps
from willing.domain.checks.tasks import check_tasks
from willing.domain.checks.wanted import check_brought, check_serials
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.errors import Problem


def check(operation: Operation) -> tuple[Problem, ...]:
    """Find everything that is wrong with an operation, or that its plan would rest on unsaid.

    Faults come first, then warnings, each sorted by place. An operation without faults can be
    planned. It never raises, whatever a loader may have read.
    """
    names = Names(operation)
    # A table of absurd size is told alone: to look into it would take too long.
    found = list(check_rows(names)) or list(_faults(names))
    # Warnings ask how things go together, which only a sound operation can answer.
    if not any(problem.level == "fault" for problem in found):
        every = outcomes(operation)
        laid, complete = differing(operation, every)
        found += check_decided(laid)
        found += check_links(names, laid)
        found += check_alone(names, laid)
        found += check_shared_names(names)
        found += check_unasked_formations(names)
        found += check_expectations(names, timelines(operation), every)
        found += check_empty_milestones(names)
        found += check_double_counting(names)
        found += check_unsaid(operation)
        found += check_late_renewals(operation)
        found += check_stays(names, laid)
        found += check_useless_levels(operation)
        found += check_useless_steps(operation, laid)
        found += check_brought(names)
        found += check_overheads(names, laid)
        found += check_reaches(operation)
        found += check_fillable(names, laid, complete)
    return tuple(sorted(dict.fromkeys(found), key=_place))


def faults(operation: Operation) -> tuple[Problem, ...]:
    """Find the faults alone, as `check` does: what stops planning, and in half the time."""
    names = Names(operation)
    found = list(check_rows(names)) or list(_faults(names))
    if not any(problem.level == "fault" for problem in found):
        laid, _ = differing(operation, outcomes(operation))
        found += [*check_decided(laid), *check_links(names, laid)]
    stopping = [problem for problem in found if problem.level == "fault"]
    return tuple(sorted(dict.fromkeys(stopping), key=_place))


def _faults(names: Names) -> Iterator[Problem]:
    lines = timelines(names.operation)
    yield from check_ids(names)
    yield from check_references(names)
    yield from check_trees(names)
    yield from check_ranges(names)
    yield from check_grid(names)
    yield from check_questions(names)
    yield from check_deal(names)
    yield from check_conditions(names)
    yield from check_tasks(names, lines)
    yield from check_lines(names, lines)
    yield from check_serials(names)
    yield from check_pledges(names)
    yield from check_company(names)
    yield from check_caveats(names)
    yield from check_agreements(names)
    yield from check_renewals(names)
    yield from check_cycles(names)
    yield from check_orders(names, lines)
    yield from check_standbys(names)
    yield from check_steps(names)
    yield from check_formations(names)
    yield from check_changes(names, lines)
    yield from check_thresholds(names)
    yield from check_clock(names, lines)


def _place(problem: Problem) -> tuple[bool, list[str | int], str]:
    """Faults before warnings, and line 7 before line 10."""
    parts = re.split(r"([0-9]+)", problem.where)
    numbered = [int(part[:18]) if part.isdigit() else part for part in parts]
    return problem.level == "warning", numbered, problem.kind
