"""How much there could be of some lines: a program that makes an amount as large as can be."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csc_array, hstack

from willing.planner.model import Model
from willing.planner.program import Floats, Ints, Program
from willing.planner.rules.formation import slot_of, slots_by_task


def with_amount(
    model: Model, rows: list[tuple[int, Ints]], each: dict[int, Floats], most: float
) -> Program:
    """The program that makes an amount as large as can be, of which each line wants its part.

    Nothing of these lines may be short. Rules that grow with the quantity (largest shares, least
    useful numbers) are left out: what is above the bound cannot be kept up, whatever they say.
    """
    program, making = model.program, model.making
    lower, upper = program.lower.copy(), program.upper.copy()
    row_lower, row_upper = program.row_lower.copy(), program.row_upper.copy()
    column = np.zeros(program.rows)
    blocks, row_blocks = making.draft.blocks(), making.draft.row_blocks()
    for r, spans in rows:
        column[making.cover[r][spans]] = -each[r]
        row_lower[making.cover[r][spans]] = 0.0
        upper[making.short[r][spans]] = 0.0
        if r in making.wanted:
            lower[making.wanted[r][spans]] = 0.0
        name = model.choices.tasks[r].id
        for block in (f"useful {name}", f"useless {name}"):
            first, number = row_blocks.get(block, (0, 0))
            row_lower[first : first + number] = -np.inf
        first, number = blocks.get(f"share {name}", (0, 0))
        upper[first : first + number] = np.inf
        if r in making.shares:
            first, number = row_blocks[f"share of {name}"]
            row_upper[first : first + number] = np.inf
        # Of a reserve no more are held than it asks for; here that may be any number.
        held = np.array([model.choices.pairs[p].task == r for p in making.hold_pair], dtype=bool)
        upper[making.holds[held]] = [
            model.choices.pairs[p].number for p in making.hold_pair[held]
        ]
        if r in making.assembled:
            _without_limit(model, r, upper)
    upper[making.lots] = np.inf
    return Program(
        cost=np.append(np.zeros(program.columns), -1.0), lower=np.append(lower, 0.0),
        upper=np.append(upper, most), integer=np.append(program.integer, True),
        matrix=csc_array(hstack([program.matrix, csc_array(column[:, None])])),
        row_lower=row_lower, row_upper=row_upper,
    )


def _without_limit(model: Model, line: int, upper: Floats) -> None:
    """Let any number of formations be assembled and framed, and their slots lack what they may."""
    making = model.making
    upper[making.assembled[line]] = np.inf
    for (r, _), frames in making.leads.items():
        if r == line:
            upper[frames] = np.inf
    for s in slots_by_task(model.choices)[line]:
        upper[making.short[s]] = np.inf


def pledged(model: Model, line: int) -> float:
    """What all pledges together count for on a line; of a formation, also what its slots make."""
    worth = {
        (p.task, p.pledge): p.number * p.credit.worth for p in model.choices.pairs
    }
    whole = sum(count for (task, _), count in worth.items() if task == line)
    if line not in model.making.assembled:
        return float(whole)
    slots = [
        sum(count for (task, _), count in worth.items() if task == s) / slot.slot.least
        for s in slots_by_task(model.choices)[line]
        if (slot := slot_of(model.choices, s)).slot.least
    ]
    return float(whole) + min(slots, default=0.0)
