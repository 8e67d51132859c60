"""Make a small operation by choices; `tests/strategies.py` says who chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

from tests.making_command import commanded
from tests.making_company import with_company
from tests.making_crowds import crowded
from tests.making_standby import held
from tests.making_steps import stepped
from tests.making_tasks import FORMATIONS, Tasks
from willing.calendar import DDay, Grid, parse_steps
from willing.domain.check import check
from willing.domain.condition import Condition, parse_condition
from willing.domain.milestone import Milestone, Threshold
from willing.domain.nation import Group, Leg, Nation, Place
from willing.domain.operation import Operation, Settings, Weights
from willing.domain.pledge import Caveat, Pledge
from willing.domain.question import Answer, Change, Given, Question
from willing.domain.reach import Reach, Travel
from willing.domain.stages import parse_stages
from willing.domain.unit import Capability, Owner, Policy, PolicyPhase, Unit
from willing.domain.windows import parse_windows

T = TypeVar("T")
AS_OF = date(2027, 1, 1)
CAPABILITIES = ("infantry", "light", "mech", "medic", "vessel")
PARENTS = {"light": "infantry", "mech": "infantry"}
HOME_OF = {"AAA": "port_a", "BBB": "base_b", "CCC": "base_c", "DDD": "base_d", "EEE": "base_e"}
CONDITIONS = (
    "backstop >= some", "backstop == full", "mandate == yes",
    "backstop in {none, some} or mandate == yes", "deal <= 2027-02-20", "not (backstop < some)",
)


class Choose(Protocol):
    """Whoever makes the choices."""

    def number(self, low: int, high: int) -> int: ...
    def one(self, options: Sequence[T]) -> T: ...
    def chance(self, percent: int) -> bool: ...


def made(choose: Choose) -> Operation:
    """A small operation: 2 to 5 nations, 1 to 6 units, 1 to 5 tasks, short grids."""
    nations = tuple(HOME_OF)[: choose.number(2, 5)]
    policies = _policies(choose)
    tasks = Tasks(choose, AS_OF, nations)
    tasks.make()
    units = _units(choose, nations, policies, tasks)
    questions = _questions(choose)
    asked = {question.id for question in questions}
    conditions = [parse_condition(text) for text in CONDITIONS]
    conditions = [c for c in conditions if {part.question for part in c.comparisons()} <= asked]
    pledges = _pledges(choose, units, tasks, conditions)
    caveats = tuple(_caveat(choose, pledge, tasks) for pledge in pledges if choose.chance(30))
    cycles, orders = tasks.rows(units, pledges)
    operation = Operation(
        name="Generated", as_of=AS_OF, marking="ILLUSTRATIVE", note="Made at random.",
        grid=_grid(choose), weights=_weights(choose), settings=_settings(choose),
        capabilities=tuple(
            Capability(id=c, parent=PARENTS.get(c, "")) for c in (*CAPABILITIES, *FORMATIONS)
        ),
        policies=policies, policy_phases=_phases(choose, policies),
        groups=(
            Group(id="pact", members=nations[:2]), Group(id="union", members=nations[1:]),
        ), questions=questions,
        places=_places(choose, nations), legs=_legs(choose, nations),
        nations=tuple(_nation(choose, name) for name in nations), units=units,
        owners=_owners(choose, nations, units), cycles=cycles,
        pledges=pledges, caveats=caveats, requirements=tuple(tasks.requirements),
        commitments=tuple(tasks.commitments), substitutions=tasks.substitutions(),
        compositions=tasks.compositions, orders=orders,
        changes=_changes(choose, nations, units, tasks, conditions),
        **_milestones(choose, tasks),
    )
    operation = crowded(choose, commanded(choose, operation, conditions))
    reaching = replace(operation, **_reach(choose))
    hosted = _hosted(choose, with_company(choose, _within_limits(reaching)))
    return stepped(choose, held(choose, hosted))


def _reach(choose: Choose) -> dict[str, tuple[Any, ...]]:
    """In some operations something must be near to a place; drawn last, so that others stay."""
    if not choose.chance(30):
        return {}
    reach = Reach(
        id=choose.one(("near_0", "near_1")), effect=choose.one(("enabling", "skies")),
        minutes=choose.one((60, 30, 0)),
        capability=choose.one(("infantry", "medic", "mech")), mode=choose.one(("", "road", "air")),
        place=choose.one(("north", "south", "area")),
        quantity=parse_windows(choose.one(("D+30..D+120: 1", "D+0..: 2", "D+20..D+45: 1"))),
        priority=choose.one((1, 2)), weight=choose.one((1.0, 0.5)), essential=choose.chance(50),
    )
    travel = tuple(
        Travel(start=start, end=end, mode=choose.one(("road", "air")),
               minutes=choose.one((20, 45, 90)), both_ways=choose.chance(70))
        for start, end in (("area", "area"), ("north", "south")) if choose.chance(70)
    )
    return {"reaches": (reach,), "travel": travel}


def _hosted(choose: Choose, operation: Operation) -> Operation:
    """In some operations what is pledged is a host's support; drawn last, so that others stay."""
    if not operation.pledges or not choose.chance(20):
        return operation
    return replace(operation, pledges=tuple(
        replace(pledge, provided=choose.one(("host", "own"))) for pledge in operation.pledges
    ))


def _within_limits(operation: Operation) -> Operation:
    """The operation, or without what was decided where that breaks a limit by itself."""
    if all(problem.kind != "decided" for problem in check(operation)):
        return operation
    cycles = tuple(replace(row, task="", pledge="") for row in operation.cycles)
    return replace(operation, cycles=cycles, orders=())


def _grid(choose: Choose) -> Grid:
    return Grid(
        waiting=parse_steps(choose.one(("2x30", "1x20, 1x45", "3x20"))),
        operation=parse_steps(choose.one(("6x30", "4x15, 3x30", "2x7, 3x30", "4x45"))),
        tail=parse_steps(choose.one(("3x60", "2x90", "none"))),
    )


def _weights(choose: Choose) -> Weights:
    return Weights(
        shortfall=choose.one(((36.0, 6.0, 1.0), (10.0, 1.0))), lead=choose.one((1.0, 0.0, 2.5)),
        tail=choose.one((0.5, 0.0, 1.0)), backfill=choose.one((0.05, 0.0)),
        movement=choose.one((0.05, 0.0, 0.3)), burden=choose.one((0.0, 0.0, 0.2)),
        disturbance=choose.one((0.0, 0.1)),
    )


def _settings(choose: Choose) -> Settings:
    return Settings(
        movement_days=choose.one((14, 0, 7, 25)), backfill_credit=choose.one((1.0, 0.5)),
        fair_share_key=choose.one(("gdp", "population", "forces")),
        reference_person_days=choose.one((None, 10_000.0)),
        counts_from=choose.one(("promised", "promised", "conditional")),
        frozen_until=choose.one((None, None, None, AS_OF + timedelta(days=15), DDay(10))),
        vocabulary=choose.one(("plain", "nato", "un")),
    )


def _policies(choose: Choose) -> tuple[Policy, ...]:
    return tuple(
        Policy(
            id=name, tours=choose.one(((90,), (60, 90), (30, 45), (60,), (30, 60, 120))),
            dwell=choose.one((60, 0, 30, 120)), overlap=choose.one((0, 0, 5, 10)),
            recovery=choose.one((0, 10)), work_up=choose.one((0, 0, 20)),
            certify_days=choose.one((0, 0, 0, 25)),
            stages=choose.one((None, None, None, parse_stages("0: 30; 40: 10; 90: 0"))),
        )
        for name in ("short", "long")
    )


def _phases(choose: Choose, policies: tuple[Policy, ...]) -> tuple[PolicyPhase, ...]:
    if not choose.chance(25):
        return ()
    return (
        PolicyPhase(
            policy=choose.one(policies).id, start=choose.one((60, 0, 90, -20)),
            tours=choose.one(((60,), (45, 90))), dwell=choose.one((90, 20)),
            overlap=choose.one((0, 7)), recovery=choose.one((0, 5)), work_up=choose.one((0, 10)),
        ),
    )


def _questions(choose: Choose) -> tuple[Question, ...]:
    deals = choose.one((
        ("2027-02-01",), ("2027-02-01", "2027-02-20"), ("2027-02-20", "never"),
        ("2027-01-01", "never"), ("2027-01-20", "2027-02-15", "never"),
    ))
    deal = Question(id="deal", answers=tuple(
        Answer(id=day, probability=None if day == deals[-1] else 0.4) for day in deals
    ))
    given = (Given(
        condition=parse_condition(f"deal == {deals[0]}"),
        probabilities=(("none", 0.5), ("some", 0.0), ("full", 0.5)),
    ),) if choose.chance(30) else ()
    backstop = Question(id="backstop", ordered=True, given=given, answers=(
        Answer(id="none", probability=0.3, low=0.1, high=0.6),
        Answer(id="some", probability=choose.one((0.0, 0.2))), Answer(id="full"),
    ))
    mandate = Question(
        id="mandate", answered=choose.one((None, AS_OF + timedelta(days=40))),
        answers=(Answer(id="no", probability=0.25), Answer(id="yes", probability=0.75)),
    )
    kept = [deal]
    kept += [backstop] if choose.chance(60) else []
    kept += [mandate] if choose.chance(50) else []
    return tuple(kept)


def _nation(choose: Choose, name: str) -> Nation:
    return Nation(
        id=name, decision_days=choose.one((0, 5, 20)),
        ceiling_people=choose.one(
            (None, None, parse_windows("300"), parse_windows("..D+60: 400; D+60..: 200"))
        ),
        ceiling_tasks=choose.one((None, None, None, 1, 2)),
        ceiling_cost=choose.one((None, None, None, 50_000.0)),
        population=choose.one((None, 1e7)), gdp=choose.one((1e9, None, 3e9)),
        forces=choose.one((None, 20_000.0)),
    )


def _places(choose: Choose, nations: tuple[str, ...]) -> tuple[Place, ...]:
    accept = choose.one(("", "", "", "", "not BBB", f"pact, {nations[-1]}", "union"))
    area = (
        Place(id="area", role="sector", accept=accept, latitude=1.5, longitude=-2.0,
              stay_tonnes=choose.one((None, None, None, None, parse_windows("400"))),
              entry_notice_days=choose.one((0, 0, 0, 8)),
              stay_except=choose.one(("", "", "", "pact", "BBB"))),
        Place(id="north", role="sector", part_of="area", reception_days=choose.one((0, 4))),
        Place(id="south", role="crossing", part_of="area", **_stay(choose),
              accept=choose.one(("", "", "", "", "not AAA"))),
    )
    return (*area, *(
        Place(id=HOME_OF[n], nation=n, role="seaport" if n == "AAA" else "base",
              reception_days=choose.one((0, 2))) for n in nations
    ))


def _stay(choose: Choose) -> dict[str, Any]:
    """Mostly no limit on stays."""
    if not choose.chance(15):
        return {}
    return {"stay_days": choose.one((21, 30)), "away_days": choose.one((21, 60))}


def _legs(choose: Choose, nations: tuple[str, ...]) -> tuple[Leg, ...]:
    joined = [n for n in nations if choose.chance(60)]
    return tuple(
        Leg(start=HOME_OF[n], end=choose.one(("area", "north", "port_a")),
            mode=choose.one(("road", "rail", "sea", "air")), days=choose.number(0, 20),
            both_ways=choose.chance(80))
        for n in joined
    )


def _units(
    choose: Choose, nations: tuple[str, ...], policies: tuple[Policy, ...], tasks: Tasks
) -> tuple[Unit, ...]:
    units = []
    for index in range(choose.one((3, 1, 2, 4, 5, 6))):
        nation = choose.one(nations)
        # Mostly what the next task asks for, so that there is something to plan.
        task = tasks.all[index % len(tasks.all)]
        useful = [
            c for c in (*CAPABILITIES, *FORMATIONS) if task.capability in (c, PARENTS.get(c))
        ]
        units.append(Unit(
            id=f"{nation}_{index}", nation=nation,
            capability=choose.one(useful if choose.chance(85) else CAPABILITIES),
            count=choose.number(1, 6), home=HOME_OF[nation], policy=choose.one(policies).id,
            notice_days=choose.one((0, 5, 15)),
            certified_until=choose.one((None, None, None, AS_OF + timedelta(days=70))),
            people=choose.one((100, 0, 150)),
            vehicles=choose.one((0, 12)), tonnes=choose.one((0.0, 80.5)),
            lane_metres=choose.one((0.0, 40.0)), cost_per_day=choose.one((0.0, 100.0)),
        ))
        if choose.chance(15):
            most = units[-1].count
            units[-1] = replace(units[-1], free=parse_windows(choose.one((
                f"{most}", f"D+0..D+90: 1; D+90..: {most}", "2027-01-01..D+60: 1",
            ))))
    return tuple(units)


def _owners(
    choose: Choose, nations: tuple[str, ...], units: tuple[Unit, ...]
) -> tuple[Owner, ...]:
    """Two nations that own one of the pools, now and then."""
    if not choose.chance(20):
        return ()
    pool, share = choose.one(units).id, choose.one((0.5, 0.25))
    return (
        Owner(unit=pool, nation=nations[0], share=share),
        Owner(unit=pool, nation=nations[1], share=1 - share),
    )


def _pledges(
    choose: Choose, units: tuple[Unit, ...], tasks: Tasks, conditions: list[Condition]
) -> tuple[Pledge, ...]:
    found = []
    for unit in units:
        # At most one pledge for each purpose, so that no two pledges say the same.
        for purpose in ("operation", "backfill"):
            if choose.chance(85 if purpose == "operation" else 45):
                kind = "any" if purpose == "backfill" and choose.chance(25) else purpose
                found.append(Pledge(
                    id=f"p_{unit.id}_{purpose}", unit=unit.id, purpose=kind,  # type: ignore[arg-type]
                    count=choose.number(1, unit.count),
                    offered_for=tasks.offered(purpose),
                    status=choose.one(("conditional", "promised", "confirmed", "verified")),
                    start=choose.one((None, None, AS_OF + timedelta(days=45))),
                    until=choose.one((None, None, None, AS_OF + timedelta(days=260))),
                    renew_by=choose.one((None, None, AS_OF + timedelta(days=20))),
                    condition=_condition(choose, conditions),
                    notice_days=choose.one((None, None, 10)),
                    brings=choose.one((("Night vision", "medevac"), ("night  vision",), ())),
                ))
    return tuple(found)


def _condition(choose: Choose, conditions: list[Condition]) -> Condition | None:
    return choose.one(conditions) if choose.chance(30) else None


def _caveat(choose: Choose, pledge: Pledge, tasks: Tasks) -> Caveat:
    kind, rule, values = choose.one((
        ("place", "not", ("south",)), ("place", "only", ("area",)), ("place", "only", ("north",)),
        ("task", "not", (choose.one(tasks.names or ("",)),)), ("number", "max", ("1",)),
        ("number", "max", ("2",)), ("time", "max", ("60",)), ("time", "not", ()),
        ("authority", "only", ("own orders",)), ("support", "not", ()),
    ))
    dated = kind == "time" and rule != "max"
    start = DDay(30) if dated or choose.chance(30) else None
    return Caveat(
        pledge=pledge.id, kind=kind, rule=rule, values=values, start=start,  # type: ignore[arg-type]
        until=choose.one((None, DDay(75))),
    )


def _changes(
    choose: Choose, nations: tuple[str, ...], units: tuple[Unit, ...], tasks: Tasks,
    conditions: list[Condition],
) -> tuple[Change, ...]:
    found = []
    if choose.chance(25):
        unit = choose.one(units)
        found.append(Change(when=choose.one(conditions), table="units", id=unit.id,
                            field="count", value=str(unit.count + 2)))
    if tasks.requirements and choose.chance(35):
        field, value = choose.one((
            ("accept", f"not {nations[-1]}"), ("weight", "2.5"), ("quantity", "D+15..: 2"),
            ("order", "now"), ("priority", "2"),
        ))
        found.append(Change(when=choose.one(conditions), table="requirements",
                            id=choose.one(tasks.requirements).id, field=field, value=value))
    if choose.chance(15):
        found.append(Change(when=choose.one(conditions), table="places", id="south",
                            field="reception_days", value="9"))
    return tuple(found)


def _milestones(choose: Choose, tasks: Tasks) -> dict[str, tuple[Any, ...]]:
    """None, or two with a threshold or two each."""
    if not choose.chance(40):
        return {"milestones": (), "thresholds": ()}
    essential = [r for r in tasks.requirements if r.essential]
    names = [*(task.id for task in tasks.all), *(r.effect for r in essential)]
    names += [r.place for r in essential]
    rows = []
    for milestone in ("IOC", "FOC"):
        for _ in range(choose.number(1, 2)):
            least = choose.one((None, 1, 2))
            share = None if least else choose.one((None, 0.5, 1.0))
            rows.append(Threshold(
                milestone=milestone, line=choose.one(names), least=least, share=share,
            ))
    both = (Milestone(id="IOC", hold_days=choose.one((1, 30))), Milestone(id="FOC", hold_days=60))
    return {"milestones": both, "thresholds": tuple(rows)}
