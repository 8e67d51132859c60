"""Whether a pledge may serve a task: every reason why not, and the days on which it may.

`check`, the planner and the explanations ask here. The judge derives it again for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from willing.domain.accept import parse_acceptability
from willing.domain.brought import lacking
from willing.domain.command import falls_short, withheld
from willing.domain.credit import Credit
from willing.domain.crossing import crossing
from willing.domain.formation import line_of
from willing.domain.limited import counts_for
from willing.domain.link import need_words
from willing.domain.notice import Notice, notice_of, waiting
from willing.domain.pledge import STATUSES, Caveat, Pledge
from willing.domain.presence import barred, never
from willing.domain.ready import Early, early
from willing.domain.requirement import Commitment, Requirement, Served, Task
from willing.domain.route import within
from willing.domain.serve import hold_wait, is_held
from willing.domain.situation import Situation
from willing.domain.taken import known_for_pledge, opening, shortened
from willing.domain.term import Term, terms
from willing.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that keeps a pledge from a task."""

    kind: str
    """capability, owner, purpose, offered, must_have, status, condition, caveat, accept, authority,
    agreement, backfill, notice, never, step or need."""
    text: str
    """The same as a sentence part, for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How one pledge (or a nation's own elements) and one task go together in one outcome."""

    unit: Unit
    """The pool."""
    pledge: Pledge | None
    """The pledge; None: the owner's own elements on its own commitment."""
    task: Served
    """The task."""
    credit: Credit | None
    """What one element counts for; None: nothing."""
    reasons: tuple[Reason, ...]
    """Why it may not serve; empty: it may."""
    leaves_from: int
    """First day its elements may leave home."""
    holds_from: int
    """First day it may hold elements where they live for a task that is served so."""
    ends_by: int | None
    """Day by which its tours must have ended; None: no limit."""
    closed: tuple[tuple[int, int], ...] = ()
    """Spans (first day, day after) in which caveats let nobody be in place."""
    barred: tuple[tuple[int, int], ...] = ()
    """Spans in which no agreement lets its nation be there, from arrival to the end of a tour."""
    tour_limit: int | None = None
    """Longest tour that caveats allow, in days."""
    notice: Notice | None = None
    """What its tours wait for; None: nothing, for own elements."""
    terms: tuple[Term, ...] = ()
    """Ends of the pledge with its renewals; empty: it has none."""
    by_notice: int = 0
    """First day its elements may leave by their own notice; `leaves_from` is sooner where a step
    taken before the deal shortens it."""
    early: Early | None = None
    """Tours that elements that stand ready may make before; None: standing by gains nothing."""

    def rested_since(self, leaves: int) -> int | None:
        """Day since which an element that leaves on a day must be at home and rested; None: any."""
        return None if self.notice is None else self.notice.rested_since(leaves)


def fit(
    situation: Situation, unit: Unit, pledge: Pledge | None, task: Served,
    counts: int | None = None,
) -> Fit:
    """Hold a pledge against a task in one outcome.

    `counts`: day on which the pledge comes to count, where that is not what the situation says.
    """
    operation, line = situation.operation, situation.timeline
    worth = counts_for(operation, unit, task)
    reasons = list(_reasons(situation, unit, pledge, task, worth))
    closed: list[tuple[int, int]] = []
    limit: int | None = None
    leaves_from, ends = _frozen(situation), tuple[Term, ...]()
    holds_from = leaves_from if pledge is not None else 0
    notice: Notice | None = None
    sooner: Early | None = None
    by_notice = leaves_from
    if pledge is not None:
        known = known_for_pledge(situation, pledge) if counts is None else counts
        ordered = line.d_day if task.order == "deal" else 0
        # Without an order no condition matters: what lacks first is told first.
        if ordered is None:
            reasons.append(Reason(kind="never", text="ordered at the deal, which never comes"))
        if known is None:
            reasons.append(_unmet(situation, pledge))
        notice = waiting(operation, unit, pledge, task, ordered or 0, known or 0)
        begins = 0 if pledge.start is None else (pledge.start - line.as_of).days
        sooner = early(situation, unit, pledge, task, notice, max(leaves_from, begins))
        by_step = shortened(situation, pledge, notice, max(leaves_from, begins))
        leaves_from = by_notice = max(leaves_from, begins, notice.first_day)
        if by_step is not None:
            notice, leaves_from = by_step
        held = hold_wait(task, notice_of(operation, unit, pledge))[1]
        holds_from = max(holds_from, begins, notice.decided + held)
        if pledge.until is not None:
            ends = terms(situation, pledge.id, (pledge.until - line.as_of).days)
        for caveat in operation.caveats:
            if caveat.pledge == pledge.id:
                shut, most, reason = _caveat(situation, caveat, task)
                closed += shut
                reasons += reason
                limit = most if limit is None else min(limit, most or limit)
        reasons += [
            Reason(kind="need", text=f"it needs {need_words(need)}, which is open")
            for need in operation.needs if need.pledge == pledge.id and need.met == "no"
        ]
    return Fit(
        unit=unit, pledge=pledge, task=task, credit=worth, reasons=tuple(reasons),
        leaves_from=leaves_from, by_notice=by_notice, holds_from=holds_from,
        ends_by=ends[-1].until if ends else None, terms=ends,
        closed=tuple(sorted(closed)), tour_limit=limit, notice=notice,
        barred=barred(situation, unit.nation, task.place), early=sooner,
    )


def covers(situation: Situation, task: Task, names: tuple[str, ...]) -> bool:
    """Whether a list of tasks, effects and places names a task; an empty list names all.

    Who names a requirement for a formation names its slots too.
    """
    if not names:
        return True
    own = {task.id, line_of(task), *within(situation.operation, task.place)}
    if isinstance(task, Requirement):
        own.add(task.effect)
    return bool(own & set(names))


def supports(situation: Situation, line: Requirement, task: Task) -> bool:
    """Whether the people on a task are among those a support line serves.

    A line that names nothing serves all other requirements; itself only when it is named.
    """
    if not isinstance(task, Requirement) or (not line.supports and task.id == line.id):
        return False
    return covers(situation, task, line.supports)


def _frozen(situation: Situation) -> int:
    # Turns decided before the frozen day are orders; nothing else may leave home until then.
    moment = situation.operation.settings.frozen_until
    day = None if moment is None else situation.timeline.day_of(moment)
    return max(day or 0, 0)


def _reasons(
    situation: Situation, unit: Unit, pledge: Pledge | None, task: Served, worth: Credit | None
) -> Iterator[Reason]:
    operation = situation.operation
    own = isinstance(task, Commitment) and task.nation == unit.nation
    if worth is None:
        yield Reason(
            kind="capability", text=f"a {unit.capability} does not count for a {task.capability}"
        )
    ways = crossing(situation, unit.nation, unit.home, task.place)
    unlawful = (*never(situation, unit.nation, task), *(
        ways.never if ways is not None and not is_held(task) else ()
    ))
    closed = [Reason(kind="agreement", text=why) for why in unlawful]
    if pledge is None:
        if not own:
            yield Reason(kind="owner", text=f"elements of {unit.id} are not pledged for it")
        yield from closed
        return
    if own:
        yield Reason(kind="owner", text="a nation serves its own commitments without a pledge")
    wanted = "operation" if isinstance(task, Requirement) else "backfill"
    if pledge.purpose not in (wanted, "any"):
        yield Reason(kind="purpose", text=f"pledged for {pledge.purpose}, not for {wanted}")
    if not covers(situation, task, pledge.offered_for):
        yield Reason(kind="offered", text=f"offered only for {', '.join(pledge.offered_for)}")
    if without := lacking(task, pledge):
        yield Reason(kind="must_have", text=f"it does not bring {', '.join(without)}")
    least = operation.settings.counts_from
    if STATUSES.index(pledge.status) < STATUSES.index(least):
        yield Reason(kind="status", text=f"{pledge.status} only; pledges count from {least}")
    if isinstance(task, Requirement) and falls_short(pledge.authority, task.authority):
        text = f"{unit.nation} grants {pledge.authority}, and {task.id} asks for {task.authority}"
        yield Reason(kind="authority", text=text)
    if isinstance(task, Commitment) and task.backfill == "none":
        yield Reason(kind="backfill", text=f"{task.nation} lets nobody fill in on it")
    notice = notice_of(operation, unit, pledge)
    if isinstance(task, Requirement) and task.kind == "notice" and notice > (task.ready_days or 0):
        yield Reason(kind="notice", text=(
            f"it moves at {notice} days' notice; the line wants {task.ready_days or 0} at most"
        ))
    hosts = [operation.place[p].accept for p in within(operation, task.place)
             if p in operation.place]
    for text in (task.accept, *hosts):
        if not parse_acceptability(text).admits(operation, unit.nation):
            yield Reason(kind="accept", text=f"{unit.nation} is not accepted there ({text})")
    yield from closed


def _unmet(situation: Situation, pledge: Pledge) -> Reason:
    """Why a pledge never counts: its condition, and the steps that would open it."""
    condition = pledge.condition
    steps = " or ".join(step.id for step in opening(situation.operation, pledge.id))
    if condition is None:
        return Reason(kind="step", text=f"it is open only once {steps} is taken before the deal")
    asked = {c.question for c in condition.comparisons()}
    given = ", ".join(f"{name} is {_answered(situation, name)}" for name in sorted(asked))
    without = f", and {steps} is not taken before the deal" if steps else ""
    return Reason(
        kind="condition", text=f"its condition '{condition}' does not hold: {given}{without}")


def _answered(situation: Situation, question: str) -> str:
    """The answer, as far as the outcome ever gives one."""
    answer = dict(situation.outcome.answers).get(question)
    if answer is not None and situation.answer_day(question) is None:
        return "not answered without a deal"
    return answer or "not answered"


def _caveat(
    situation: Situation, caveat: Caveat, task: Task
) -> tuple[list[tuple[int, int]], int | None, list[Reason]]:
    """Days a caveat closes the task, the longest tour it allows, and reasons if it never opens."""
    line = situation.timeline
    if caveat.kind == "time" and caveat.rule == "max":
        return [], int(caveat.values[0]), []
    if caveat.kind == "authority":
        asked = task.authority if isinstance(task, Requirement) else ""
        if not withheld(caveat.rule, caveat.values, asked):
            return [], None, []
    elif caveat.kind not in ("place", "task", "time") or caveat.rule == "max":
        return [], None, []
    first = 0 if caveat.start is None else line.day_of(caveat.start)
    after = line.end if caveat.until is None else line.day_of(caveat.until)
    if first is None or after is None:
        return [], None, []
    if caveat.kind == "time":
        shut = [(first, after)] if caveat.rule == "not" else [(-(10**6), first), (after, line.end)]
        return [span for span in shut if span[0] < span[1]], None, []
    named = bool(caveat.values) and covers(situation, task, caveat.values)
    if caveat.kind != "authority" and named is (caveat.rule == "only"):
        return [], None, []
    text = f"caveat: {caveat.rule} {', '.join(caveat.values)}"
    if first <= 0 and after >= line.end:
        return [], None, [Reason(kind="caveat", text=text)]
    return [(first, after)], None, []
