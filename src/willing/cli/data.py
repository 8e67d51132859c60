"""Verbs on operations: check, convert, new, anonymise."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

import willing
from willing.cli.app import FINE, NO, app
from willing.cli.options import AsJson, OperationPath, Replace
from willing.cli.shown import counted, problem_lines, say, show_json
from willing.errors import Problem, ProblemsFound

Target = Annotated[Path, Parameter(
    help="Where to write: a folder, or a workbook where the name ends in .xlsx.")]
_NOTHING_THERE = ("no-operation", "unreadable")
"""Problems of the command rather than of the data."""


@app.command
def check(operation: OperationPath, /, *, json: AsJson = False) -> int:
    """Find every fault of an operation at once, and what its plan would take for granted.

    Each problem says where it stands, what was given, what is allowed and what to do. Faults stop
    planning (exit code 1); warnings do not.
    """
    problems = _problems(operation)
    faults = [problem for problem in problems if problem.level == "fault"]
    warnings = [problem for problem in problems if problem.level == "warning"]
    if json:
        show_json({
            "operation": str(operation), "faults": [asdict(problem) for problem in faults],
            "warnings": [asdict(problem) for problem in warnings],
        })
    else:
        for line in problem_lines(problems):
            print(line)
        told = f"{counted(len(faults), 'fault')}, {counted(len(warnings), 'warning')}"
        print(f"{operation}: {told}. " + (
            "Mend the faults, then plan." if faults else "It can be planned."))
    return NO if faults else FINE


def _problems(path: Path) -> tuple[Problem, ...]:
    """Problems of reading, or of what was read; those of the command are raised."""
    try:
        operation = willing.load(path)
    except ProblemsFound as found:
        if any(problem.kind in _NOTHING_THERE for problem in found.problems):
            raise
        return found.problems
    return willing.check(operation)


@app.command
def convert(
    source: OperationPath, target: Target, /, *, replace: Replace = False, json: AsJson = False
) -> int:
    """Write an operation as a workbook or as a folder; both hold the same."""
    willing.save(willing.load(source), target, replace=replace)
    return _written(target, json)


@app.command
def new(
    folder: Annotated[Path, Parameter(help="Folder to make.")], /, *,
    name: Annotated[str, Parameter(help="Name of the operation; else that of the folder.")] = "",
    json: AsJson = False,
) -> int:
    """Write a commented starter folder that plans as it stands."""
    from willing.io.starter import write_starter

    write_starter(folder, name)
    return _written(folder, json)


@app.command
def anonymise(
    source: OperationPath, target: Target, /, *, replace: Replace = False, json: AsJson = False
) -> int:
    """Write a neutral copy: the same plan, and nobody named in it.

    Ids become numbers; names, notes, sources and coordinates are left out. Figures stay, and who
    knows the nations can tell them by these.
    """
    willing.save(willing.anonymise(willing.load(source)), target, replace=replace)
    return _written(target, json)


def _written(target: Path, json: bool) -> int:
    if json:
        show_json({"written": str(target)})
    else:
        say(f"Written: {target}")
    return FINE
