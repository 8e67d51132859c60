"""What hangs on a question and what its answers are worth, on paper: every figure from both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from willing.domain.operation import Operation
from willing.explain.standins import StandIn, StandInCost
from willing.planner.interval import Interval, found_words
from willing.planner.kept import Step
from willing.planner.worths import Worths
from willing.report.backstop import Backstop
from willing.report.figures import amount, percent
from willing.report.handout import Handout, Leaf
from willing.report.interval_chart import Bars, Known
from willing.report.reading import outcome_labels
from willing.report.section import Column, Section, Table, Value

STEPS = {
    "no regret": "No regret: in the best plan of every outcome that was planned alone",
    "option": "Options: in the plan for all outcomes, not in the best of every one",
    "leave": "To leave: in the best plan of single outcomes only",
}
"""Kinds of step, in words."""


def backstop_handout(operation: Operation, found: Backstop) -> Handout:
    """The handout of `backstop`."""
    every = found.worths
    asked = operation.question[every.question]
    meta = [
        f"{asked.name or asked.id} · {amount(len(every.plan.outcomes), 'outcome')} planned "
        f"together · data of {operation.as_of} · made by {every.plan.made_by}",
        f"Expected score {every.score.between}; less is better.",
    ]
    if every.stopped:
        meta.append("Stopped before everything was looked at; what is missing is not known.")
    return Handout(
        operation=operation, title=f"what hangs on {every.question}", meta=tuple(meta),
        made_by=every.plan.made_by, leaves=(
            _worth(every), _coverage(found), _hanging(operation, found), _knowing(every),
            _regret(every), _steps(operation, every), _chances(every), *_driving(found),
        ),
    )


def _worth(every: Worths) -> Leaf:
    items = []
    for place, item in enumerate(every.answers):
        chance = f"chance {percent(item.chance)}"
        if item.low is not None and item.high is not None:
            chance += f", argued {percent(item.low)} to {percent(item.high)}"
        told = "what the others are held against" if place == 0 else (
            "" if item.worth is None else item.worth.text + found_words(item.worth, item.found))
        items.append(Known(name=item.answer, detail=chance, known=item.worth, words=told))
    return Leaf(
        section=Section(key="Answers", title="What each answer is worth", texts=(
            "The expected score of the best plan made with the least answer for certain, less that "
            "of the best plan made with this one. One end of a bar is proved by a bound, the other "
            "by a plan. A dashed bar holds nothing too: no advice should hang on it.",)),
        bars=(Bars(caption="Worth of each answer, in points", first="Answer",
                   items=tuple(items)),),
    )


def _coverage(found: Backstop) -> Leaf:
    rows: list[tuple[Value, ...]] = [
        (over.effect, over.answer, *(
            _cell(mean, least) for mean, least in zip(over.mean, over.least, strict=True)))
        for over in found.over
    ]
    return Leaf(grouped=True, section=Section(
        key="Coverage", title="Coverage of effects with each answer", texts=(
            "In the plan for all outcomes, by the weakest essential line: the mean by chance, and "
            "in brackets the least of any outcome with that answer.",),
        tables=(Table(
            none="No effect wants anything on these days.", rows=tuple(rows), columns=(
                Column("Effect", 18), Column("Answer", 18),
                *(Column(f"D+{day}", 16, "date") for day in found.days)),
        ),),
    ))


def _cell(mean: float | None, least: float | None) -> str:
    if mean is None or least is None:
        return "–"
    return percent(mean) if mean - least <= 1e-9 else f"{percent(mean)} ({percent(least)})"


def _hanging(operation: Operation, found: Backstop) -> Leaf:
    return Leaf(section=Section(
        key="Lines", title="Lines that hang on it", tables=(
            Table(
                caption="Covered up to the horizon",
                none="No line is covered otherwise with another answer.", columns=(
                    Column("Line", 26), Column("Class", 8, "number"),
                    Column("Covered at worst", 24), Column("Covered at best", 24),
                    Column("Element-days between", 12, "number"), Column("What is odd", 40)),
                rows=tuple(
                    (item.task, item.priority, f"{item.least_answer}: {percent(item.least)}",
                     f"{item.most_answer}: {percent(item.most)}", item.days,
                     "more is missing with the higher answer" if item.reversed else "–")
                    for item in found.hangs
                ),
            ),
            Table(
                caption="Who could stand in on the heaviest of them, under the worst answer",
                none="Nobody was looked for.", columns=(
                    Column("Line", 26), Column("Change", 50), Column("Who, from", 30),
                    Column("Element-days missing", 12, "number"),
                    Column("Stay missing", 12, "number"), Column("What it costs", 60),
                    Column("Outcome", 26)),
                rows=tuple(_stand_in(operation, one) for one in found.stand_ins),
            ),
        ),
    ))


def _stand_in(operation: Operation, one: StandIn) -> tuple[Value, ...]:
    who = "; ".join(f"{count} of {nation} from {first}" for nation, count, first in one.who)
    return (
        one.task, one.ask or "nobody: no single change tried closes any of it", who or "–",
        round(one.missing), round(one.stays),
        "–" if one.cost is None else cost_words(operation, one.cost), one.outcome)


def cost_words(operation: Operation, cost: StandInCost) -> str:
    """What a plan pays where somebody stands in."""
    parts = [f"{cost.person_days:+,} person-days on tour"]
    if cost.money:
        parts.append(f"{cost.money:+,.0f} {operation.settings.currency}")
    if cost.unpriced:
        parts.append(f"and what {', '.join(cost.unpriced)} cost, which is not said")
    shorter = ", ".join(f"{name} {days:,.0f} element-days shorter" for name, days in cost.shorter)
    points = f"score {cost.points:+,.2f} points, less is better"
    return "; ".join([", ".join(parts), *([shorter] if shorter else []), points])


def _knowing(every: Worths) -> Leaf:
    items = [Known(name=f"knowing {item.question}", known=item.value) for item in every.knowing]
    items.append(Known(
        name="planning for all outcomes", known=every.together,
        detail=f"rather than for {every.likeliest}, the likeliest"))
    return Leaf(
        section=Section(key="Knowing", title="What knowing, and planning for all, is worth", texts=(
            "Knowing a question's answer now, against planning without; and one plan for all "
            "outcomes, against deciding as if the likeliest were certain. Never below nothing.",)),
        bars=(Bars(caption="Worth, in points", first="Worth of", items=tuple(items)),),
    )


def _regret(every: Worths) -> Leaf:
    labels = outcome_labels(every.plan)
    chances = {part.outcome: part.probability for part in every.plan.outcomes}
    ranked = sorted(every.alone, key=lambda one: -(one.regret.high or 0.0))
    return Leaf(
        section=Section(key="Regret", title="Regret of the plan for all outcomes", texts=(
            "By how much it is worse in an outcome than a plan made for that outcome alone.",
            *(() if ranked else ("No outcome was planned alone.",)))),
        bars=(Bars(
            caption="Regret by outcome, in points", first="Outcome", items=tuple(Known(
                name=labels[one.outcome], known=one.regret,
                detail=f"chance {percent(chances[one.outcome])}; alone {one.score.between}",
            ) for one in ranked)),) if ranked else (),
    )


def _steps(operation: Operation, every: Worths) -> Leaf:
    tables = []
    for kind, title in STEPS.items():
        mine = joined([step for step in every.steps if step.kind == kind])
        if mine:
            tables.append(Table(caption=title, columns=(
                Column("What", 10), Column("Elements", 9, "number"), Column("Unit", 26),
                Column("Pledge", 24), Column("Line, level or step", 26), Column("From", 12, "date"),
                Column("Until", 12, "date"), Column("Once", 26), Column("In the best plan of", 30),
            ), rows=tuple(_step(operation, step) for step in mine)))
    return Leaf(section=Section(
        key="Steps", title="What to decide before anybody answers", tables=tuple(tables),
        texts=() if tables else ("Nothing needs deciding before the answers are known.",),
    ))


def joined(steps: Sequence[Step]) -> list[Step]:
    """Holds that follow each other and are alike in all else as one, as nobody counts periods."""
    found: list[Step] = []
    for step in sorted(steps, key=lambda s: (s.what == "hold", s.task, s.unit, s.pledge, s.first)):
        last = found[-1] if found else None
        if last is not None and step.what == "hold" and step == replace(
            last, first=step.first, after=step.after
        ) and last.after == step.first:
            found[-1] = replace(last, after=step.after)
        else:
            found.append(step)
    return found


def _step(operation: Operation, step: Step) -> tuple[Value, ...]:
    first, after = (operation.as_of + timedelta(days=day) for day in (step.first, step.after))
    bought = step.what == "step"
    own = "–" if bought else "own elements"
    return (
        step.what, None if bought else step.count, step.unit or "–", step.pledge or own,
        step.task, first, None if bought else after,
        ", ".join(f"{name} is {answer}" for name, answer in step.known) or "now",
        f"{step.used} of {amount(step.of, 'outcome')} known beforehand",
    )


def _chances(every: Worths) -> Leaf:
    swings = tuple(
        Known(
            name=f"{swing.question} {swing.answer}",
            detail=f"from {percent(swing.low)} to {percent(swing.high)}",
            known=Interval(low=min(swing.at_low, swing.at_high),
                           high=max(swing.at_low, swing.at_high)),
            words=swing.words,
        ) for swing in every.swings
    )
    return Leaf(
        section=Section(key="Chances", title="What the argued chances do", texts=(
            "The expected score of this plan as one chance moves over its argued range, the widest "
            "first; and chances at which another choice looked at is better. Costs are those "
            "found: it tells where to look, not what is proved.",
            *(() if swings else ("Nobody argues for other chances.",))),
            tables=(Table(
                caption="Where another choice becomes the better one",
                none="No other choice looked at becomes better at any chance.",
                columns=(Column("Question", 18), Column("Answer", 18), Column("Now", 9),
                         Column("At", 18), Column("Argued for", 14), Column("The choice of", 34)),
                rows=tuple(_flips(every)),
            ),)),
        bars=(Bars(caption="Expected score over the argued ranges, in points", zero=False,
                   first="Chance of", items=swings),) if swings else (),
    )


def _flips(every: Worths) -> Sequence[tuple[Value, ...]]:
    return [
        (flip.question, flip.answer, percent(flip.chance),
         " to ".join(dict.fromkeys(percent(end) for end in flip.at)),
         "yes" if flip.argued else "by nobody", flip.to)
        for flip in every.flips
    ]


def _driving(found: Backstop) -> list[Leaf]:
    """Illustrative figures, by how far they move what the highest answer is worth; a tornado."""
    if not found.drivers and not found.drivers_stopped:
        return []
    answer = found.worths.answers[-1].answer
    items = []
    for driver in found.drivers:
        about = f"{driver.table} {driver.record}, {driver.field} {driver.value}"
        items += [
            Known(name=about, detail=f"moved to {to}", known=worth, words=worth.between)
            for to, worth in ((driver.low, driver.at_low), (driver.high, driver.at_high))
        ]
    return [Leaf(
        section=Section(key="Figures", title="Which illustrative figures drive the answer", texts=(
            f"What {answer} is worth beside the least answer when one figure of grade I is moved, "
            "planned again each time; what certainly moves it most stands first. Nobody argues for "
            "these ends: they show which figures want a better source first.",
            *(("Stopped before all were moved.",) if found.drivers_stopped else ()),
        )),
        bars=(Bars(caption=f"Worth of {answer}, in points", first="Figure",
                   items=tuple(items)),) if items else (),
    )]
