"""If the deal were today, on paper: coverage, who stands ready, what runs out, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from willing.assess.ready import MARKS, EffectOn, On, Ready
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.explain.causes import TaskChange
from willing.report.fans import fanned, fans
from willing.report.figures import amount, number, percent, portion
from willing.report.handout import Handout, Leaf
from willing.report.over_all import OFTEN, often_short, often_table, over_all
from willing.report.over_all_tables import effects_over_all, stands_over_all
from willing.report.proof import for_all
from willing.report.reading import outcome_labels
from willing.report.ready_words import RUNS_OUT, weakest
from willing.report.section import Column, Section, Table, Value
from willing.report.shown import told_of

_DAYS = tuple(Column(f"D+{mark}", 12, "date") for mark in MARKS)


def ready_handout(
    operation: Operation, plan: Plan, today: date, parts: Sequence[Ready], *,
    before: Sequence[Ready] = (), changes: Sequence[TaskChange] | None = None,
    shown: Sequence[str] | None = None,
) -> Handout:
    """The handout of `ready`: some outcomes of a plan on a day.

    `before` are the same outcomes in the plan of the last time, and `changes` what is served
    otherwise since; None: nobody asked. The page tells in detail those that are `shown`, without
    them all; the workbook has all.
    """
    labels = outcome_labels(plan)
    then = {
        (part.outcome, name, day.mark): day.cover
        for part in before for name, days in part.effects for day in days
    }
    by_name = {part.outcome: part for part in parts}
    detailed = list(parts) if shown is None else [by_name[name] for name in shown]
    dealt = [part for part in parts if part.d_day is not None]

    def leaf(make: Callable[[Sequence[Ready]], Section]) -> Leaf:
        section = make([part for part in detailed if part.d_day is not None])
        whole = len(detailed) == len(parts)
        return Leaf(section=section, grouped=True, cells=() if whole else make(dealt).tables)

    leaves = [
        leaf(lambda own: _effects(own, detailed, labels, then)),
        leaf(lambda own: _lines(own, labels)), leaf(lambda own: _stands(own, labels)),
        Leaf(section=_running(parts, today)),
    ]
    if any(part.milestones for part in dealt):
        leaves.insert(2, leaf(lambda own: _milestones(own, labels)))
    if len(detailed) < len(parts):
        leaves.insert(0, _over_all(operation, plan, parts, [part.outcome for part in detailed]))
    if changes is not None:
        leaves.append(Leaf(section=_changes(changes, labels), grouped=True))
    return Handout(
        operation=operation, title="if the deal were today", made_by=plan.made_by,
        leaves=tuple(leaves), fans=(
            fans(operation, parts) if fanned(plan) and len(parts) == len(plan.outcomes) else ()),
        meta=tuple(line for line in (
            f"Looked at for {today} · data of {operation.as_of} · "
            f"{amount(len(parts), 'outcome')} of {len(plan.outcomes)} planned · made by "
            f"{plan.made_by} · data {plan.operation_hash[:19]}", for_all(plan),
        ) if line),
    )


def _over_all(
    operation: Operation, plan: Plan, parts: Sequence[Ready], detailed: Sequence[str]
) -> Leaf:
    """What holds over all outcomes looked at, before any is told in detail."""
    looked = {part.outcome for part in parts}
    asked = replace(plan, outcomes=tuple(
        part for part in plan.outcomes if part.outcome in looked), rows=())
    return Leaf(section=Section(
        key="All outcomes", title=f"All {amount(len(parts), 'outcome')} together",
        texts=(*told_of(asked, detailed, operation), *over_all(operation, parts, effects=False)),
        tables=(
            replace(effects_over_all(operation, parts),
                    caption="Effects, by their weakest essential line"),
            replace(often_table(often_short(parts)), caption=OFTEN),
            replace(stands_over_all(parts), caption="Who stands ready on D"),
        ),
    ))


def _told(part: Ready, labels: dict[str, str]) -> str:
    return f"{labels[part.outcome]} ({portion(part.probability)}), D {part.d_day}"


def _effects(
    dealt: Sequence[Ready], parts: Sequence[Ready], labels: dict[str, str],
    then: dict[tuple[str, str, int], float | None],
) -> Section:
    rows: list[tuple[Value, ...]] = []
    for part in dealt:
        for name, days in part.effects:
            if any(day.cover is not None for day in days):
                rows.append((
                    _told(part, labels), name,
                    *(_cover(day, then.get((part.outcome, name, day.mark))) for day in days),
                    weakest(days),
                ))
    never = [part for part in parts if part.d_day is None]
    return Section(
        key="Effects", title="Effects", texts=(
            "Each effect by its weakest essential line on that very day, never an average of "
            "lines.", *(f"{labels[part.outcome]} ({portion(part.probability)}): there is never a "
                        "deal, and nobody is asked for anything behind it." for part in never),
        ),
        tables=(Table(
            none="No outcome looked at has a deal.", rows=tuple(rows), columns=(
                Column("Outcome", 30), Column("Effect", 16), *_DAYS, Column("Weakest line", 50),
            ),
        ),),
    )


def _cover(day: EffectOn, before: float | None) -> str:
    if day.cover is None:
        return "–"
    was = "" if before is None or before == day.cover else f" (was {percent(before)})"
    return percent(day.cover) + was


def _lines(dealt: Sequence[Ready], labels: dict[str, str]) -> Section:
    rows: list[tuple[Value, ...]] = []
    texts = []
    for part in dealt:
        short = [line for line in part.lines if any(_short(day) for day in line.days)]
        full = len(part.lines) - len(short)
        texts.append(
            f"{labels[part.outcome]}: {full} of {amount(len(part.lines), 'line')} with all that is "
            "wanted on each of these days.")
        for line in sorted(short, key=lambda line: line.priority):
            by = {day.mark: day for day in line.days}
            rows.append((
                _told(part, labels), line.task, line.priority,
                *(_there(by.get(mark)) for mark in MARKS)))
    return Section(
        key="Lines", title="Lines with something missing", texts=tuple(texts),
        tables=(Table(
            none="Nothing is missing on these days.", rows=tuple(rows),
            caption="Elements' worth there of those wanted", columns=(
                Column("Outcome", 30), Column("Line", 26), Column("Class", 8, "number"), *_DAYS),
        ),),
    )


def _short(day: On) -> bool:
    return day.there < day.wanted


def _there(day: On | None) -> str:
    if day is None or not day.wanted:
        return "–"
    return f"{number(day.there)} of {number(day.wanted)}"


def _milestones(dealt: Sequence[Ready], labels: dict[str, str]) -> Section:
    return Section(
        key="Milestones", title="Milestones", tables=(Table(columns=(
            Column("Outcome", 30), Column("Milestone", 30), Column("Reached", 30),
        ), rows=tuple(
            (_told(part, labels), name, "never" if day is None or part.d_day is None
             else f"D{(day - part.d_day).days:+d} ({day})")
            for part in dealt for name, day in part.milestones
        )),),
    )


def _stands(dealt: Sequence[Ready], labels: dict[str, str]) -> Section:
    return Section(
        key="Stands ready", title="Who stands ready on D", tables=(Table(
            none="Nobody stands ready on D in any outcome looked at.", columns=(
                Column("Outcome", 30), Column("Nation", 10), Column("Unit", 24),
                Column("Pledge", 24), Column("Elements", 9, "number"), Column("Level", 20),
                Column("Notice, days", 9, "number"), Column("Since", 12, "date"),
            ),
            rows=tuple(
                (_told(part, labels), item.nation, item.unit, item.pledge, item.count, item.level,
                 item.notice_days, item.since) for part in dealt for item in part.stands
            ),
        ),),
    )


def _running(parts: Sequence[Ready], today: date) -> Section:
    found = dict.fromkeys(item for part in parts for item in part.runs_out)
    return Section(
        key="Runs out", title="What runs out", texts=(
            f"What has expired by {today}, or will within 30 days.",),
        tables=(Table(
            none="Nothing.", columns=(
                Column("What", 32), Column("Which", 26), Column("Nation", 10),
                Column("Day", 12, "date"), Column("In days", 9, "number"),
                Column("Would be renewed", 40)),
            rows=tuple(
                (RUNS_OUT[item.kind], item.id, item.nation or "several", item.day, item.left,
                 item.renewal)
                for item in sorted(found, key=lambda item: (item.day, item.id))
            ),
        ),),
    )


def _changes(changes: Sequence[TaskChange], labels: dict[str, str]) -> Section:
    return Section(
        key="Changes", title="What changed since the last time", tables=(Table(
            none="No task is served otherwise than in the older plan.",
            columns=(
                Column("Outcome", 30), Column("Line", 26),
                Column("Element-days then", 12, "number"),
                Column("Element-days now", 12, "number"), Column("Why", 60)),
            rows=tuple(_change_rows(changes, labels)),
        ),),
    )


def _change_rows(
    changes: Sequence[TaskChange], labels: dict[str, str]
) -> Iterator[tuple[Value, ...]]:
    for item in changes:
        yield (labels.get(item.outcome, item.outcome), item.task, item.before, item.after, item.why)
