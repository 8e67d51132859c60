"""The verb `ready` on a plan of many outcomes: all of them first, then a handful in detail."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

import willing
from tests.cli.conftest import Typed
from tests.operations import coalition
from willing.cli.app import BAD_INPUT, FINE
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.io.planfile import write_plan
from willing.report.fans import fans
from willing.report.figures import percent
from willing.report.over_all_tables import effects_over_all
from willing.report.shown import HANDFUL


@pytest.fixture(scope="module")
def many() -> tuple[Operation, Plan]:
    """The coalition planned in all its fourteen outcomes."""
    operation = coalition()
    return operation, willing.plan(operation, "all", work=0, gap=float("inf"))


@pytest.fixture
def saved(many: tuple[Operation, Plan], willing_: Typed) -> Typed:
    """Both in files."""
    willing.save(many[0], "coalition")
    write_plan(many[1], Path("many.json"))
    return willing_


def _told(text: str, plan: Plan) -> list[str]:
    return [part.outcome for part in plan.outcomes if f" {part.outcome} (" in text]


def test_all_outcomes_come_first_then_a_handful(
    saved: Typed, many: tuple[Operation, Plan]
) -> None:
    """Effects stand once over all, from worst to best; only the handful is told in detail, with
    the other outcome without a deal, which is the same as one of it."""
    said = saved("ready", "coalition", "many.json")
    assert said.code == FINE
    assert "7 of 14 outcomes" in said.out
    assert said.out.index("Over all 14 outcomes") < said.out.index("D-day")
    assert "at worst" in said.out
    assert len(_told(said.out, many[1])) == HANDFUL + 1


def test_others_are_told_when_named(saved: Typed, many: tuple[Operation, Plan]) -> None:
    """`--outcome` takes names and `each QUESTION`; `--on` looks at outcomes with that D only, and
    an outcome with another D is refused."""
    each = saved("ready", "coalition", "many.json", "--outcome", "each backstop")
    assert _told(each.out, many[1]) == [
        name for name in (part.outcome for part in many[1].outcomes)
        if name.startswith("2027-05-01") and name.endswith("wide")]
    on = saved("ready", "coalition", "many.json", "--on", "2027-04-20")
    assert "Over all" not in on.out
    assert len(_told(on.out, many[1])) == HANDFUL
    other = saved("ready", "coalition", "many.json", "--on", "2027-04-20", "--outcome",
                  "2027-10-15/none/wide")
    assert other.code == BAD_INPUT
    assert "its D is 2027-10-28" in other.err
    wrong = saved("ready", "coalition", "many.json", "--outcome", "each weather")
    assert wrong.code == BAD_INPUT
    assert "the plan has none of this name" in wrong.err


def test_workbook_and_json_have_all(saved: Typed, many: tuple[Operation, Plan]) -> None:
    """The page tells the handful, the workbook a row of every outcome with a deal."""
    assert saved("ready", "coalition", "many.json", "--html", "r.html", "--xlsx", "r.xlsx"
                 ).code == FINE
    assert "All 14 outcomes together" in Path("r.html").read_text("utf-8")
    rows = load_workbook("r.xlsx")["Effects"].iter_rows(values_only=True)
    told = {str(row[0]) for row in rows if row[0] and ", D " in str(row[0])}
    dealt = [part for part in many[1].outcomes if part.d_day is not None]
    assert len(told) == len(dealt) == 12
    assert len(saved("ready", "coalition", "many.json", "--json").json["outcomes"]) == 14


def test_worst_mean_and_best_are_those_of_the_fans(many: tuple[Operation, Plan]) -> None:
    """Three rows for each effect, with the figures that the fans have."""
    found = willing.ready(*many).outcomes
    rows = effects_over_all(many[0], found).rows
    effects = [fan for fan in fans(many[0], found) if fan.kind == "effect"]
    assert len(rows) == 3 * len(effects)
    for at, fan in enumerate(effects):
        for mark, worst, mean, best in zip(
            (7, 14, 30, 60, 90, 180), *(rows[3 * at + row][2:] for row in range(3)), strict=True
        ):
            day = next((day for day in fan.days if day.mark == mark), None)
            told = (worst, mean, best)
            assert told == (("–",) * 3 if day is None else (
                percent(day.least), percent(day.mean), percent(day.most)))


def test_compare_has_one_table_of_all_and_a_handful(saved: Typed) -> None:
    """Outcomes stand in one table, those whose score differs most first, then a handful alone; one
    that is named is told alone."""
    said = saved("compare", "coalition", "many.json", "many.json")
    assert said.code == FINE
    assert "14 outcomes, by difference of score" in said.out
    assert said.out.count("elements on 0 turns changed") == HANDFUL
    one = saved("compare", "coalition", "many.json", "many.json", "--outcome", "never/none/wide")
    assert one.out.count("elements on 0 turns changed") == 1


def test_explain_looks_at_the_handful(saved: Typed, many: tuple[Operation, Plan]) -> None:
    """Without a task the shortfalls of the handful are told, and it is said that these are not
    all; of a task the likeliest outcome with a deal is told."""
    said = saved("explain", "coalition", "many.json", "--remedies", "0")
    assert said.code == FINE
    assert said.out.startswith("Told in detail: 7 of 14 outcomes")
    assert said.out.count("Outcome ") == HANDFUL
    each = saved("explain", "coalition", "many.json", "--remedies", "0", "--outcome",
                 "each backstop")
    assert each.out.count("Outcome ") == 3
    task = saved("explain", "coalition", "many.json", "mines", "--remedies", "0")
    assert "outcome 2027-05-01/enablers/wide" in task.out
