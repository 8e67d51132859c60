"""Who leads, and which spans nobody leads: rules lead and lead_shortfall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from willing.assess.demand import Span
from willing.assess.fault import Fault
from willing.assess.level import Level, Part
from willing.assess.scene import Scene
from willing.domain.requirement import Requirement

Led = tuple[int, int, str]
"""First day, day after the last, and the nation that leads."""


def led(scene: Scene) -> Mapping[str, list[Led]]:
    """Leads of every task in order of days; rows of one nation that follow each other are one."""
    found: defaultdict[str, list[Led]] = defaultdict(list)
    rows = sorted(scene.rows_of("lead"), key=lambda item: (item[0].task, item[1], item[2]))
    for row, first, after in rows:
        before = found[row.task]
        if before and before[-1][1] == first and before[-1][2] == row.nation:
            before[-1] = (before[-1][0], after, row.nation)
        else:
            before.append((first, after, row.nation))
    return found


def unled(scene: Scene) -> Mapping[str, tuple[Span, ...]]:
    """Spans that want a lead and that no nation leads from their first day to their last.

    The windows' own quantity counts here, not what people in place ask for.
    """
    leads = led(scene)
    return {
        task.id: tuple(
            span for span in scene.spans[task.id]
            if span.quantity and not any(
                first <= span.first and span.after <= after
                for first, after, _ in leads.get(task.id, ())
            )
        )
        for task in scene.operation.requirements if task.lead
    }


def lead_faults(scene: Scene) -> Iterator[Fault]:
    """Leads that are none. Those of framework nations are judged by rule formation."""
    for name, leads in led(scene).items():
        task = scene.operation.task[name]
        if any(line.slot.framework for line in scene.operation.slots_of.get(name, ())):
            continue
        last_day = 0
        for lead in leads:
            for text in _wrong(scene, task, lead, last_day) if isinstance(task, Requirement) else (
                "a commitment has no lead",
            ):
                where = f"lead of {lead[2]} on {name} from {scene.timeline.label(lead[0])}"
                yield Fault(rule="lead", outcome=scene.outcome.name, where=where, text=text)
            last_day = max(last_day, lead[1])


def _wrong(scene: Scene, task: Requirement, lead: Led, last_day: int) -> Iterator[str]:
    first, after, nation = lead
    if not task.lead:
        yield "the requirement wants no lead"
        return
    if first < last_day:
        yield "another lead has not ended"
    whole = scene.task_days(task.id)
    if after - first < task.lead_days and (whole is None or after < whole[1]):
        yield f"lasts {after - first} days; {task.lead_days} at least are wanted"
    elements = scene.in_place.get((task.id, nation), Level(()))
    for span in scene.spans[task.id]:
        needed = min(task.lead, span.quantity)
        a, b = max(first, span.first), min(after, span.after)
        if a < b and elements.least(a, b) < needed:
            there = elements.least(a, b)
            yield f"{there} elements in place from {scene.timeline.label(a)}; {needed} lead"
            return


def lead_shortfall_faults(scene: Scene) -> Iterator[Fault]:
    """Days on which the rows tell of a missing lead, and there is one, or the other way round."""
    told: defaultdict[str, list[Part]] = defaultdict(list)
    for row, first, after in scene.rows_of("lead_shortfall"):
        told[row.task].append((first, after, 1))
    true = unled(scene)
    for name in dict.fromkeys((*true, *told)):
        missing = [(span.first, span.after, -1) for span in true.get(name, ())]
        wrong = Level([*told[name], *missing])
        runs = [run for run in wrong.runs(0, scene.timeline.end) if run[2]]
        if runs:
            first, after, sign = runs[0]
            told_wrongly = "no lead is told, and there is one"
            what = told_wrongly if sign > 0 else "nobody leads, and no row says so"
            label = scene.timeline.label
            yield Fault(
                rule="lead_shortfall", outcome=scene.outcome.name, where=f"task {name}",
                text=f"from {label(first)} to {label(after)} {what}",
            )
