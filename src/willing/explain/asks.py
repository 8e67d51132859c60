"""What could be asked for: changes that lift what stops those who could fill shortfalls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from willing.domain.check import faults
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.explain.asks_ready import on_standby
from willing.explain.candidates import candidates
from willing.explain.edits import Edit, clash, edited_by, edited_together, edits
from willing.explain.gaps import note_on, runs_of
from willing.explain.ground import ground
from willing.explain.single import SingleChange
from willing.explain.watch import Watch

HEAVIEST = 6
"""Shortfalls of each outcome for which asks are looked for."""
_OWN = {
    "pledges", "caveats", "needs", "units", "nations", "policies", "commitments", "standbys",
    "renewals"}
"""Tables in which a record is the word of the nation whose elements it concerns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One change that somebody could be asked for."""

    text: str
    """What to ask for, with its figures."""
    kind: str
    """Kind of change, as in `single.SIZES`, or `step`."""
    amount: float
    """Days, elements, people or currency; orders asks of one kind."""
    nation: str
    """Whom to ask; empty: the coordinator himself, or several nations."""
    lines: tuple[str, ...]
    """Lines that are short and that it could help."""
    edits: tuple[Edit, ...]
    """The same as a change of the data."""
    hope: float
    """Expected points of the shortfalls it could help with, as stoppers tell; orders what is
    tried, and measures nothing."""
    pools: tuple[str, ...] = ()
    """Pools that may serve otherwise with it."""
    outcomes: tuple[str, ...] = ()
    """Outcomes of the plan in which it could help."""
    withdrawn: bool = False
    """Whether the data count on it already: `edits` take it away, and its worth is what is lost."""


def possible_asks(
    operation: Operation, plan: Plan, watch: Watch, heaviest: int = HEAVIEST
) -> tuple[Ask, ...]:
    """Asks for the heaviest shortfalls of every outcome, the most hopeful first.

    Each can be made to the operation as its planners wrote it.
    """
    total = sum(part.probability for part in plan.outcomes)
    found: dict[str, Ask] = {}
    parts = [part for part in plan.outcomes if not part.same_as]
    for part in parts:
        here = ground(operation, plan, part.outcome)
        before = replace(here.situation.operation, changes=())
        chance = sum(
            other.probability for other in plan.outcomes
            if part.outcome in (other.outcome, other.same_as)
        ) / total
        runs = [run for run in runs_of(here) if run.points > 0][:heaviest]
        for number, run in enumerate(runs, 1):
            if watch.interrupted or (watch.over and number > 1):
                break
            watch.tell(part.outcome, "explain", run.row.task, number, len(runs))
            note = note_on(here, run)
            for change in (*candidates(here, note), *on_standby(here, note)):
                if change.kind != "same":
                    _add(found, operation, before, change, run.row.task,
                         chance * run.points * change.reach, part.outcome)
    return in_order(found.values())


def sound(operation: Operation, every: Iterable[Ask]) -> Iterator[Ask]:
    """Those with which check finds nothing new, one after the other."""
    known = _faults(operation)
    for ask in every:
        if ask.edits and _faults(edited_by(operation, ask.edits)) <= known:
            yield ask


def sound_ones(operation: Operation, every: Sequence[Ask]) -> list[Ask]:
    """The same of many asks at once: looked at together, and parted where something new is found.

    Two that clash are never looked at together.
    """
    known, apart, left = _faults(operation), list[list[Ask]](), list(every)
    while left:
        taken: list[Ask] = []
        for ask in left:
            if not any(clash(operation, ask.edits, other.edits) for other in taken):
                taken.append(ask)
        apart.append(taken)
        left = [ask for ask in left if ask not in taken]
    found: set[str] = set()
    while apart:
        group = apart.pop()
        if _faults(edited_together(operation, [ask.edits for ask in group])) <= known:
            found |= {ask.text for ask in group}
        elif len(group) > 1:
            half = len(group) // 2
            apart += [group[:half], group[half:]]
    return [ask for ask in every if ask.text in found]


def never_worse(operation: Operation, ask: Ask) -> bool:
    """Whether who has it loses nothing by it, whatever the plan: what is granted need not be used.

    Where there are levels of standby, a line ordered now is no longer one ordered at the deal, for
    which alone elements stand ready. A shorter rest may put those on tour at another place of
    their cycle. What is taken away is no gain at all.
    """
    return not ask.withdrawn and ask.kind != "dwell" and (
        ask.kind != "order" or not operation.standbys)


def in_order(every: Iterable[Ask]) -> tuple[Ask, ...]:
    """The most hopeful first; a second ask about the same record only behind all first ones."""
    before: Counter[tuple[tuple[str, int | None], ...]] = Counter()
    ranked = []
    for ask in sorted(every, key=lambda ask: (-round(ask.hope, 6), ask.text)):
        record = (*((edit.table, edit.at) for edit in ask.edits), (ask.nation, None))
        ranked.append((before[record], ask))
        before[record] += 1
    return tuple(ask for _, ask in sorted(ranked, key=lambda item: item[0]))


def _add(
    found: dict[str, Ask], operation: Operation, before: Operation, change: SingleChange,
    line: str, hope: float, outcome: str,
) -> None:
    """Take in an ask, or that a known one helps another line or outcome too."""
    known = found.get(change.text)
    if known is None:
        made = edits(before, change.operation)
        known = Ask(
            text=change.text, kind=change.kind, amount=change.amount, lines=(), edits=made,
            nation=_whom(operation, change, made), hope=0.0)
    found[change.text] = replace(
        known, lines=tuple(dict.fromkeys((*known.lines, line))), hope=known.hope + hope,
        pools=tuple(dict.fromkeys((*known.pools, *change.units))),
        outcomes=tuple(dict.fromkeys((*known.outcomes, outcome))))


def _whom(operation: Operation, change: SingleChange, made: tuple[Edit, ...]) -> str:
    """The one nation whose word it is; empty: nobody's alone."""
    if {edit.table for edit in made} <= _OWN:
        owed = {
            operation.commitments[edit.at].nation for edit in made
            if edit.table == "commitments" and edit.at is not None
        }
        nations = owed or {operation.unit[name].nation for name in change.units}
        if len(nations) == 1:
            return nations.pop()
    return ""


def _faults(operation: Operation) -> frozenset[str]:
    return frozenset(str(item) for item in faults(operation))
