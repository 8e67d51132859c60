"""Published two-stage programs: their files are read, and their optima reproduced."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from benchmarks.marathon.record import NoCases
from benchmarks.stochastic.cases import find, read_case
from benchmarks.stochastic.core import read_core
from benchmarks.stochastic.data import DEFAULT, read_data
from benchmarks.stochastic.draws import read_draws
from benchmarks.stochastic.peer import as_one
from willing.planner.ahead.decided import AheadLimits
from willing.planner.ahead.solve import solve
from willing.planner.ahead.stages import Stages

CORE = """NAME          store
* a comment
ROWS
 N  cost
 L  room
 G  wanted
 E  whole
COLUMNS
    buy       cost      2.0   room      1.0
    buy       wanted    1.0
    M1        'MARKER'            'INTORG'
    lack      cost      5.0   wanted    1.0
    lack      whole     1.0
    M2        'MARKER'            'INTEND'
    spare     whole    -1.0
RHS
    rhs       room      3.0   wanted    1.0
RANGES
    rng       room      2.0
BOUNDS
 UP bnd       lack      9.0
 FR bnd       spare
ENDATA
"""
TIME = """TIME          store
PERIODS       IMPLICIT
    buy       room                     NOW
    lack      wanted                   LATER
ENDATA
"""
SCENARIOS = """STOCH         store
SCENARIOS     DISCRETE
 SC one       'ROOT'    0.5            LATER
    rhs       wanted    1.0
 SC three     one       0.5            LATER
    rhs       wanted    3.0
ENDATA
"""
INDEPENDENT = """STOCH         store
INDEP         DISCRETE
    rhs       wanted    1.0  LATER     0.25
    rhs       wanted    3.0  LATER     0.75
    lack      cost      5.0  0.5
    lack      cost      6.0  0.5
ENDATA
"""
BLOCKS = """STOCH         store
BLOCKS        DISCRETE
 BL both      LATER     0.4
    rhs       wanted    1.0
    lack      cost      5.0
 BL both      LATER     0.6
    rhs       wanted    3.0
ENDATA
"""


def store(folder: Path, draws: str) -> Stages:
    """The store as SMPS files, read again."""
    for suffix, text in ((".cor", CORE), (".tim", TIME), (".sto", draws)):
        (folder / f"store{suffix}").write_text(text)
    return read_case(str(folder / "store.cor"))


def test_a_core_is_read_with_ranges_markers_and_bounds(tmp_path: Path) -> None:
    """Whole columns stand between markers; ranges and bounds have their usual meaning."""
    (tmp_path / "store.cor").write_text(CORE)
    core = read_core(tmp_path / "store.cor")
    assert core.integer == {"buy": False, "lack": True, "spare": False}
    assert core.row_of("room") == (1.0, 3.0)
    assert core.row_of("wanted") == (1.0, np.inf)
    assert core.row_of("whole") == (0.0, 0.0)
    assert core.bounds_of("lack") == (0.0, 9.0)
    assert core.bounds_of("spare") == (-np.inf, np.inf)
    assert core.bounds_of("buy") == (0.0, np.inf)


def test_scenarios_are_decided_as_by_hand(tmp_path: Path) -> None:
    """Buy three at 2: each beyond the first saves 5 with one half."""
    stages = store(tmp_path, SCENARIOS)
    assert stages.first.columns == 1
    assert stages.first.rows == 1
    for way in ("extensive", "decomposed"):
        decided = solve(stages, AheadLimits(gap=1e-7, way=way))
        assert decided.value == pytest.approx(6.0)
        assert decided.x == pytest.approx([3.0])


def test_independent_figures_are_multiplied_out(tmp_path: Path) -> None:
    """Two figures with two values each are four outcomes."""
    stages = store(tmp_path, INDEPENDENT)
    assert [o.probability for o in stages.outcomes] == pytest.approx([0.125, 0.125, 0.375, 0.375])
    assert [o.program.cost[1] for o in stages.outcomes] == [5.0, 6.0, 5.0, 6.0]
    assert [o.program.row_lower[0] for o in stages.outcomes] == [1.0, 1.0, 3.0, 3.0]


def test_a_later_draw_of_a_block_keeps_what_it_does_not_name(tmp_path: Path) -> None:
    """The cost of the first draw holds in the second, too."""
    (tmp_path / "store.sto").write_text(BLOCKS)
    one, two = read_draws(tmp_path / "store.sto")
    assert (one.probability, two.probability) == (0.4, 0.6)
    assert two.changes == {("rhs", "wanted"): 3.0, ("lack", "cost"): 5.0}


def test_draws_that_are_not_discrete_are_refused(tmp_path: Path) -> None:
    """A normal distribution has no outcomes to list."""
    with pytest.raises(ValueError, match=r"store.sto: INDEP NORMAL; only DISCRETE can be read"):
        store(tmp_path, INDEPENDENT.replace("DISCRETE", "NORMAL"))


def test_added_figures_and_multiplied_ones(tmp_path: Path) -> None:
    """What is drawn is added to the core's figure, or the core's figure is multiplied by it."""
    added = store(tmp_path, INDEPENDENT.replace("DISCRETE", "DISCRETE ADD"))
    assert [o.program.row_lower[0] for o in added.outcomes] == [2.0, 2.0, 4.0, 4.0]
    assert [o.program.cost[1] for o in added.outcomes] == [10.0, 11.0, 10.0, 11.0]
    many = store(tmp_path, INDEPENDENT.replace("DISCRETE", "MULTIPLY"))
    assert [o.program.cost[1] for o in many.outcomes] == [25.0, 30.0, 25.0, 30.0]


def test_bounds_may_differ_by_outcome(tmp_path: Path) -> None:
    """By the name of their set, which changes the bound there is, or by the kind of bound."""
    stages = store(tmp_path, SCENARIOS.replace(
        " SC three", "    lack      bnd       7.0\n SC three"
    ).replace("    rhs       wanted    3.0", " LO bnd       lack      2.0"))
    one, three = (outcome.program for outcome in stages.outcomes)
    assert (one.lower[1], one.upper[1]) == (0.0, 7.0)
    assert (three.lower[1], three.upper[1]) == (2.0, 7.0)


def test_the_most_is_the_least_of_what_is_turned(tmp_path: Path) -> None:
    """Costs, drawn ones too, change sides; a right-hand side of the objective is taken off."""
    most = CORE.replace("ROWS", "OBJSENSE\n    MAX\nROWS", 1).replace(
        "RHS\n", "RHS\n    rhs       cost      10.0\n", 1)
    (tmp_path / "store.cor").write_text(most)
    (tmp_path / "store.tim").write_text(TIME)
    (tmp_path / "store.sto").write_text(INDEPENDENT)
    stages = read_case(str(tmp_path / "store.cor"))
    assert stages.first.cost[0] == -2.0
    assert stages.first.offset == 10.0
    assert [o.program.cost[1] for o in stages.outcomes] == [-5.0, -6.0, -5.0, -6.0]


def test_periods_may_be_told_for_each_name(tmp_path: Path) -> None:
    """Columns and rows of the second period come after those of the first, wherever they stand."""
    (tmp_path / "store.tim").write_text(
        "TIME store\nPERIODS EXPLICIT\n    NOW\n    LATER\nROWS\n    room NOW\n    wanted LATER\n"
        "    whole LATER\nCOLUMNS\n    lack LATER\n    spare LATER\n    buy NOW\nENDATA\n"
    )
    moved = CORE.replace("    buy       cost      2.0   room      1.0\n", "").replace(
        "RHS\n", "    buy       cost      2.0   room      1.0\nRHS\n", 1
    ).replace("    buy       wanted    1.0\n", "").replace(
        "    M2  ", "    buy       wanted    1.0\n    M2  ")
    (tmp_path / "store.cor").write_text(moved)
    (tmp_path / "store.sto").write_text(SCENARIOS)
    stages = read_case(str(tmp_path / "store.cor"))
    assert stages.first.cost == pytest.approx([2.0])
    assert solve(stages, AheadLimits(gap=1e-7)).value == pytest.approx(6.0)


def test_a_row_with_a_later_column_belongs_to_the_second_stage(tmp_path: Path) -> None:
    """Wherever it stands in the core, it can only be kept when the column is decided."""
    (tmp_path / "store.tim").write_text(TIME.replace("wanted", "whole"))
    (tmp_path / "store.cor").write_text(CORE)
    (tmp_path / "store.sto").write_text(SCENARIOS)
    stages = read_case(str(tmp_path / "store.cor"))
    assert stages.first.rows == 1
    assert stages.outcomes[0].program.rows == 2
    assert solve(stages, AheadLimits(gap=1e-7)).value == pytest.approx(6.0)


def test_free_form_needs_no_indents_and_free_rows_are_left_out(tmp_path: Path) -> None:
    """Names may stand at the beginning of a line; figures beyond all figures are no limit."""
    free = "\n".join(line.strip() for line in CORE.splitlines())
    free = free.replace("N  cost", "N cost\nN other").replace("lack whole", "lack other 3 whole")
    free = free.replace("UP bnd       lack      9.0", "UP bnd lack 1e30")
    (tmp_path / "store.cor").write_text(free)
    (tmp_path / "store.tim").write_text("\n".join(line.strip() for line in TIME.splitlines()))
    (tmp_path / "store.sto").write_text(SCENARIOS)
    stages = read_case(str(tmp_path / "store.cor"))
    assert stages.outcomes[0].program.upper[1] == np.inf
    assert stages.outcomes[0].program.rows == 2
    assert solve(stages, AheadLimits(gap=1e-7)).value == pytest.approx(6.0)


@pytest.mark.parametrize(("core", "draws", "words"), [
    (("lack      9.0", "lak       9.0"), None, "store.cor: lak has a figure, but is no row or"),
    (("    wanted    1.0\n", "    wonted    1.0\n"), None, "wonted has a figure, but is no row"),
    (("room      3.0", "room      three"), None, "'three' is no figure; names must not have"),
    ((" UP bnd", " SC bnd"), None, "'SC bnd lack 9.0' is no bound; UP, LO, FX, UI, LI, FR, MI"),
    (("RANGES", "SOS1"), None, "store.cor: section SOS1; only BOUNDS, COLUMNS"),
    (None, ("wanted    3.0", "wonted    3.0"), "outcome three: rhs wonted: wonted is no row of"),
    (None, ("    rhs       wanted    3.0", "    buy       cost      3.0"),
     "outcome three changes buy cost, which is decided in the first stage; only the second"),
    (None, ("    rhs       wanted    3.0", "    rhs       room      2.0"),
     "outcome three changes row room of the first stage"),
    (None, ("    rhs       wanted    3.0", "    luck      wanted    3.0"),
     "luck is no column of the core file; right-hand sides are called rhs in it"),
    (None, ("0.5            LATER\n    rhs       wanted    3.0", "0.1  LATER"),
     "probabilities of 2 outcomes add up to 0.6, or one is below 0; they must add up to 1"),
    (None, ("SCENARIOS     DISCRETE", "NODES"), "store.sto: section NODES; only INDEP, BLOCKS"),
])
def test_faults_of_files_are_told(
    tmp_path: Path, core: tuple[str, str] | None, draws: tuple[str, str] | None, words: str
) -> None:
    """With the file or the outcome, what was given, and what can be read."""
    (tmp_path / "store.cor").write_text(CORE.replace(*core) if core else CORE)
    (tmp_path / "store.tim").write_text(TIME)
    (tmp_path / "store.sto").write_text(SCENARIOS.replace(*draws) if draws else SCENARIOS)
    with pytest.raises(ValueError, match=re.escape(words)):
        read_case(str(tmp_path / "store.cor"))


def test_a_folder_with_many_cores_or_none_asks_for_one(tmp_path: Path) -> None:
    """It is not guessed which one is meant, nor are files of other names taken."""
    with pytest.raises(ValueError, match=r"no core file, and no Scenario1\.dat and its like"):
        read_case(str(tmp_path))
    (tmp_path / "a.cor").write_text(CORE)
    with pytest.raises(ValueError, match=r"a\.cor: no \.tim beside it; core, \.tim and \.sto must"):
        read_case(str(tmp_path))
    (tmp_path / "b.cor").write_text(CORE)
    with pytest.raises(ValueError, match=r"2 core files; give the path of one: a\.cor, b\.cor"):
        read_case(str(tmp_path))


def test_data_files_are_read_as_lists_and_tables(tmp_path: Path) -> None:
    """Figures alone, by key, in tables and with a default; sets; comments."""
    path = tmp_path / "x.dat"
    path.write_text(
        "param N := 2 ; # so many\nset Kinds := a b;\nparam Cost :=\n1 4\n2 6.5\n;\n"
        "param Gain:\n  1 2:=\n 1 5 6\n 2 7 8\n;\nparam Size default 3 := 1 9;"
    )
    data = read_data(path)
    assert data["N"] == {(): "2"}
    assert data["Kinds"] == {("0",): "a", ("1",): "b"}
    assert data["Cost"] == {("1",): "4", ("2",): "6.5"}
    assert data["Gain"][("2", "1")] == "7"
    assert data["Size"] == {("1",): "9", (DEFAULT,): "3"}


SERVERS = """param NumServers := 2; param NumClients := 2; param Capacity := 4;
param FixedCost := 1 3 2 5; param Revenue: 1 2:= 1 6 7 2 4 9;
param Demand: 1 2:= 1 3 4 2 2 4; param ClientPresent := 1 1 2 {};"""


def test_servers_are_opened_as_by_hand(tmp_path: Path) -> None:
    """One server for one client; with both clients there, both servers, or demand beyond it."""
    for number, there in ((1, 0), (2, 1)):
        (tmp_path / f"Scenario{number}.dat").write_text(SERVERS.format(there))
    decided = solve(read_case(str(tmp_path)), AheadLimits(gap=1e-7))
    # Both open: 8, less 7 for one client, and less 6 + 9 for two.
    assert decided.value == pytest.approx(8 - (7 + 15) / 2)
    assert decided.x == pytest.approx([1.0, 1.0])


SIZES = """param NumSizes := 2; param Capacity := 100; param DemandsFirstStage := 1 10 2 5;
param DemandsSecondStage := 1 {} 2 5; param UnitProductionCosts := 1 1 2 1.5;
param SetupCosts := 1 4 2 4; param UnitReductionCost := 0.1;"""


def test_sizes_are_produced_as_by_hand(tmp_path: Path) -> None:
    """Where few are wanted later, all are made now and one setup of each kind is enough."""
    (tmp_path / "Scenario1.dat").write_text(SIZES.format(5))
    decided = solve(read_case(str(tmp_path)), AheadLimits(gap=1e-7))
    assert decided.value == pytest.approx(2 * 4 + 15 * 1 + 10 * 1.5)


def test_the_peer_decides_the_same_in_a_process_of_its_own(tmp_path: Path) -> None:
    """HiGHS on all outcomes as one program finds the score worked by hand."""
    best, bound, _, ended = as_one(store(tmp_path, SCENARIOS), 60.0, 1e-7)
    assert (best, bound) == pytest.approx((6.0, 6.0))
    assert ended == "optimal"


def test_an_absent_case_is_said_to_be_skipped(tmp_path: Path) -> None:
    """The word says where it was looked for and what to give."""
    with pytest.raises(NoCases, match=r"skipped: no sslp_1_1_1 in .*--cases"):
        find("sslp_1_1_1", str(tmp_path))


def public(case: str) -> Stages:
    """A public case; the test is skipped where it is absent."""
    try:
        return read_case(case)
    except NoCases as reason:
        pytest.skip(str(reason))


def test_data_may_be_listed_by_two_keys_turned_and_together(tmp_path: Path) -> None:
    """The forms that data files have besides lists and tables."""
    path = tmp_path / "x.dat"
    path.write_text(
        "data; param : A B := 1 2 3 2 . 5 ;\nparam Gain := 1 1 5 1 2 6;\n"
        "param Pay (tr) : 1 2 := a 5 6 b 7 . ;\nparam Wide [*,*] : x y := 1 2 3 : z := 1 4;\n"
        "param Size default 3; end;"
    )
    data = read_data(path, {"Gain": 2})
    assert data["A"] == {("1",): "2"}
    assert data["B"] == {("1",): "3", ("2",): "5"}
    assert data["Gain"] == {("1", "1"): "5", ("1", "2"): "6"}
    assert data["Pay"] == {("1", "a"): "5", ("2", "a"): "6", ("1", "b"): "7"}
    assert data["Wide"] == {("1", "x"): "2", ("1", "y"): "3", ("1", "z"): "4"}
    assert data["Size"] == {(DEFAULT,): "3"}
    path.write_text("param Gain : 1 2 := 1 5 ;")
    with pytest.raises(ValueError, match=r"x\.dat: 'param Gain : 1 2 := 1 5 \.\.\.' cannot"):
        read_data(path)


def test_a_figure_that_is_missing_is_not_taken_for_nothing(tmp_path: Path) -> None:
    """The message names it with its key."""
    (tmp_path / "Scenario1.dat").write_text(
        SERVERS.format(1).replace("param FixedCost := 1 3 2 5", "param FixedCost := 1 3"))
    with pytest.raises(ValueError, match="no figure FixedCost 2; the model cannot be made"):
        read_case(str(tmp_path))


@pytest.mark.slow
def test_server_location_is_decided_as_published() -> None:
    """sslp_5_25_50 is proved at -121.6 by decomposition."""
    decided = solve(public("sslp_5_25_50"), AheadLimits(gap=1e-6, way="decomposed"))
    assert decided.status == "proved"
    assert decided.value == pytest.approx(-121.6)


@pytest.mark.slow
def test_three_outcomes_of_sizes_are_proved() -> None:
    """SIZES3 is decided and proved; its wide whole numbers come last."""
    decided = solve(public("SIZES3"), AheadLimits(gap=1e-5))
    assert decided.status == "proved"
    assert decided.value == pytest.approx(224275.3333, abs=0.01)


@pytest.mark.slow
def test_capacities_are_bracketed_around_the_published_score() -> None:
    """dcap233_200 is decided within 0.3 %, and 1834.57 lies between bound and score."""
    decided = solve(public("dcap233_200"), AheadLimits(gap=3e-3))
    assert decided.status == "proved"
    assert decided.value is not None
    assert decided.bound is not None
    assert decided.bound <= 1834.58 <= decided.value + 0.02
