"""Single changes that might close a shortfall: for each thing that stops somebody, its lift."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from willing.assess.level import Level
from willing.domain.brought import lacking
from willing.domain.company import Company
from willing.domain.fit import fit
from willing.domain.link import need_words
from willing.domain.notice import notice_of
from willing.domain.pledge import Pledge
from willing.domain.reach import Reach
from willing.domain.renewal import still_open
from willing.domain.requirement import Commitment, Requirement
from willing.domain.windows import Window, Windows
from willing.explain.asked import Asked
from willing.explain.asks_ready import covering
from willing.explain.crowded import larger_force, more_beds, more_tonnes
from willing.explain.gaps import GapNote, stopped_on
from willing.explain.grants import faster_way, granted, signed
from willing.explain.ground import Ground
from willing.explain.offers import caveat_text
from willing.explain.openings import accepted, higher_ceilings, larger_share, more_nations
from willing.explain.single import SingleChange, dropped, edited
from willing.explain.sooner import shorter_rest, sooner

PER_KIND = 4
"""Changes of one kind that are looked at, the smallest first."""


def candidates(here: Ground, note: GapNote) -> tuple[SingleChange, ...]:
    """Changes that might close a shortfall, at most `PER_KIND` of a kind.

    First those that free enough elements to do so alone, the smallest first; then the others, those
    that free most first.
    """
    operation = replace(here.situation.operation, changes=())
    task = operation.task[note.task]
    stopped = [] if isinstance(task, Reach) else [(task, item) for item in note.stopped]
    stopped += [(operation.served[line.task], item) for line in note.near for item in line.stopped]
    if note.kind == "lead_shortfall" and isinstance(task, Requirement):
        days = (note.first, note.after)
        stopped = [(task, item) for item in stopped_on(here, task, days, float(task.lead))]
    found: dict[str, SingleChange] = {}
    stopped += [(operation.served[slot.task], item) for slot in note.slots for item in slot.stopped]
    for line, item in stopped:
        asked = Asked(here, note, line, item, operation)
        for change in LIFTS.get(item.stopper.kind, _nothing)(asked):
            found.setdefault(change.text, change)
    kinds: Counter[str] = Counter()
    kept = []
    for change in sorted(found.values(), key=lambda change: change.order):
        kinds[change.kind] += 1
        if kinds[change.kind] <= PER_KIND:
            kept.append(change)
    return tuple(kept)


def same_data(here: Ground, note: GapNote) -> SingleChange:
    """No change at all: a search that goes on may close a shortfall too."""
    operation = replace(here.situation.operation, changes=())
    units = tuple(unit.id for unit in here.capable(operation.task[note.task]))
    return SingleChange(
        kind="same", text="plan on with the same data", amount=0, units=units, operation=operation
    )


def _ready(asked: Asked) -> Iterator[SingleChange]:
    yield from sooner(asked)
    yield from faster_way(asked)


def _nothing(asked: Asked) -> Iterator[SingleChange]:
    return iter(())


def _no_caveat(asked: Asked) -> Iterator[SingleChange]:
    """Without one caveat on the pledge."""
    if asked.offer is None:
        return
    for caveat in asked.offer.caveats():
        text = f"drop from pledge {caveat.pledge} the {caveat_text(caveat)}"
        yield asked.change("caveat", text, 0, dropped(asked.operation, "caveats", caveat))


def _higher_number(asked: Asked) -> Iterator[SingleChange]:
    operation, pledge = asked.operation, asked.pledge
    for caveat in operation.caveats:
        if pledge is None or (caveat.pledge, caveat.kind) != (pledge.id, "number"):
            continue
        for more in range(1, asked.wanted + 1):
            most = int(caveat.values[0])
            text = f"raise the most in place of pledge {pledge.id} from {most} to {most + more}"
            changed = edited(operation, "caveats", caveat, values=(str(most + more),))
            yield asked.change("number", text, more, changed)


def _confirmed(asked: Asked) -> Iterator[SingleChange]:
    operation, pledge = asked.operation, asked.pledge
    if pledge is None:
        return
    if asked.stopped.stopper.kind == "condition":
        text = f"confirm pledge {pledge.id} without its condition '{pledge.condition}'"
        yield asked.change("condition", text, 0, edited(
            operation, "pledges", pledge, condition=None))
    else:
        status = operation.settings.counts_from
        text = f"raise pledge {pledge.id} from {pledge.status} to {status}"
        yield asked.change("status", text, 0, edited(operation, "pledges", pledge, status=status))


def _alone(asked: Asked) -> Iterator[SingleChange]:
    """The pledge without the term or package that keeps it, or with its need met otherwise."""
    operation, pledge = asked.operation, asked.pledge
    kind = asked.stopped.stopper.kind
    if pledge is None:
        return
    if kind == "company" and pledge.only is not None:
        for term in pledge.only.terms:
            left = tuple(other for other in pledge.only.terms if other is not term)
            only = Company(left, " and ".join(map(str, left))) if left else None
            text = f"let pledge {pledge.id} serve without '{term}'"
            yield asked.change("condition", text, 0, edited(
                operation, "pledges", pledge, only=only))
    if kind == "need":
        for need in operation.needs:
            if need.pledge == pledge.id and need.met != "yes":
                text = f"settle for pledge {pledge.id} what it needs: {need_words(need)}"
                yield asked.change("condition", text, 0, edited(
                    operation, "needs", need, met="yes"))
    if kind == "package":
        for package in operation.packages:
            if pledge.id in package.pledges:
                text = f"let pledge {pledge.id} go without the rest of package {package.id}"
                yield asked.change("condition", text, 0, dropped(operation, "packages", package))


def _more(asked: Asked) -> Iterator[SingleChange]:
    """A larger pledge, within the pool's count; a new one where none could serve."""
    operation, unit = asked.operation, asked.unit
    offers = [
        offer.fit.pledge for offer in asked.here.offers(unit, asked.task)
        if offer.refusal is None and offer.fit.pledge is not None
    ]
    for told in offers:
        pledge = operation.pledge[told.id]
        for more in asked.amounts(min(asked.stopped.elements, unit.count - pledge.count)):
            count = pledge.count + more
            text = f"raise pledge {pledge.id} from {pledge.count} to {count} of {unit.count}"
            change = asked.change("pledge", text, more, edited(
                operation, "pledges", pledge, count=count))
            yield replace(change, reach=asked.reach(more))
    if not offers:
        yield from _new(asked)


def _readier(asked: Asked) -> Iterator[SingleChange]:
    """A shorter notice of the pledge, or a line that allows for a longer one."""
    operation, task, pledge = asked.operation, asked.task, asked.pledge
    if pledge is None or not isinstance(task, Requirement) or task.ready_days is None:
        return
    notice, ready = notice_of(asked.operation, asked.unit, pledge), task.ready_days
    text = f"lower the notice of pledge {pledge.id} from {notice} to {ready} days"
    yield asked.change("notice", text, notice - ready, edited(
        operation, "pledges", pledge, notice_days=ready))
    text = f"let {task.id} be at notice of {notice} instead of {ready} days"
    yield asked.change("accept", text, notice - ready, edited(
        operation, "requirements", task, ready_days=notice))


def _freed(asked: Asked) -> Iterator[SingleChange]:
    """More of the pool said to be free, on every day."""
    unit, line = asked.unit, asked.here.situation.timeline
    said = Level(unit.free.on(line) if unit.free else ())
    room = unit.count - int(said.least(0, line.end))
    for more in asked.amounts(min(asked.stopped.elements, room)):
        freed = Windows(tuple(
            Window(line.date_of(a), line.date_of(b), min(int(n) + more, unit.count))
            for a, b, n in said.runs(0, line.end)
        ))
        text = f"have {unit.nation} free {more} more of {unit.id} on every day"
        change = asked.change("pledge", text, more, edited(
            asked.operation, "units", unit, free=freed))
        yield replace(change, reach=asked.reach(more))


def _new(asked: Asked) -> Iterator[SingleChange]:
    operation, unit, task = asked.operation, asked.unit, asked.task
    for count in asked.amounts(asked.stopped.elements):
        pledge = Pledge(
            id=f"ask_{unit.id}", unit=unit.id, count=count, offered_for=(task.id,),
            purpose="backfill" if isinstance(task, Commitment) else "operation",
            status=operation.settings.counts_from,
            brings=task.must_have if isinstance(task, Requirement) else (),
        )
        if pledge.id in operation.pledge or fit(asked.here.situation, unit, pledge, task).reasons:
            return
        text = f"ask {unit.nation} for a pledge of {count} {unit.id} for {task.id}"
        if pledge.brings:
            text += f" with {', '.join(pledge.brings)}"
        changed = replace(operation, pledges=(*operation.pledges, pledge))
        change = asked.change("new pledge", text, count, changed)
        yield replace(change, reach=asked.reach(count))


def _longer(asked: Asked) -> Iterator[SingleChange]:
    """A pledge that ends later: by the end of a first turn here, or by that of the shortfall."""
    operation, pledge = asked.operation, asked.pledge
    if pledge is None or pledge.until is None:
        return
    line = asked.here.scene.timeline
    offer = next(o for o in asked.here.offers(asked.unit, asked.task) if o.pledge == pledge.id)
    until = (pledge.until - line.as_of).days
    for row in still_open(operation.renewals, pledge.id, operation.as_of):
        changed = edited(operation, "renewals", row, given=True)
        by = "" if row.ask_by is None else f" (to be asked for by {row.ask_by})"
        yield asked.change(
            "renewal", f"renew pledge {pledge.id} until {row.until}{by}", 0, changed)
    last = offer.turns.ends[offer.turns.ends >= asked.note.after]
    needed = {int(last.min()) if len(last) else asked.note.after}
    for days in sorted(day - until for day in needed if day > until):
        text = f"extend pledge {pledge.id} by {days} days, to {line.date_of(until + days)}"
        changed = edited(operation, "pledges", pledge, until=line.date_of(until + days))
        yield asked.change("dates", text, days, changed)


def _wider(asked: Asked) -> Iterator[SingleChange]:
    """A pledge for more purposes or tasks."""
    operation, pledge, task = asked.operation, asked.pledge, asked.task
    if pledge is None:
        return
    if asked.stopped.stopper.kind == "purpose":
        text = f"open pledge {pledge.id} from {pledge.purpose} to any purpose"
        changed = edited(operation, "pledges", pledge, purpose="any")
    else:
        text = f"offer pledge {pledge.id} for {task.id} too"
        changed = edited(operation, "pledges", pledge, offered_for=(*pledge.offered_for, task.id))
    yield asked.change("purpose", text, 0, changed)


def _brought(asked: Asked) -> Iterator[SingleChange]:
    """What the line must have, brought with the pledge."""
    operation, pledge = asked.operation, asked.pledge
    without = () if pledge is None else lacking(asked.task, pledge)
    if pledge is not None and without:
        text = f"bring {', '.join(without)} with pledge {pledge.id}"
        changed = edited(operation, "pledges", pledge, brings=(*pledge.brings, *without))
        yield asked.change("brings", text, len(without), changed)


def _backfilled(asked: Asked) -> Iterator[SingleChange]:
    """Let others fill in: on the task itself, or on the commitment that has the element."""
    task = asked.operation.served.get(asked.stopped.stopper.task or asked.task.id)
    if isinstance(task, Commitment) and task.backfill != "any":
        text = f"let others fill in on {task.id} in any way (now: {task.backfill})"
        changed = edited(asked.operation, "commitments", task, backfill="any")
        units = tuple(unit.id for unit in asked.here.capable(task))
        change = asked.change("backfill", text, 0, changed)
        yield replace(
            change, units=tuple(dict.fromkeys((*change.units, *units))), tasks=(task.id,))


def _plan_on(asked: Asked) -> Iterator[SingleChange]:
    """Nothing: the element is free."""
    yield same_data(asked.here, asked.note)


LIFTS: dict[str, Callable[[Asked], Iterator[SingleChange]]] = {
    "free": _plan_on,
    "caveat": _no_caveat, "number": _higher_number, "condition": _confirmed, "status": _confirmed,
    "company": _alone, "need": _alone, "package": _alone,
    "ready": _ready, "never": sooner, "until": _longer, "pledged": _more, "unpledged": _more,
    "lot": _more, "least": _more, "offered": _wider, "purpose": _wider, "backfill": _backfilled,
    "must_have": _brought,
    "standby": covering,
    "elsewhere": _backfilled, "held": _backfilled, "rest": shorter_rest,
    "notice": _readier, "free_by_date": _freed, "ceiling": higher_ceilings, "beds": more_beds,
    "force": larger_force, "tonnage": more_tonnes, "share": larger_share,
    "nations": more_nations, "accept": accepted,
    "authority": granted,
    "agreement": signed,
}
"""What lifts each kind of stopper; what is not here no single change of one record lifts."""
