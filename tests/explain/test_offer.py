"""What a nation could best bring."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

import willing
from benchmarks.generate import family
from tests.cli.conftest import TWO_TASKS, Typed, plan_file, willing_  # noqa: F401
from tests.operations import two_tasks
from willing.cli.app import BAD_INPUT, FINE
from willing.cli.progress import Told
from willing.domain.operation import Operation
from willing.domain.overhead import Overhead
from willing.domain.plan import Plan
from willing.domain.requirement import Substitution
from willing.domain.standby import Standby
from willing.domain.unit import Capability
from willing.domain.windows import parse_windows
from willing.errors import ProblemsFound
from willing.explain.watch import Looked
from willing.planner.limits import Reached

NONE = "2027-04-01/none"


def south_is_short() -> tuple[Operation, Plan]:
    """Without the backstop nobody serves the south; LTU has nothing of its own."""
    operation = two_tasks()
    return operation, willing.plan(operation, [NONE])


def test_elements_as_others_have_them_close_what_is_short() -> None:
    """LTU has no battalions; with one as the median nation has it, the south is less short."""
    operation, plan = south_is_short()
    found = willing.offer(operation, "LTU", 800, plan=plan)
    best = found.best[0]
    assert (best.bid.like, best.bid.at_once, best.people) == ("deu_battalions", 1, 800)
    assert [line.task for line in best.closes] == ["sector_south"]
    assert best.closes[0].left < best.closes[0].short
    assert {row.task for row in best.turns} == {"sector_south"}


def test_who_would_have_to_stand_by_is_told_so(willing_: Typed, tmp_path: Path) -> None:  # noqa: F811
    """Elements that only close something when they are held before the deal say when and at what
    cost; stints are no turns.
    """
    operation, _ = south_is_short()
    slow = replace(
        operation, standbys=(
            Standby(id="ready", notice_days=1, longest=90, cost_per_day=100.0),),
        units=tuple(replace(unit, notice_days=200) for unit in operation.units),
    )
    plan = willing.plan(slow, [NONE])
    best = willing.offer(slow, "LTU", 800, plan=plan).best[0]
    assert best.held
    assert {row.kind for row in best.held} == {"standby"}
    assert {row.kind for row in best.turns} == {"tour"}
    d_day = plan.outcomes[0].d_day
    assert d_day is not None
    assert best.earliest is not None
    assert best.earliest >= d_day
    assert best.cost == sum(100.0 * row.count * row.days for row in best.held)
    willing.save(slow, tmp_path / "slow")
    willing.write_plan(plan, tmp_path / "plan.json")
    told = willing_(
        "offer", tmp_path / "slow", "--nation", "LTU", "--people", "800",
        "--plan", tmp_path / "plan.json",
    )
    assert "stands by 1 on ready from D-" in told.out


def test_the_gain_is_what_the_judge_reckons() -> None:
    """A plan with the bid's turns in it scores just so many points less."""
    operation, plan = south_is_short()
    best = willing.offer(operation, "LTU", 800, plan=plan).best[0]
    short = sum(line.short - line.left for line in best.closes)
    weight = operation.weights.shortfall[1]
    movement = operation.weights.movement * sum(row.count for row in best.turns)
    assert best.points == pytest.approx(weight * short / 30 - movement)


def test_a_reserve_at_notice_is_closed_from_home() -> None:
    """One battalion held at home from the day LTU has decided is enough, and nobody is sent."""
    operation = two_tasks()
    south = replace(operation.requirements[1], kind="notice", ready_days=20)
    operation = replace(operation, requirements=(operation.requirements[0], south))
    best = willing.offer(operation, "LTU", 800, plan=willing.plan(operation, [NONE])).best[0]
    assert (best.bid.pledge.count, {row.kind for row in best.turns}) == (1, {"hold"})
    assert [(line.task, line.left) for line in best.closes] == [("sector_south", 0.0)]
    assert best.earliest is not None


def test_own_elements_come_before_those_of_others() -> None:
    """A nation that has pledged one of its two battalions is told of the other."""
    operation = two_tasks()
    operation = replace(operation, pledges=tuple(
        replace(pledge, count=1) if pledge.id == "fra_pledge" else pledge
        for pledge in operation.pledges
    ))
    best = willing.offer(operation, "FRA", 700, plan=willing.plan(operation, [NONE])).best[0]
    assert (best.bid.like, best.bid.unit.id) == ("", "fra_battalions")
    assert (best.bid.pledge.count, best.people) == (1, 700)


def test_elements_that_are_bound_elsewhere_close_nothing() -> None:
    """All of Germany's unpledged battalions serve its own commitments, so none can come."""
    operation, plan = south_is_short()
    found = willing.offer(operation, "DEU", 800, plan=plan)
    assert (found.best, [bid.unit.id for bid in found.idle]) == ((), ["deu_battalions"])


def test_too_few_people_are_told_so() -> None:
    """Where one element has more people than may be in place, the answer says how many."""
    operation, plan = south_is_short()
    found = willing.offer(operation, "LTU", 300, plan=plan)
    assert found.best == ()
    assert [(item.why, item.people) for item in found.passed] == [("too many people", 800)]


def test_all_pledged_is_told_so() -> None:
    """France has pledged both battalions and has none to add."""
    operation, plan = south_is_short()
    found = willing.offer(operation, "FRA", 800, plan=plan)
    assert [item.why for item in found.passed] == ["all pledged"]


def test_the_ceiling_of_the_nation_holds() -> None:
    """Nothing is brought above a ceiling of people, and the arithmetic is shown."""
    operation, plan = south_is_short()

    def ceiling(people: int) -> Operation:
        return replace(operation, nations=tuple(
            replace(n, ceiling_people=parse_windows(str(people))) if n.id == "LTU" else n
            for n in operation.nations
        ))

    assert willing.offer(ceiling(799), "LTU", 800, plan=plan).best == ()
    best = willing.offer(ceiling(800), "LTU", 800, plan=plan).best[0]
    assert (best.room.ceiling, best.room.away, best.room.with_bid) == (800, 0, 800)


def test_the_support_element_counts_among_the_people() -> None:
    """With 50 people behind a battalion of 800, 849 people are too few and 850 are enough."""
    operation, plan = south_is_short()
    drawn = replace(operation, overheads=(Overhead(place="south", fixed=10, share=0.05),))
    few = willing.offer(drawn, "LTU", 849, plan=plan)
    assert few.best == ()
    assert [(item.why, item.people) for item in few.passed] == [("too many people", 850)]
    best = willing.offer(drawn, "LTU", 850, plan=plan).best[0]
    assert (best.people, best.behind) == (800, 50)


def test_nothing_short_asks_for_nothing() -> None:
    """With the backstop every line is filled, so there is nothing to bring."""
    operation = two_tasks()
    plan = willing.plan(operation, ["2027-04-01/enablers"])
    found = willing.offer(operation, "LTU", 800, plan=plan)
    assert (found.best, found.idle, found.passed) == ((), (), ())


def test_a_quick_plan_is_made_where_none_is_given() -> None:
    """Without a plan the answer is the same each time, against a plan the judge has passed."""
    operation = two_tasks()
    once, again = (willing.offer(operation, "LTU", 800, outcome=NONE) for _ in range(2))
    assert once == again
    assert once.best[0].points > 0


def test_unknown_nations_and_capabilities_are_refused() -> None:
    """A misspelt nation or capability is answered with the nearest."""
    operation, plan = south_is_short()
    with pytest.raises(ProblemsFound, match="did you mean 'LTU'"):
        willing.offer(operation, "LTX", 800, plan=plan)
    with pytest.raises(ProblemsFound, match="did you mean 'mech_battalion'"):
        willing.offer(operation, "LTU", 800, plan=plan, capabilities=["mech_batalion"])


def test_a_host_that_does_not_admit_a_nation_leaves_it_idle() -> None:
    """Whoever is not accepted closes nothing."""
    operation, plan = south_is_short()
    shut = replace(operation, requirements=tuple(
        replace(line, accept="not LTU") for line in operation.requirements))
    found = willing.offer(shut, "LTU", 800, plan=plan)
    assert found.best == ()
    assert [bid.unit.capability for bid in found.idle] == ["mech_battalion"]


def test_the_answer_is_printed_and_is_json(willing_: Typed) -> None:  # noqa: F811
    """The command tells what is closed and when; `--json` gives the same figures."""
    words = ("offer", TWO_TASKS, "--nation", "LTU", "--people", "800", "--outcome", NONE)
    said = willing_(*words)
    assert said.code == FINE
    assert "1. 1 mech_battalion, 800 people, as in deu_battalions" in said.out
    assert "closes    sector_south (class 2)" in said.out
    told = json.loads(willing_(*words, "--json").out)
    assert told["best"][0]["closes"][0]["task"] == "sector_south"
    wrong = willing_("offer", TWO_TASKS, "--nation", "XYZ", "--people", "800")
    assert (wrong.code, "no such nation is known" in wrong.err) == (BAD_INPUT, True)


def test_no_more_is_offered_than_lines_could_use() -> None:
    """A line wants one battalion at once, so one is offered, however many people there are."""
    operation, plan = south_is_short()
    best = willing.offer(operation, "LTU", 80_000, plan=plan).best[0]
    assert (best.bid.at_once, best.people) == (1, 800)


def test_what_only_a_substitute_gives_is_taken_from_its_pool() -> None:
    """Nobody has just what the south wants; a battalion counts for it, and is offered."""
    operation, _ = south_is_short()
    north, south = operation.requirements
    operation = replace(
        operation, capabilities=(*operation.capabilities, Capability(id="watch")),
        requirements=(north, replace(south, capability="watch")),
        substitutions=(Substitution(capability="mech_battalion", stands_for="watch"),),
    )
    found = willing.offer(operation, "LTU", 800, plan=willing.plan(operation, [NONE]))
    assert found.passed == ()
    assert [bid.like for bid in (*[item.bid for item in found.best], *found.idle)] == [
        "deu_battalions"]


def test_a_nation_without_an_agreement_is_told_so(willing_: Typed) -> None:  # noqa: F811
    """Where a nation may not be, nothing it brings closes anything, and the reason stands there."""
    shutil.copytree(TWO_TASKS, "paper")
    places = Path("paper/places.csv").read_text("utf-8").splitlines()
    Path("paper/places.csv").write_text("\n".join(
        line + (",agreements" if not at else ",sofa" if line.startswith("south") else ",")
        for at, line in enumerate(places)) + "\n", "utf-8")
    said = willing_("offer", "paper", "--nation", "FRA", "--people", "800", "--outcome", NONE)
    assert said.code == FINE
    assert "FRA may not always be in south: no status of forces agreement." in said.out


def test_what_lines_must_have_is_told(willing_: Typed, tmp_path: Path) -> None:  # noqa: F811
    """A line that must have night vision is closed by whoever brings it, and the answer says so."""
    operation = two_tasks()
    south = replace(operation.requirements[1], must_have=("night vision",))
    operation = replace(operation, requirements=(operation.requirements[0], south))
    best = willing.offer(operation, "LTU", 800, plan=willing.plan(operation, [NONE])).best[0]
    assert [line.task for line in best.closes] == ["sector_south"]
    assert best.must_bring == ("night vision",)
    willing.save(operation, tmp_path / "op")
    said = willing_("offer", tmp_path / "op", "--nation", "LTU", "--people", "800")
    assert "brings    night vision" in said.out


def test_short_searches_change_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found after a short look at each thing first is what long looks at all find."""
    operation = family("basic", 1, 0.15)
    plan = willing.plan(operation, gap=float("inf"))
    nation = operation.nations[0].id
    trying = import_module("willing.explain.bring.trying")
    found = []
    for looks in (1, 60):
        monkeypatch.setattr(trying, "FIRST", looks)
        found.append(willing.offer(operation, nation, 2_000, plan=plan, most=1))
    assert found[0] == found[1]
    assert (len(found[0].best), found[0].more > 0) == (1, True)


def test_searches_beside_each_other_change_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is searched at once, and perhaps for nothing, is told as if one came after the other."""
    operation = family("basic", 1, 0.15)
    plan = willing.plan(operation, gap=float("inf"))
    nation = operation.nations[0].id
    trying = import_module("willing.explain.bring.trying")
    monkeypatch.setattr(trying, "FIRST", 1)
    found = []
    for at_once in (1, 3):
        monkeypatch.setattr(trying, "AT_ONCE", at_once)
        found.append(willing.offer(operation, nation, 2_000, plan=plan, most=2))
    assert found[0] == found[1]
    assert len(found[0].best) == 2


def test_only_the_outcome_looked_at_is_judged() -> None:
    """A fault in another outcome of the plan keeps nobody from an answer; one in this does."""
    operation = two_tasks()
    plan = willing.plan(operation, [NONE, "2027-04-01/enablers"])
    broken = replace(plan, outcomes=(
        plan.outcomes[0], replace(plan.outcomes[1], score=plan.outcomes[1].score + 1.0),
    ))
    assert willing.offer(operation, "LTU", 800, plan=broken) == willing.offer(
        operation, "LTU", 800, plan=plan)
    with pytest.raises(ProblemsFound, match="the terms come to"):
        willing.offer(operation, "LTU", 800, plan=broken, outcome="2027-04-01/enablers")


def pressing(step: str) -> Callable[[Reached | Looked], None]:
    """Press Ctrl-C at a step."""
    def press(stands: Reached | Looked) -> None:
        if stands.step == step:
            os.kill(os.getpid(), signal.SIGINT)
    return press


def test_ctrl_c_hands_over_what_was_found_so_far() -> None:
    """Stopped at the first thing nothing is told of it; stopped later, what was found is told."""
    operation, plan = south_is_short()
    early = willing.offer(operation, "LTU", 800, plan=plan, progress=pressing("offer"))
    assert (early.stopped, early.best, [bid.like for bid in early.unseen]) == (
        True, (), ["deu_battalions"])
    late = willing.offer(operation, "LTU", 800, plan=plan, progress=pressing("judge"))
    whole = willing.offer(operation, "LTU", 800, plan=plan)
    assert late == replace(whole, stopped=True)


def test_ctrl_c_in_the_quick_plan_leaves_nothing() -> None:
    """While the quick plan is made nothing was looked at yet, so the program ends."""
    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        willing.offer(two_tasks(), "LTU", 800, outcome=NONE, progress=pressing("dive"))


def test_a_stopped_answer_says_so(
    willing_: Typed, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    """Progress says which of how many; the answer begins with how many were looked at."""
    heard = Told.__call__

    def press(self: Told, stands: Reached | Looked) -> None:
        heard(self, stands)
        pressing("offer")(stands)

    monkeypatch.setattr(Told, "__call__", press)
    willing.write_plan(south_is_short()[1], "plan.json")
    said = willing_("offer", TWO_TASKS, "--nation", "LTU", "--people", "800",
                    "--plan", "plan.json")
    assert said.code == FINE
    assert f"{NONE}: looking at 1 of 1, mech_battalion" in said.err
    assert said.out.startswith("Stopped: 0 of 1 thing looked at; ")
