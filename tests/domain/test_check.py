"""`check`: what it says, in which order, and that it never raises."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.domain.bend import add, bend
from tests.domain.check_bonds import BONDS
from tests.domain.check_cases import CASES as NAMED
from tests.domain.check_reach_cases import REACHES
from tests.domain.standby_cases import RENEWALS, STANDBY, ordered
from tests.domain.step_cases import STEPS, stepping
from tests.domain.wanted_cases import WANTED
from tests.operations import coalition, one_post, two_tasks
from tests.strategies import mutants, operations, random_mutation, random_operation
from willing.domain.check import check, faults
from willing.domain.checks.kinds import FAULTS, KINDS, WARNINGS
from willing.domain.checks.page import page
from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.domain.outcomes import outcomes
from willing.domain.question import Change
from willing.domain.requirement import Commitment
from willing.domain.situation import situation
from willing.domain.unit import PolicyPhase
from willing.domain.windows import parse_windows
from willing.errors import Origin

CASES = [*NAMED, *WANTED, *REACHES, *BONDS, *STANDBY, *STEPS, *RENEWALS]
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "checks.md"


def test_an_order_to_stand_by_that_can_be_kept_is_no_fault() -> None:
    """A level is no task, and no check looks for it among them."""
    assert [problem for problem in check(ordered()) if problem.level == "fault"] == []


def test_a_step_that_may_be_taken_is_no_fault() -> None:
    """A step opens a pledge whose condition may fail, and nothing is said of it."""
    assert [problem for problem in check(stepping()) if "step" in problem.where] == []


@pytest.mark.parametrize(
    ("kind", "match", "operation"), CASES, ids=[f"{i}-{c[0]}" for i, c in enumerate(CASES)]
)
def test_each_kind_is_found_and_told(kind: str, match: str, operation: Operation) -> None:
    """A problem is found, at the level of its kind, and says where it is and what to do."""
    told = [problem for problem in check(operation) if problem.kind == kind]
    assert any(re.search(match, str(problem)) for problem in told), "\n".join(map(str, told))
    assert all(problem.level == ("fault" if kind in FAULTS else "warning") for problem in told)


@pytest.mark.parametrize(
    "operation", [operation for _, _, operation in CASES],
    ids=[f"{i}-{c[0]}" for i, c in enumerate(CASES)],
)
def test_faults_alone_are_those_that_check_tells(operation: Operation) -> None:
    """Who asks only for what stops planning is told all of it, in the same order."""
    assert faults(operation) == tuple(p for p in check(operation) if p.level == "fault")


def test_every_kind_has_a_case() -> None:
    """No kind of problem is without a test, and none is a fault and a warning at once."""
    assert {kind for kind, _, _ in CASES} == set(KINDS)
    assert not set(FAULTS) & set(WARNINGS)


def test_the_reference_page_is_current() -> None:
    """docs/reference/checks.md says what the code says."""
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("operation", [one_post(), two_tasks(), coalition()], ids=lambda o: o.name)
def test_named_operations_have_no_faults(operation: Operation) -> None:
    """The operations that all tests use can be planned."""
    assert [p for p in check(operation) if p.level == "fault"] == []


def test_all_faults_come_at_once_and_faults_come_first() -> None:
    """Faults of different tables are told together, sorted by place, and before warnings."""
    operation = bend("units", "gbr_jets", count=0, operation=bend("policies", "air", tours=()))
    operation = bend("pledges", "fra_mcm_pledge", unit="fra_mmc", operation=operation)
    problems = check(operation)
    assert [p.kind for p in problems] == ["unknown-id", "pledge-count", "missing", "range"]
    levels = [p.level for p in check(coalition())]
    assert levels == sorted(levels)


def test_a_longest_stay_is_no_matter_where_one_tour_is_short_enough() -> None:
    """A phase, a task's own tours or an answer may bring one; holding at home needs none."""
    short = bend("caveats", "3", values=("89",))
    when = parse_condition("backstop == full")
    fine = [
        add("policy_phases", PolicyPhase(policy="navy", start=90, tours=(60,)), operation=short),
        bend("requirements", "mines", tour_days=80, operation=short),
        add("changes", Change(when=when, table="requirements", id="mines", field="tour_days",
                              value="80"), operation=short),
        bend("pledges", "nor_patrol_pledge", offered_for=("fra_mine_watch",),
             operation=bend("commitments", "fra_mine_watch", backfill="home", operation=short)),
    ]
    assert "caveat-stay" in {problem.kind for problem in check(short)}
    for operation in fine:
        assert not {"caveat-stay", *FAULTS} & {problem.kind for problem in check(operation)}


def test_line_seven_comes_before_line_ten() -> None:
    """Problems are in the order of the file's lines, not of its letters."""
    units = tuple(
        replace(unit, count=0, origin=Origin(file="units.csv", line=line))
        for line, unit in zip(range(20, 1, -1), coalition().units, strict=False)
    )
    told = [p.where for p in check(replace(coalition(), units=units)) if p.kind == "range"]
    lines = [int(re.search(r":(\d+)", where).group(1)) for where in told]  # type: ignore[union-attr]
    assert lines == sorted(lines)
    assert len(lines) == len(units)


@pytest.mark.parametrize(("covers", "twice", "count", "uses"), [
    (True, False, 5, None), (False, False, 5, 7), (True, False, 6, 7), (True, True, 5, None),
    (True, True, 6, 7),
])
def test_who_is_ordered_to_stand_by_may_be_held_where_that_covers(
    covers: bool, twice: bool, count: int, uses: int | None
) -> None:
    """Of five at home one stands by: four and he are held where his level covers, and no more."""
    made = ordered()
    [level] = made.standbys
    owed = Commitment(
        id="guard", nation="DEU", kind="standing", capability="mech_battalion", twice=twice,
        quantity=parse_windows("6"), place="munster",
    )
    hold = replace(made.orders[0], pledge="", task="guard", kind="hold", count=count)
    held = replace(
        made, standbys=(replace(level, covers=covers),),
        commitments=(*made.commitments, owed),
        orders=(*made.orders, hold))
    told = [p.given for p in check(held) if p.level == "fault"]
    assert told == [f"cycle rows and orders use {uses} elements at once"] * (uses is not None)


def test_a_problem_names_line_and_cell() -> None:
    """The place is the file and line, or the sheet and cell, and always the record's id."""
    in_file = Origin(file="units.csv", line=7)
    in_sheet = Origin(file="op.xlsx", sheet="Units", row=7, columns=(("count", "D"),))
    for origin, where in ((in_file, "units.csv:7 count of 'gbr_jets'"),
                          (in_sheet, "Units!D7 of 'gbr_jets'")):
        problems = check(bend("units", "gbr_jets", count=0, origin=origin))
        assert where in [p.where for p in problems if p.kind == "range"]


def test_a_fault_hides_no_other() -> None:
    """Faults that need dates are told although names are wrong elsewhere."""
    operation = bend("places", "port", nation="PLO", operation=bend("cycles", "2", count=1))
    assert [p.kind for p in check(operation)] == ["cycle-sum", "unknown-id"]


def test_a_change_that_repeats_an_old_fault_tells_nothing_new() -> None:
    """A change is blamed for what it breaks, not for what was broken before."""
    operation = bend("nations", "FRA", decision_days=-1)
    assert [p.kind for p in check(operation)] == ["range"]


@settings(max_examples=60, deadline=None)
@given(operations())
def test_generated_operations_can_be_planned(operation: Operation) -> None:
    """What the strategies make has no faults, so that planner and judge meet it."""
    assert [str(p) for p in check(operation) if p.level == "fault"] == []


@settings(max_examples=150, deadline=None)
@given(mutants())
def test_check_never_raises(operation: Operation) -> None:
    """Whatever a loader may hand over, check answers with problems that say something."""
    for problem in check(operation):
        assert problem.kind in KINDS
        assert all((problem.where, problem.given, problem.allowed, problem.fix))


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_what_passes_can_be_laid_out(first: int) -> None:
    """Of a mutant without faults, every outcome's changes can be made and its days laid out."""
    passed = 0
    for seed in range(first, first + 100):
        operation = random_mutation(random_operation(seed), seed + 10**6)
        if any(problem.level == "fault" for problem in check(operation)):
            continue
        passed += 1
        for outcome in outcomes(operation):
            assert situation(operation, outcome).timeline.periods >= 1
    assert passed > 20
