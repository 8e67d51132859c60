"""OR-Tools CP-SAT on the program: whole columns and whole coefficients only.

    python -m benchmarks.peers.cpsat INSTANCE.npz --seconds 60 --threads 2 --out RESULT.jsonl
"""

from __future__ import annotations

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.peers.arguments import Asked, judge, read_arguments
from benchmarks.peers.scaling import NotWhole, Whole, whole
from willing.planner.program import Program

_WIDE = 2**60


class _Watch(cp_model.CpSolverSolutionCallback):
    """Notes every better plan."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._record = asked.record

    def on_solution_callback(self) -> None:
        """A plan was found; the objective carries the offset."""
        self._record.see(self.objective_value, self.best_objective_bound)


def solve(asked: Asked) -> None:
    """Hand the scaled program over, run, and note every change of best and bound."""
    program, record = asked.instance.program, asked.record
    scaled = whole(program)
    model, columns = _model(program, scaled)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = asked.threads
    solver.parameters.max_time_in_seconds = asked.seconds
    solver.parameters.relative_gap_limit = 1e-6
    solver.best_bound_callback = lambda bound: record.see(None, bound)
    record.start()
    status = solver.solve(model, _Watch(asked))
    rounding = "" if scaled.exact else " (limits of rows rounded)"
    record.words = f"{solver.status_name(status)}{rounding}"
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        parts = np.array([solver.value(column) for column in columns], dtype=float)
        record.see(None, solver.best_objective_bound)
        judge(record, program, parts / scaled.parts)


def _model(program: Program, scaled: Whole) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    columns = [
        model.new_int_var(int(low), int(high), "")
        for low, high in zip(scaled.lower, scaled.upper, strict=True)
    ]
    for used, coefficients, low, high in scaled.rows:
        total = cp_model.LinearExpr.weighted_sum(
            [columns[j] for j in used], [int(c) for c in coefficients]
        )
        model.add_linear_constraint(
            total, -_WIDE if low is None else low, _WIDE if high is None else high
        )
    each = program.cost / scaled.parts
    priced = np.flatnonzero(each)
    model.minimize(
        cp_model.LinearExpr.weighted_sum(
            [columns[j] for j in priced], [float(each[j]) for j in priced]
        ) + program.offset
    )
    return model, columns


def main() -> None:
    """Solve and write the record; a program without whole form is said so."""
    asked = read_arguments("cpsat")
    try:
        solve(asked)
    except NotWhole as reason:
        asked.record.words = f"cannot be scaled: {reason}"
    asked.record.finish()


if __name__ == "__main__":
    main()
