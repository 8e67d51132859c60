"""The whole report as one JSON-ready mapping: what `--json` prints, and what the pages draw on."""

from __future__ import annotations

from typing import Any

from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.report.answers import hanging
from willing.report.assumptions import assumptions
from willing.report.bought import bought, bought_mapping
from willing.report.burdens import burden_mapping, burdens_of
from willing.report.dates import entries, entry_mapping
from willing.report.effects import effects_of
from willing.report.fans import fan_mapping, fans_of
from willing.report.figures import STATES
from willing.report.heads import summary_of
from willing.report.lines import Line, lines_of, tallies
from willing.report.milestones import milestone_mapping
from willing.report.nominations import nominations
from willing.report.proof import proof, repeats
from willing.report.reach import InReach, reaches_of
from willing.report.reading import Reading, readings
from willing.report.says import says
from willing.report.standby import Held
from willing.report.waiting import waits_of
from willing.report.waiting_table import waiting_mapping


def summary(operation: Operation, plan: Plan) -> dict[str, Any]:
    """Everything the report says in figures, by outcome; days are counted from the as-of date.

    Element-days are elements x days. Shares are 0 to 1. Only the types of JSON occur.
    """
    found = readings(operation, plan)
    hangs, waits = hanging(operation, found), waits_of(found)
    return {
        "operation": operation.name, "marking": operation.marking,
        "as_of": operation.as_of.isoformat(), "made_by": plan.made_by, "seed": plan.seed,
        "expected": plan.expected, "expected_bound": plan.expected_bound,
        "repeatable": plan.repeatable, "repeats": repeats(plan),
        "outcomes": [
            {**_outcome(reading), "says": list(says(operation, reading, hangs))}
            for reading in found
        ],
        "hanging": [
            {
                "question": item.question, "task": item.task, "priority": item.priority,
                "least": item.least, "least_answer": item.least_answer, "most": item.most,
                "most_answer": item.most_answer, "element_days": item.days,
                "reversed": item.reversed,
            }
            for item in hangs
        ],
        "waiting": [waiting_mapping(wait) for wait in waits],
        "calendar": [entry_mapping(item) for item in entries(operation, found, waits)],
        "fans": [fan_mapping(fan) for fan in fans_of(operation, plan)],
        "assumptions": [
            {"about": item.about, "text": item.text} for item in assumptions(operation, found)
        ],
    }


def _outcome(reading: Reading) -> dict[str, Any]:
    item, lines = reading.plan, lines_of(reading)
    return {
        "outcome": item.outcome, "label": reading.label, "answers": dict(item.answers),
        "probability": item.probability,
        "d_day": item.d_day.isoformat() if item.d_day else None,
        "horizon_day": reading.timeline.horizon, "score_points": item.score,
        "bound_points": item.bound, "unfillable_points": item.unfillable, "gap": item.gap,
        "status": item.status, "proof": proof(item), "seconds": item.seconds, "work": item.work,
        "same_as": item.same_as, "terms": {term.name: term.points for term in item.terms},
        "lines_by_priority": [
            {
                "kind": tally.kind, "priority": tally.priority,
                **{state.word: count for state, count in zip(STATES, tally.counts, strict=True)},
                "missing_element_days": tally.missing, "wanted_element_days": tally.wanted,
            }
            for tally in tallies(lines)
        ],
        "lines": [_line(line) for line in lines],
        "reaches": [_reach(item) for item in reaches_of(reading)],
        "effects": [
            {
                "effect": state.effect, "moment": state.moment.label, "day": state.moment.day,
                "coverage": state.share, "state": state.state.word, "weakest": state.weakest,
                **{word.word: count for word, count in zip(STATES, state.counts, strict=True)},
            }
            for row in effects_of(reading) for state in row
        ],
        "milestones": [milestone_mapping(reading.timeline, note) for note in reading.milestones],
        "nominations": _nominations(reading),
        "standby": [_held(held) for held in reading.standby],
        "steps": [bought_mapping(item) for item in bought(reading)],
        "shortfalls": [
            {
                "task": short.task, "kind": short.kind, "first_day": short.first,
                "days": short.days, "count": short.count, "priority": short.priority,
                "points": short.points, "behind_horizon": short.behind_horizon,
                "unit": reading.unit_of_count(short.task),
            }
            for short in reading.shortfalls
        ],
        "chains": [
            {
                "task": chain.task, "length": chain.length,
                "steps": [
                    {
                        "commitment": step.commitment, "owner": step.owner,
                        "nation": step.nation, "count": step.count, "first_day": step.first,
                        "days": step.after - step.first, "element_days": step.element_days,
                    }
                    for step in chain.steps
                ],
            }
            for chain in reading.chains
        ],
        "burden": [burden_mapping(row) for row in burdens_of(reading)],
        "headcount": summary_of(reading),
    }


def _reach(item: InReach) -> dict[str, Any]:
    reach = item.line.task
    return {
        "task": reach.id, "place": reach.place, "coverage": item.line.before.share,
        "near": [{"task": near.task, "minutes": near.minutes, "most": near.most}
                 for near in item.near],
        "covered": [list(days) for days in item.covered],
        "short": [list(days) for days in item.short],
    }


def _held(held: Held) -> dict[str, Any]:
    return {
        "level": held.level.id, "notice_days": held.level.notice_days, "nation": held.nation,
        "unit": held.unit, "pledge": held.pledge, "count": held.count, "first_day": held.first,
        "days": held.after - held.first, "cost": held.cost, "rested_day": held.rested,
        "called": [{"task": call.task, "count": call.count, "leaves": call.leaves}
                   for call in held.called],
    }


def _nominations(reading: Reading) -> list[dict[str, Any]]:
    """Tours whose elements are yet to be named, by the last day for it."""
    return [
        {
            "name_by": item.by, "nation": item.tour.nation, "unit": item.tour.unit,
            "pledge": item.tour.pledge, "task": item.tour.task, "count": item.tour.count,
            "leaves": item.tour.turn.leaves, "first_day": item.tour.turn.first_day,
        }
        for item in nominations(reading)
    ]


def _line(line: Line) -> dict[str, Any]:
    return {
        "task": line.task.id, "owner": line.owner, "priority": line.task.priority,
        "unit": line.unit, "state": line.state.word, "coverage": line.before.share,
        "wanted_element_days": line.before.wanted, "filled_element_days": line.before.cover,
        "short_days": line.before.short_days, "worst_missing": line.before.worst,
        "sustainable": line.sustainable,
    }
