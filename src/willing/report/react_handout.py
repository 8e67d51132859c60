"""When the deal came, on paper: what is known, who is ordered when, what differs from the plan."""

from __future__ import annotations

from collections.abc import Sequence

from willing.assess.diff import Changed
from willing.assess.ready import MARKS, ready
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.planner.react import Known
from willing.report.figures import amount, percent
from willing.report.handout import Handout, Leaf
from willing.report.ordered import DAYS, HOURS, Ordered, first_orders
from willing.report.proof import points, proof, repeats
from willing.report.react_words import kept_words, moved_words, named_words
from willing.report.ready_words import weakest
from willing.report.section import Column, Section, Table

_NONE = "No order is due in this time."


def react_handout(
    known: Known, plan: Plan, changed: Sequence[Changed], orders: Sequence[Ordered],
) -> Handout:
    """The handout of `react`: an order list for each nation, then all else."""
    operation, part = known.operation, plan.outcomes[0]
    soon, month = first_orders(orders, HOURS), first_orders(orders, DAYS)
    return Handout(
        operation=operation, title=f"the deal came, D-day {known.d_day}", made_by=plan.made_by,
        meta=(
            *_answers(known),
            f"Nearest prepared outcome: {known.prepared} · "
            f"{amount(len(known.decided), 'turn')} had begun by D and stand · data of "
            f"{operation.as_of} · made by {plan.made_by}",
            f"{points(part.score)}, {proof(part)}. {repeats(plan)}",
        ),
        leaves=(
            _orders("First 72 hours", "Orders of the first 72 hours", soon),
            _orders("First 30 days", "Orders of the first 30 days", month),
            Leaf(section=_covered(operation, plan)),
            Leaf(section=_changed(changed), grouped=True),
            Leaf(section=_known(known)),
            _orders("All orders", "All orders", orders, folded=True),
        ),
    )


def _answers(known: Known) -> tuple[str, ...]:
    """Each question's answer once, with how it is known, and the day that came of it."""
    named, kept, moved = named_words(known), kept_words(known), moved_words(known)
    return tuple(line for line in (
        f"Answers: {named}" if named else "",
        f"Not named, and as in the nearest prepared outcome: {kept}" if kept else "", moved,
    ) if line)


def _orders(
    key: str, title: str, orders: Sequence[Ordered], *, folded: bool = False
) -> Leaf:
    """Orders by nation, for each in order of days; on the page in columns that fit on paper."""
    late = sum(item.when == "before D" for item in orders)
    ranked = sorted(orders, key=lambda item: (
        item.nation, item.order_day, item.unit, item.task, item.in_place))
    return Leaf(
        grouped=True, folded=folded, cells=(_in_cells(ranked),),
        section=Section(
            key=key, title=title, texts=(f"{amount(len(orders), 'order')}, by nation.", *((
                f"{amount(late, 'order')} must have been given before D: the notice is longer than "
                "the days that are left.",) if late else ())),
            tables=(Table(
                none=_NONE, columns=(
                    Column("Nation", 10), Column("Order by", 12, "date"), Column("When", 10),
                    Column("Elements", 9, "number"), Column("Unit, pledge", 30),
                    Column("Line, place", 30), Column("From", 14),
                    Column("Notice, days", 9, "number"), Column("Leaves", 12, "date"),
                    Column("In place", 12, "date"),
                ),
                rows=tuple(
                    (item.nation, item.order_day, item.when, item.count,
                     f"{item.unit}, {item.pledge or 'own elements'}",
                     f"{'' if item.kind == 'tour' else 'hold for '}{item.task}, {item.place}",
                     item.level or "home", item.notice_days, item.leaves, item.in_place)
                    for item in ranked
                ),
            ),),
        ),
    )


def _in_cells(ranked: Sequence[Ordered]) -> Table:
    """The same with a column for each thing."""
    return Table(
        none=_NONE, columns=(
            Column("Nation", 10), Column("Order by", 12, "date"), Column("When", 10),
            Column("Unit", 26), Column("Pledge", 24), Column("Elements", 9, "number"),
            Column("For", 10), Column("Line", 26), Column("Place", 20), Column("From", 14),
            Column("Notice, days", 9, "number"), Column("Leaves", 12, "date"),
            Column("In place", 12, "date"),
        ),
        rows=tuple(
            (item.nation, item.order_day, item.when, item.unit, item.pledge or "own elements",
             item.count, item.kind, item.task, item.place, item.level or "home",
             item.notice_days, item.leaves, item.in_place) for item in ranked
        ),
    )


def _covered(operation: Operation, plan: Plan) -> Section:
    """What is covered on days behind D."""
    found = ready(operation, plan, plan.outcomes[0].outcome, operation.as_of)
    return Section(
        key="Effects", title="What is covered then", texts=(
            "Each effect by its weakest essential line on that very day.",),
        tables=(Table(
            none="Nothing is wanted.", columns=(
                Column("Effect", 20), *(Column(f"D+{mark}", 9, "date") for mark in MARKS),
                Column("Weakest line", 60)),
            rows=tuple(
                (name, *(percent(day.cover) for day in days), weakest(days))
                for name, days in found.effects if any(day.cover is not None for day in days)
            ),
        ),),
    )


def _changed(changed: Sequence[Changed]) -> Section:
    elements = sum(item.elements for item in changed)
    return Section(
        key="Changed", title="What differs from what was prepared", texts=(
            f"{amount(elements, 'element')} on {amount(len(changed), 'turn')}; turns are compared "
            "by their day behind D.",),
        tables=(Table(
            none="Nothing.", columns=(
                Column("Nation", 10), Column("Unit", 26), Column("Pledge", 24), Column("Line", 26),
                Column("First day", 12, "date"), Column("Days", 8, "number"),
                Column("Elements prepared", 10, "number"), Column("Elements now", 10, "number")),
            rows=tuple(
                (item.nation, item.unit, item.pledge or "own elements", item.task, item.first_day,
                 item.days, item.before, item.after)
                for item in sorted(changed, key=lambda item: (
                    item.nation, item.first_day, item.unit, item.task))
            ),
        ),),
    )


def _known(known: Known) -> Section:
    return Section(
        key="Decided", title="What had begun before D, and stands", texts=(),
        tables=(Table(
            none="Nothing had begun.", columns=(
                Column("Unit", 26), Column("Pledge", 24), Column("What", 10),
                Column("Line or level", 26), Column("First day", 12, "date"),
                Column("Days", 8, "number"), Column("Elements", 9, "number")),
            rows=tuple(
                (item.unit, item.pledge or "own elements", item.kind, item.task,
                 str(item.first_day), item.days, item.count) for item in known.decided
            ),
        ),),
    )
