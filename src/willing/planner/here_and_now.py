"""What is decided here and now, before the deal: the same in all outcomes not yet told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.sparse import coo_array, csc_array

from willing.domain.operation import Operation
from willing.domain.outcomes import Outcome
from willing.domain.question import DEAL
from willing.domain.ready import OpenDeal
from willing.domain.situation import Situation, situation
from willing.planner.ahead.stages import Outcome as Staged
from willing.planner.ahead.stages import Risk, Stages
from willing.planner.given import ON_TOUR, ORDERED
from willing.planner.model import Model, build
from willing.planner.passing import Needs
from willing.planner.program import Floats, Ints, Program
from willing.planner.rules.decide import hold_days

Known = tuple[tuple[str, str], ...]
"""Questions answered by a day, and their answers."""
Turn = tuple[str, str, str, str, int, int, int]
"""Kind, pledge, unit, task, first day, day after the last as it was planned, and the day of the
decision where that is a later one than it might be; else 0."""
How = tuple[Needs, bool]
"""What the way of a tour needs that steps open, and whether it calls who stands ready."""
Decision = tuple[int, Turn, How]
"""Day of the decision, turn, and how."""
Copies = list[tuple[int, int]]
"""Outcomes, and the column of each."""
Shared = tuple[Known, int, Turn, How]
"""What is known by then, day of the decision, turn, and how."""
_PLAIN: How = ((), False)


@dataclass(frozen=True, kw_only=True)
class HereAndNow:
    """Outcomes that one plan is made for, and the choices that they share."""

    models: tuple[Model, ...]
    """The model of each outcome, its deal unknown until it comes."""
    stages: Stages
    """The same as arrays: a choice here and now, and what each outcome leaves to decide."""
    turns: tuple[tuple[Known, Turn], ...]
    """What each column decided here and now is, and what was known by then."""
    foregone: int = field(default=0)
    """Tours that could begin before the deal in some outcome, but mean nothing in another that
    cannot be told apart from it; nobody is sent on them."""


def here_and_now(
    operation: Operation, outcomes: Sequence[Outcome], risk: Risk | None = None,
    laid: Callable[[], None] = lambda: None,
) -> HereAndNow:
    """Lay out several outcomes as one choice; their chances are scaled to 1 together.

    `laid`: called before each, as many large ones take a while.
    """
    here = [situation(operation, outcome) for outcome in outcomes]
    deal = open_deal(operation, here)
    models = []
    for each in here:
        laid()
        models.append(build(each, deal=deal))
    total = sum(outcome.probability for outcome in outcomes)
    chances = [outcome.probability / total for outcome in outcomes]
    found = [dict(decided_before(model)) for model in models]
    shared, lonely = _shared(here, found)
    programs, first, copies = _split(models, found, chances, shared, lonely)
    first = _with_stocks(first, models, copies)
    return HereAndNow(
        models=tuple(models), turns=tuple((known, turn) for known, _, turn, _ in shared),
        foregone=sum(len(columns) for columns in lonely),
        stages=Stages(
            first=first, risk=risk or Risk(), outcomes=tuple(
                Staged(
                    name=outcome.name, probability=chance, program=program, shared=own, first=at
                )
                for outcome, chance, program, (own, at)
                in zip(outcomes, chances, programs, copies, strict=True)
            ),
        ),
    )


def open_deal(operation: Operation, here: Sequence[Situation]) -> OpenDeal:
    """The waiting grid, and the lines on which the deal comes in these outcomes."""
    grids = {each.timeline.d_day: each.timeline.lines for each in here}
    return OpenDeal(
        lines=(0, *operation.grid.waiting.lines(0)),
        grids=tuple(sorted(grids.items(), key=lambda of: (of[0] is None, of[0] or 0))),
    )


def known_by(here: Situation, day: int) -> Known:
    """Answers given by a day; that of the deal, and all that wait for it, once it has come."""
    return tuple(
        (name, answer) for name, answer in here.outcome.answers
        if (answered := here.answer_day(name)) is not None and answered <= day
    )


def decided_before(model: Model) -> Iterator[tuple[Decision, int]]:
    """Everything decided before all is known, and its column.

    What a nation holds at home by itself binds nobody: it is no decision ahead.
    """
    choices, making = model.choices, model.making
    tours, stints, known = choices.tours, choices.stints, model.situation.all_known()
    before = (tours.leaves < known) & ~np.isin(tours.given, (ORDERED, ON_TOUR))
    for i in np.flatnonzero(before):
        pair = choices.pairs[int(tours.pair[i])]
        fit = pair.fit
        turn = (
            "standby" if stints[i] else "tour", "" if fit.pledge is None else fit.pledge.id,
            fit.unit.id, fit.task.id, int(tours.first_day[i]), int(tours.planned[i]),
            fit.notice.decided if pair.later and fit.notice is not None else 0,
        )
        way = choices.ways[int(tours.way[i])] if tours.way[i] >= 0 else ()
        called = bool(tours.stands[i] >= 0 and not stints[i])
        yield (int(tours.leaves[i]), turn, (way, called)), int(making.tours[i])
    for buy, column in zip(choices.buys, making.buys, strict=True):
        if not buy.taken:
            turn = ("step", "", "", buy.step.id, buy.day, buy.day, 0)
            yield (buy.day, turn, _PLAIN), int(column)
    for hold, (p, period) in enumerate(zip(making.hold_pair, making.hold_period, strict=True)):
        pair = choices.pairs[int(p)]
        first, after = hold_days(choices, pair.task, int(period))
        if first < known and pair.fit.pledge is not None:
            name = pair.fit.pledge.id
            turn = ("hold", name, pair.fit.unit.id, pair.fit.task.id, first, after, 0)
            yield (first, turn, _PLAIN), int(making.holds[hold])


def _shared(
    here: Sequence[Situation], found: Sequence[Mapping[Decision, int]]
) -> tuple[dict[Shared, Copies], list[list[int]]]:
    """Turns that all outcomes not yet told apart can have, with outcome and column of each; and
    for each outcome the columns of those that only some can have.
    """
    members: dict[Shared, Copies] = {}
    for w, (each, turns) in enumerate(zip(here, found, strict=True)):
        for (day, turn, how), column in turns.items():
            members.setdefault((known_by(each, day), day, turn, how), []).append((w, column))
    alike: dict[tuple[Known, int], int] = {}
    for known, day, _, _ in members:
        if (known, day) not in alike:
            alike[known, day] = sum(
                day < each.all_known() and known_by(each, day) == known for each in here
            )
    shared: dict[Shared, Copies] = {}
    some: dict[tuple[Known, int, Turn, bool], dict[How, Copies]] = {}
    for (known, day, turn, how), copies in members.items():
        if alike[known, day] == 1 and any(name == DEAL for name, _ in known):
            continue  # the deal has come, and nothing else can be true: decided when it is known
        if len(copies) == alike[known, day]:
            shared[known, day, turn, how] = copies
        else:
            some.setdefault((known, day, turn, how[1]), {})[how] = copies
    lonely: list[list[int]] = [[] for _ in here]
    for (known, day, turn, _), ways in some.items():
        # What an answer will have opened by then needs no step in one outcome, and does in another.
        copies = [copy for each in ways.values() for copy in each]
        if len({w for w, _ in copies}) == len(copies) == alike[known, day]:
            shared[known, day, turn, next(iter(ways))] = copies
        else:
            for w, column in copies:
                lonely[w].append(column)
    return shared, lonely


def _split(
    models: Sequence[Model], found: Sequence[Mapping[Decision, int]],
    chances: Sequence[float], shared: Mapping[Shared, Copies],
    lonely: Sequence[Sequence[int]],
) -> tuple[list[Program], Program, list[tuple[Ints, Ints]]]:
    """Programs whose copies cost nothing, the choice here and now, and where its copies stand."""
    cost, lower, upper = (np.zeros(len(shared)) for _ in range(3))
    upper[:] = np.inf
    columns: list[list[int]] = [[] for _ in models]
    copied: list[list[int]] = [[] for _ in models]
    for at, copies in enumerate(shared.values()):
        for w, column in copies:
            program = models[w].program
            cost[at] += chances[w] * program.cost[column]
            lower[at] = max(lower[at], program.lower[column])
            upper[at] = min(upper[at], program.upper[column])
            columns[w].append(column)
            copied[w].append(at)
    programs = []
    for model, own, alone in zip(models, columns, lonely, strict=True):
        free, most = model.program.cost.copy(), model.program.upper.copy()
        free[own] = 0.0
        most[list(alone)] = np.maximum(model.program.lower[list(alone)], 0.0)
        programs.append(replace(model.program, cost=free, upper=most))
    first = Program(
        cost=cost, lower=lower, upper=upper, integer=np.ones(len(cost), dtype=bool),
        matrix=csc_array((0, len(cost)), dtype=float), row_lower=np.zeros(0),
        row_upper=np.zeros(0),
    )
    return programs, first, [
        (np.array(own, dtype=np.int64), np.array(at, dtype=np.int64))
        for own, at in zip(columns, copied, strict=True)
    ]


def _with_stocks(
    first: Program, models: Sequence[Model], copies: Sequence[tuple[Ints, Ints]]
) -> Program:
    """The choice here and now with what it alone may take of units and pledges.

    Outcomes say the same and more; these rows spare them choices that no outcome could bear.
    """
    rows: dict[tuple[bytes, float], Ints] = {}
    for model, (own, at) in zip(models, copies, strict=True):
        place = np.full(model.program.columns, -1)
        place[own] = at
        for columns, room in _stocks(model, place):
            if first.upper[columns].sum() > room + 1e-9:
                rows.setdefault((columns.tobytes(), room), columns)
    if not rows:
        return first
    which = np.repeat(np.arange(len(rows)), [len(columns) for columns in rows.values()])
    entries = coo_array(
        (np.ones(len(which)), (which, np.concatenate(list(rows.values())))),
        shape=(len(rows), first.columns),
    )
    return replace(
        first, matrix=csc_array(entries), row_lower=np.full(len(rows), -np.inf),
        row_upper=np.array([room for _, room in rows], dtype=float),
    )


def _stocks(model: Model, place: Ints) -> Iterator[tuple[Ints, float]]:
    """Columns decided here and now that take from one stock at once, and what there is of it."""
    for passing in model.making.draft.passes:
        chosen = place[passing.columns] >= 0
        if not chosen.any() or (passing.amount >= 0).any():
            continue
        inflow: Floats = model.program.row_lower[passing.rows]
        enter, leave = passing.enter[chosen], passing.leave[chosen]
        chain, columns = passing.chain[chosen], place[passing.columns[chosen]]
        for c in np.unique(chain):
            own = chain == c
            start = int(passing.chains.first[c])
            there = np.cumsum(inflow[start : start + int(passing.chains.length[c])])
            # Where nobody more enters, fewer are taken than at the stock before.
            for at in np.unique(enter[own]):
                if at < len(there):
                    inside = own & (enter <= at) & (at < leave)
                    if inside.any():
                        yield np.sort(columns[inside]), float(there[at])
