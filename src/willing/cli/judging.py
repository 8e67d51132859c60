"""Verbs that look at plans: verify, report, compare."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.types import NonNegativeInt

import willing
from willing.cli.app import FINE, NO, app
from willing.cli.options import AsJson, OperationPath, PlanPath, Replace
from willing.cli.shown import console, counted, fault_lines, say, say_whose_data, show_json


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
            "faults": [asdict(fault) for fault in faults],
        })
    else:
        for line in fault_lines(faults, RULES):
            print(line)
        size = f"{counted(len(made.outcomes), 'outcome')}, {counted(len(made.rows), 'row')}"
        print(f"{plan}: {counted(len(faults), 'fault')} in {size}." if faults else
              f"{plan}: the plan keeps every rule ({size}).")
        say_whose_data(told, made, operation, plan)
    return NO if faults else FINE


@app.command
def report(
    operation: OperationPath, plan: PlanPath, /, *,
    html: Annotated[Path | None, Parameter(
        help="Page to write; it opens without a network.")] = None,
    xlsx: Annotated[Path | None, Parameter(help="Workbook to write.")] = None,
    csv: Annotated[Path | None, Parameter(help="Folder of tidy CSV tables to write.")] = None,
    explain: Annotated[bool, Parameter(
        help="Say in page and workbook what stopped those who could have filled each shortfall, "
        "and what would close it. This takes a while.")] = False,
    remedies: Annotated[NonNegativeInt | None, Parameter(
        help="Shortfalls of each outcome, heaviest first, for which a single change is looked "
        "for. Without it: all.")] = None,
    replace: Replace = False, json: AsJson = False,
) -> int:
    """Show what a plan covers: tables here, and pages, workbooks and CSV where you say.

    Tables are printed when no file is asked for. A plan that breaks a rule is not reported.
    """
    told, made = willing.load(operation), willing.read_plan(plan)
    written = {"html": html, "xlsx": xlsx, "csv": csv}
    willing.report(
        told, made, html=html, xlsx=xlsx, csv=csv, replace=replace, explain=explain,
        remedies=remedies,
    )
    if json:
        from willing.report.data import summary

        names = {kind: str(path) for kind, path in written.items() if path is not None}
        show_json({**summary(told, made), "written": names})
    elif not any(written.values()):
        from willing.report.table import tables

        tables(told, made, console())
    for path in written.values():
        if path is not None:
            say(f"Written: {path}")
    say_whose_data(told, made, operation, plan)
    return FINE


@app.command
def compare(
    operation: OperationPath, old: PlanPath, new: PlanPath, /, *, json: AsJson = False
) -> int:
    """Put two plans side by side: score, lines and changed turns of every outcome both have."""
    from willing.cli.differences import compared_mapping, show_compared

    told = willing.load(operation)
    compared = willing.compare(told, willing.read_plan(old), willing.read_plan(new))
    if json:
        show_json({"outcomes": [compared_mapping(item) for item in compared]})
        return FINE
    show_compared(console(), compared)
    if not compared:
        print("The plans have no outcome in common.")
    return FINE
