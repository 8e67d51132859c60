"""Sets of asks that close a class, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from willing.cli.shown import counted

if TYPE_CHECKING:
    from willing.domain.operation import Operation
    from willing.explain.asks import Ask
    from willing.explain.closing import Closing
    from willing.planner.interval import Interval


def closing_data(found: Closing) -> dict[str, object]:
    """Everything that is known of a set, for other programs."""

    def told(asks: tuple[Ask, ...]) -> list[dict[str, object]]:
        return [{"ask": ask.text, "kind": ask.kind, "nation": ask.nation, "lines": ask.lines}
                for ask in asks]

    return {
        "classes": found.classes, "together": found.together, "outcomes": found.outcomes,
        "known": told(found.known), "without": asdict(found.without),
        "everything": asdict(found.everything), "allowed": found.allowed,
        "chosen": None if found.chosen is None else told(found.chosen),
        "others": [told(other) for other in found.others], "at_least": found.at_least,
        "proved": found.proved, "stopped": found.stopped,
        "worth": None if found.worth is None else asdict(found.worth),
    }


def closing_lines(told: Operation, found: Closing) -> Iterator[str]:
    """The smallest set, what is proved, and what else would do."""
    yield _head(told, found)
    if found.stopped:
        yield "Stopped before all was looked at."
    yield from _reach(found)
    if found.chosen is not None:
        yield from ("", _size(found))
        yield from _set(found.chosen)
        if found.worth is not None:
            yield f"  worth together, all classes and costs counted: {found.worth.text}"
        for other in found.others:
            yield from ("", "As few would be")
            yield from _set(other)


def _head(told: Operation, found: Closing) -> str:
    how = "planned together" if found.together else "each as if it were known"
    classes = f"class{'es' if len(found.classes) > 1 else ''} {_and(found.classes)}"
    return (
        f"{told.name}: {classes}, in {counted(len(found.outcomes), 'outcome')} {how}; expected to "
        f"be short by {_months(found.without)} before the horizon with no ask, planned for "
        f"{'it' if len(found.classes) == 1 else 'them'} alone."
    )


def _reach(found: Closing) -> Iterator[str]:
    """Whether asks can close it at all."""
    known = counted(len(found.known), "ask")
    if not found.known and found.chosen is None and not found.stopped:
        yield "No single change of one record lifts what stops anybody."
    elif found.allowed > 0:
        yield (
            f"Even all {known} known leave {_months(found.everything)} short; sets are looked for "
            "that leave no more."
        )
    elif found.known:
        yield f"Sets are looked for among the {known} known."


def _size(found: Closing) -> str:
    assert found.chosen is not None
    size = counted(len(found.chosen), "ask")
    one = len(found.chosen) == 1
    what = "do as much as all" if found.allowed > 0 else "close it"
    what = what.replace("do ", "does ", 1).replace("close ", "closes ", 1) if one else what
    if not found.chosen:
        return "Nothing need be asked."
    if found.proved:
        return f"{size} {what}, and no fewer of those known do (proved)"
    return f"{size} {what}; whether fewer do is not known, but at least {found.at_least} are needed"


def _set(asks: tuple[Ask, ...]) -> Iterator[str]:
    for ask in asks:
        whom = ask.nation or "nobody's alone"
        yield f"  {ask.text} ({whom})"


def _months(amount: Interval) -> str:
    if amount.low is None or amount.high is None:
        return "an amount not known of element-months"
    low, high = f"{amount.low + 0.0:,.2f}", f"{amount.high + 0.0:,.2f}"
    return f"{high if low == high else f'{low} to {high}'} element-months"


def _and(numbers: tuple[int, ...]) -> str:
    return " and ".join(map(str, numbers))
