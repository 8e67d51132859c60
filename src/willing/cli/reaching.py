"""The verb that says when the force is as capable as was named: milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import willing
from willing.cli.app import FINE, app
from willing.cli.options import AsJson, OperationPath, PlanPath
from willing.cli.shown import counted, say_whose_data, show_json

if TYPE_CHECKING:
    from willing.calendar import Timeline
    from willing.explain.milestones import MilestoneNote


@app.command
def milestones(operation: OperationPath, plan: PlanPath, /, *, json: AsJson = False) -> int:
    """Say when each milestone is reached in every outcome, which line sets the date, and why.

    A milestone that is never reached says which lines hold it up: those that lack most, the others
    are counted. Dates are reckoned in days from
    the plan's rows.
    """
    from willing.report.milestones import milestone_mapping
    from willing.report.reading import readings

    told, made = willing.load(operation), willing.read_plan(plan)
    found = willing.milestones(told, made)
    lines = {reading.name: reading.timeline for reading in readings(told, made)}
    if json:
        show_json({"outcomes": [
            {"outcome": part.outcome,
             "milestones": [milestone_mapping(lines[part.outcome], note) for note in part.notes]}
            for part in found
        ]})
    elif not told.milestones:
        print(f"{operation}: no milestone is named (milestones.csv, thresholds.csv).")
    else:
        for part in found:
            print(f"Outcome {part.outcome}")
            for note in part.notes:
                for text in _told(lines[part.outcome], note):
                    print(text)
    say_whose_data(told, made, operation, plan)
    return FINE


def _told(line: Timeline, note: MilestoneNote) -> list[str]:
    """A milestone with its date, and what kept the lines that lack most; the others are counted."""
    from willing.explain.milestones import TOLD

    day, days = note.date.day, counted(note.date.hold_days, "day")
    date = "" if day is None or line.d_day is None else f", {line.date_of(day)}"
    found = [f"  {note.text[:-1]} (for {days} at least{date})."]
    for item in note.worst[:TOLD]:
        found += [f"    {item.text}", *(f"      {cause}" for cause in item.causes)]
    more = len(note.worst) - TOLD
    if more > 0:
        found.append(f"    and {counted(more, 'more line')}; `--json` has all")
    return found
