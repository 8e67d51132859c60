"""What steps before the deal open waits until they are taken."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np

from willing.planner.chains import flow, lay_chains
from willing.planner.gates import gates
from willing.planner.model import Making, Model
from willing.planner.overtaken import overtaken
from willing.planner.program import Ints
from willing.planner.rules.decide import hold_days


def step(making: Making) -> None:
    r"""Elements go or are held by what a step opens only where it is taken in time.

    $$ \sum_{x \in g,\ away\ in\ t} x \le n_g \sum_{(s, b) \in g} y_{s,b}, \quad
       h \le n_h \sum_{(s, b) \in g} y_{s,b}, \quad y_{s,b} \in \{0, 1\} $$

    y says whether step s is taken on line b before the deal, at its cost. A gate g is what a
    tour x or a hold h lacks without any step: its pledge does not count by the day of its order, or
    an agreement that its nation needs is not in force on some day, or a leg of its way is not open;
    the sum is over the steps and days that mend it. n is the number of elements of its pledge. A
    tour by each way that steps open is a choice of its own, and so is one for each day of the
    decision where that matters (stages, standby). Where a faster way that the gates g of f open
    would not be easier in all respects, nobody takes the slower:

    $$ x + n \sum_{g \in f} \sum_{(s_g, b) \in g} y_{s_g,b} \le n |f| $$

    Applies to operations with steps.
    """
    choices, draft = making.choices, making.draft
    if not choices.buys:
        return
    pinned = making.pins.steps
    making.buys = draft.columns(
        "step", len(choices.buys), cost=[buy.cost for buy in choices.buys], integer=True,
        lower=[
            float(buy.taken or pinned.get(buy.step.id) == buy.day) for buy in choices.buys
        ],
        upper=[
            float(pinned.get(buy.step.id, buy.day) == buy.day) for buy in choices.buys
        ],
    )
    firsts = np.array([
        hold_days(choices, choices.pairs[int(p)].task, int(t))[0]
        for p, t in zip(making.hold_pair, making.hold_period, strict=True)
    ], dtype=np.int64)
    making.gates = tuple(gates(choices, making.hold_pair, firsts))
    _once(making)
    _pinned(making)
    _overtaken(making)
    _away(making)
    _held(making)


def _once(making: Making) -> None:
    """Nobody takes a step twice."""
    by_step: dict[str, list[int]] = {}
    for buy, column in zip(making.choices.buys, making.buys, strict=True):
        by_step.setdefault(buy.step.id, []).append(int(column))
    several = [columns for columns in by_step.values() if len(columns) > 1]
    rows = making.draft.rows("taken once", len(several), upper=1.0)
    for row, columns in zip(rows, several, strict=True):
        making.draft.enter(row, columns, 1.0)


def _overtaken(making: Making) -> None:
    """Nobody goes by a slower way than one that is open, where that is not easier anyway."""
    choices, draft = making.choices, making.draft
    for tour, groups in overtaken(choices):
        most = float(choices.pairs[int(choices.tours.pair[tour])].number)
        by_step = [
            [[b for b in group if choices.buys[b].step.id == step]
             for step in dict.fromkeys(choices.buys[b].step.id for b in group)]
            for group in groups
        ]
        for one_of_each in product(*by_step):
            row = draft.rows("overtaken", 1, upper=most * len(groups))[0]
            draft.enter(row, making.tours[[tour]], 1.0)
            for chosen in one_of_each:
                draft.enter(row, making.buys[chosen], most)


def _pinned(making: Making) -> None:
    """Pinned elements go, on whichever day their nation decides."""
    either = making.pins.either
    rows = making.draft.rows("pinned", len(either), lower=np.array([*either.values()], dtype=float))
    for row, tours in zip(rows, either, strict=True):
        making.draft.enter(row, making.tours[list(tours)], 1.0)


def _away(making: Making) -> None:
    """Chains of what is left of a pledge's number where the steps are taken, and none else."""
    choices, draft = making.choices, making.draft
    tours = choices.tours
    together: dict[tuple[tuple[int, ...], int], list[Ints]] = {}
    number: dict[tuple[tuple[int, ...], int], int] = {}
    for gate in making.gates:
        pair = choices.pairs[gate.pair]
        if len(gate.tours):
            whose = -1 - pair.unit if pair.pledge is None else pair.pledge
            together.setdefault((gate.buys, whose), []).append(gate.tours)
            number[gate.buys, whose] = max(number.get((gate.buys, whose), 0), pair.number)
    groups = {key: np.unique(np.concatenate(parts)) for key, parts in together.items()}
    begins = [int(tours.departs[mine].min()) for mine in groups.values()]
    lasts = [int(tours.back[mine].max()) for mine in groups.values()]
    lengths = [b - a for a, b in zip(begins, lasts, strict=True)]
    # No more than is opened is ever there: said once more, as a bound by prices asks for it.
    most = [float(number[key]) * len(key[0]) for key in groups]
    chains, rows = lay_chains(
        draft, "opened by a step", lengths, upper=np.repeat(most, lengths))
    for at, (key, mine) in enumerate(groups.items()):
        flow(
            draft, chains, rows, chain=np.full(len(mine), at), columns=making.tours[mine],
            enter=tours.departs[mine] - begins[at], leave=tours.back[mine] - begins[at],
            amount=-1.0,
        )
        opened = making.buys[list(key[0])]
        nothing = np.zeros(len(opened), dtype=np.int64)
        flow(
            draft, chains, rows, chain=nothing + at, columns=opened, enter=nothing,
            leave=nothing + chains.length[at], amount=float(number[key]),
        )


def _held(making: Making) -> None:
    """Holds that a step opens, each by itself."""
    for gate in making.gates:
        if not len(gate.holds):
            continue
        columns = making.holds[gate.holds]
        rows = making.draft.rows("held by a step", len(columns), upper=0.0)
        making.draft.enter(rows, columns, 1.0)
        most = float(making.choices.pairs[gate.pair].number)
        for buy in gate.buys:
            making.draft.enter(rows, making.buys[buy], -most)


def without_shut(model: Model) -> Model:
    """A model in which nobody goes or is held by what no step may open any more."""
    making, program = model.making, model.program
    gone = [
        columns for gate in making.gates
        if not (program.upper[making.buys[list(gate.buys)]] > 0).any()
        for columns in (making.tours[gate.tours], making.holds[gate.holds])
    ]
    if not gone:
        return model
    upper, every = program.upper.copy(), np.concatenate(gone)
    upper[every] = np.maximum(program.lower[every], 0.0)
    return replace(model, program=replace(program, upper=upper))
