"""Sets of asks that close a class, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from willing.domain.operation import Operation
    from willing.explain.asks import Ask
    from willing.explain.closing import Closing


def closing_data(found: Closing) -> dict[str, object]:
    """Everything that is known of a set, for other programs."""

    def told(asks: tuple[Ask, ...]) -> list[dict[str, object]]:
        return [{"ask": ask.text, "kind": ask.kind, "nation": ask.nation, "lines": ask.lines}
                for ask in asks]

    return {
        "classes": found.classes, "together": found.together, "outcomes": found.outcomes,
        "known": told(found.known), "without": asdict(found.without),
        "everything": asdict(found.everything), "impossible": found.impossible,
        "lines": {name: asdict(short) for name, short in found.lines}, "allowed": found.allowed,
        "chosen": None if found.chosen is None else told(found.chosen),
        "others": [told(other) for other in found.others], "at_least": found.at_least,
        "proved": found.proved, "stopped": found.stopped,
        "worth": None if found.worth is None else asdict(found.worth),
    }


def closing_lines(told: Operation, found: Closing) -> Iterator[str]:
    """The smallest set, what is proved, and what else would do."""
    from willing.report.closing_words import head_words, line_words, reach_words, size_words

    yield head_words(told, found)
    if found.stopped:
        yield "Stopped before all was looked at."
    yield from reach_words(found)
    yield from (f"  {line}" for line in line_words(found))
    if found.chosen is not None:
        yield from ("", size_words(found))
        yield from _set(found.chosen)
        if found.worth is not None:
            yield f"  worth together, all classes and costs counted: {found.worth.text}"
        for other in found.others:
            yield from ("", "As few would be")
            yield from _set(other)


def _set(asks: tuple[Ask, ...]) -> Iterator[str]:
    for ask in asks:
        whom = ask.nation or "nobody's alone"
        yield f"  {ask.text} ({whom})"
