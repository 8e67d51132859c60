"""What a plan says for one outcome."""

from __future__ import annotations

from dataclasses import replace

from tests.meaning import build
from tests.report.conftest import EARLY_FULL, EARLY_NONE, LATE, NEVER, Case
from tests.report.plans import plan_of, tour
from willing.domain.outcomes import outcome as outcome_of
from willing.domain.situation import situation
from willing.planner.plan import plan as plan_whole
from willing.report.answers import hanging, heaviest, varied
from willing.report.assumptions import assumptions, grade_counts, sources
from willing.report.effects import effects_of
from willing.report.lines import lines_of, tallies
from willing.report.reading import Reading, readings
from willing.report.says import says
from willing.report.shortfalls import shortfalls_of


def reading(case: Case, outcome: str) -> Reading:
    """One outcome of a case."""
    return next(item for item in readings(*case) if item.name == outcome)


def test_outcomes_are_named_by_the_answers_in_which_they_differ(allies: Case, post: Case) -> None:
    """Answers that all outcomes share are left out; a single outcome is told in full."""
    assert [item.label for item in readings(*allies)] == [
        "deal 2027-05-01, backstop full", "deal 2027-05-01, backstop none",
        "deal never, backstop none",
    ]
    assert [item.label for item in readings(*post)] == ["deal 2027-04-01"]


def test_a_line_is_partly_filled_when_anything_is_missing_before_the_horizon(post: Case) -> None:
    """The post is covered 360 of 540 days, and ends before the horizon's tail."""
    [line] = lines_of(readings(*post)[0])
    assert (line.state.word, line.before.cover, line.before.wanted) == ("partly", 360, 540)
    assert (line.before.short_days, line.before.worst, line.sustainable) == (
        180, 1, "ends before"
    )


def test_lines_are_counted_by_class_and_state(tasks: Case) -> None:
    """Requirements and commitments are told apart, class by class."""
    counted = tallies(lines_of(reading(tasks, LATE)))
    assert [(t.kind, t.priority, t.counts) for t in counted] == [
        ("requirements", 1, (1, 0, 0)), ("requirements", 2, (1, 0, 0)),
        ("commitments", 2, (0, 1, 0)), ("commitments", 3, (1, 0, 0)),
    ]


def test_an_effect_is_as_strong_as_its_weakest_essential_line(post: Case) -> None:
    """Full while somebody is at the post, nothing once both have gone."""
    [row] = effects_of(readings(*post)[0])
    told = {state.moment.label: (state.state.letter, state.counts) for state in row}
    assert told["D+30"] == ("F", (1, 0, 0))
    assert told["end"] == ("U", (0, 0, 1))
    assert told["D+7"] == ("-", (0, 0, 0))


def test_days_are_dates_where_there_is_never_a_deal(allies: Case) -> None:
    """Without D, coverage is told on days counted from the as-of date, as dates."""
    labels = [state.moment.label for state in effects_of(reading(allies, NEVER))[0]]
    assert labels == ["2027-01-08", "2027-01-31", "2027-04-01", "2027-06-30", "end"]


def test_shortfalls_in_a_row_are_one_and_the_heaviest_comes_first(allies: Case) -> None:
    """Spans that follow each other with one number missing are told once, by falling weight."""
    found = reading(allies, EARLY_NONE).shortfalls
    assert [s.points for s in found] == sorted((s.points for s in found), reverse=True)
    for one in found:
        assert not any(
            (other.task, other.kind, other.first, other.count, other.behind_horizon)
            == (one.task, one.kind, one.after, one.count, one.behind_horizon) for other in found
        )


def test_a_shortfall_that_runs_behind_the_horizon_weighs_less_there() -> None:
    """One row of 90 days, the last 30 of them in the tail, which is charged at half."""
    made = build.operation(
        build.unit("aaa"), build.need("post", "D+0..D+60: 1"), grid="2x30", tail="1x30")
    plan = plan_whole(made, gap=0.0)
    here = situation(made, outcome_of(dict(plan.outcomes[0].answers), 1.0))
    [short] = shortfalls_of(here, plan.rows)
    assert (short.first, short.after, short.points) == (0, 90, 36 * 2 + 36 * 0.5)
    assert short.points == plan.outcomes[0].score


def test_shortfalls_weigh_what_the_score_says(allies: Case) -> None:
    """The points of the shortfalls of a class add up to the judge's term."""
    item = reading(allies, EARLY_NONE)
    terms = {term.name: term.points for term in item.plan.terms}
    for priority in (1, 2, 3):
        told = sum(s.points for s in item.shortfalls
                   if s.priority == priority and s.kind == "shortfall" and not s.behind_horizon)
        assert abs(told - terms[f"shortfall_{priority}"]) < 1e-6
    assert sum(terms.values()) > 0


def test_a_line_hangs_on_a_question_when_more_is_missing_under_one_answer(allies: Case) -> None:
    """France's battalions come with the backstop only, so the sector hangs on it."""
    operation, _ = allies
    found = hanging(operation, readings(*allies))
    assert [
        (h.question, h.task, h.least_answer, h.most_answer) for h in found if not h.reversed
    ] == [("backstop", "sector_east", "none", "full")]


def test_a_line_that_loses_by_the_higher_answer_does_not_hang_on_it(allies: Case) -> None:
    """With more people in place the hospital is shorter than without the backstop."""
    operation, _ = allies
    [lost] = [h for h in hanging(operation, readings(*allies)) if h.reversed]
    assert (lost.task, lost.least_answer, lost.most_answer) == ("hospital", "full", "none")


def test_every_question_that_was_varied_is_shown(allies: Case) -> None:
    """However many lines hang on the first question, those on the others are shown too."""
    operation, _ = allies
    [item] = [h for h in hanging(operation, readings(*allies)) if not h.reversed]
    on_first = [replace(item, task=f"line {i}") for i in range(40)]
    on_second = [replace(item, task=f"line {i}", question="acceptance") for i in range(2)]
    told = heaviest([*on_first, *on_second], 10)
    assert told == (*on_first[:8], *on_second)
    assert heaviest(on_first, 25) == tuple(on_first[:25])


def test_questions_are_varied_in_outcomes_that_differ_in_nothing_else(allies: Case) -> None:
    """The backstop is varied; dates of the deal are not compared."""
    operation, _ = allies
    assert varied(operation, readings(*allies)) == ("backstop",)


def test_backfills_are_read_as_chains(allies: Case) -> None:
    """Poland fills in at Tapa and Norway at home, for what Britain and France sent."""
    told = {
        (chain.task, step.nation, step.owner)
        for chain in reading(allies, EARLY_FULL).chains for step in chain.steps
    }
    assert told == {("sector_east", "POL", "GBR"), ("mines", "NOR", "FRA")}


def test_the_sentences_name_who_is_short_of_what(allies: Case) -> None:
    """The summary tells lines, effects, the heaviest shortfall, backfills, answers and proof."""
    operation, _ = allies
    text = " ".join(says(operation, reading(allies, EARLY_NONE),
                         hanging(operation, readings(*allies))))
    assert "Filled from first day to last: 0 of 7 requirement lines" in text
    assert "The heaviest shortfall: Eastern sector force (sector_east, class 1)" in text
    assert "NOR and POL fill in on commitments of FRA and GBR" in text
    assert "1 line hangs on backstop: sector_east" in text
    assert "This plan is proved within 10 % of the best possible." in text


def test_an_outcome_that_is_the_same_as_another_is_read_from_its_rows(tasks: Case) -> None:
    """An outcome without rows of its own says what the outcome it names says."""
    operation, plan = tasks
    first = plan.outcomes[0]
    twin = replace(plan.outcomes[1], answers=first.answers, same_as=first.outcome)
    rows = tuple(row for row in plan.rows if row.outcome == first.outcome)
    one, other = readings(operation, replace(plan, outcomes=(first, twin), rows=rows))
    assert other.tours == one.tours != ()


def test_equal_tours_of_a_day_become_one(post: Case) -> None:
    """Two rows of one unit, day and length are told as one tour with their sum of elements."""
    operation, _ = post
    row = tour(operation, "nor_pledge", "post", "2027-05-01", 180)
    [told] = readings(operation, plan_of(operation, {"2027-04-01": [row, row]}))[0].tours
    assert told.count == 2


def test_what_was_assumed_is_told(allies: Case) -> None:
    """Units without cycle rows, pledges not counted, and derived quantities are listed."""
    operation, _ = allies
    told = {a.about: a.text for a in assumptions(operation, readings(*allies))}
    assert "8 units of 11 have no cycle rows" in told["Units spread over their cycle"]
    assert "not counted: est_infantry_pledge" in told["Status of pledges"]
    assert "alert_aircraft = 2" in told["Quantity of air_policing derived"]
    assert "movement takes 12 days" in told["Movement without legs"]
    assert "fra_mech_pledge by 2027-09-01" in told["Pledges to be renewed"]


def test_a_deal_between_lines_is_told_with_the_days_lost(tasks: Case) -> None:
    """The deal of September moves to the next waiting line, 13 days later."""
    operation, _ = tasks
    told = {a.about: a.text for a in assumptions(operation, readings(*tasks))}
    assert "2027-09-15 makes D-day 2027-09-28, 13 days later" in told["D-day moved to a line"]


def test_every_source_keeps_its_grade(allies: Case) -> None:
    """Records with a source, a grade or a note are listed, and all are counted by grade."""
    operation, _ = allies
    listed = {(row.table, row.id): row for row in sources(operation)}
    assert listed["legs", "catterick"].grade == "C"
    assert listed["nations", "EST"].note == "Hosts a battlegroup."
    assert sum(grade_counts(operation)["units"].values()) == len(operation.units)
