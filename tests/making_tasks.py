"""Make the tasks of a small operation, and the rows (cycles, orders) that name them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from willing.calendar import DDay, Moment
from willing.domain.formation import Slot, slot_lines
from willing.domain.pledge import Order, Pledge
from willing.domain.requirement import Commitment, Requirement, Substitution, Task
from willing.domain.serve import is_held
from willing.domain.unit import Cycle, Unit
from willing.domain.windows import parse_windows

if TYPE_CHECKING:
    from tests.making import Choose

FORMATIONS = ("group", "band")
WANTED = ("infantry", "mech", "medic", "vessel")
PARENTS = {"light": "infantry", "mech": "infantry"}
HOME_OF = {"AAA": "port_a", "BBB": "base_b", "CCC": "base_c"}


class Tasks:
    """Requirements and commitments of one operation, and who may serve them."""

    def __init__(self, choose: Choose, as_of: date, nations: tuple[str, ...]) -> None:
        self.choose, self.as_of, self.nations = choose, as_of, nations
        self.requirements: list[Requirement] = []
        self.commitments: list[Commitment] = []
        self.compositions = self._slots() if choose.chance(30) else ()

    @property
    def all(self) -> tuple[Task, ...]:
        """Requirements with their slots, and commitments."""
        slots = slot_lines(self.requirements, self.compositions)
        return (*self.requirements, *slots, *self.commitments)

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of the requirements and their slots, and their effects."""
        slots = slot_lines(self.requirements, self.compositions)
        return (*(r.id for r in (*self.requirements, *slots)),
                *(r.effect for r in self.requirements))

    def _slots(self) -> tuple[Slot, ...]:
        name = self.choose.one(FORMATIONS)
        shapes = (
            (("lead", "mech", 1, None, True), ("body", "infantry", 2, 1, False)),
            (("staff", "infantry", 1, None, False), ("care", "medic", 1, 0, False),
             ("body", "light", 3, 2, False)),
            (("lead", "infantry", 2, 1, True), ("care", "medic", 1, None, True)),
        )
        return tuple(
            Slot(formation=name, slot=slot, capability=capability, count=count, viable=viable,
                 framework=framework)
            for slot, capability, count, viable, framework in self.choose.one(shapes)
        )

    def make(self) -> None:
        """Choose one to five tasks."""
        wanted = self.choose.number(1, 5)
        for index in range(wanted):
            if self.choose.chance(65) or not index:
                self.requirements.append(self._requirement(index))
            else:
                self.commitments.append(self._commitment(index))

    def _requirement(self, index: int) -> Requirement:
        choose = self.choose
        order = choose.one(("deal", "deal", "now"))
        capability = choose.one(WANTED)
        windows = choose.one((
            "D+30..: 2", "D+0..D+90: 1; D+90..D+150: 3", "D+20..D+140: 2", "D+45..: 1",
            "D+15..D+60: 4; D+75..: 1", "D+10..D+55: 1",
        ))
        if order == "now" and choose.chance(40):
            windows = choose.one(("2027-01-10..D+60: 1", "D-10..D+100: 2"))
        if self.compositions and choose.chance(50):
            capability = self.compositions[0].formation
        formation = capability in FORMATIONS
        # No substitution stands for vessels, so that parts of them never stand for posts.
        kind = choose.one(("in_place",) * 8 + ("notice", "on_call") + (
            ("posts",) if capability == "vessel" else ("in_place",)))
        kind = "in_place" if formation else kind
        held = kind in ("notice", "on_call")
        supporting = capability == "medic" and not held and choose.chance(60)
        lead = not held and choose.chance(40) and not formation
        return Requirement(
            kind=kind, ready_days=choose.one((5, 15, 30)) if kind == "notice" else None,
            twice=kind == "notice" and choose.chance(50),
            id=f"r{index}", effect=choose.one(("borders", "skies")), capability=capability,
            quantity=parse_windows("D+0..: 0" if supporting and choose.chance(50) else windows),
            place=choose.one(("north", "south", "area")), priority=choose.number(1, 2),
            weight=choose.one((1.0, 1.0, 2.5)), essential=choose.chance(80),
            accept=choose.one(("", "", "", "", "", "pact", "not AAA")),
            max_share=None if held or formation else choose.one((None, None, None, 0.5)),
            nations=None if held else choose.one((None, None, None, None, 1, 2)),
            lead=1 if lead else 0, lead_days=choose.one((0, 60)) if lead or formation else 0,
            min_useful=choose.one((0, 0, 0, 1)) if kind != "posts" else 0,
            tour_days=None if held else choose.one((None, None, None, 75)),
            order=order, per_people=choose.one((150, 400)) if supporting else None,  # type: ignore[arg-type]
            supports=choose.one(((), ("borders",), ("north",))) if supporting and any(
                r.effect == "borders" for r in self.requirements
            ) else (),
            must_have=choose.one(((), (), (), ("night vision",), ("Medevac",))),
            serial=choose.one(("", "", f"X-{index}")),
        )

    def _commitment(self, index: int) -> Commitment:
        choose = self.choose
        owner = choose.one(self.nations[:3])
        kind = choose.one(("rotating", "standing"))
        backfill = choose.one(("any", "none", "tour", "home") if kind == "standing"
                              else ("any", "none", "tour"))
        tours = kind == "rotating" or backfill in ("tour", "any")
        return Commitment(
            id=f"c{index}", nation=owner, kind=kind, capability=choose.one(WANTED),  # type: ignore[arg-type]
            quantity=parse_windows(choose.one(
                ("1", "2", "2027-01-01..2027-05-01: 2; 2027-05-01..: 1", "..D+60: 1", "D+0..: 2")
            )),
            place=HOME_OF[owner] if kind == "standing" else choose.one(("north", "port_a")),
            priority=choose.number(1, 2), weight=choose.one((1.0, 0.5)), backfill=backfill,  # type: ignore[arg-type]
            accept=choose.one(("", "", "not BBB")), lead_days=choose.one((0, 10)),
            min_useful=choose.one((0, 0, 1)), twice=kind == "standing" and choose.chance(40),
            tour_days=choose.one((None, None, 45)) if tours else None,
            order=choose.one(("now", "deal")),  # type: ignore[arg-type]
        )

    def offered(self, purpose: str) -> tuple[str, ...]:
        """Names a pledge may be offered for."""
        if self.choose.chance(80):
            return ()
        if purpose == "operation":
            return (self.choose.one([*self.names, "area", "north"]),)
        return (self.choose.one(("north", "port_a", "BBB", "AAA")),)

    def substitutions(self) -> tuple[Substitution, ...]:
        """None or one: whole, in points, or in lots."""
        choose = self.choose
        if not choose.chance(50):
            return ()
        sent, wanted = choose.one((("light", "mech"), ("vessel", "medic"), ("infantry", "medic")))
        return (Substitution(
            capability=sent, stands_for=wanted, give=choose.one((1, 2, 3, 4)),
            count=choose.one((1, 2, 3)), mode=choose.one(("points", "lots")),  # type: ignore[arg-type]
            penalty=choose.one((0.0, 0.2)),
        ),)

    def rows(
        self, units: tuple[Unit, ...], pledges: tuple[Pledge, ...]
    ) -> tuple[tuple[Cycle, ...], tuple[Order, ...]]:
        """Cycle rows of some units that add up, and orders of elements that are at home."""
        cycles: list[Cycle] = []
        orders: list[Order] = []
        for unit in units:
            if not self.choose.chance(55):
                continue
            mine = [pledge for pledge in pledges if pledge.unit == unit.id]
            away, on_tour = self._away(unit, mine)
            cycles += away
            home = unit.count - sum(row.count for row in away)
            if home:
                since = self.choose.one((None, None, None, self.as_of - timedelta(days=20)))
                cycles.append(Cycle(unit=unit.id, state="home", count=home, since=since))
            sent = self._order(unit, mine, home, on_tour)
            orders += sent or self._held(unit, mine, home, on_tour)
        return tuple(cycles), tuple(orders)

    def _away(self, unit: Unit, pledges: list[Pledge]) -> tuple[list[Cycle], dict[str, int]]:
        rows: list[Cycle] = []
        left, used = unit.count, {"": 0}
        for state in ("tour", "dwell"):
            number = self.choose.number(0, left)
            if not number:
                continue
            until = self.as_of + timedelta(days=self.choose.number(1, 80))
            task, pledge = "", ""
            matches = [m for m in self._matches(unit, pledges) if m[1] is None or
                       m[1].count >= number]
            if state == "tour" and matches:
                found, under = self.choose.one(matches)
                task, pledge = found.id, under.id if under else ""
                used[pledge] = number
            rows.append(Cycle(unit=unit.id, state=state, count=number, until=until,  # type: ignore[arg-type]
                              task=task, pledge=pledge))
            left -= number
        return rows, used

    def _order(
        self, unit: Unit, pledges: list[Pledge], home: int, used: dict[str, int]
    ) -> list[Order]:
        matches = [
            (task, pledge) for task, pledge in self._matches(unit, pledges)
            if not (isinstance(task, Commitment) and task.kind == "standing")
        ]
        if not matches or not self.choose.chance(40):
            return []
        task, pledge = self.choose.one(matches)
        free = home if pledge is None else min(home, pledge.count - used.get(pledge.id, 0))
        if free <= 0:
            return []
        first: Moment = self.choose.one(
            (DDay(30), DDay(0), DDay(60), self.as_of + timedelta(days=25), self.as_of)
        )
        return [Order(
            unit=unit.id, pledge=pledge.id if pledge else "", task=task.id, first_day=first,
            days=self.choose.one((60, 30, 90)), count=self.choose.number(1, free),
        )]

    def _held(
        self, unit: Unit, pledges: list[Pledge], home: int, used: dict[str, int]
    ) -> list[Order]:
        """An order to hold an element at home for another nation's reserve."""
        matches = [
            (task, pledge) for pledge in pledges for task in self.all
            if isinstance(task, Commitment) and task.kind == "standing"
            and task.nation != unit.nation and task.backfill in ("home", "any")
            and task.capability in (unit.capability, PARENTS.get(unit.capability))
            and pledge.purpose in ("backfill", "any")
            and (not pledge.offered_for or task.id in pledge.offered_for)
            and min(home, pledge.count - used.get(pledge.id, 0)) > 0
        ]
        if not matches:
            return []
        task, pledge = self.choose.one(matches)
        return [Order(
            unit=pledge.unit, pledge=pledge.id, task=task.id, first_day=self.as_of,
            days=self.choose.one((30, 60)), count=1, kind="hold",
        )]

    def _matches(self, unit: Unit, pledges: list[Pledge]) -> list[tuple[Task, Pledge | None]]:
        """Tasks the unit can be on tour for, and the pledge it needs."""
        found: list[tuple[Task, Pledge | None]] = []
        for task in self.all:
            if task.capability not in (unit.capability, PARENTS.get(unit.capability)):
                continue
            if isinstance(task, Requirement) and is_held(task):
                continue
            if isinstance(task, Commitment) and task.nation == unit.nation:
                found += [(task, None)] if task.kind == "rotating" else []
                continue
            wanted = "operation" if isinstance(task, Requirement) else "backfill"
            if isinstance(task, Commitment) and task.backfill not in ("tour", "any"):
                continue
            found += [
                (task, pledge) for pledge in pledges
                if pledge.purpose in (wanted, "any")
                and (not pledge.offered_for or task.id in pledge.offered_for)
            ]
        return found
