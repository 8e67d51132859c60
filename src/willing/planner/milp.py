"""The one door to the solver (HiGHS). Arrays go in, a typed outcome comes out.

Nothing else in Willing imports highspy, so another solver is one file away.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import highspy
import numpy as np
from scipy.sparse import csr_array

from willing.errors import SolverFault
from willing.planner.program import Bools, Floats, Ints, Program

_DUAL, _PRIMAL = 1, 4
"""The solver's numbers for ways of the simplex method."""
_EQUATIONS_OF_TWO = 1 << 9
"""The solver's bit for the presolve rule that puts one column in place of another."""

_DIVES = ("rins", "rens", "root_reduced_cost", "zi_round")
"""The solver's names for its ways to look for points."""

Status = Literal["optimal", "limit", "infeasible", "unbounded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What the solver found."""

    status: Status
    """`optimal` within the asked gap, stopped at a `limit`, or no solution at all."""
    x: Floats | None
    """Best point; None when none was found."""
    value: float | None
    """Score of the best point, in points, offset included."""
    bound: float | None
    """No point can score below; None when unknown."""
    reduced: Floats | None = None
    """Reduced costs of a linear program, by column."""
    duals: Floats | None = None
    """Duals of a linear program, by row."""
    corner: Corner | None = None
    """Corner of a linear program, to begin another solve at."""
    effort: int = 0
    """Iterations of the simplex method: time that repeats."""


@dataclass(frozen=True, slots=True)
class Corner:
    """Which columns and rows are basic at a corner of a linear program."""

    columns: list[Any]
    """Status of each column."""
    rows: list[Any]
    """Status of each row."""

    @property
    def basic(self) -> Bools:
        """Whether each column is basic."""
        return np.array([status == highspy.HighsBasisStatus.kBasic for status in self.columns])

    def part(self, columns: Ints, rows: Ints) -> Corner:
        """The same corner of a smaller program."""
        return Corner([self.columns[c] for c in columns], [self.rows[r] for r in rows])

    def whole(
        self, columns: Ints, rows: Ints, basic: Ints, shape: tuple[int, int]
    ) -> Corner:
        """The same corner of a larger program of so many rows and columns.

        `columns`, `rows`: where this one's stand in it; `basic`: columns that make up for the
        rows it has besides. Its other columns stand at their lower bounds.
        """
        lower = highspy.HighsBasisStatus.kLower
        every = Corner([lower] * shape[1], [lower] * shape[0])
        for column, status in zip(columns, self.columns, strict=True):
            every.columns[column] = status
        for row, status in zip(rows, self.rows, strict=True):
            every.rows[row] = status
        for column in basic:
            every.columns[column] = highspy.HighsBasisStatus.kBasic
        return every


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When the solver may stop."""

    seconds: float = math.inf
    """Wall clock; a solve stopped by it may not repeat."""
    nodes: int | None = None
    """Branch-and-bound nodes, for solves that must repeat."""
    rounds: int | None = None
    """Times a search may look at its limits (each cut round, dive and node); these repeat too."""
    below: float = -math.inf
    """A search may stop at its next look once it has a point below this value."""
    gap: float = 1e-6
    """Relative distance of value and bound at which it may stop."""
    substitutes: bool = True
    """Whether presolve may put one column in place of another by an equation of the two. On some
    parts of a plan that goes on for ever, and no limit ends it."""
    dives: bool = True
    """Whether the solver looks for points in other ways than by its tree; without, the bound of a
    small program comes sooner."""
    threads: int = 1
    """Threads of this process; the same in every call of one process."""


def solve_relaxed(
    program: Program, limits: Limits, method: str = "choose",
    stop: Callable[[], bool] | None = None,
) -> Solution:
    """Solve without whole numbers; bound, duals and reduced costs come with an optimum."""
    session = Session(program, limits, relaxed=True, method=method)
    if stop is not None:
        session.stop_when(stop)
    return session.solve()


def solve_whole(
    program: Program, limits: Limits, start: Floats | None = None,
    stop: Callable[[], bool] | None = None,
) -> Solution:
    """Solve with whole numbers, from a starting point when one is given."""
    session = Session(program, limits)
    if start is not None:
        session.start_from(start)
    if stop is not None:
        session.stop_when(stop)
    return session.solve()


class Session:
    """One program inside the solver: bounds may change between solves, and the basis stays warm."""

    def __init__(
        self, program: Program, limits: Limits, relaxed: bool = False, method: str = "choose",
    ) -> None:
        self._cost, self._offset = program.cost, program.offset
        self._relaxed = relaxed or not bool(program.integer.any())
        self._highs = highspy.Highs()
        self._set("output_flag", False)
        self._set("threads", limits.threads)
        self._set("random_seed", 1)
        self._set("solver", method)
        self._set("mip_rel_gap", limits.gap)
        self._set("mip_abs_gap", 1e-7)
        if not limits.substitutes:
            self._set("presolve_rule_off", _EQUATIONS_OF_TWO)
        if not limits.dives:
            self._set("mip_heuristic_effort", 0.0)
            for way in _DIVES:
                self._set(f"mip_heuristic_run_{way}", False)
        if math.isfinite(limits.seconds):
            self._set("time_limit", max(limits.seconds, 0.01))
        if limits.nodes is not None:
            self._set("mip_max_nodes", limits.nodes)
        self._rounds, self._below = limits.rounds, limits.below
        self._stop: Callable[[], bool] | None = None
        self._listens = False
        self._check(self._highs.passModel(_lp(program, self._relaxed)), "pass the model")

    def set_bounds(self, columns: np.ndarray, lower: Floats, upper: Floats) -> None:
        """Change the bounds of some columns."""
        status = self._highs.changeColsBounds(
            len(columns), columns.astype(np.int32), lower.astype(float), upper.astype(float)
        )
        self._check(status, "change bounds")
        self._go_on(_DUAL)

    def set_costs(self, columns: np.ndarray, costs: Floats) -> None:
        """Change the costs of some columns; a corner stays one for the primal simplex method."""
        status = self._highs.changeColsCost(
            len(columns), columns.astype(np.int32), costs.astype(float)
        )
        self._check(status, "change costs")
        self._cost = self._cost.copy()
        self._cost[columns] = costs
        self._go_on(_PRIMAL)

    def add_rows(self, matrix: csr_array, lower: Floats, upper: Floats) -> None:
        """Add rows over the columns there are; the basis stays warm."""
        status = self._highs.addRows(
            len(lower), lower.astype(float), upper.astype(float), matrix.nnz,
            matrix.indptr[:-1].astype(np.int32), matrix.indices.astype(np.int32), matrix.data,
        )
        self._check(status, "add rows")
        self._go_on(_DUAL)

    def drop_rows(self, rows: Ints) -> None:
        """Leave out rows; a corner at which they do not bind stays one."""
        self._check(self._highs.deleteRows(len(rows), rows.astype(np.int32)), "drop rows")

    def add_columns(self, program: Program) -> None:
        """Add the columns of another program over the same rows; the basis stays warm.

        They stand at their lower bounds, so the corner stays one for the primal simplex method.
        """
        matrix = program.matrix
        status = self._highs.addCols(
            program.columns, program.cost, program.lower, program.upper, matrix.nnz,
            matrix.indptr[:-1].astype(np.int32), matrix.indices.astype(np.int32), matrix.data,
        )
        self._check(status, "add columns")
        self._cost = np.concatenate([self._cost, program.cost])
        self._go_on(_PRIMAL)

    def start_from(self, x: Floats) -> None:
        """Offer a point to start from."""
        solution = highspy.HighsSolution()
        solution.col_value = list(x)
        self._check(self._highs.setSolution(solution), "take a starting point")

    def stop_when(self, stop: Callable[[], bool]) -> None:
        """Stop as soon as the given function says so; it is asked often."""
        self._stop = stop

    def _listen(self) -> None:
        """Ask while a search runs whether it should stop."""
        asks = self._stop is not None or self._rounds is not None or self._below > -math.inf
        if self._listens or not asks:
            return
        self._listens = True
        asked = 0

        def interrupt(event: Any) -> None:
            nonlocal asked
            asked += 1
            late = self._rounds is not None and asked > self._rounds
            if not self._relaxed and event.data_out.mip_primal_bound < self._below:
                late = True
            if late or (self._stop is not None and self._stop()):
                event.interrupt()

        if self._relaxed:
            self._highs.cbSimplexInterrupt.subscribe(interrupt)
            self._highs.cbIpmInterrupt.subscribe(interrupt)
        else:
            self._highs.cbMipInterrupt.subscribe(interrupt)

    def begin_at(self, corner: Corner) -> None:
        """Begin the next solve of a linear program at a corner, by the simplex method."""
        basis = highspy.HighsBasis()
        basis.col_status, basis.row_status = corner.columns, corner.rows
        basis.valid, basis.alien = True, True
        self._check(self._highs.setBasis(basis), "begin at a corner")
        self._set("solver", "simplex")

    def solve(self, corner: bool = True) -> Solution:
        """Run the solver and read what it found; the corner of a linear program if wanted."""
        self._listen()
        self._highs.run()
        model_status = self._highs.getModelStatus()
        status = _STATUS.get(model_status)
        if status is None:
            words = self._highs.modelStatusToString(model_status)
            raise SolverFault(f"the solver stopped with '{words}'; this should be reported")
        if status in ("infeasible", "unbounded"):
            return Solution(status=status, x=None, value=None, bound=None)
        return self._read(status, corner)

    def _read(self, status: Status, corner: bool) -> Solution:
        info = self._highs.getInfo()
        solution = self._highs.getSolution()
        # Of a program without columns the solver says that it is best, but shows no point.
        found = not len(self._cost) or (
            info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        )
        x = np.array(solution.col_value, dtype=float) if found else None
        value = None if x is None else float(self._cost @ x) + self._offset
        if not self._relaxed:
            bound = float(info.mip_dual_bound)
            return Solution(
                status=status, x=x, value=value, bound=bound if math.isfinite(bound) else None,
                effort=max(int(info.simplex_iteration_count), 0),
            )
        optimal = status == "optimal" and x is not None
        basis = self._highs.getBasis() if corner and optimal else None
        return Solution(
            status=status, x=x, value=value, bound=value if optimal else None,
            reduced=np.array(solution.col_dual, dtype=float) if optimal else None,
            duals=np.array(solution.row_dual, dtype=float) if optimal else None,
            corner=basis and Corner(list(basis.col_status), list(basis.row_status)),
            effort=max(int(info.simplex_iteration_count), 0),
        )

    def _go_on(self, way: int) -> None:
        """Go on by the simplex method, in the way for which the corner is still one."""
        self._set("solver", "simplex")
        self._set("simplex_strategy", way)

    def _set(self, option: str, value: object) -> None:
        self._check(self._highs.setOptionValue(option, value), f"set {option} to {value}")

    def _check(self, status: highspy.HighsStatus, what: str) -> None:
        if status == highspy.HighsStatus.kError:
            raise SolverFault(f"the solver refused to {what}; this should be reported")


_STATUS: dict[highspy.HighsModelStatus, Status] = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kModelEmpty: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnbounded: "unbounded",
    highspy.HighsModelStatus.kUnboundedOrInfeasible: "infeasible",
    highspy.HighsModelStatus.kTimeLimit: "limit",
    highspy.HighsModelStatus.kIterationLimit: "limit",
    highspy.HighsModelStatus.kSolutionLimit: "limit",
    highspy.HighsModelStatus.kInterrupt: "limit",
    highspy.HighsModelStatus.kUnknown: "limit",
}


def _lp(program: Program, relaxed: bool) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = program.columns, program.rows
    lp.col_cost_ = program.cost
    lp.col_lower_, lp.col_upper_ = program.lower, program.upper
    lp.row_lower_, lp.row_upper_ = program.row_lower, program.row_upper
    lp.offset_ = program.offset
    matrix = program.matrix
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = matrix.indptr.astype(np.int32)
    lp.a_matrix_.index_ = matrix.indices.astype(np.int32)
    lp.a_matrix_.value_ = matrix.data
    if not relaxed:
        whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [whole if flag else real for flag in program.integer]
    return lp
