"""Nobody without those he comes with: rules company, need and package.

Turns decided before wait for nobody, but are company to others, and make their pledge serve.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from willing.assess.accepted import admits
from willing.assess.fault import Fault
from willing.assess.level import Level
from willing.assess.scene import Scene
from willing.assess.stay import Stay
from willing.assess.ways import larger
from willing.assess.worth import is_child
from willing.domain.operation import Operation
from willing.domain.package import Need
from willing.domain.pledge import Pledge
from willing.domain.requirement import Requirement, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """So many elements that must be there, and which ones count."""

    rule: str
    words: str
    number: int
    who: Callable[[Stay], bool]
    place: str | None
    """Place named, empty for anywhere; None: where the pledge itself serves."""
    before: bool = False


def company_faults(scene: Scene) -> Iterator[Fault]:
    """Faults of chosen tours on requirements whose company, or what they need, is not there."""
    waiting: defaultdict[str, list[Stay]] = defaultdict(list)
    for tour in scene.tours:
        if tour.pledge is not None and not tour.settled and isinstance(tour.task, Requirement):
            waiting[tour.pledge.id].append(tour)
    for pledge in scene.operation.pledges:
        mine = waiting[pledge.id]
        open_needs = [
            need for need in scene.operation.needs
            if need.pledge == pledge.id and need.met == "no"
        ]
        if open_needs and any(
            item.pledge == pledge and not item.settled for item in (*scene.tours, *scene.holds)
        ):
            text = f"serves, and {open_needs[0].kind} is needed and open"
            yield _fault(scene, "need", f"pledge {pledge.id}", text)
        for wanted in _wanted(scene.operation, pledge) if mine else ():
            by_place: defaultdict[str, list[Stay]] = defaultdict(list)
            for tour in mine:
                place = tour.task.place if wanted.place is None else wanted.place
                by_place[place].append(tour)
            for place, tours in by_place.items():
                yield from _missed(scene, pledge, wanted, place, tours)


def _missed(
    scene: Scene, pledge: Pledge, wanted: _Wanted, place: str, tours: list[Stay]
) -> Iterator[Fault]:
    """The first days on which tours of a pledge stand without enough of those they wait for."""
    there = Level(
        (_since(tour), tour.ends, tour.count) for tour in scene.tours
        if tour.pledge is not None and tour.pledge.id != pledge.id and wanted.who(tour)
        and isinstance(tour.task, Requirement) and _lies_in(scene.operation, tour.task, place)
    )
    label = scene.timeline.label
    for tour in sorted(tours, key=lambda tour: tour.first):
        first, after = tour.first, tour.ends
        if wanted.before:
            first, after = tour.first - 1, tour.first
        for begins, _, number in there.runs(first, after):
            if number < wanted.number:
                day = "the day before" if wanted.before else f"on {label(begins)}"
                text = (
                    f"in place from {label(tour.first)} on {tour.task.id}; {wanted.words}, and "
                    f"{number} are there {day}"
                )
                yield _fault(scene, wanted.rule, f"pledge {pledge.id}", text, tour.first)
                return


def _since(tour: Stay) -> int:
    """First day of a tour; who is on tour on the as-of date was there before."""
    return min(tour.first, -1) if tour.row.pinned == "cycle" else tour.first


def _lies_in(operation: Operation, task: Task, place: str) -> bool:
    around = larger(operation, task.place)
    return not place or place in around or place in {operation.place[p].nation for p in around}


def _wanted(operation: Operation, pledge: Pledge) -> Iterator[_Wanted]:
    """What a pledge waits for, read from its company and its needs."""
    own = operation.unit[pledge.unit].nation
    for term in pledge.only.terms if pledge.only else ():
        yield _Wanted(
            rule="company", words=f"only {term}", number=term.number, place=term.place,
            who=_kind(operation, term.name) if term.word == "if" else _party(
                operation, term.name, own),
            before=term.word == "after",
        )
    for need in operation.needs:
        if need.pledge == pledge.id and need.met == "plan" and need.capability:
            yield _Wanted(
                rule="need", words=f"needs {need.count} {need.capability} ({need.kind})",
                number=need.count, place=need.place or None, who=_provider(operation, need, own),
            )


def _party(operation: Operation, name: str, own: str) -> Callable[[Stay], bool]:
    """A nation, or any other nation of a group."""
    if any(nation.id == name for nation in operation.nations):
        return lambda tour: tour.unit.nation == name
    members = {n for group in operation.groups if group.id == name for n in group.members}
    return lambda tour: tour.unit.nation in members and tour.unit.nation != own


def _kind(operation: Operation, capability: str) -> Callable[[Stay], bool]:
    """A capability or a child of it, at any depth."""
    return lambda tour: is_child(operation, tour.unit.capability, capability)


def _provider(operation: Operation, need: Need, own: str) -> Callable[[Stay], bool]:
    named = {part.strip() for part in need.providers.split(",")}
    right = _kind(operation, need.capability)

    def counts(tour: Stay) -> bool:
        nation = tour.unit.nation
        accepted = admits(operation, need.providers, nation)
        return right(tour) and accepted and (nation != own or own in named)
    return counts


def package_faults(scene: Scene) -> Iterator[Fault]:
    """Packages of which something new is sent while a pledge of them serves in no way."""
    items = [*scene.tours, *scene.holds]
    serving = {item.row.pledge for item in items}
    sent = {item.row.pledge for item in items if not item.settled}
    for package in scene.operation.packages:
        idle = [name for name in package.pledges if name not in serving]
        going = [name for name in package.pledges if name in sent]
        if going and idle:
            text = f"{', '.join(going)} serve, and {', '.join(idle)} do not"
            yield _fault(scene, "package", f"package {package.id}", text)


def _fault(scene: Scene, rule: str, where: str, text: str, day: int | None = None) -> Fault:
    return Fault(rule=rule, outcome=scene.outcome.name, where=where, text=text, day=day)
