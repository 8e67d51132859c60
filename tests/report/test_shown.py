"""Plans of many outcomes: a handful is told in detail, and all others together."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation
from rich.console import Console

from tests.operations import coalition
from tests.report.conftest import Case
from tests.report.plans import own, plan_of, tour
from willing.assess.ready import ready
from willing.domain.outcomes import outcomes
from willing.domain.plan import OutcomePlan, Plan
from willing.errors import ProblemsFound
from willing.report.conference import conference
from willing.report.html import page
from willing.report.others import every_table, others
from willing.report.over_all import often_short, over_all
from willing.report.shown import HANDFUL, named, shown, told_of
from willing.report.slides import slides
from willing.report.table import tables
from willing.report.tidy import write_csv
from willing.report.workbook import write_workbook

LIKELIEST = "2027-05-01/enablers/wide"


@pytest.fixture(scope="module")
def many() -> Case:
    """The coalition in all its fourteen outcomes; with the full backstop somebody serves."""
    operation = coalition()
    home = [own(operation, "gbr_mech", "tapa_battlegroup", "2027-03-05", 180)]
    serving = [*home, tour(operation, "fra_mcm_pledge", "mines", "2027-06-10", 90, 2)]
    return operation, plan_of(operation, {
        item.name: serving if item.name.startswith("2027-05-01/full") else home
        for item in outcomes(operation)
    })


def _part(name: str, answers: tuple[tuple[str, str], ...], chance: float) -> OutcomePlan:
    deal = dict(answers)["deal"]
    return OutcomePlan(
        outcome=name, answers=answers, probability=chance, terms=(), score=0.0, bound=None,
        d_day=None if deal == "never" else date(2027, 1, 1) + timedelta(days=int(deal)),
        unfillable=0.0, status="limit",
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans of outcomes over two or three questions, each with any chance."""
    ladders = [("1", "2", "never"), ("none", "some", "full"), ("yes", "no")]
    found = [
        _part("/".join(answers), tuple(zip(("deal", "backstop", "vote"), answers, strict=True)),
              draw(st.integers(0, 9)) / 10)
        for answers in product(*ladders) if draw(st.booleans())
    ]
    return Plan(
        operation="any", operation_hash="", made_by="by hand", seed=0, repeatable=True,
        outcomes=tuple(found or [_part("1/none/yes", (
            ("deal", "1"), ("backstop", "none"), ("vote", "yes")), 1.0)]), rows=(),
    )


@given(plans())
def test_a_handful_has_the_likeliest_and_as_many_answers_as_it_can(plan: Plan) -> None:
    """All of a few are shown. Of many the likeliest with a deal is the first; whoever is left out
    has an answer that none of the handful has only where there is no room for it: then each of
    the handful has been chosen for an answer of its own."""
    every = {part.outcome: part for part in plan.outcomes}
    names = shown(plan)
    if len(every) <= HANDFUL:
        assert names == tuple(every)
        return
    told = [every[name] for name in names]
    assert len(set(names)) == HANDFUL
    best = max(every.values(), key=lambda part: (part.d_day is not None, part.probability))
    assert told[0].probability == best.probability
    assert (told[0].d_day is None) == (best.d_day is None)
    had = {pair for part in told for pair in part.answers}
    if any(not set(part.answers) <= had for part in every.values()):
        for part in told[1:]:
            assert set(part.answers) - set(told[0].answers)


def test_each_missing_answer_gets_its_likeliest_outcome(many: Case) -> None:
    """Beside the likeliest stand the likeliest without backstop, with all of it, with the other
    date, with the narrow acceptance, and without a deal, which comes last."""
    assert shown(many[1]) == (
        LIKELIEST, "2027-10-15/enablers/wide", "2027-05-01/none/wide", "2027-05-01/full/wide",
        "2027-05-01/enablers/narrow", "never/none/wide",
    )


def test_outcomes_are_named_as_for_planning(many: Case) -> None:
    """`each QUESTION` is the likeliest with each answer, `all` is all, names are names; one name
    among many is told alone, and in a plan of few outcomes all are told whatever leads."""
    plan = many[1]
    assert shown(plan, "each backstop") == (
        LIKELIEST, "2027-05-01/none/wide", "2027-05-01/full/wide")
    assert len(shown(plan, ["all"])) == len(plan.outcomes) == 14
    assert shown(plan, "likeliest") == (LIKELIEST,)
    few = replace(plan, outcomes=plan.outcomes[:3])
    assert len(shown(few, plan.outcomes[1].outcome)) == 3
    assert shown(few, [part.outcome for part in few.outcomes[1:]]) == tuple(
        part.outcome for part in few.outcomes[1:])
    with_deal = [part for part in plan.outcomes if part.d_day is not None]
    three = shown(plan, "likeliest 3")
    assert len(three) == 3
    assert three[0] == LIKELIEST
    assert min(part.probability for part in with_deal if part.outcome in three) >= max(
        part.probability for part in with_deal if part.outcome not in three)
    assert len(shown(plan, "likeliest 99")) == 14
    with pytest.raises(ProblemsFound, match=r"'likeliest 0'.*whole number of outcomes"):
        named(plan, "likeliest 0")
    with pytest.raises(ProblemsFound, match=r"'each backstopp': .*did you mean 'backstop'"):
        named(plan, "each backstopp")
    with pytest.raises(ProblemsFound, match=r"none of this name.*did you mean '2027-05-01/none"):
        named(plan, "2027-05-01/none/wid")


def test_a_twin_is_told_with_its_outcome(many: Case) -> None:
    """An outcome that is the same as another takes no place of its own, and leads to the other."""
    operation, plan = many
    twin = replace(plan, outcomes=tuple(
        replace(part, same_as="never/none/wide") if part.outcome == "never/none/narrow" else part
        for part in plan.outcomes))
    assert shown(twin, "never/none/narrow") == ("never/none/wide",)
    held = conference(operation, twin, outcome="never/none/narrow")
    assert {reading.name for reading in held.told} == {"never/none/wide", "never/none/narrow"}
    assert held.lead.name == "never/none/narrow"


def test_the_page_tells_a_handful_and_says_so(many: Case) -> None:
    """The page says near its top how many are told, what none of them has and how others are
    told; details stand for the handful only, and every outcome has its row."""
    operation, plan = many
    text = page(operation, plan)
    top = text[:text.index("<main>")]
    assert "Told in detail: 6 of 14 outcomes, together 58 % likely" in top.replace("\u00a0", " ")
    assert "--outcome" in top
    assert set(re.findall(r'data-outcome="(o\d+)', text)) == set(
        re.findall(r'<option value="(o\d+)"', text))
    assert len(set(re.findall(r'<option value="(o\d+)"', text))) == HANDFUL
    assert "8 others, together" in text
    plain = re.sub("<[^>]*>", "", text[text.index("the likeliest first"):])
    assert all(part.outcome in plain for part in plan.outcomes)
    alone = page(operation, plan, held=conference(operation, plan, outcome="never/none/narrow"))
    assert len(set(re.findall(r'<option value="(o\d+)"', alone))) == 1


def test_a_plan_of_few_outcomes_says_nothing_of_others(allies: Case) -> None:
    """Where all are told nothing is said of those that are not."""
    text = page(*allies)
    assert "Told in detail" not in text
    assert " others, together" not in text
    assert told_of(allies[1], shown(allies[1]), allies[0]) == ()


def test_nothing_is_explained_for_outcomes_that_are_not_told(
    many: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why milestones and lines are late is looked for in the handful only."""
    from willing.report.reading import Reading

    looked: set[str] = set()
    for name in ("heads", "bonds", "reliefs", "chains"):
        real: Any = vars(Reading)[name]

        def spy(self: Reading, real: Any = real) -> Any:
            looked.add(self.name)
            return real.func(self)

        monkeypatch.setattr(Reading, name, property(spy))
    page(*many)
    assert looked == set(shown(many[1]))


def test_others_are_told_from_least_to_most(many: Case) -> None:
    """Scores reach from the least to the most of the others, and all their chance is counted."""
    held = conference(*many)
    found = others(held.others)
    assert found is not None
    assert len(held.others) == 8
    scores = sorted(round(reading.plan.score) for reading in held.others)
    assert found.score.startswith(f"{scores[0]:,}")
    assert f"{scores[-1]:,}" in found.score
    assert found.d_days == "2027-05-01 to 2027-10-28; never in 1"
    table = every_table(held.every, held.told)
    assert [row[-1] for row in table.rows].count("yes") == HANDFUL
    assert others(()) is None


def test_lines_are_ranked_by_the_chance_that_they_are_short(many: Case) -> None:
    """The chance is that of the outcomes with a deal in which the line is short on that day."""
    operation, plan = many
    found = [ready(operation, plan, part.outcome, operation.as_of) for part in plan.outcomes]
    dealt = [part for part in found if part.d_day is not None]
    whole = sum(part.probability for part in dealt)
    rows = often_short(found)
    assert rows
    for row in rows:
        for mark, chance in zip((7, 14, 30, 60, 90, 180), row.chances, strict=True):
            days = [(day, part.probability) for part in dealt for line in part.lines
                    if line.task == row.task for day in line.days
                    if day.mark == mark and day.cover is not None]
            assert (chance is None) == (not days)
            if chance is not None:
                short = sum(own for day, own in days if day.there < day.wanted)
                assert chance == pytest.approx(short / whole)
    sentences = over_all(operation, found)
    assert sentences[0].startswith("14 outcomes: D is 2027-05-01")
    assert "never a deal in 2" in sentences[0]
    assert often_short([part for part in found if part.d_day is None]) == ()


def test_the_terminal_tells_a_handful(many: Case) -> None:
    """Each outcome of the handful has its heading, the others one row."""
    out = io.StringIO()
    tables(*many, Console(file=out, width=160))
    text = out.getvalue()
    assert text.count("\noutcome ") == HANDFUL
    assert "8 others, together 42 %" in text.replace("\u00a0", " ")


def test_workbook_and_slides_tell_the_handful_and_csv_all(many: Case, tmp_path: Path) -> None:
    """Sheets of outcomes hold the handful, one sheet has a row for each outcome, slides a column
    for the others, and CSV tables every outcome."""
    operation, plan = many
    write_workbook(operation, plan, tmp_path / "book.xlsx")
    book = load_workbook(tmp_path / "book.xlsx")
    names = {cell.value for row in book["Outcomes"].iter_rows() for cell in row}
    assert {part.outcome for part in plan.outcomes} <= names
    labels = {reading.label for reading in conference(operation, plan).readings}
    short = [row[1].value for row in book["Shortfalls"].iter_rows()]
    assert {value for value in short if value and value.startswith("deal ")} <= labels
    deck = Presentation(io.BytesIO(slides(conference(operation, plan))))
    cells = [cell.text for slide in deck.slides for shape in slide.shapes if shape.has_table
             for row in shape.table.rows for cell in row.cells]
    assert any(text.startswith("8 others, together") for text in cells)
    write_csv(operation, plan, tmp_path / "csv")
    text = (tmp_path / "csv" / "shortfalls.csv").read_text()
    assert all(f",{part.outcome}," in text for part in plan.outcomes)
