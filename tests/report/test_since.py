"""Changes since the last conference: data, filling and turns."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.bend import add, bend
from tests.report.conftest import LATE, LATE_NONE, Case
from tests.report.plans import plan_of
from willing.domain.pledge import Pledge
from willing.report.conference import changes_section, conference
from willing.report.since import Last, since


def test_lines_filled_otherwise_are_told_with_both_shares(tasks: Case) -> None:
    """The last plan had nobody in the south even with the backstop."""
    operation, plan = tasks
    last = plan_of(operation, {LATE: [r for r in _rows(plan, LATE) if r.task != "sector_south"],
                               LATE_NONE: _rows(plan, LATE_NONE)})
    found = since(operation, plan, Last(plan=last))
    assert [(f.outcome, f.serial, f.before, f.after, f.word) for f in found.filling] == [
        (LATE, "MON-01", 0.0, 1.0, "better")
    ]
    assert [(m.outcome, m.nation, m.fewer, m.more) for m in found.moved] == [(LATE, "FRA", 0, 2)]


def test_new_and_gone_lines_are_told(tasks: Case) -> None:
    """A line that the last conference did not have is new; one it had alone is gone."""
    operation, plan = tasks
    line = operation.requirements[0]
    more = replace(operation, requirements=(
        *operation.requirements, replace(line, id="extra", place="south")))
    newer = plan_of(more, {LATE: _rows(plan, LATE)})
    found = since(more, newer, Last(plan=plan, operation=operation))
    assert ("extra", "new") in [(f.task, f.word) for f in found.filling]
    assert found.outcomes == (LATE_NONE,)
    back = since(operation, plan, Last(plan=newer, operation=more))
    assert ("extra", "gone") in [(f.task, f.word) for f in back.filling]


def test_changed_lines_and_pledges_stand_one_by_one(tasks: Case) -> None:
    """Fields with their values before and now; other tables are counted."""
    operation, plan = tasks
    now = bend("pledges", "fra_pledge", count=1, operation=operation)
    now = add("pledges", Pledge(id="new", unit="fra_battalions", count=1, purpose="backfill"),
              operation=now)
    now = bend("places", "north", reception_days=2, operation=now)
    found = since(now, plan, Last(operation=operation))
    assert [(r.table, r.id, r.field or r.kind, r.before, r.after) for r in found.records] == [
        ("pledges", "fra_pledge", "count", "2", "1"), ("pledges", "new", "added", "", ""),
    ]
    assert found.others == (("places", 1),)


def test_the_section_says_what_it_could_not_compare(tasks: Case) -> None:
    """Without the last plan, or its data, the section says so; without both there is none."""
    operation, plan = tasks
    assert changes_section(conference(operation, plan)) is None
    data = changes_section(conference(operation, plan, last=Last(operation=operation)))
    assert data is not None
    assert data.texts == (
        "The plan of the last conference was not given: only data are compared.",)
    assert data.tables[0].none == "Nothing changed in lines and pledges."
    plans = changes_section(conference(operation, plan, last=Last(plan=plan)))
    assert plans is not None
    assert plans.texts[0].startswith("The data of the last conference were not given")
    assert [table.rows for table in plans.tables] == [(), ()]


def _rows(plan: object, outcome: str) -> list[object]:
    return [
        row for row in plan.rows  # type: ignore[attr-defined]
        if row.outcome == outcome and row.kind in ("tour", "hold")
    ]


