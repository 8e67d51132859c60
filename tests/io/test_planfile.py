"""Plan files: read back as written, and every fault of a file made by others told."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.io.strategies import ids, often, texts
from willing.domain.plan import OutcomePlan, Plan, Row, Term
from willing.errors import ProblemsFound
from willing.io.planfile import plan_text, read_plan, write_plan, write_rows_csv
from willing.io.planread import PlanReader

ROW = Row(
    outcome="2027-04-01/none", kind="tour", pledge="deu_pledge", unit="deu_battalions",
    nation="DEU", task="sector_north", first_day=date(2027, 5, 31), days=180, count=1,
)
PLAN = Plan(
    operation="Two tasks", operation_hash="ab" * 32, made_by="willing 0.1.0", seed=3,
    repeatable=True, settings=(("outcomes", "likeliest"), ("gap", "0.01")),
    outcomes=(
        OutcomePlan(
            outcome="2027-04-01/none", answers=(("deal", "2027-04-01"), ("backstop", "none")),
            probability=0.2, d_day=date(2027, 4, 1),
            terms=(Term(name="shortfall_2", points=72.0), Term(name="movement", points=0.2)),
            score=72.2, bound=None, unfillable=6.0, status="made elsewhere", work=4, seconds=0.25,
        ),
    ),
    rows=(
        ROW,
        Row(outcome="2027-04-01/none", kind="shortfall", task="sector_south",
            first_day=date(2027, 5, 31), days=360, count=0.5),
    ),
)

finite = st.floats(allow_nan=False, allow_infinity=False)
plan_days = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))
rows = st.builds(
    Row, outcome=texts, pledge=ids, unit=ids, nation=ids, task=texts, first_day=plan_days,
    days=st.integers(1, 9_999), count=st.floats(0, 1e6) | st.integers(0, 99).map(float),
)
pairs = st.dictionaries(texts, texts, max_size=3).map(lambda found: tuple(found.items()))
parts = st.builds(
    OutcomePlan, outcome=texts, answers=pairs, d_day=st.none() | plan_days, probability=finite,
    terms=st.dictionaries(ids, finite, max_size=3).map(
        lambda found: tuple(Term(name=name, points=points) for name, points in found.items())),
    score=finite, bound=st.none() | finite, unfillable=finite, seconds=finite,
)
plans = st.builds(
    Plan, operation=texts, operation_hash=texts, made_by=texts, settings=pairs,
    outcomes=st.lists(parts, max_size=3).map(tuple), rows=st.lists(rows, max_size=5).map(tuple),
    format=st.just(1),
)


@given(plans)
@settings(often, max_examples=150)
def test_a_plan_file_keeps_everything(plan: Plan) -> None:
    """Any plan is the same after it was written and read."""
    problems: list[Any] = []
    assert PlanReader("plan.json", problems).read(plan_text(plan)) == plan
    assert problems == []


def test_a_plan_is_written_one_row_a_line(tmp_path: Path) -> None:
    """Each row and each outcome has its line, so that two plans can be compared line by line."""
    write_plan(PLAN, tmp_path / "plan.json")
    lines = (tmp_path / "plan.json").read_text().splitlines()
    assert [line for line in lines if '"kind"' in line] == [
        '  {"outcome": "2027-04-01/none", "kind": "tour", "pledge": "deu_pledge", '
        '"unit": "deu_battalions", "nation": "DEU", "task": "sector_north", '
        '"first_day": "2027-05-31", "days": 180, "count": 1, "pinned": ""},',
        '  {"outcome": "2027-04-01/none", "kind": "shortfall", "pledge": "", "unit": "", '
        '"nation": "", "task": "sector_south", "first_day": "2027-05-31", "days": 360, '
        '"count": 0.5, "pinned": ""}',
    ]
    assert lines[1] == ' "format": 1,'
    assert read_plan(tmp_path / "plan.json") == PLAN


def test_a_plan_is_not_written_over_another_unasked(tmp_path: Path) -> None:
    """An existing file is refused, unless it is to be replaced."""
    (tmp_path / "plan.json").write_text("mine")
    with pytest.raises(ProblemsFound, match=r"plan.json: something has this name already"):
        write_plan(PLAN, tmp_path / "plan.json")
    write_plan(PLAN, tmp_path / "plan.json", replace=True)
    assert read_plan(tmp_path / "plan.json") == PLAN


def test_rows_are_written_as_a_tidy_table(tmp_path: Path) -> None:
    """The CSV of rows has one column for each field and one line for each row."""
    write_rows_csv(PLAN, tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(newline="", encoding="utf-8") as stream:
        found = list(csv.DictReader(stream))
    assert found[0] == {
        "outcome": "2027-04-01/none", "kind": "tour", "pledge": "deu_pledge",
        "unit": "deu_battalions", "nation": "DEU", "task": "sector_north",
        "first_day": "2027-05-31", "days": "180", "count": "1", "pinned": "",
    }
    assert found[1]["count"] == "0.5"


def test_a_plan_made_elsewhere_may_leave_defaults_away(tmp_path: Path) -> None:
    """Keys with a default need not be written."""
    raw = json.loads(plan_text(PLAN))
    for row in raw["rows"]:
        del row["pinned"]
    del raw["format"], raw["settings"], raw["outcomes"][0]["work"]
    (tmp_path / "plan.json").write_text(json.dumps(raw))
    plan = read_plan(tmp_path / "plan.json")
    assert plan.rows == PLAN.rows
    assert plan.settings == ()


Edit = Callable[[dict[str, Any]], object]
CASES: list[tuple[Edit, str]] = [
    (lambda p: p.update(format=2), r"plan.json format: format 2 is not known; format 1 is read"),
    (lambda p: p.update(row=[]), r"plan.json: 'row' is no key here; .*did you mean 'rows'\?"),
    (lambda p: p.pop("seed"), r"plan.json seed: the key is missing; 'seed' must be given"),
    (lambda p: p.update(seed="3"), r"plan.json seed: '3' stands here; a whole number"),
    (lambda p: p.update(seed=True), r"plan.json seed: True stands here; a whole number"),
    (lambda p: p.update(repeatable=1), r"plan.json repeatable: 1 stands here; true or false"),
    (lambda p: p.update(rows={}), r"plan.json rows: it is no list"),
    (lambda p: p.update(rows=[[]]), r"plan.json rows\[0\]: it is no object"),
    (lambda p: p.update(settings=[]), r"plan.json settings: it is no object"),
    (lambda p: p.update(settings={"gap": 1}), r"plan.json settings gap: 1 stands here; text"),
    (lambda p: p["rows"][1].update(kind="tuor"),
     r"plan.json rows\[1\] kind: 'tuor' is not known; .*did you mean 'tour'\?"),
    (lambda p: p["rows"][1].update(first_day="D+30"), r"rows\[1\] first_day: 'D\+30' is counted"),
    (lambda p: p["rows"][1].update(first_day="9999-12-31"), r"first_day: the year 9999 stands"),
    (lambda p: p["rows"][1].update(days=0), r"rows\[1\] days: 0 stands here; a number from 1"),
    (lambda p: p["rows"][1].update(days=1.5), r"rows\[1\] days: 1.5 stands here; a whole number"),
    (lambda p: p["rows"][1].update(count=-1), r"rows\[1\] count: -1 stands here; a number from 0"),
    (lambda p: p["rows"][1].update(task=None), r"rows\[1\] task: None stands here; text"),
    (lambda p: p["rows"][1].update(task="\x1b[31m"),
     r"rows\[1\] task: the control character U\+001B"),
    (lambda p: p.update(settings={"a": "\ud800"}), r"settings a: the control character U\+D800"),
    (lambda p: p["rows"][1].pop("task"), r"rows\[1\] task: the key is missing"),
    (lambda p: p["outcomes"][0].update(score=None), r"outcomes\[0\] score: None stands here"),
    (lambda p: p["outcomes"][0].update(terms={"lead": "x"}), r"terms lead: 'x' stands here"),
    (lambda p: p["outcomes"][0].update(status="fine"), r"status: 'fine' is not known"),
]


@pytest.mark.parametrize(("edit", "said"), CASES)
def test_a_fault_of_a_plan_is_told_with_its_place(tmp_path: Path, edit: Edit, said: str) -> None:
    """Each way to spoil a plan is refused by a message that names the row and the key."""
    raw = json.loads(plan_text(PLAN))
    edit(raw)
    (tmp_path / "plan.json").write_text(json.dumps(raw))
    with pytest.raises(ProblemsFound, match=said):
        read_plan(tmp_path / "plan.json")


@pytest.mark.parametrize(("text", "said"), [
    ("", "line 1: this is no JSON"), ("[1, 2", r"line 1: this is no JSON"), ("[]", "no object"),
    ('{"a": 1, "a": 2}', "the key 'a' stands twice"), ('{"seed": NaN}', "'NaN' stands for a num"),
    ('{"seed": ' + "9" * 5_000 + "}", "this is no plan"),
    ("[" * 100_000, "this is no plan|this is no JSON"),
    ('{"seed": 1e999}', "seed: inf stands here"),
])
def test_what_is_no_plan_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Text that is no JSON, or JSON that is no plan, is refused."""
    (tmp_path / "plan.json").write_text(text)
    with pytest.raises(ProblemsFound, match=said):
        read_plan(tmp_path / "plan.json")


def test_all_faults_of_a_plan_are_told_at_once(tmp_path: Path) -> None:
    """Faults in several rows come out together."""
    raw = json.loads(plan_text(PLAN))
    raw["rows"][0]["days"], raw["rows"][1]["kind"], raw["seed"] = 0, "", None
    (tmp_path / "plan.json").write_text(json.dumps(raw))
    with pytest.raises(ProblemsFound, match="days") as found:
        read_plan(tmp_path / "plan.json")
    assert len(found.value.problems) == 3
