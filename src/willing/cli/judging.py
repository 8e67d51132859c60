"""Verbs that look at plans: verify, compare."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

import willing
from willing.cli.app import FINE, NO, app
from willing.cli.options import AsJson, Detailed, OperationPath, PlanPath
from willing.cli.shown import console, counted, fault_lines, say_whose_data, show_json

if TYPE_CHECKING:
    from willing.assess.fault import Fault
    from willing.domain.plan import Plan
    from willing.report.shown import Wanted


@app.command
def verify(
    operation: OperationPath, plan: PlanPath, /, *,
    baseline: Annotated[Path | None, Parameter(
        help="Plan that this one was replanned from, to count the changes too.")] = None,
    json: AsJson = False,
) -> int:
    """Hold a plan, ours or anybody's, against every rule, in days and from its rows alone.

    Every total is recomputed. Exit code 1 when a rule is broken.
    """
    from willing.assess.fault import RULES

    told, made = willing.load(operation), willing.read_plan(plan)
    before = None if baseline is None else willing.read_plan(baseline)
    faults = willing.verify(told, made, before)
    same = willing.same_data(told, made)
    if json:
        show_json({
            "keeps_every_rule": not faults, "same_data": same,
            "faults": [_told(fault) for fault in faults],
        })
    else:
        for line in fault_lines(faults, RULES):
            print(line)
        size = f"{counted(len(made.outcomes), 'outcome')}, {counted(len(made.rows), 'row')}"
        print(f"{plan}: {counted(len(faults), 'fault')} in {size}." if faults else
              f"{plan}: the plan keeps every rule ({size}).")
        say_whose_data(told, made, operation, plan)
    return NO if faults else FINE


def _told(fault: Fault) -> dict[str, Any]:
    """A fault as it is told; its text says the days."""
    return {name: value for name, value in asdict(fault).items() if name not in ("day", "over")}


@app.command
def compare(
    operation: OperationPath, old: PlanPath, new: PlanPath, /, *, outcome: Detailed = None,
    json: AsJson = False,
) -> int:
    """Put two plans side by side: score, lines, changed turns, standby and steps before the deal.

    Every outcome that both have is told; of many a handful, behind one table of those that differ
    most. Of plans for all outcomes together the expected score is told too.
    """
    from willing.cli.differences import compared_mapping, show_compared

    told = willing.load(operation)
    before, after = willing.read_plan(old), willing.read_plan(new)
    shown = _shown(before, after, outcome or "")
    compared = willing.compare(told, before, after)
    if json:
        show_json({
            "expected_before": before.expected, "expected_after": after.expected,
            "outcomes": [compared_mapping(item) for item in compared],
        })
        return FINE
    if before.expected is not None and after.expected is not None:
        print(f"Expected score: {before.expected:,.2f} before, {after.expected:,.2f} after.")
    show_compared(console(), compared, shown)
    if not compared:
        print("The plans have no outcome in common.")
    return FINE


def _shown(before: Plan, after: Plan, wanted: Wanted) -> tuple[str, ...]:
    """Outcomes of both plans that are told one by one."""
    from willing.report.shown import HANDFUL, named, shown

    theirs = {part.outcome for part in before.outcomes}
    both = [part for part in after.outcomes if part.outcome in theirs]
    asked = named(after, wanted)
    if len(both) <= HANDFUL and not asked:
        return tuple(part.outcome for part in both)
    return asked or shown(after, "", both)
