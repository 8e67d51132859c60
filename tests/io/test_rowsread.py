"""Rows from a table or a plan file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations import one_post
from willing.errors import ProblemsFound
from willing.io.planfile import write_plan, write_rows_csv
from willing.io.rowsread import read_rows
from willing.planner.plan import plan

HEADER = "outcome,kind,pledge,unit,nation,task,first_day,days,count,pinned\n"
ROW = "2027-04-01,tour,nor_pledge,nor_company,NOR,post,2027-06-30,180,1,pin\n"


def test_rows_come_back_from_csv_and_from_a_plan_file(tmp_path: Path) -> None:
    """Both files of one plan give its rows."""
    made = plan(one_post())
    write_rows_csv(made, tmp_path / "rows.csv")
    write_plan(made, tmp_path / "plan.json")
    assert read_rows(tmp_path / "rows.csv") == made.rows
    assert read_rows(tmp_path / "plan.json") == made.rows


@pytest.mark.parametrize(("text", "match"), [
    (HEADER + ROW.replace("tour,", "tuor,"), r"rows.csv:2 kind: 'tuor' is not known.*'tour'"),
    (HEADER + ROW.replace(",180,", ",0,"), r"rows.csv:2 days: 0 stands here"),
    (HEADER + ROW.replace(",180,", ",9999999,"), r"rows.csv:2 days: 9999999 stands here"),
    (HEADER + ROW.replace(",1,pin", ",-1,pin"), r"rows.csv:2 count: -1 stands here"),
    (HEADER + ROW.replace("2027-06-30", "D+30"), "rows.csv:2 first_day.*counted from D"),
    (HEADER.replace("task", "taks") + ROW, "did you mean 'task'"),
    ("", "the file is empty"),
    (HEADER + ROW.replace("post", ""), "rows.csv:2 task: nothing stands here"),
])
def test_faults_of_rows_are_told_with_their_place(
    tmp_path: Path, text: str, match: str
) -> None:
    """A row that cannot be read is named by line and column."""
    (tmp_path / "rows.csv").write_text(text, "utf-8")
    with pytest.raises(ProblemsFound, match=match):
        read_rows(tmp_path / "rows.csv")
