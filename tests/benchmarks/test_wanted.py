"""The wanted figures: what is read off a run, and what the page keeps of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import wanted
from benchmarks.figures import Lead, Most, Proof, Verdict, built, gigabytes
from benchmarks.measure import Bench, Measured
from benchmarks.record import Event, Record
from benchmarks.source import of_family, of_folder

SECONDS = 40.0


def _own(*times: float | None) -> list[Record]:
    """Willing's records, which prove 1 % at these times and 4 % before."""
    return [
        Record(name="willing", unfillable=0.0, megabytes=512, events=[
            Event(1, 104, 100), *([] if time is None else [Event(time, 101, 100)])
        ])
        for time in times
    ]


def _found(own: list[Record], peer: float | None = None, peers: bool = True) -> Measured:
    """The same peer on every instance; None: it has no plan."""
    theirs = [Record(name="scip", unfillable=0.0, events=[Event(2, peer, 50)]) for _ in own]
    bench = Bench(
        sources=of_family("basic", len(own)), peers=("scip",) if peers else (),
        seconds=SECONDS, threads=2,
    )
    sizes = {"columns": 7, "rows": 5, "entries": 20, "built": 0.5}
    return Measured(
        bench=bench, runs={"willing": own} | ({"scip": theirs} if peers else {}),
        facts=[sizes for _ in own],
    )


def test_a_proof_has_the_time_of_the_middle_instance() -> None:
    """In time, too late, and never: the time or the gap at the end."""
    found = _found(_own(8, 12, None))
    assert Proof(0.01, 12).verdict(found) == Verdict(True, "12.0 s")
    assert Proof(0.01, 10).verdict(found) == Verdict(False, "12.0 s")
    assert not Proof(0.01, 40).verdict(_found(_own(8, None))).met, "one of two is no majority"
    never = Proof(0.01, 40).verdict(_found(_own(8, None, None)))
    assert never == Verdict(False, "3.85% after 40 s")


def test_where_each_must_prove_the_slowest_counts() -> None:
    """One that never got there is enough to miss it."""
    assert Proof(0.01, 12, each=True).verdict(_found(_own(8, 12))) == Verdict(True, "12.0 s")
    late = Proof(0.01, 40, each=True).verdict(_found(_own(8, 12, None)))
    assert late == Verdict(False, "3.85% after 40 s")


def test_a_lead_needs_peers_and_is_reached_where_they_have_no_plan() -> None:
    """101 against 150 is a third less; without peers nothing is said."""
    own = _own(8)
    assert Lead(0.2).verdict(_found(own, 150)) == Verdict(True, "32.7% after 40 s")
    assert Lead(0.4).verdict(_found(own, 150)) == Verdict(False, "32.7% after 40 s")
    assert Lead(0.2).verdict(_found(own)) == Verdict(True, "no peer has a plan after 40 s")
    assert Lead(0.2).verdict(_found(own, peers=False)) is None


def test_memory_is_that_of_the_worst_and_building_that_of_the_middle() -> None:
    """512 MB is half a gigabyte."""
    found = _found(_own(8, 12))
    assert Most("memory", "GB", 4.0, gigabytes).verdict(found) == Verdict(True, "0.5 GB")
    assert Most("model built", "s", 0.5, built).verdict(found) == Verdict(False, "0.5 s")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Bench]:
    """Nothing is solved; the benches that were asked for."""
    asked: list[Bench] = []

    def measure(bench: Bench) -> Measured:
        asked.append(bench)
        if bench.sources[0].family == "full":
            raise KeyboardInterrupt
        found = _found(_own(*[8.0 for _ in bench.sources]), 150, bool(bench.peers))
        return Measured(bench=bench, runs=found.runs, facts=found.facts)

    monkeypatch.setattr(wanted, "measure", measure)
    return asked


def _measure(words: str, page: Path) -> list[str]:
    given = wanted.read_arguments(words.split())
    steps = [step for step in wanted.STEPS if step.family in given.families]
    return wanted.run(steps, given, f"measured {words}", page)


def test_every_wanted_figure_gets_a_line_and_a_row(tmp_path: Path, quick: list[Bench]) -> None:
    """Those that were not measured stand there too, and say so."""
    page = tmp_path / "page.md"
    lines = _measure("--families basic --seeds 2 --peers scip", page)
    assert [(len(b.sources), b.seconds, b.peers) for b in quick] == [(2, 40, ("scip",))]
    assert "basic, 1% proved in 10 s: 8.0 s, reached, 2 seeds, limit 40 s" in lines
    text = page.read_text(encoding="utf-8")
    rows = (
        "| basic | 1% proved in 10 s | 8.0 s | reached | 2 seeds, limit 40 s |",
        "| basic | 0.2% proved in 40 s | 0.99% after 40 s | NOT reached | 2 seeds, limit 40 s |",
        "| rich | 3% proved in 60 s | - | not measured yet | - |",
        "| basic beside peers | 40 s | 0.99% | - | - | 66.67% | - | 32.7% below the best peer's |",
        "To repeat: `measured --families basic --seeds 2 --peers scip`",
    )
    for row in rows:
        assert row in text, row
    assert "apped" not in text


def test_a_cap_shortens_every_limit_and_the_page_says_so(
    tmp_path: Path, quick: list[Bench]
) -> None:
    """In the section and beside each figure."""
    page = tmp_path / "page.md"
    _measure("--families basic rich --seeds 1 --peers --cap 9", page)
    # Both runs of `rich` have become the same, so there is only one.
    assert [bench.seconds for bench in quick] == [9, 9]
    text = page.read_text(encoding="utf-8")
    assert "**Capped**: the limit was 9 s here, and 40 s are meant." in text
    assert "| 8.0 s | reached | 1 seed, limit 9 s (capped, 40 s are meant) |" in text
    assert "0.99% after 9 s | NOT reached | 1 seed, limit 9 s (capped, 40 s are meant) |" in text


def test_an_interrupted_measurement_keeps_what_is_done(
    tmp_path: Path, quick: list[Bench]
) -> None:
    """Two runs of `rich` were over; `full` had begun."""
    page = tmp_path / "page.md"
    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        _measure("--families rich full large --seeds 1 --peers scip", page)
    assert [bench.sources[0].family for bench in quick] == ["rich", "rich", "full"]
    text = page.read_text(encoding="utf-8")
    assert "## rich beside peers: 60 s" in text
    assert "## rich: 300 s" in text
    assert "| full | 5% proved in 120 s | - | not measured yet | - |" in text


def test_a_plan_that_fails_the_judge_reaches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One such plan, and every figure of the run is missed."""
    own = _own(8, 8, 8)
    own[1].valid = False
    monkeypatch.setattr(wanted, "measure", lambda bench: _found(own, peers=False))
    lines = _measure("--families basic --seeds 3 --peers", tmp_path / "page.md")
    assert len(lines) == 3
    assert all("a plan FAILS verify, NOT reached" in line for line in lines)


def test_a_part_of_a_family_never_gets_on_the_page(tmp_path: Path, quick: list[Bench]) -> None:
    """The figures are wanted of whole families."""
    lines = _measure("--families basic --seeds 1 --size 0.1", tmp_path / "page.md")
    assert len(quick) == 1
    assert lines
    assert not list(tmp_path.iterdir())


def test_the_example_is_measured_by_outcome() -> None:
    """Each answer of the backstop is an instance."""
    sources = of_folder(wanted.EXAMPLE, "each backstop")
    assert len(sources) == len({source.outcome for source in sources}) == 4
    assert {source.folder for source in sources} == {wanted.EXAMPLE}
