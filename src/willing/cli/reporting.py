"""The verb that shows a plan to people: report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.types import NonNegativeInt

import willing
from willing.cli.app import FINE, app
from willing.cli.options import AsJson, Detailed, Html, OperationPath, PlanPath, Replace, Xlsx
from willing.cli.progress import Told
from willing.cli.shown import console, counted, say, say_whose_data, show_json


@app.command
def report(
    operation: OperationPath, plan: PlanPath, /, *,
    html: Html = None,
    xlsx: Xlsx = None,
    csv: Annotated[Path | None, Parameter(help="Folder of tidy CSV tables to write.")] = None,
    pptx: Annotated[Path | None, Parameter(
        help="Slides to write. They need the extra 'office'.")] = None,
    pdf: Annotated[Path | None, Parameter(
        help="PDF to write. It needs the extra 'office'.")] = None,
    nation: Annotated[str, Parameter(
        help="Nation to write for: the files hold what concerns it. Without it: all.")] = "",
    outcome: Detailed = None,
    since: Annotated[Path | None, Parameter(
        help="Plan of the last conference, to tell what changed.")] = None,
    since_operation: Annotated[Path | None, Parameter(
        help="Operation of the last conference, to tell what changed in the data.")] = None,
    explain: Annotated[bool, Parameter(
        help="Say what stopped those who could have filled each shortfall, and what would close "
        "it. This takes a while.")] = False,
    remedies: Annotated[NonNegativeInt | None, Parameter(
        help="Shortfalls of each outcome, heaviest first, for which a single change is looked "
        "for. Without it: all.")] = None,
    replace: Replace = False, json: AsJson = False,
) -> int:
    """Show what a plan covers: tables here; page, workbook, CSV, slides and PDF where you say.

    Tables are printed when no file is asked for. A plan that breaks a rule is not reported.
    Explaining shows its progress on stderr; Ctrl-C ends it, and the report is written with what was
    explained by then.
    """
    told, made = willing.load(operation), willing.read_plan(plan)
    written = {"html": html, "xlsx": xlsx, "csv": csv, "pptx": pptx, "pdf": pdf}
    before = None if since is None else willing.read_plan(since)
    told_before = None if since_operation is None else willing.load(since_operation)
    with Told() as progress:
        unseen = willing.report(
            told, made, **written, replace=replace, explain=explain, remedies=remedies,
            nation=nation, outcome=outcome or "", since=before, since_operation=told_before,
            progress=progress,
        )
    if json:
        from willing.report.data import summary

        names = {kind: str(path) for kind, path in written.items() if path is not None}
        show_json({**summary(told, made), "written": names})
    elif not any(written.values()):
        from willing.report.table import tables

        tables(told, made, console(), outcome or "")
    if unseen:
        say(f"Stopped: {counted(unseen, 'shortfall')} stand without explanation, and say so.")
    for path in written.values():
        if path is not None:
            say(f"Written: {path}")
    say_whose_data(told, made, operation, plan)
    return FINE
