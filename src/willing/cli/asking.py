"""What answers and asks are worth: backstop."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.types import NonNegativeInt, PositiveFloat

import willing
from willing.cli.app import FINE, app
from willing.cli.handing import hand_out
from willing.cli.options import (
    AsJson,
    Gap,
    Html,
    OperationPath,
    Outcomes,
    Replace,
    Seed,
    Xlsx,
)
from willing.cli.progress import Told
from willing.cli.shown import counted, show_json

if TYPE_CHECKING:
    from willing.domain.operation import Operation
    from willing.explain.standins import StandIn
    from willing.planner.kept import Alone, Step
    from willing.planner.worth import AnswerWorth
    from willing.planner.worths import Worths
    from willing.report.backstop import Backstop

_MOST = 8
"""Lines, steps and the like shown of one kind; JSON has all."""
AllTime = Annotated[PositiveFloat | None, Parameter(
    name="--time-limit", help="Seconds for all of it. What the clock leaves out is told as not "
    "known.")]
Rounds = Annotated[NonNegativeInt, Parameter(
    name="--work", help="Rounds of the first look at each plan; later looks have up to four times "
    "as many.")]


@app.command
def backstop(
    operation: OperationPath, /, *,
    question: Annotated[str, Parameter(help="Question to look at.")] = "backstop",
    outcomes: Outcomes = None,
    drivers: Annotated[NonNegativeInt, Parameter(
        help="Illustrative figures (grade I) to move both ways, those first that concern most of "
        "what hangs on the question; they have half of the time.")] = 0,
    moved: Annotated[PositiveFloat, Parameter(
        help="Share by which they are moved: 0.25 is a quarter.")] = 0.25,
    time_limit: AllTime = None, work: Rounds = 20, gap: Gap = 0.01,
    seed: Seed = 0, html: Html = None, xlsx: Xlsx = None, replace: Replace = False,
    json: AsJson = False,
) -> int:
    """Say what hangs on a question, what each answer is worth, and what to decide before it.

    All outcomes, or those that `--outcomes` names, are planned together, then again for every
    answer, for every question as if it were known, and for each outcome alone. Every figure is an
    interval: one end is proved by a bound, the other by a plan. Where it holds nothing too, it is
    not distinguishable from nothing. Progress stands on stderr; Ctrl-C hands over what was found.
    """
    willing.refuse_handout(html, xlsx, replace=replace)
    told = willing.load(operation)
    with Told() as progress:
        found = willing.backstop(
            told, question, outcomes=outcomes or "all", drivers=drivers, moved=moved,
            seconds=time_limit or math.inf, work=work, gap=gap, seed=seed, progress=progress,
        )
    if json:
        show_json(_data(told, found))
    else:
        for line in _lines(told, found):
            print(line)
    hand_out(told, found, html, xlsx, replace)
    return FINE


def _data(told: Operation, found: Backstop) -> dict[str, object]:
    """Everything but the plan's rows and arrays."""
    every = found.worths
    worths = {
        name: getattr(every, name) for name in every.__slots__ if name not in ("plan", "alone")}
    mapped: dict[str, object] = {
        name: asdict(value) if hasattr(value, "__slots__") and not isinstance(value, str)
        else [asdict(item) for item in value] if isinstance(value, tuple) else value
        for name, value in worths.items()
    }
    mapped["alone"] = [
        {"outcome": one.outcome, "score": asdict(one.score), "regret": asdict(one.regret)}
        for one in every.alone
    ]
    return {
        "operation": told.name, "outcomes": [part.outcome for part in every.plan.outcomes],
        "days": found.days, "coverage": [asdict(over) for over in found.over],
        "hangs": [asdict(item) for item in found.hangs],
        "stand_ins": [asdict(item) for item in found.stand_ins], **mapped,
        "drivers": [asdict(item) for item in found.drivers],
        "drivers_stopped": found.drivers_stopped,
    }


def _lines(told: Operation, found: Backstop) -> Iterator[str]:
    every = found.worths
    yield (
        f"{told.name}: question {every.question}, {counted(len(every.plan.outcomes), 'outcome')} "
        f"planned together; expected score {every.score.between}, less is better."
    )
    if every.stopped:
        yield "Stopped before everything was looked at; what is missing is not known."
    yield from _worth(every)
    yield from _coverage(found)
    yield from _hanging(told, found)
    yield from _steps(told, every)
    yield from _chances(every)
    yield from _driving(found)


def _worth(every: Worths) -> Iterator[str]:
    yield from ("", "What each answer is worth")
    least = every.answers[0].answer if every.answers else ""
    for item in every.answers:
        chance = f"chance {_percent(item.chance)}"
        if item.low is not None and item.high is not None:
            chance += f", argued {_percent(item.low)} to {_percent(item.high)}"
        worth = "not known" if item.worth is None else item.worth.text + proves(item)
        against = "what the others are held against" if item.answer == least else worth
        yield f"  {item.answer} ({chance}): {against}"
    yield from ("", "What knowing it now, and planning for all outcomes, is worth")
    for known in every.knowing:
        value = "not known" if known.value is None else known.value.text
        yield f"  knowing {known.question}: {value}"
    together = "not known" if every.together is None else every.together.text
    yield f"  planning for all rather than for {every.likeliest}: {together}"
    for one in _worst(every):
        yield f"  regret in {one.outcome}: {one.regret.text}"


def _worst(every: Worths) -> Sequence[Alone]:
    return sorted(every.alone, key=lambda one: -(one.regret.high or 0.0))[:_MOST]


def _coverage(found: Backstop) -> Iterator[str]:
    if not found.over:
        return
    days = "  ".join(f"{f'D+{day}':>9}" for day in found.days)
    yield from ("", "Coverage of effects in the plan for all outcomes: mean (least of any)")
    wide = max(len(f"{o.effect}, {o.answer}") for o in found.over)
    yield f"  {'':<{wide}}  {days}"
    for over in found.over:
        cells = "  ".join(
            f"{_cell(mean, least):>9}" for mean, least in zip(over.mean, over.least, strict=True))
        yield f"  {f'{over.effect}, {over.answer}':<{wide}}  {cells}"


def _cell(mean: float | None, least: float | None) -> str:
    if mean is None or least is None:
        return "-"
    return f"{mean * 100:.0f} ({least * 100:.0f}) %"


def _hanging(told: Operation, found: Backstop) -> Iterator[str]:
    if not found.hangs:
        yield from ("", "No line is covered otherwise with another answer.")
        return
    yield from ("", "Lines that hang on it")
    for item in found.hangs[:_MOST]:
        yield (
            f"  {item.task} (class {item.priority}): {_percent(item.least)} with "
            f"{item.least_answer}, {_percent(item.most)} with {item.most_answer}"
            + (" (more is missing with the higher answer)" if item.reversed else "")
        )
        for one in found.stand_ins:
            if one.task == item.task:
                yield from _stands_in(told, one)
    if len(found.hangs) > _MOST:
        yield f"  and {counted(len(found.hangs) - _MOST, 'line')} more; `--json` has all"


def _stands_in(told: Operation, one: StandIn) -> Iterator[str]:
    """A change that lets somebody stand in on a line, what is left, and what it costs."""
    if not one.ask:
        yield "    nobody: no single change tried closes any of it"
        return
    from willing.report.backstop_handout import cost_words

    who = ", ".join(f"{count} of {nation} from {first}" for nation, count, first in one.who)
    yield f"    {one.ask}{f': {who}' if who else ''}"
    cost = "" if one.cost is None else f"; it costs {cost_words(told, one.cost)}"
    yield (
        f"      then {one.stays:,.0f} of {one.missing:,.0f} element-days stay short "
        f"(outcome {one.outcome}){cost}"
    )


def _steps(told: Operation, every: Worths) -> Iterator[str]:
    from willing.report.backstop_handout import STEPS

    for kind, title in STEPS.items():
        mine = [step for step in every.steps if step.kind == kind]
        if mine:
            yield from ("", title)
            yield from (f"  {_step(told, step)}" for step in mine[:_MOST])
        if len(mine) > _MOST:
            yield f"  and {counted(len(mine) - _MOST, 'step')} more; `--json` has all"
    if not every.steps and every.alone:
        yield from ("", "Nothing needs deciding before the answers are known.")


def _step(told: Operation, step: Step) -> str:
    first, after = (told.as_of + timedelta(days=day) for day in (step.first, step.after))
    known = "".join(f", once {name} is {answer}" for name, answer in step.known)
    by = f" ({step.pledge})" if step.pledge else ""
    if step.what == "step":
        return (
            f"step {step.task}, on {first}{known}; in the best plan of {step.used} of "
            f"{counted(step.of, 'outcome')} known beforehand"
        )
    return (
        f"{step.what} {step.count} {step.unit}{by} on {step.task}, {first} to {after}{known}; "
        f"in the best plan of {step.used} of {counted(step.of, 'outcome')} known beforehand"
    )


def _chances(every: Worths) -> Iterator[str]:
    if every.flips:
        yield from ("", "Chances at which another choice looked at is better (costs as found)")
    for flip in every.flips[:_MOST]:
        at = " to ".join(dict.fromkeys(_percent(end) for end in flip.at))
        argued = "argued for" if flip.argued else "nobody argues for it"
        argued += "" if flip.sure else "; not planned again there, it may be nearer"
        yield (
            f"  {flip.question} {flip.answer} at {at} (now {_percent(flip.chance)}; {argued}): "
            f"the choice of {flip.to}"
        )
    if every.swings:
        yield from ("", "What the argued chances do to the expected score of this plan")
    for swing in every.swings[:_MOST]:
        yield (
            f"  {swing.question} {swing.answer} from {_percent(swing.low)} to "
            f"{_percent(swing.high)}: {swing.words}"
        )


def _driving(found: Backstop) -> Iterator[str]:
    """Illustrative figures, by how far they move what the highest answer is worth."""
    if found.drivers:
        yield from ("", f"What illustrative figures do to the worth of "
                        f"{found.worths.answers[-1].answer}")
    still = [item for item in found.drivers if item.still]
    for item in found.drivers:
        if not item.still:
            yield (
                f"  {item.table} {item.record}, {item.field} {item.value} moved to {item.low}: "
                f"{item.at_low.between}; to {item.high}: {item.at_high.between}"
            )
    if still:
        named = ", ".join(f"{item.record} {item.field}" for item in still)
        yield f"  not moved by {named}"
    if found.drivers_stopped:
        yield "  stopped before all wanted were moved"


def proves(item: AnswerWorth) -> str:
    """What the plans found come to, where nothing is proved."""
    from willing.planner.interval import found_words

    return found_words(item.worth, item.found)


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
