"""Which outcomes are told in detail: all of a few; of many a handful, and all others together."""

from __future__ import annotations

from collections.abc import Sequence

from willing.domain.operation import Operation
from willing.domain.plan import OutcomePlan, Plan
from willing.domain.question import DEAL
from willing.errors import Problem, ProblemsFound, nearest
from willing.report.figures import portion

HANDFUL = 6
"""Outcomes of their own that are told in detail where nobody names others."""

Wanted = str | Sequence[str]
"""Outcomes as a person names them: `likeliest`, `likeliest N`, `all`, `each QUESTION`, or names."""


def own(plan: Plan) -> tuple[OutcomePlan, ...]:
    """Outcomes with rows of their own: those that are the same as another are told with it."""
    names = {part.outcome for part in plan.outcomes}
    return tuple(part for part in plan.outcomes
                 if part.same_as not in names or part.same_as == part.outcome)


def shown(
    plan: Plan, wanted: Wanted = "", among: Sequence[OutcomePlan] | None = None
) -> tuple[str, ...]:
    """Names of the outcomes that are told in detail.

    Up to a handful all of them, in the plan's order. Of more the likeliest with a deal, then the
    likeliest with each answer that none of these has, then the likeliest that are left; outcomes
    with a deal come first. Whoever names several gets those, in his order; whoever names one gets
    it alone only where there are more than a handful. `among`: those that may be told; without it
    all with rows of their own. Raises `ProblemsFound` for a name that the plan does not have.
    """
    every = own(plan) if among is None else tuple(among)
    first = {part.outcome: part.same_as for part in plan.outcomes}
    known = {part.outcome for part in every}
    picked = tuple(dict.fromkeys(
        name for told in named(plan, wanted)
        if (name := told if first.get(first[told]) is None else first[told]) in known))
    if len(picked) > 1 or (picked and len(every) > HANDFUL):
        return picked
    if len(every) <= HANDFUL:
        return tuple(part.outcome for part in every)
    return tuple(part.outcome for part in _handful(every))


def named(plan: Plan, wanted: Wanted) -> tuple[str, ...]:
    """Outcomes of a plan by `likeliest` (with a deal), `likeliest N`, `all`, `each QUESTION` or
    names; nothing is named: none."""
    words = [wanted] if isinstance(wanted, str) else list(wanted)
    found: dict[str, None] = {}
    for word in words:
        if word.strip():
            found |= dict.fromkeys(part.outcome for part in _named(plan, word.strip()))
    return tuple(found)


def told_of(plan: Plan, names: Sequence[str], operation: Operation) -> tuple[str, ...]:
    """Which of how many outcomes are told in detail, and how to get others; empty: it is all."""
    every = {part.outcome: part for part in plan.outcomes}
    of = {part.outcome: part.same_as or part.outcome for part in plan.outcomes}
    told = [part for part in every.values() if part.outcome in names or of[part.outcome] in names]
    if len(told) == len(every):
        return ()
    chance = sum(part.probability for part in told)
    without = "; ".join(
        f"{question} {', '.join(answers)}" for question, answers in _without(operation, every, told)
    )
    return (
        f"Told in detail: {len(told)} of {len(every)} outcomes, together {portion(chance)} likely. "
        "What is said of all outcomes holds for all of them."
        + (f" None of those in detail has: {without}." if without else ""),
        f"Others are told with --outcome NAME, --outcome 'each {_asked(told)}', or --outcome all.",
    )


def others_words(count: int, chance: float) -> str:
    """Outcomes that are told together: `90 others, together 82 %`."""
    return f"{count} {'other' if count == 1 else 'others'}, together {portion(chance)}"


def _handful(every: Sequence[OutcomePlan]) -> list[OutcomePlan]:
    # Those that never have a deal leave most questions without meaning: they come last.
    ranked = sorted(every, key=lambda part: (part.d_day is None, -round(part.probability, 12)))
    chosen = ranked[:1]
    while len(chosen) < HANDFUL and (found := _with_more(ranked, chosen)):
        chosen += found[:HANDFUL - len(chosen)]
    chosen += [part for part in ranked if part not in chosen][:HANDFUL - len(chosen)]
    return sorted(chosen, key=ranked.index)


def _with_more(
    ranked: Sequence[OutcomePlan], chosen: Sequence[OutcomePlan]
) -> list[OutcomePlan]:
    """The likeliest with each answer that none of the chosen has; none for an answer that comes
    along with another."""
    had = {pair for part in chosen for pair in part.answers}
    first: dict[tuple[str, str], OutcomePlan] = {}
    for part in ranked:
        for pair in part.answers:
            if pair not in had:
                first.setdefault(pair, part)
    new = {part.outcome: frozenset(part.answers) - had for part in first.values()}
    return [part for part in ranked if part.outcome in new
            and not any(new[part.outcome] < more for more in new.values())]


def _named(plan: Plan, word: str) -> list[OutcomePlan]:
    every = list(plan.outcomes)
    likeliest = max(every, key=lambda part: (part.d_day is not None, part.probability))
    if word == "all":
        return every
    if word == "likeliest":
        return [likeliest]
    if word.startswith("likeliest "):
        number = word.removeprefix("likeliest ").strip()
        if not number.isdecimal() or int(number) < 1:
            raise _unknown(word, "give a whole number of outcomes, 1 or more: 'likeliest 30'")
        ranked = sorted(every, key=lambda part: (part.d_day is None, -round(part.probability, 12)))
        return ranked[:int(number)]
    if word.startswith("each "):
        question = word[5:].strip()
        known = list(dict.fromkeys(q for part in every for q, _ in part.answers))
        if question not in known:
            raise _unknown(word, nearest(question, known))
        others = {q: a for q, a in likeliest.answers if q != question}
        return [part for part in every
                if all(dict(part.answers).get(q) == a for q, a in others.items())]
    found = [part for part in every if part.outcome == word]
    if not found:
        raise _unknown(word, nearest(word, [part.outcome for part in every]))
    return found


def _unknown(word: str, hint: str) -> ProblemsFound:
    return ProblemsFound([Problem(
        kind="unknown-outcome", where=f"outcome '{word:.60}'", given="the plan has none of this "
        "name", allowed="'likeliest', 'likeliest N', 'all', 'each QUESTION', or one of the plan's "
        "outcomes", fix=hint,
    )])


def _asked(told: Sequence[OutcomePlan]) -> str:
    """A question, as an example."""
    return next((question for question, _ in told[0].answers if question != DEAL),
                "QUESTION")


def _without(
    operation: Operation, every: dict[str, OutcomePlan], told: Sequence[OutcomePlan]
) -> list[tuple[str, list[str]]]:
    """Answers that some outcome has and none that is told: question by question."""
    had = {pair for part in told for pair in part.answers}
    found: dict[str, list[str]] = {}
    for part in every.values():
        for question, answer in part.answers:
            if (question, answer) not in had and answer not in found.setdefault(question, []):
                found[question].append(answer)
    order = [question.id for question in operation.questions]
    return [(q, answers) for q, answers in sorted(
        found.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order))
        if answers]
