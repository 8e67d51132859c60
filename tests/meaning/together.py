"""Company, needs and packages once more: day by day over the choices of a whole plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.meaning.laid import Choice
from tests.meaning.restated import World, admits, larger
from willing.domain.pledge import Pledge
from willing.domain.requirement import Requirement

Taken = tuple[Choice, int]


def together(here: World, choices: Sequence[Choice], plan: Sequence[int]) -> bool:
    """Whether nobody is in place without his company, and packages go whole or not at all."""
    taken = [(choice, n) for choice, n in zip(choices, plan, strict=True) if n]
    return all(
        _has_company(here, taken, pledge) for pledge in here.operation.pledges
    ) and all(_whole(taken, package.pledges) for package in here.operation.packages)


def bound(here: World) -> bool:
    """Whether any pledge waits for another."""
    operation = here.operation
    return bool(operation.needs or operation.packages or any(p.only for p in operation.pledges))


def _whole(taken: list[Taken], pledges: tuple[str, ...]) -> bool:
    serving = [c for c, _ in taken if c.pledge and c.kind != "standby"]
    sent = {c.pledge.id for c in serving if c.pledge and c.pinned not in ("order", "cycle")}
    there = {c.pledge.id for c in serving if c.pledge}
    return not sent & set(pledges) or set(pledges) <= there


def _has_company(here: World, taken: list[Taken], pledge: Pledge) -> bool:
    mine = [
        c for c, _ in taken if c.pledge and c.pledge.id == pledge.id and c.kind == "tour"
        and isinstance(c.task, Requirement) and c.pinned not in ("order", "cycle")
    ]
    needs = [need for need in here.operation.needs if need.pledge == pledge.id]
    if any(need.met == "no" for need in needs) and any(
        c.pledge and c.pledge.id == pledge.id and c.pinned not in ("order", "cycle")
        for c, _ in taken
    ):
        return False
    for choice in mine:
        for day, wanted, place, who in _asked(here, pledge, choice):
            there = sum(
                number for other, number in taken
                if other.pledge and other.pledge.id != pledge.id and other.kind == "tour"
                and isinstance(other.task, Requirement) and who(other)
                and (not place or place in larger(here, other.task.place))
                and (other.first - (other.pinned == "cycle")) <= day < other.after
            )
            if there < wanted:
                return False
    return True


def _asked(here: World, pledge: Pledge, choice: Choice) -> Iterator[tuple]:  # type: ignore[type-arg]
    """Day, number, place and kind of those who must be there for one chosen tour."""
    operation = here.operation
    own = choice.unit.nation
    days = range(choice.first, choice.after)
    for term in pledge.only.terms if pledge.only else ():
        if term.word == "if":
            who = lambda c, term=term: term.name in _kinds(here, c)  # noqa: E731
        elif term.name in operation.nation:
            who = lambda c, term=term: c.unit.nation == term.name  # noqa: E731
        else:
            group = next(g for g in operation.groups if g.id == term.name)
            who = lambda c, group=group: c.unit.nation in group.members and (  # noqa: E731
                c.unit.nation != own)
        for day in [choice.first - 1] if term.word == "after" else days:
            yield day, term.number, term.place, who
    for need in operation.needs:
        if need.pledge == pledge.id and need.met == "plan":
            named = [part.strip() for part in need.providers.split(",")]
            who = lambda c, need=need, named=named: (  # noqa: E731
                need.capability in _kinds(here, c)
                and admits(here, need.providers, c.unit.nation)
                and (c.unit.nation != own or own in named))
            for day in days:
                yield day, need.count, need.place or choice.task.place, who


def _kinds(here: World, choice: Choice) -> list[str]:
    kinds = [choice.unit.capability]
    while here.operation.capability[kinds[-1]].parent:
        kinds.append(here.operation.capability[kinds[-1]].parent)
    return kinds
