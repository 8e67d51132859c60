"""The fewest asks that close a class, on paper: the set, what is proved, and what else would do."""

from __future__ import annotations

from willing import __version__
from willing.domain.operation import Operation
from willing.explain.asks import Ask
from willing.explain.closing import Closing
from willing.report.closing_words import (
    head_words,
    line_words,
    months_words,
    reach_words,
    size_words,
)
from willing.report.handout import Handout, Leaf
from willing.report.interval_chart import Bars, Known
from willing.report.section import Column, Section, Table

_NOBODY = "Nobody's alone"


def closing_handout(operation: Operation, found: Closing) -> Handout:
    """The handout of `asks --close`."""
    return Handout(
        operation=operation, title="the fewest asks", made_by=f"willing {__version__}",
        meta=(head_words(operation, found), *reach_words(found), *((
            "Stopped before all was looked at.",) if found.stopped else ()),
            f"Data of {operation.as_of} · made by willing {__version__}"),
        leaves=(_set(found), *_others(found), _amounts(found)),
    )


def _set(found: Closing) -> Leaf:
    if found.chosen is None:
        return Leaf(section=Section(
            key="Fewest", title="The fewest asks", texts=("No set was found.",)))
    return Leaf(
        section=Section(key="Fewest", title="The fewest asks", texts=(size_words(found),),
                        tables=(_table(found.chosen),)),
        bars=() if found.worth is None else (Bars(
            caption="Worth together, all classes and costs counted, in points", first="Asks",
            items=(Known(name="all of them together", known=found.worth),)),),
    )


def _others(found: Closing) -> list[Leaf]:
    """Other sets as small, each with a table."""
    if not found.others:
        return []
    return [Leaf(section=Section(
        key="As few", title="As few would be", tables=tuple(
            _table(asks, f"Another set ({place})") for place, asks in enumerate(found.others, 1)),
    ))]


def _amounts(found: Closing) -> Leaf:
    return Leaf(
        section=Section(key="Short", title="What stays short", texts=(
            "Element-months before the horizon, expected over the outcomes, when these classes "
            "alone count.", *line_words(found))),
        bars=(Bars(caption="Short, in element-months", first="With", items=(
            Known(name="no ask", known=found.without, words=months_words(found.without)),
            Known(name="all asks that can be made at once", known=found.everything,
                  words=months_words(found.everything)),
        )),),
    )


def _table(asks: tuple[Ask, ...], caption: str = "") -> Table:
    return Table(
        caption=caption, none="Nothing need be asked.", columns=(
            Column("Ask", 60), Column("Nation", 16), Column("For", 40)),
        rows=tuple((ask.text, ask.nation or _NOBODY, ", ".join(ask.lines)) for ask in asks),
    )
