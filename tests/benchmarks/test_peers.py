"""Every solver gets the same program and finds the same best score."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csc_array

from benchmarks.door import model_of, reduced
from benchmarks.instance import load, save
from benchmarks.measure import PEERS, Bench, measure
from benchmarks.peers.arguments import judge
from benchmarks.peers.mps import write_mps
from benchmarks.peers.scaling import NotWhole, finite_bounds, fraction, whole
from benchmarks.record import Record
from benchmarks.section import write_up
from benchmarks.solver import run_solver
from benchmarks.source import Source
from benchmarks.willing_run import run
from willing.planner.milp import Limits, solve_whole
from willing.planner.program import Program

TINY = Source(family="basic", seed=2, size=0.03)
_MODULES = {"cpsat": "ortools", "scip": "pyscipopt"}


def _program() -> Program:
    """Two whole columns, one short: 3/4 a + 1/2 b + short >= 4, a + b <= 5; best is 0.25 short."""
    return Program(
        cost=np.array([1.0, 0.1, 10.0]), lower=np.zeros(3), upper=np.array([5.0, 5.0, np.inf]),
        integer=np.array([True, True, False]), offset=2.0,
        matrix=csc_array(np.array([[0.75, 0.5, 1.0], [1.0, 1.0, 0.0]])),
        row_lower=np.array([4.0, -np.inf]), row_upper=np.array([np.inf, 5.0]),
    )


def _instance(place: Path) -> tuple[Path, float]:
    """A tiny generated instance, and its best score by the planner's own door."""
    model = model_of(TINY.situation(TINY.operation()))
    save(place / "whole.npz", model.program, model.unfillable)
    best = solve_whole(model.program, Limits(seconds=60)).value
    assert best is not None
    return place / "whole.npz", best


def test_an_instance_reads_back_as_written(tmp_path: Path) -> None:
    """Arrays, offset and unfillable survive the file, and no bound stays none."""
    program = _program()
    save(tmp_path / "p.npz", program, 1.5)
    back = load(tmp_path / "p.npz")
    assert back.unfillable == 1.5
    assert back.bound is None
    for name in ("cost", "lower", "upper", "integer", "row_lower", "row_upper"):
        assert np.array_equal(getattr(back.program, name), getattr(program, name))
    assert (back.program.matrix != program.matrix).nnz == 0
    assert back.program.offset == 2.0


def test_scaling_keeps_every_row() -> None:
    """3/4 a + 1/2 b + s >= 4 becomes 3 a + 2 b + y >= 16 with y quarters of s."""
    scaled = whole(_program())
    columns, coefficients, low, high = scaled.rows[0]
    assert columns.tolist() == [0, 1, 2]
    assert coefficients.tolist() == [3, 2, 1]
    assert (low, high) == (16, None)
    assert scaled.parts.tolist() == [1, 1, 4]
    assert scaled.upper.tolist() == [5, 5, 16]
    assert scaled.exact


def test_a_column_without_limit_gets_what_its_rows_can_need() -> None:
    """A shortfall is at most the quantity, when nobody is sent."""
    assert finite_bounds(_program()).tolist() == [5.0, 5.0, 4.0]


def test_what_is_no_small_fraction_is_refused() -> None:
    """A coefficient of pi is not rounded in silence."""
    with pytest.raises(NotWhole, match="no fraction with a denominator up to 10000"):
        fraction(float(np.pi))


def test_a_free_column_that_pays_is_refused() -> None:
    """Without a limit there is no whole form."""
    program = _program()
    program.cost[2] = -1.0
    with pytest.raises(NotWhole, match="column 2 is without limit and worth having"):
        finite_bounds(program)


def test_limits_of_rows_that_are_no_fractions_are_rounded_inward_and_said() -> None:
    """A point of the scaled program is a point of the given one."""
    program = _program()
    program.row_lower[0] = float(np.pi)
    scaled = whole(program)
    assert not scaled.exact
    _, coefficients, low, _ = scaled.rows[0]
    assert low is not None
    assert low / coefficients[0] * 0.75 >= np.pi


def test_mps_files_mean_the_same_program(tmp_path: Path) -> None:
    """HiGHS reads the file back with the same best score, offset apart."""
    highspy = pytest.importorskip("highspy")
    program = _program()
    write_mps(program, tmp_path / "p.mps")
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.readModel(str(tmp_path / "p.mps"))
    highs.run()
    best = solve_whole(program, Limits(seconds=10)).value
    assert best is not None
    assert highs.getObjectiveValue() + program.offset == pytest.approx(best)


def test_a_point_that_breaks_a_row_does_not_hold() -> None:
    """The judge of the peers tests rows, and scores only what holds."""
    record = Record(name="x", unfillable=0.0)
    judge(record, _program(), np.array([5.0, 5.0, 0.0]))
    assert record.valid is False
    assert record.best is None
    judge(Record(name="y", unfillable=0.0), _program(), None)


@pytest.mark.parametrize("peer", ["highs_plain", "cpsat", "scip"])
def test_every_peer_finds_the_best_plan_of_a_tiny_instance(peer: str, tmp_path: Path) -> None:
    """Each runs in its own process, logs its plans, and agrees with our solver on the score."""
    pytest.importorskip(_MODULES.get(peer, "highspy"), reason=f"{peer} is not installed")
    instance, best = _instance(tmp_path)
    record = run_solver(
        f"benchmarks.peers.{peer}", peer, [str(instance), "--seconds", "60"], tmp_path, 60
    )
    assert record.best == pytest.approx(best), record.words
    assert record.gap == pytest.approx(0.0, abs=1e-5)
    assert record.valid is True
    assert record.first_plan() is not None


def test_the_filtered_peer_keeps_the_relaxations_bound_and_time() -> None:
    """The reduced program has the whole's columns, some closed, and a bound that holds for all."""
    model = model_of(TINY.situation(TINY.operation()))
    left = reduced(model, 60)
    assert left is not None
    program, bound = left
    best = solve_whole(model.program, Limits(seconds=60)).value
    assert best is not None
    assert bound <= best + 1e-6
    assert program.columns == model.program.columns


def test_willing_runs_on_the_same_instance(tmp_path: Path) -> None:
    """Its score is the peers' best, and the judge passes its plan."""
    _, best = _instance(tmp_path)
    record = run(TINY, 60, 1e-6)
    assert record.best == pytest.approx(best, rel=1e-5)
    assert record.valid is True


def test_the_runner_measures_and_writes_up() -> None:
    """One instance, Willing and two peers: tables with all three, and the command to repeat."""
    bench = Bench(
        sources=(TINY,), peers=("highs_plain", "highs_filtered"), seconds=20, threads=2
    )
    found = measure(bench)
    scores = [records[0].best for records in found.runs.values()]
    assert scores[0] == pytest.approx(scores[1], rel=1e-5)
    body = write_up(found, "python -m benchmarks.run")
    for word in ("| willing |", "| highs_plain |", "| highs_filtered |", "seed 2",
                 "To repeat: `python -m benchmarks.run`"):
        assert word in body
    assert set(found.runs) <= {"willing", *PEERS}


def test_a_solver_that_cannot_run_says_why(tmp_path: Path) -> None:
    """A missing instance leaves a record without events and with the reason."""
    record = run_solver(
        "benchmarks.peers.highs_plain", "highs_plain", [str(tmp_path / "none.npz")], tmp_path, 5
    )
    assert record.best is None
    assert "No such file" in record.words
    assert not list(tmp_path.iterdir())


