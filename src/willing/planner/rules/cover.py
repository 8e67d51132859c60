"""What is in place covers what is wanted, or falls short."""

from __future__ import annotations

import numpy as np

from willing.domain.formation import SlotLine
from willing.domain.requirement import Requirement
from willing.planner.chains import lay_chains, pass_through
from willing.planner.choices import Pair, span_days
from willing.planner.model import Making
from willing.planner.program import Floats
from willing.planner.settled import Part, least, settled
from willing.units import DAYS_PER_MONTH

Key = tuple[int, str, int, int, bool]
"""Task, nation (empty where nations do not matter), give, count, lots."""


def cover(making: Making) -> None:
    r"""In place, counted at its worth, plus shortfall is at least what is wanted, in every span.

    $$ \sum_g w_g \, y_{r,g,t} + \sum_k w_k \, h_{k,r,t} + short_{r,t} \ge q_{r,t} $$

    where y are elements in place through the whole span, by kind of credit (and by nation where a
    rule looks at nations). In lots, the whole lots count: give L <= y, L whole. Cost: the weight
    of the task's class for each element short, by days. Applies to requirements, rotating and
    standing commitments alike; a slot of a formation wants nothing by itself (see `formation`).
    """
    _shortfall(making)
    _serve_by_tours(making)
    _hand_over(making)
    _serve_by_holds(making)
    for task, serving in making.serving.items():
        for columns, worth in serving:
            making.draft.enter(making.cover[task], columns, worth)


def _shortfall(making: Making) -> None:
    choices, draft = making.choices, making.draft
    for r, found in enumerate(choices.spans):
        if not found:
            continue
        wanted = np.array([span.quantity for span in found], dtype=float)
        derived = _derived(making, r)
        making.short[r] = draft.columns(
            f"short {choices.tasks[r].id}", len(found), cost=span_cost(making, r),
            upper=np.inf if derived else wanted,
        )
        slot = isinstance(choices.tasks[r], SlotLine)
        making.cover[r] = draft.rows(
            f"cover {choices.tasks[r].id}", len(found), lower=0.0 if slot else wanted
        )
        draft.enter(making.cover[r], making.short[r], 1.0)
        making.serving[r] = []


def _derived(making: Making, task: int) -> bool:
    noun = making.choices.tasks[task]
    return isinstance(noun, Requirement) and noun.per_people is not None


def span_cost(making: Making, task: int) -> Floats:
    """Points for one element short through each span of a task."""
    choices = making.choices
    weights, noun = choices.situation.operation.weights, choices.tasks[task]
    by_class = weights.shortfall[noun.priority - 1] * noun.weight
    horizon = choices.timeline.horizon
    return np.array([
        by_class * span.days / DAYS_PER_MONTH * (weights.tail if span.first >= horizon else 1.0)
        for span in choices.spans[task]
    ])


def looks_at_nations(making: Making, task: int) -> bool:
    """Whether a rule of the task needs to know which nation is in place."""
    noun = making.choices.tasks[task]
    leads = isinstance(noun, Requirement) and noun.lead > 0
    return leads or of_framework(making, task)


def of_framework(making: Making, task: int) -> bool:
    """Whether a task is a slot that the framework nation fills."""
    noun = making.choices.tasks[task]
    return isinstance(noun, SlotLine) and noun.slot.framework


def _key(making: Making, pair: Pair) -> Key:
    credit = pair.credit
    nation = pair.fit.unit.nation
    apart = credit.lots or looks_at_nations(making, pair.task)
    # Lots are of one nation and one capability.
    name = f"{nation} {pair.fit.unit.capability}" if credit.lots else nation
    return (pair.task, name if apart else "", credit.give, credit.count, credit.lots)


def _serve_by_tours(making: Making) -> None:
    choices, draft, tours = making.choices, making.draft, making.choices.tours
    if not len(tours):
        return
    keys: dict[Key, int] = {}
    touring = {p for p in set(tours.pair.tolist()) if choices.spans[choices.pairs[p].task]}
    group_of = np.array([
        keys.setdefault(_key(making, pair), len(keys)) if p in touring else -1
        for p, pair in enumerate(choices.pairs)
    ], dtype=np.int64)
    lengths = [len(choices.spans[key[0]]) for key in keys]
    chains, rows = lay_chains(draft, "in place", lengths)
    asked = group_of[tours.pair] >= 0  # a decided turn may serve what nobody asks for any more
    pass_through(
        draft, chains, rows, chain=group_of[tours.pair[asked]], columns=making.tours[asked],
        enter=tours.covers[asked], leave=tours.covered[asked],
    )
    for (task, name, give, count, lots), c in keys.items():
        columns = chains.of(c)
        if looks_at_nations(making, task):
            making.nations.setdefault((task, name.split(" ")[0]), []).append(columns)
        if lots:
            mine = np.array([
                p in touring and _key(making, pair) == (task, name, give, count, lots)
                for p, pair in enumerate(choices.pairs)
            ])
            # Decided elements come beside what a pledge may send: it may have lapsed.
            at_once = sum(pair.number for pair, own in zip(choices.pairs, mine, strict=True) if own)
            at_once += int(tours.least[mine[tours.pair]].sum())
            columns = _lots(making, task, columns, give, at_once)
            making.serving[task].append((columns, float(count)))
        elif count:
            making.serving[task].append((columns, count / give))
        if count and of_framework(making, task):
            making.credits.setdefault((task, name.split(" ")[0]), []).append(
                making.serving[task][-1]
            )


def _hand_over(making: Making) -> None:
    """Ordered holds, and decided turns that relieve each other inside a span: a constant."""
    choices, draft = making.choices, making.draft
    parts: dict[int, list[Part]] = {}
    whole: dict[int, Floats] = {}
    for item in settled(choices):
        pair = choices.pairs[item.pair]
        found = choices.spans[pair.task]
        if not found or pair.credit.lots or not pair.credit.count:
            continue
        part = (item.turn.first_day, item.turn.ends, item.count * pair.credit.worth)
        parts.setdefault(pair.task, []).append(part)
        through = whole.setdefault(pair.task, np.zeros(len(found)))
        through[choices.tours.covers[item.tour] : choices.tours.covered[item.tour]] += part[2]
    for held in choices.held:
        credit = held.pair.credit
        worth = held.count // credit.give * credit.count if credit.lots else (
            held.count * credit.worth)
        parts.setdefault(held.pair.task, []).append((held.first, held.after, worth))
    for task, there in parts.items():
        if not choices.spans[task]:
            continue
        whole.setdefault(task, np.zeros(len(choices.spans[task])))
        more = np.maximum(least(there, *span_days(choices.spans[task])) - whole[task], 0.0)
        if more.any():
            columns = draft.columns("handed over", len(more), lower=more, upper=more)
            making.serving[task].append((columns, 1.0))


def _lots(
    making: Making, task: int, in_place: np.ndarray, give: int, at_once: int
) -> np.ndarray:
    """Whole lots among the elements in place, by span; no more than `at_once` elements make."""
    draft = making.draft
    most = np.full(len(in_place), float(at_once // give))
    if not _derived(making, task):
        most = np.minimum(most, [max(span.quantity, 1) for span in making.choices.spans[task]])
    lots = draft.columns("lots", len(in_place), upper=most, integer=True)
    rows = draft.rows("lots", len(in_place), lower=0.0)
    draft.enter(rows, in_place, 1.0)
    draft.enter(rows, lots, -float(give))
    making.lots = np.concatenate([making.lots, lots])
    return lots


def _serve_by_holds(making: Making) -> None:
    """Elements held at home count for every span of their period; in lots, by whole lots."""
    choices, draft = making.choices, making.draft
    lots: dict[tuple[int, int, str, int, int], list[int]] = {}
    parts: list[tuple[int, int, float]] = []
    for hold, (p, period) in enumerate(zip(making.hold_pair, making.hold_period, strict=True)):
        pair = choices.pairs[int(p)]
        for s, span in enumerate(choices.spans[pair.task]):
            if span.period != period:
                continue
            if pair.credit.lots:
                key = (pair.task, s, _key(making, pair)[1], pair.credit.give, pair.credit.count)
                lots.setdefault(key, []).append(hold)
            else:
                parts.append((making.cover[pair.task][s], making.holds[hold], pair.credit.worth))
    if parts:
        draft.enter(*zip(*parts, strict=True))
    for (task, s, _, give, count), held in lots.items():
        columns = draft.columns("lots held", 1, integer=True)
        row = draft.rows("lots held", 1, lower=0.0)
        draft.enter(row, making.holds[held], 1.0)
        draft.enter(row, columns, -float(give))
        draft.enter(making.cover[task][s], columns, float(count))
        making.lots_held.setdefault(task, []).append((s, int(columns[0]), float(count)))
