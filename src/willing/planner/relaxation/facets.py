"""Facets of cover by parts of elements: what whole elements can really do.

Where an element counts for 3/4, the relaxation sends 1 1/3 of them for a quantity of 1, and no
whole number does. For every quantity and every set of worths that meet in a span, the least
shortfall of whole elements is a function of their numbers; its lower convex envelope is the
tightest the relaxation can be told about that span. Only the pieces a point violates are added.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, vstack
from scipy.spatial import ConvexHull, QhullError

from willing.planner.model import Model
from willing.planner.program import Floats, Ints, Program

_MOST_POINTS = 3_000
"""Numbers of elements looked at for one envelope; larger spans keep the plain rule."""
_VIOLATION = 1e-4
"""Elements by which a point must miss a facet for it to be added."""

Facet = tuple[float, tuple[float, ...]]
"""shortfall + slopes @ elements >= constant, as (constant, slopes)."""


@cache
def envelope(quantity: int, worths: tuple[float, ...]) -> tuple[Facet, ...]:
    """Facets of the least shortfall of whole elements, beyond the plain rule.

    shortfall(y) = max(0, quantity - worths @ y) for whole y >= 0
    """
    most = [int(np.ceil(quantity / worth - 1e-9)) for worth in worths]
    if quantity <= 0 or np.prod([m + 1 for m in most]) > _MOST_POINTS:
        return ()
    points = np.array(list(product(*(range(m + 1) for m in most))), dtype=float)
    short = np.maximum(quantity - points @ np.array(worths), 0.0)
    # A lid high above closes the hull, so that a flat envelope has facets too.
    corners = np.array(list(product(*((0, m) for m in most))), dtype=float)
    lid = np.full(len(corners), quantity + 10.0)
    cloud = np.vstack([np.column_stack([points, short]), np.column_stack([corners, lid])])
    try:
        planes = ConvexHull(cloud).equations
    except QhullError:
        return ()
    found: set[Facet] = set()
    for plane in planes:
        if plane[-2] < -1e-9:  # looks down: slopes @ y + shortfall >= constant
            slopes = tuple(round(float(a / plane[-2]), 9) + 0.0 for a in plane[:-2])
            constant = round(float(-plane[-1] / plane[-2]), 9)
            plain = all(abs(s - w) < 1e-7 for s, w in zip(slopes, worths, strict=True))
            flat = all(abs(s) < 1e-7 for s in slopes)
            if not plain and not flat and min(slopes) >= -1e-7:
                found.add((constant, slopes))
    return tuple(sorted(found))


class Facets:
    """Separates points of one model from the envelope of its cover rules."""

    def __init__(self, model: Model) -> None:
        self._columns = model.program.columns
        self._spans = [
            item for r in model.making.cover for item in _spans_of(model, r)
        ]
        self._known: set[tuple[int, Facet]] = set()

    def missed(self, x: Floats) -> tuple[csr_array, Floats]:
        """Facets a point violates, as rows over all columns with their least values."""
        rows: list[Ints] = []
        columns: list[Ints] = []
        values: list[Floats] = []
        least: list[float] = []
        for s, (short, quantity, groups) in enumerate(self._spans):
            there = [float(x[group].sum()) for _, group in groups]
            for facet in envelope(quantity, tuple(worth for worth, _ in groups)):
                constant, slopes = facet
                missing = constant - x[short] - float(np.dot(slopes, there))
                if missing <= _VIOLATION or (s, facet) in self._known:
                    continue
                self._known.add((s, facet))
                parts = [(np.array([short]), 1.0)]
                parts += zip((group for _, group in groups), slopes, strict=True)
                for group, slope in parts:
                    rows.append(np.full(len(group), len(least)))
                    columns.append(group)
                    values.append(np.full(len(group), slope))
                least.append(constant)
        if not least:
            return csr_array((0, self._columns), dtype=float), np.zeros(0)
        entries = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
        return csr_array(coo_array(entries, shape=(len(least), self._columns))), np.array(least)


def with_rows(program: Program, matrix: csr_array, least: Floats) -> Program:
    """The program with more rows, each at least so much."""
    if not len(least):
        return program
    return replace(
        program, matrix=csc_array(vstack([csr_array(program.matrix), matrix])),
        row_lower=np.concatenate([program.row_lower, least]),
        row_upper=np.concatenate([program.row_upper, np.full(len(least), np.inf)]),
    )


def _spans_of(
    model: Model, task: int
) -> list[tuple[int, int, tuple[tuple[float, Ints], ...]]]:
    """Spans in which parts of elements meet: shortfall column, quantity, columns by worth."""
    making, choices = model.making, model.choices
    if task in making.wanted:
        return []
    groups: list[dict[float, list[int]]] = [{} for _ in choices.spans[task]]
    for columns, worth in making.serving[task]:
        for s, column in enumerate(columns):
            groups[s].setdefault(worth, []).append(int(column))
    period_of = [span.period for span in choices.spans[task]]
    for hold, (p, period) in enumerate(zip(making.hold_pair, making.hold_period, strict=True)):
        pair = choices.pairs[int(p)]
        if pair.task == task and not pair.credit.lots:
            for s, of in enumerate(period_of):
                if of == period:
                    groups[s].setdefault(pair.credit.worth, []).append(int(making.holds[hold]))
    return [
        (int(making.short[task][s]), span.quantity, tuple(
            (worth, np.array(columns)) for worth, columns in sorted(group.items())
        ))
        for s, (span, group) in enumerate(zip(choices.spans[task], groups, strict=True))
        if any(worth % 1 > 1e-9 for worth in group)
    ]
