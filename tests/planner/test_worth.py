"""What answers, knowledge and steps are worth: found by trying everything, and inside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.meaning.beforehand import Before, tried
from tests.meaning.build import need, operation, pledge, question, unit
from tests.planner.test_all_outcomes import tiny
from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome, outcomes
from willing.errors import ProblemsFound
from willing.planner.here_and_now import here_and_now
from willing.planner.interval import Interval
from willing.planner.kept import Step, Swing
from willing.planner.valuing import Ended, proved
from willing.planner.worth import with_answer
from willing.planner.worths import Worths, worths

SEEDS = [
    pytest.param(seed, marks=[pytest.mark.slow] if seed >= 6 else []) for seed in range(24)
]


def inside(value: float, told: Interval | None) -> bool:
    """Whether a figure lies in an interval, up to rounding."""
    assert told is not None
    assert told.low is not None
    assert told.high is not None
    return told.low - 1e-4 <= value <= told.high + 1e-4


def best(table: Sequence[dict[str, float]], group: Sequence[Outcome]) -> float:
    """Least expected score of a group of outcomes over all choices."""
    total = sum(outcome.probability for outcome in group)
    return min(
        sum(o.probability / total * scores[o.name] for o in group) for scores in table)


def having(every: Sequence[Outcome], name: str, answer: str) -> list[Outcome]:
    """Outcomes with an answer."""
    return [outcome for outcome in every if dict(outcome.answers)[name] == answer]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_found_by_trying_lies_in_its_interval(seed: int) -> None:
    """Worth of answers, of knowing each question, of planning for all, and every regret."""
    told = tiny(seed)
    found, every = worths(told, "mandate"), outcomes(told)
    choices = list(tried(told))
    table = [scores for _, scores in choices]
    joint = best(table, every)
    assert inside(joint, found.score)
    least, most = (best(table, having(every, "mandate", a)) for a in ("yes", "no"))
    assert inside(least - most, found.answers[1].worth)
    for item in found.knowing:
        answers = dict.fromkeys(dict(o.answers)[item.question] for o in every)
        groups = [having(every, item.question, answer) for answer in answers]
        knowing = sum(sum(o.probability for o in g) * best(table, g) for g in groups)
        assert inside(joint - knowing, item.value)
    likeliest = next(o for o in every if o.name == found.likeliest)
    alone = best(table, [likeliest])
    kept = {held[likeliest.name] for held, scores in choices
            if scores[likeliest.name] <= alone + 1e-6}
    after = [
        best([scores for held, scores in choices if held[likeliest.name] == mine], every)
        for mine in kept
    ]
    assert any(inside(value - joint, found.together) for value in after)
    plan = {part.outcome: part.score for part in found.plan.outcomes}
    for single in found.alone:
        own = best(table, [o for o in every if o.name == single.outcome])
        assert inside(own, single.score)
        assert inside(plan[single.outcome] - own, single.regret)


@pytest.mark.parametrize("seed", range(6))
def test_steps_and_flips_agree_with_the_plans(seed: int) -> None:
    """No-regret steps are in every outcome's plan; level chances really make two choices level."""
    found = worths(tiny(seed), "mandate")
    standby = [row for row in found.plan.rows if row.kind == "standby"]
    for step in found.steps:
        if step.kind == "no regret":
            assert step.used == step.of > 1
            assert any(row.unit == step.unit and row.task == step.task for row in standby)
        if step.kind == "leave":
            assert step.used > 0
    for flip in found.flips:
        assert 0 <= flip.at[0] <= flip.at[1] <= 1
        assert flip.at[0] - 1e-3 > flip.chance or flip.at[1] + 1e-3 < flip.chance or (
            abs(flip.at[0] - flip.chance) < 1e-2)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_step_is_no_regret_where_some_best_plan_of_every_outcome_has_it(seed: int) -> None:
    """Every way to hold elements tried: of best plans that are equally good one is enough."""
    told = tiny(seed)
    found, choices = worths(told, "mandate"), list(tried(told))
    for step in found.steps:
        if step.what != "standby" or step.kind == "leave":
            continue
        open_in = [
            o for o in outcomes(told)
            if set(step.known) <= set(o.answers) and step.first < (o.deal - told.as_of).days
        ]
        assert step.of == len(open_in)
        having_it = [o for o in open_in if in_a_best_plan(step, o.name, choices, told)]
        assert step.used == len(having_it)
        assert (step.kind == "no regret") == (len(having_it) == len(open_in))


def in_a_best_plan(
    step: Step, name: str, choices: Sequence[tuple[dict[str, Before], dict[str, float]]],
    told: Operation,
) -> bool:
    """Whether one of the best plans of an outcome has a step."""
    best = min(scores[name] for _, scores in choices)
    return any(
        (order.unit, order.task, (order.first_day - told.as_of).days, order.days)
        == (step.unit, step.task, step.first, step.after - step.first)
        for held, scores in choices if scores[name] <= best + 1e-6 for order in held[name].orders
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_the_advice_flips_where_trying_everything_says_so(seed: int) -> None:
    """Before a chance that was planned at no choice is better than ours; beyond it one is."""
    told = tiny(seed)
    found, every = worths(told, "mandate"), outcomes(told)
    table = [scores for _, scores in tried(told)]
    ours = {part.outcome: part.score for part in found.plan.outcomes}
    assert found.flips or seed not in (2, 3, 5)
    for flip in found.flips:
        middle = sum(flip.at) / 2
        way = (middle > flip.chance) - (middle < flip.chance)
        if not flip.sure or not way:
            continue
        for chance, lost in ((middle - way * 1e-3, False), (middle + way * 1e-3, True)):
            mine = {o.name: dict(o.answers)[flip.question] == flip.answer for o in every}
            whole = math.fsum(o.probability for o in every if mine[o.name])
            weights = {
                o.name: o.probability * (chance / whole if mine[o.name]
                                         else (1 - chance) / (1 - whole)) for o in every}
            least = min(math.fsum(weights[n] * c for n, c in scores.items()) for scores in table)
            cost = math.fsum(weights[n] * c for n, c in ours.items())
            assert (cost > least + 1e-5) == lost, flip


def ladder(seed: int) -> Operation:
    """An ordered answer that only adds: with more of it another pledge counts."""
    told = tiny(seed)
    asked = replace(question("mandate", "no", "some", "yes"), ordered=True)
    return replace(
        told, questions=tuple(asked if q.id == "mandate" else q for q in told.questions),
        changes=(),
    )


def nothing_lost(found: Worths) -> bool:
    """Whether no answer can be worth less than nothing."""
    highs = [a.worth.high for a in found.answers if a.worth is not None]
    return all(high is not None and high >= -1e-6 for high in highs)


@pytest.mark.parametrize("seed", range(6))
def test_an_answer_that_only_adds_is_never_worth_less_than_nothing(seed: int) -> None:
    """Ordered answers of which the higher one lets more pledges count."""
    found = worths(ladder(seed), "mandate")
    assert [answer.answer for answer in found.answers] == ["no", "some", "yes"]
    assert nothing_lost(found)
    assert inside(0.0, found.answers[1].worth)


@pytest.mark.parametrize("seed", range(3))
def test_ranges_of_chances_swing_the_expected_score(seed: int) -> None:
    """At the ends of a range the score is that of the outcomes, weighed anew."""
    told = tiny(seed)
    asked = told.question["mandate"]
    ranged = replace(asked, answers=(replace(asked.answers[0], low=0.0, high=1.0),
                                     *asked.answers[1:]))
    told = replace(told, questions=tuple(
        ranged if q.id == "mandate" else q for q in told.questions))
    found = worths(told, "mandate")
    yes = [part.score for part in found.plan.outcomes if dict(part.answers)["mandate"] == "yes"]
    no = [part.score for part in found.plan.outcomes if dict(part.answers)["mandate"] == "no"]
    (swing,) = found.swings
    assert swing.at_high == pytest.approx(math.fsum(yes) / 2)
    assert swing.at_low == pytest.approx(math.fsum(no) / 2)


def test_an_answer_is_weighed_with_the_chances_of_all_others() -> None:
    """A question is answered for certain; the questions that depend on it follow."""
    told = tiny(0)
    names = [outcome.name for outcome in outcomes(told)]
    sure = with_answer(told, "mandate", "yes", names)
    assert {dict(o.answers)["mandate"] for o in sure} == {"yes"}
    assert math.fsum(o.probability for o in sure) == pytest.approx(1.0)


def test_without_a_choice_before_the_deal_nothing_is_decided_here_and_now() -> None:
    """No steps; an answer is still worth what it adds."""
    told = operation(
        unit("aaa"), pledge("aaa", condition="backstop == full"), need("post", "D+0..D+30: 1"),
        replace(question("backstop", "none", "full"), ordered=True),
    )
    found = worths(told, "backstop")
    assert found.steps == ()
    assert inside(36.0, found.answers[1].worth)
    assert inside(0.0, found.together)


def test_without_time_for_a_plan_nothing_is_told() -> None:
    """The refusal says what time there was, and what to do."""
    with pytest.raises(ProblemsFound, match=r"a common plan comes first.*fewer outcomes"):
        worths(tiny(0), "mandate", seconds=1e-6)


def test_what_no_time_is_left_for_is_told_as_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """When it ends after the answers, these are handed over."""

    def ended(*_: object) -> None:
        raise Ended

    monkeypatch.setattr("willing.planner.worths.candidate", ended)
    monkeypatch.setattr("willing.planner.worths.alone", ended)
    found = worths(tiny(0), "mandate")
    assert found.answers[1].worth is not None
    assert len(found.knowing) == 2
    assert (found.together, found.steps, found.flips) == (None, (), ())


def test_an_answer_not_planned_is_no_worse_than_in_the_common_plan(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is looked at but the common plan: what that costs with the answer stands."""

    def ended(*_: object) -> None:
        raise Ended

    monkeypatch.setattr("willing.planner.valuing.Valuer.tighten", ended)
    told = tiny(0)
    found = worths(told, "mandate")
    for answer in found.answers:
        mine = [part for part in found.plan.outcomes
                if dict(part.answers)["mandate"] == answer.answer]
        chance = math.fsum(part.probability for part in mine)
        assert answer.score is not None
        assert answer.score.low is None
        assert answer.score.high == pytest.approx(
            math.fsum(part.probability / chance * part.score for part in mine))


@pytest.mark.parametrize("seed", range(4))
def test_large_outcomes_alone_are_planned_by_the_search(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that leaves one outcome is worth the same, whichever way it is planned."""
    told = tiny(seed)
    first = tuple(o.name for o in outcomes(told) if o.name.startswith("2027-01-31"))
    small = worths(told, "mandate", first, gap=1e-5)
    monkeypatch.setattr("willing.planner.valuing.SMALL", 0)
    large = worths(told, "mandate", first, gap=1e-5)
    for one, other in zip(small.answers, large.answers, strict=True):
        assert one.score is not None
        assert other.score is not None
        assert one.score.low is not None
        assert inside(one.score.low, other.score) or inside(one.score.high or 0.0, other.score)


def test_an_interval_says_what_is_known() -> None:
    """From both sides, from one, from none; and whether it can be told from nothing."""
    both = Interval(low=1.0, high=2.0)
    assert both.text == "1.00 to 2.00 points"
    assert both.sign == 1
    assert both.less(Interval(low=1.5, high=3.0)).text == (
        "not distinguishable from nothing (-2.00 to 0.50 points)")
    assert Interval(low=None, high=-1.0).text == "at most -1.00 points"
    assert Interval(low=None, high=None).text == "not known"
    assert Interval(low=0.0, high=0.0).text == "nothing (0.00 points)"
    assert not Interval(low=-1.0, high=1.0).settled


def test_ends_that_read_alike_are_one_figure() -> None:
    """An interval narrower than what is told of it is told once, and a swing of no width too."""
    assert Interval(low=28.7601, high=28.7639).text == "28.76 points"
    assert Interval(low=-0.001, high=0.001).between == "0.00 points"
    assert Interval(low=28.76, high=28.77).text == "28.76 to 28.77 points"
    swing = Swing(question="q", answer="a", low=0.2, high=0.4, at_low=9.001, at_high=9.004)
    assert swing.words == "9.00 points"
    assert replace(swing, at_low=10.0).words == "10.00 to 9.00 points"


def test_where_no_bound_is_known_nothing_is_below_what_no_choice_avoids() -> None:
    """A post nobody may fill: its points are proved without any bound."""
    told = operation(
        unit("aaa"), pledge("aaa"), need("post", "D+0..D+30: 1"),
        need("camp", "D+0..D+30: 1", capability="other"), question("backstop", "none", "full"),
    )
    here = here_and_now(told, outcomes(told))
    assert proved(here, None, None) == Interval(low=36.0, high=None)
    assert proved(here, 40.0, 50.0) == Interval(low=40.0, high=50.0)
    assert proved(here, None, 50.0) == Interval(low=36.0, high=50.0)
