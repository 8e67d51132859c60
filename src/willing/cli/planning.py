"""Verbs that make plans: plan, replan."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.types import NonNegativeFloat

import willing
from willing.cli.app import FINE, app
from willing.cli.options import (
    AsJson,
    Beside,
    Gap,
    OnRay,
    OperationPath,
    Out,
    Outcomes,
    Pin,
    PlanPath,
    Replace,
    Seed,
    TimeLimit,
    Together,
    Work,
    Worst,
)
from willing.cli.progress import Told
from willing.cli.shown import console, counted, say, show_json
from willing.errors import Problem, ProblemsFound

if TYPE_CHECKING:
    from willing.domain.operation import Operation
    from willing.domain.plan import Plan, Row
    from willing.planner.ahead.executor import Executor


@app.command
def plan(
    operation: OperationPath, /, *, out: Out = None, outcomes: Outcomes = None,
    time_limit: TimeLimit = None, work: Work = 400, gap: Gap = 0.01, seed: Seed = 0,
    pin: Pin = None, together: Together = False, worst: Worst = 0.0, processes: Beside = None,
    ray: OnRay = None, replace: Replace = False, json: AsJson = False,
) -> int:
    """Plan an operation; print what the plan covers, and write it where you say.

    Planned is the likeliest outcome, or those that `--outcomes` names, one after the other; with
    `--together` all of them at once, while nobody knows which will come. The judge looks at the
    plan before it is shown. Progress stands on stderr: best, bound, gap and seconds. Ctrl-C hands
    over the best plan so far; a second one ends the program.
    """
    _refuse_early(out, replace)
    _refuse_mixed(together, pin, worst, processes, ray)
    told = willing.load(operation)
    with Told() as progress:
        if together:
            made = willing.plan_ahead(
                told, outcomes or "all", seconds=time_limit or math.inf, work=work, gap=gap,
                seed=seed, worst=worst, executor=_executor(processes, ray), progress=progress,
            )
            _hand_over(told, made, out, replace, json)
            return FINE
        made = willing.plan(
            told, outcomes or "likeliest", seconds=time_limit or math.inf, work=work, gap=gap,
            seed=seed, pins=_pins(pin), progress=progress,
        )
    _hand_over(told, made, out, replace, json)
    return FINE


@app.command
def replan(
    operation: OperationPath, plan: PlanPath, /, *, out: Out = None,
    stay: Annotated[NonNegativeFloat | None, Parameter(
        help="Points for each element whose tour differs from the old plan. Without it: the "
        "operation's weight 'disturbance', or 0.1 where that is 0.")] = None,
    outcomes: Outcomes = None, time_limit: TimeLimit = None, work: Work = 400, gap: Gap = 0.01,
    seed: Seed = 0, pin: Pin = None, replace: Replace = False, json: AsJson = False,
) -> int:
    """Plan again after the operation changed, close to an earlier plan; print what changed.

    Outcomes are those of the earlier plan unless you name others.
    """
    from willing.cli.differences import changed_mapping, show_changed

    _refuse_early(out, replace)
    told, before = willing.load(operation), willing.read_plan(plan)
    with Told() as progress:
        made = willing.replan(
            told, before, outcomes or None, stay=stay, seconds=time_limit or math.inf, work=work,
            gap=gap, seed=seed, pins=_pins(pin), progress=progress,
        )
    changes = willing.changes(before, made)
    _hand_over(told, made, out, replace, json, {"changed": changed_mapping(changes)})
    if not json:
        show_changed(console(), changes)
    return FINE


def _refuse_mixed(
    together: bool, pin: Path | None, worst: float, processes: int | None, ray: str | None
) -> None:
    """Options that only go, or do not go, with one plan for all outcomes."""
    alone = {"--worst": worst, "--processes": processes, "--ray": ray}
    wrong = [name for name, given in alone.items() if given and not together]
    if together and pin is not None:
        wrong = ["--pin"]
    if wrong:
        raise ProblemsFound([Problem(
            kind="options", where="command line",
            given=f"{', '.join(wrong)} {'with' if together else 'without'} --together",
            allowed="pins belong to outcomes planned one by one; --worst, --processes and --ray to "
            "outcomes planned together",
            fix="leave it out" if together else "add --together, or leave it out",
        )])


def _executor(processes: int | None, ray: str | None) -> Executor | None:
    """Where outcomes are reckoned; None: in this process."""
    if ray is not None:
        from willing.planner.ahead.cluster import Ray

        return Ray(address=ray)
    if processes is None:
        return None
    from willing.planner.ahead.executor import Processes

    return Processes(number=processes or None)


def _pins(path: Path | None) -> tuple[Row, ...]:
    return () if path is None else willing.pins_of(willing.read_rows(path))


def _refuse_early(out: Path | None, replace: bool) -> None:
    """Say before minutes of work that its result could not be written."""
    if out is None:
        return
    from willing.io.atomic import refuse_unwritable

    refuse_unwritable(out, replace)


def _hand_over(
    operation: Operation, made: Plan, out: Path | None, replace: bool, json: bool,
    more: dict[str, object] | None = None,
) -> None:
    """Write the plan, then print what it covers."""
    if out is not None:
        willing.write_plan(made, out, replace=replace)
    if json:
        from willing.report.data import summary

        written = None if out is None else str(out)
        show_json({**summary(operation, made), **(more or {}), "written": written})
        return
    from willing.report.table import tables

    tables(operation, made, console())
    if out is not None:
        say(f"Written: {out} ({counted(len(made.rows), 'row')})")
