"""HiGHS on the program as it comes: the peer to beat.

    python -m benchmarks.peers.highs_plain INSTANCE.npz --seconds 60 --threads 2 --out RESULT.jsonl
"""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from benchmarks.peers.arguments import Asked, judge, read_arguments
from willing.planner.program import Floats, Program


def solve(asked: Asked) -> None:
    """Run HiGHS with its defaults and note every change of best and bound.

    Its presolve looks at the clock seldom and asks nobody whether to go on, so on large instances
    it may have to be ended by the runner.
    """
    program, record = asked.instance.program, asked.record
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", asked.threads)
    highs.setOptionValue("time_limit", max(asked.seconds - asked.instance.spent, 1.0))
    highs.setOptionValue("mip_rel_gap", 1e-6)
    highs.passModel(_model(program))

    def note(event: Any) -> None:
        said = event.data_out
        record.see(said.mip_primal_bound, said.mip_dual_bound)

    # It asks often whether to go on, and then tells its bound; without output it logs nothing.
    for callback in (highs.cbMipImprovingSolution, highs.cbMipInterrupt):
        callback.subscribe(note)
    record.start(asked.instance.spent)
    highs.run()
    info = highs.getInfo()
    record.words = highs.modelStatusToString(highs.getModelStatus())
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    record.see(None, info.mip_dual_bound)
    x: Floats | None = np.array(highs.getSolution().col_value, dtype=float) if found else None
    judge(record, program, x)


def _model(program: Program) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = program.columns, program.rows
    lp.col_cost_, lp.offset_ = program.cost, program.offset
    lp.col_lower_, lp.col_upper_ = program.lower, program.upper
    lp.row_lower_, lp.row_upper_ = program.row_lower, program.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = program.matrix.indptr.astype(np.int32)
    lp.a_matrix_.index_ = program.matrix.indices.astype(np.int32)
    lp.a_matrix_.value_ = program.matrix.data
    whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole if flag else real for flag in program.integer]
    return lp


def main(name: str = "highs_plain") -> None:
    """Solve and write the record."""
    asked = read_arguments(name)
    solve(asked)
    asked.record.finish()


if __name__ == "__main__":
    main()
