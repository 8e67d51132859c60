"""Sets of asks that close a class, in sentences: for the terminal, pages and workbooks."""

from __future__ import annotations

from collections.abc import Iterator

from willing.domain.operation import Operation
from willing.explain.closing import Closing
from willing.planner.interval import Interval
from willing.report.figures import amount

_MOST = 8
"""Lines told."""


def head_words(told: Operation, found: Closing) -> str:
    """What was looked for, and how much is short with no ask."""
    how = "planned together" if found.together else "each as if it were known"
    classes = f"class{'es' if len(found.classes) > 1 else ''} {_and(found.classes)}"
    return (
        f"{told.name}: {classes}, in {amount(len(found.outcomes), 'outcome')} {how}; expected to "
        f"be short by {months_words(found.without)} before the horizon with no ask, planned for "
        f"{'it' if len(found.classes) == 1 else 'them'} alone."
    )


def reach_words(found: Closing) -> Iterator[str]:
    """Whether asks can close it at all."""
    known = amount(len(found.known), "ask")
    if not found.known and found.chosen is None and not found.stopped:
        yield "No single change of one record lifts what stops anybody."
    elif found.allowed > 0 and not found.impossible:
        yield (
            f"With all {known} known at once the plan found leaves "
            f"{months_words(found.everything)} short; whether less is possible is not known. Sets "
            "are looked for that leave no more."
        )
    elif found.allowed > 0:
        yield (
            f"Even all {known} known leave {months_words(found.everything)} short (that it cannot "
            "be closed by them is proved); sets are looked for that leave no more."
        )
    elif found.known:
        yield f"Sets are looked for among the {known} known."


def line_words(found: Closing) -> Iterator[str]:
    """What stays short of each line even with all asks, the most first."""
    if found.allowed > 0:
        for name, short in found.lines[:_MOST]:
            sure = f", at least {short.low:,.2f} in any plan with these asks" if short.low else ""
            yield f"{name}: {short.high or 0.0:,.2f} element-months in the plan found{sure}"
        if len(found.lines) > _MOST:
            yield f"and {amount(len(found.lines) - _MOST, 'line')} more"


def size_words(found: Closing) -> str:
    """How many are enough, and whether fewer might be."""
    assert found.chosen is not None
    size = amount(len(found.chosen), "ask")
    one = len(found.chosen) == 1
    what = "do as much as all" if found.allowed > 0 else "close it"
    what = what.replace("do ", "does ", 1).replace("close ", "closes ", 1) if one else what
    if not found.chosen:
        return "Nothing need be asked."
    if found.proved:
        return f"{size} {what}, and no fewer of those known do (proved)"
    if not found.at_least:
        return f"{size} {what}; whether fewer do is not known"
    needed = f"{found.at_least} {'is' if found.at_least == 1 else 'are'} needed"
    return f"{size} {what}; whether fewer do is not known, but at least {needed}"


def months_words(short: Interval) -> str:
    """An amount short, from both sides."""
    if short.low is None or short.high is None:
        return "an amount not known of element-months"
    low, high = f"{short.low + 0.0:,.2f}", f"{short.high + 0.0:,.2f}"
    return f"{high if low == high else f'{low} to {high}'} element-months"


def _and(numbers: tuple[int, ...]) -> str:
    return " and ".join(map(str, numbers))
