"""What to ask nations for, on paper: by line for the coordinator, by nation for its own page.

Nations are not held against each other: nothing is added up by nation, and nations stand by name.
"""

from __future__ import annotations

from collections.abc import Sequence

from willing import __version__
from willing.domain.operation import Operation
from willing.explain.asks_worth import Asks, AskWorth
from willing.explain.latest import Latest
from willing.report.figures import amount
from willing.report.handout import Handout, Leaf
from willing.report.interval_chart import Bars, Known, reach_of
from willing.report.latest_table import latest_section
from willing.report.section import Column, Section, Table, Value

_NOBODY = "Nobody's alone"


def asks_handout(
    operation: Operation, found: Asks, nation: str = "", *,
    latest: Sequence[Latest] | None = None, stopped: bool = False,
) -> Handout:
    """The handout of `asks`; with a nation its own asks only.

    `latest` are dates of answers and asks, `stopped` whether some were left out; None: nobody
    looked for them.
    """
    how = "planned together" if found.together else "each as if it were known"
    meta = [
        f"{len(found.ranked)} of {amount(found.known, 'ask')} tried, each alone, in "
        f"{amount(len(found.outcomes), 'outcome')} {how} · data of {operation.as_of} · made by "
        f"willing {__version__}",
        f"Expected score without any {found.before.between}; less is better.",
    ]
    if note := found.note(nation):
        meta.append(note)
    if found.stopped:
        meta.append("Stopped before all was looked at.")
    mine = [item for item in found.ranked if nation in ("", item.ask.nation)]
    leaves = [] if nation else [_by_line(operation, mine)]
    leaves += _by_nation(operation, mine, nation)
    if latest is not None:
        own = [item for item in latest if nation in ("", item.nation)]
        leaves.append(Leaf(section=latest_section(own, stopped)))
    return Handout(
        operation=operation, title=f"asks to {_name(operation, nation)}" if nation else "asks",
        made_by=f"willing {__version__}", meta=tuple(meta), leaves=tuple(leaves))


def _by_line(operation: Operation, found: Sequence[AskWorth]) -> Leaf:
    """For the coordinator: what helps each line, the higher class first, on one scale."""
    scale = reach_of([item.worth for item in found])
    names = dict.fromkeys(line for item in found for line in item.ask.lines)
    lines = sorted(names, key=lambda name: (operation.task[name].priority, name))
    groups = {line: [item for item in found if line in item.ask.lines] for line in lines}
    return Leaf(
        section=Section(key="By line", title="By line", texts=(
            "Worth is the expected score of the best plan without the ask, less that of the best "
            "plan with it, in points. One end of a bar is proved by a bound, the other by a plan; "
            "a dashed bar holds nothing too, and no advice should hang on it. Each ask is tried "
            "alone: two together may be worth more or less than both.", *(
                () if lines else ("Nothing is short that an ask could close.",)))),
        bars=tuple(Bars(
            caption=f"{line} (class {operation.task[line].priority})", first="Ask", scale=scale,
            items=tuple(_known(item) for item in group),
        ) for line, group in groups.items()),
        cells=(Table(
            columns=(Column("Line", 26), Column("Class", 8, "number"), *_COLUMNS),
            rows=tuple((line, operation.task[line].priority, *_cells(item))
                       for line, group in groups.items() for item in group),
        ),),
    )


def _by_nation(
    operation: Operation, found: Sequence[AskWorth], nation: str
) -> list[Leaf]:
    """Each nation's own asks, nations by name; what no nation decides alone comes last.

    Each on a scale of its own, so that no nation's bars are held against another's.
    """
    names = sorted({item.ask.nation for item in found} | ({nation} if nation else set()),
                   key=lambda name: (not name, name))
    leaves = []
    for name in names:
        mine = [item for item in found if item.ask.nation == name]
        leaves.append(Leaf(
            section=Section(
                key=name or "Nobody", title=_name(operation, name),
                texts=() if mine else ("None of the asks tried is for it alone.",)),
            bars=(Bars(caption="Worth, in points", first="Ask", items=tuple(
                _known(item, ", ".join(item.ask.lines)) for item in mine)),) if mine else (),
            cells=(Table(
                columns=(Column("For", 26), *_COLUMNS),
                rows=tuple((", ".join(item.ask.lines), *_cells(item)) for item in mine)),
            ),
        ))
    return leaves


_COLUMNS = (
    Column("Ask", 60), Column("Nation", 10), Column("At least", 12, "number"),
    Column("At most", 12, "number"), Column("In words", 60),
)


def _cells(item: AskWorth) -> tuple[Value, ...]:
    known = _known(item)
    return (item.ask.text, item.ask.nation or _NOBODY, *known.ends, known.text)


def _known(item: AskWorth, lines: str = "") -> Known:
    return Known(
        name=item.ask.text, known=item.worth,
        detail=f"for {lines}" if lines else item.ask.nation or _NOBODY,
        words=item.words)


def _name(operation: Operation, nation: str) -> str:
    if not nation:
        return _NOBODY
    name = operation.nation[nation].name
    return f"{name} ({nation})" if name else nation
