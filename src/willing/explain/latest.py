"""The latest date for an answer or an ask: moved over the waiting grid, and planned again."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from willing.domain.condition import parse_condition
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.domain.pledge import Pledge
from willing.domain.question import DEAL, Answer, Question
from willing.domain.step import Step
from willing.errors import ProblemsFound
from willing.explain.asks import Ask
from willing.explain.asks_part import Dated, large
from willing.explain.asks_worth import (
    Apart,
    AskWorth,
    Progress,
    Together,
    measured,
    parts_of,
)
from willing.explain.edits import Edit, edited_by
from willing.planner.interval import NOT_KNOWN, Interval
from willing.planner.valuing import Ended

LEVEL = 0.01
"""Points that make no plan worse: what two decimals do not show."""
_GRANTED, _YES = "granted", "yes"
"""The question that an ask is granted, and its only answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How good the best plan is with an answer or an ask on one date."""

    on: date
    """The date."""
    score: Interval
    """Expected score of the best plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The latest date for one answer or ask, as far as it is known."""

    kind: Literal["answer", "ask"]
    """A question is answered, or an ask granted."""
    what: str
    """The question, or what is asked."""
    nation: str
    """Whom to ask; empty: nobody alone."""
    now: date | None
    """Date that the data say; None: at the deal, or an ask."""
    until: date
    """By this date the best plan is as good as with it on the first day."""
    worse_from: date | None
    """On this date, and on all later ones, the best plan is certainly worse; None: not known of
    any date looked at."""
    by: Interval
    """Points by which it is worse then than on the first day."""
    always: bool
    """Whether it is as good on every date looked at."""
    open_between: bool
    """Whether lines lie between the two dates of which neither is known."""
    worth: Interval
    """Points by which the best plan with it on the first day is better than as the data are."""
    tried: tuple[Moved, ...]
    """Dates tried, the first first."""
    part: bool = False
    """Whether all that it does not concern stays as planned, as in large operations."""


def latest(
    operation: Operation, plan: Plan, asks: Sequence[AskWorth] = (), *,
    seconds: float = math.inf, work: int = 20, gap: float = 0.01, seed: int = 0,
    progress: Progress | None = None,
) -> tuple[tuple[Latest, ...], bool]:
    """Latest dates for the answer of every question but the deal, and for asks that have one.

    Dates are the lines of the waiting grid. Later knowledge never helps, so two cuts through the
    grid are enough: the last date that is certainly as good as the first, and the first that is
    certainly worse. True: the clock or the user ended it.
    """
    number, granted = _number(operation, asks), _with_grant(plan)
    whole = measured(
        operation, granted, seconds=seconds, work=work, gap=gap, seed=seed, progress=progress,
        number=number)
    measure = whole if not large(operation, plan.outcomes[0]) else Dated(
        parts=parts_of(operation, granted, whole, progress, number))
    found: list[Latest] = []
    with suppress(Ended):
        measure.search_on()
        for question in operation.questions:
            if question.id != DEAL and len(question.answers) > 1:
                if isinstance(measure, Dated):
                    measure.about(_waiting_for(operation, question.id), ())
                found.append(_Moving(operation, measure, "answer", question.id).latest())
        for item in asks:
            if granted_on(operation, item.ask, operation.as_of) is not None:
                if isinstance(measure, Dated):
                    measure.about(item.ask.pools, item.ask.lines)
                moving = _Moving(operation, measure, "ask", item.ask.text, item.ask).latest()
                found.append(replace(moving, worth=item.worth) if item.ask.withdrawn else moving)
    return tuple(found), measure.stopped


def edges(number: int, told: Callable[[int], bool | None]) -> tuple[int, int]:
    """The last of so many places known to hold, and the first known not to, cut by cut.

    What holds at a place holds at all earlier ones, and it holds at the first. The first known
    not to is `number` where there is none.
    """

    def cut(first: int, after: int, goes_on: Callable[[bool | None], bool]) -> int:
        while after - first > 1:
            middle = (first + after) // 2
            if goes_on(told(middle)):
                first = middle
            else:
                after = middle
        return first

    if number > 1 and told(number - 1):
        return number - 1, number
    last = cut(0, number, lambda known: known is True)
    return last, cut(last, number, lambda known: known is not False) + 1


def answered_on(operation: Operation, name: str, day: date) -> Operation:
    """The operation with a question answered on a date."""
    return replace(operation, questions=tuple(
        replace(question, answered=day) if question.id == name else question
        for question in operation.questions))


def granted_on(operation: Operation, ask: Ask, day: date) -> Operation | None:
    """The operation with an ask granted on a date; None: a date means nothing for it.

    A pledge that is confirmed, raised in status, by a number or new counts from then; a caveat ends
    then, a notice is shorter for tours that leave from then on, and a step is taken no sooner.
    """
    (edit, *more) = ask.edits
    if more:
        return None
    if ask.kind == "step" and edit.at is not None:
        step = operation.steps[edit.at]
        begins = day if step.start is None else max(step.start, day)
        return edited_by(operation, (Edit(table="steps", at=edit.at, values=(("start", begins),)),))
    if edit.table == "pledges" and edit.at is not None and len(edit.values) == 1:
        [(name, value)] = edit.values
        if name == "count":
            return _raised_on(operation, operation.pledges[edit.at], value, day)
        if name == "notice_days":
            return _shortened_on(operation, operation.pledges[edit.at], value, day)
    if edit.table == "caveats" and edit.at is not None and not edit.values:
        if operation.caveats[edit.at].until is not None:
            return None
        limited = Edit(table="caveats", at=edit.at, values=(("until", day),))
        return edited_by(operation, (limited,))
    if edit.table != "pledges" or (edit.at is not None and not {
            name for name, _ in edit.values} <= {"condition", "status"}):
        return None
    changed = edited_by(operation, ask.edits)
    number = len(changed.pledges) - 1 if edit.at is None else edit.at
    return replace(
        changed, pledges=tuple(
            _counts_once_granted(pledge) if at == number else pledge
            for at, pledge in enumerate(changed.pledges)),
        questions=(*changed.questions, _grant(day)),
    )


def _raised_on(operation: Operation, pledge: Pledge, count: int, day: date) -> Operation | None:
    """The operation with more elements under a pledge from a day on; None: cannot be told apart.

    They stand under a pledge of their own, which is the same only where nothing names the first.
    """
    named = {
        *(row.pledge for row in operation.caveats), *(row.pledge for row in operation.needs),
        *(name for row in operation.packages for name in row.pledges),
        *(row.renews for row in operation.renewals), *(row.id for row in operation.changes),
        *(name for step in operation.steps for name in (*step.opens, *step.shortens)),
    }
    twice = any(line.twice for line in operation.requirements) or any(
        owed.twice for owed in operation.commitments)
    if count <= pledge.count or pledge.id in named or pledge.only is not None or twice:
        return None
    more = replace(pledge, id=f"{pledge.id}_{_GRANTED}", count=count - pledge.count)
    return replace(
        operation, pledges=(*operation.pledges, _counts_once_granted(more)),
        questions=(*operation.questions, _grant(day)),
    )


def _shortened_on(operation: Operation, pledge: Pledge, notice: int, day: date) -> Operation | None:
    """The operation with a shorter notice for tours that leave from a day on: a step that costs
    nothing, taken long ago, with its effect on that day. None: the notice is by stage.
    """
    staged = operation.policy[operation.unit[pledge.unit].policy].stages is not None
    if staged and pledge.notice_days is None:
        return None
    before = operation.as_of - timedelta(days=1)
    return replace(operation, steps=(*operation.steps, Step(
        id=_GRANTED, kind="placing", shortens=(pledge.id,), notice_days=notice, taken=before,
        lead_days=(day - before).days,
    )))


def _grant(day: date) -> Question:
    return Question(id=_GRANTED, answers=(Answer(id=_YES, probability=1.0),), answered=day)


def _counts_once_granted(pledge: Pledge) -> Pledge:
    own = "" if pledge.condition is None else f"({pledge.condition}) and "
    return replace(pledge, condition=parse_condition(f"{own}{_GRANTED} == {_YES}"))


def _with_grant(plan: Plan) -> Plan:
    """The plan with the ask granted in every outcome: without the question it means nothing."""
    return replace(plan, outcomes=tuple(
        replace(part, answers=(*part.answers, (_GRANTED, _YES))) for part in plan.outcomes))


def _waiting_for(operation: Operation, question: str) -> tuple[str, ...]:
    """Pools of which a pledge waits for an answer."""
    return tuple(dict.fromkeys(
        pledge.unit for pledge in operation.pledges if pledge.condition is not None
        and any(one.question == question for one in pledge.condition.comparisons())))


def _number(operation: Operation, asks: Sequence[AskWorth]) -> int:
    """About how many plans are made: two cuts through the grid for each."""
    return (len(operation.questions) + len(asks)) * 2 * (
        1 + len(_dates(operation)).bit_length())


def _dates(operation: Operation) -> tuple[date, ...]:
    """The first day, and the lines of the waiting grid."""
    lines = dict.fromkeys((0, *operation.grid.waiting.lines(0)))
    return tuple(operation.as_of + timedelta(days=line) for line in lines)


@dataclass
class _Moving:
    """One answer or ask, moved."""

    operation: Operation
    measure: Together | Apart | Dated
    kind: Literal["answer", "ask"]
    what: str
    ask: Ask | None = None

    def __post_init__(self) -> None:
        self._dates = _dates(self.operation)
        self._known: dict[int, Interval] = {}

    def latest(self) -> Latest:
        """Cut through the grid; raises `Ended` when no time is left."""
        number = len(self._dates)
        last, first = edges(number, self._as_good)
        lost = NOT_KNOWN if first == number else self._score(first).less(self._score(0))
        asked = self.operation.question.get(self.what) if self.ask is None else None
        return Latest(
            kind=self.kind, what=self.what, nation="" if self.ask is None else self.ask.nation,
            now=None if asked is None else asked.answered, until=self._dates[last],
            worse_from=None if first == number else self._dates[first], by=lost,
            always=last == number - 1, open_between=first - last > 1,
            worth=self.measure.before.less(self._score(0)),
            tried=tuple(self._tried()), part=isinstance(self.measure, Dated),
        )

    def _tried(self) -> Iterator[Moved]:
        for at in sorted(self._known):
            yield Moved(on=self._dates[at], score=self._known[at])

    def _as_good(self, at: int) -> bool | None:
        """Whether a date is as good as the first; None: not known."""
        if at == 0:
            return True
        first = self._score(0)
        lost = self._score(at).less(first)
        if lost.high is not None and lost.high < LEVEL:
            return True
        return False if lost.low is not None and lost.low >= LEVEL else None

    def _score(self, at: int) -> Interval:
        if at not in self._known:
            day = self._dates[at]
            changed = answered_on(self.operation, self.what, day) if self.ask is None else (
                granted_on(self.operation, self.ask, day))
            assert changed is not None
            self.measure.doing = f"{self.what} on {day}"
            try:
                self._known[at] = self.measure.after(changed)
            except ProblemsFound:
                self._known[at] = NOT_KNOWN
            except Ended:
                if len(self._known) < 2:
                    raise  # nothing is known of it yet
                return NOT_KNOWN
        return self._known[at]
