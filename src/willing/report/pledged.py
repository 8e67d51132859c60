"""What a nation offered, in the words of a conference: terms, limits, and what it sustains."""

from __future__ import annotations

from collections.abc import Iterable

from willing.domain.operation import Operation
from willing.domain.pledge import Caveat, Pledge
from willing.domain.renewal import words
from willing.report.figures import amount


def terms(operation: Operation, pledge: Pledge) -> tuple[str, ...]:
    """The limits of a pledge, one sentence part each: what for, from when, if, caveats."""
    found = ["host nation support"] if pledge.provided == "host" else []
    if pledge.offered_for:
        found.append(f"for {', '.join(pledge.offered_for)}")
    if pledge.condition is not None:
        found.append(f"if {pledge.condition}")
    if pledge.only is not None:
        found.append(f"only {pledge.only}")
    if pledge.start is not None:
        found.append(f"from {pledge.start}")
    if pledge.until is not None:
        found.append(f"until {pledge.until}")
    for row in operation.renewals:
        if row.renews == pledge.id:
            found.append(f"{'renewed' if row.given else 'may be renewed'} {words(row)}")
    if pledge.renew_by is not None:
        found.append(f"to be renewed by {pledge.renew_by}")
    if pledge.authority:
        found.append(f"grants {pledge.authority}")
    found += [caveat_words(row) for row in operation.caveats if row.pledge == pledge.id]
    return tuple(found)


def caveat_words(caveat: Caveat) -> str:
    """A caveat as a sentence part: `caveat: place not east, D+0 to D+60`."""
    text = f"caveat: {caveat.kind} {caveat.rule} {', '.join(caveat.values)}".strip()
    if caveat.kind == "authority" and caveat.rule == "max":
        text = f"caveat: at most {', '.join(caveat.values)} granted"
    elif caveat.rule == "max":
        most = float(caveat.values[0])
        text = f"caveat: at most {amount(most, 'element')} in place at once"
        if caveat.kind == "time":
            text = f"caveat: tours of at most {amount(most, 'day')}"
    if caveat.start is not None or caveat.until is not None:
        text += f", {caveat.start or 'always'} to {caveat.until or 'the end'}"
    return text


def sustained(operation: Operation, pledge: Pledge) -> float:
    """Elements a pledge keeps in place without a break, at home's doorstep.

    count x tour / (work-up + overlap + tour + recovery + dwell), by the first tour length of the
    unit's policy; movement is not in it, because it depends on the task.
    """
    policy = operation.policy[operation.unit[pledge.unit].policy]
    tour = policy.tours[0]
    cycle = policy.work_up + policy.overlap + tour + policy.recovery + policy.dwell
    return pledge.count * tour / cycle


def most_at_once(spans: Iterable[tuple[int, int, int]]) -> int:
    """Most elements on any day, of spans (first day, day after, elements)."""
    changes = sorted(
        change for first, after, count in spans for change in ((first, count), (after, -count))
    )
    here = most = 0
    for _, count in changes:
        here += count
        most = max(most, here)
    return most
