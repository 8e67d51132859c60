"""Links: what must be in place besides the elements of a pledge, and who counts for it.

Company (`only`) and needs met by the plan are read into the same thing. A link looks at
requirements in place only: who stands on a commitment, or is held at home, is no company, and
needs none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from willing.domain.accept import parse_acceptability
from willing.domain.credit import kinds_of
from willing.domain.operation import Operation
from willing.domain.package import Need
from willing.domain.pledge import Pledge
from willing.domain.requirement import Requirement, Task
from willing.domain.route import within
from willing.domain.serve import is_held
from willing.domain.unit import Unit

Rule = Literal["company", "need"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a pledge's elements wait for while they are in place, or before they come."""

    pledge: str
    """The pledge that waits."""
    rule: Rule
    """Whether company or a need says so."""
    text: str
    """The term or need in words."""
    nations: frozenset[str]
    """Nations whose elements count."""
    capability: str = ""
    """What they must be (children too); empty: anything."""
    number: int = 1
    """Elements that must be in place."""
    place: str = ""
    """Where they must be, or in a part of it; empty: anywhere."""
    where_it_serves: bool = False
    """Whether the place is that of each requirement the pledge serves on."""
    before: bool = False
    """Whether they must be there the day before a tour begins, and need not stay."""

    def counts(self, operation: Operation, unit: Unit, pledge: Pledge | None) -> bool:
        """Whether elements of another pledge can be what is waited for, as to who they are."""
        return (
            pledge is not None and pledge.id != self.pledge and unit.nation in self.nations
            and (not self.capability or self.capability in kinds_of(operation, unit.capability))
        )

    def there(self, operation: Operation, task: Task, own: Task) -> bool:
        """Whether who is on a task is where somebody must be while the pledge serves on its own."""
        place = own.place if self.where_it_serves else self.place
        return in_place(task) and (not place or place in within(operation, task.place))


def in_place(task: Task) -> bool:
    """Whether elements stand there in place: on requirements that are served by tours."""
    return isinstance(task, Requirement) and not is_held(task)


def links_of(operation: Operation, pledge: Pledge) -> tuple[Link, ...]:
    """What a pledge waits for: the terms of its company, then its needs met by the plan."""
    needs = [need for need in operation.needs if need.pledge == pledge.id]
    return (*_company(operation, pledge), *(
        _need(operation, pledge, need) for need in needs if need.met == "plan" and need.capability
    ))


def links(operation: Operation) -> tuple[Link, ...]:
    """The links of all pledges, in order."""
    needing = {need.pledge for need in operation.needs}
    return tuple(
        link for pledge in operation.pledges if pledge.only is not None or pledge.id in needing
        for link in links_of(operation, pledge)
    )


def _company(operation: Operation, pledge: Pledge) -> Iterator[Link]:
    own = operation.unit[pledge.unit].nation
    for term in pledge.only.terms if pledge.only else ():
        if term.word == "if":
            nations, capability = frozenset(operation.nation), term.name
        else:
            nations, capability = _party(operation, term.name, own), ""
        yield Link(
            pledge=pledge.id, rule="company", text=str(term), nations=nations,
            capability=capability, number=term.number, place=term.place,
            before=term.word == "after",
        )


def _party(operation: Operation, name: str, own: str) -> frozenset[str]:
    """A nation, or the members of a group; a nation is no company to itself unless named."""
    if name in operation.nation:
        return frozenset((name,))
    members = {n for group in operation.groups if group.id == name for n in group.members}
    return frozenset(members - {own})


def _need(operation: Operation, pledge: Pledge, need: Need) -> Link:
    own = operation.unit[pledge.unit].nation
    return Link(
        pledge=pledge.id, rule="need", text=need_words(need),
        nations=providers(operation, need, own), capability=need.capability, number=need.count,
        place=need.place, where_it_serves=not need.place,
    )


def providers(operation: Operation, need: Need, own: str) -> frozenset[str]:
    """Nations that may cover a need; the nation itself only where it is named."""
    accepted = parse_acceptability(need.providers)
    return frozenset(
        nation for nation in operation.nation
        if accepted.admits(operation, nation) and (nation != own or own in accepted.admitted)
    )


def need_words(need: Need) -> str:
    """A need in words: `medical (2 role2_hospital of NATO at SEC_W)`, `lift from DEU`."""
    if not need.capability:
        where = f" at {need.place}" if need.place else ""
        return need.kind + (f" from {need.providers}" if need.providers else "") + where
    number = "" if need.count == 1 else f"{need.count} "
    by = f" of {need.providers}" if need.providers else ""
    where = f" at {need.place}" if need.place else " where it serves"
    return f"{need.kind} ({number}{need.capability}{by}{where})"
