"""The sections of a force generation conference, made from a plan once for every kind of file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from willing.assess.ready import Ready, ready
from willing.domain.operation import Operation
from willing.domain.plan import Plan
from willing.report.answers import Hanging
from willing.report.burdens import against, burdens_of
from willing.report.effects import effects_of
from willing.report.fans import Fan, fanned, fans
from willing.report.figures import STATES, percent, portion
from willing.report.lines import lines_of, tallies
from willing.report.nations import contributors, nation_page
from willing.report.notes import Notes
from willing.report.others import Others, every_table, others
from willing.report.over_all import over_all
from willing.report.proof import points, proof
from willing.report.ranked import missing_words, ranked, span_words
from willing.report.reading import Reading, readings
from willing.report.says import says
from willing.report.section import Chart, Column, Section, Table, Value
from willing.report.shown import Wanted, named, shown, told_of
from willing.report.since import Last, since
from willing.report.since_section import since_section
from willing.report.surplus import Unused, unused
from willing.report.words import Voice, heading, voice

SHOWN = 24
"""Rows of a long table on slides; paper and workbook have all."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Conference:
    """A plan, read for a conference."""

    operation: Operation
    """The data."""
    plan: Plan
    """The plan."""
    every: tuple[Reading, ...]
    """All its outcomes, in its order."""
    readings: tuple[Reading, ...]
    """Outcomes told in detail; those that are the same as another are left out."""
    lead: Reading
    """The outcome that tables of one outcome speak of."""
    notes: Notes | None
    """Why lines are short; None: nobody asked."""
    last: Last
    """The last conference."""
    say: Voice
    """Whose words are used."""

    @cached_property
    def unused(self) -> Mapping[str, tuple[Unused, ...]]:
        """Offers not used, by the key of each outcome."""
        return {
            reading.key: unused(reading, self.notes)
            for reading in {r.key: r for r in (*self.readings, self.lead)}.values()
        }

    @property
    def told(self) -> tuple[Reading, ...]:
        """Outcomes told in detail, with those that are the same as one of them."""
        own = {reading.name for reading in self.readings}
        if len(own) == len(self.every):
            return self.readings
        twins: dict[str, list[Reading]] = {}
        for reading in self.every:
            if reading.name not in own and reading.plan.same_as in own:
                twins.setdefault(reading.plan.same_as, []).append(reading)
        if len(own) + sum(map(len, twins.values())) == len(self.every):
            return self.every
        return tuple(
            item for reading in self.readings for item in (reading, *twins.get(reading.name, ())))

    @property
    def others(self) -> tuple[Reading, ...]:
        """Outcomes that are told together only."""
        told = {reading.key for reading in self.told}
        return tuple(reading for reading in self.every if reading.key not in told)

    @cached_property
    def ready(self) -> tuple[Ready, ...]:
        """Every outcome as if its deal came."""
        return tuple(
            ready(self.operation, self.plan, reading.name, self.operation.as_of)
            for reading in self.every)

    @cached_property
    def fans(self) -> tuple[Fan, ...]:
        """Coverage over all outcomes; nothing where there is one with a deal only."""
        return fans(self.operation, self.ready) if fanned(self.plan) else ()

    @property
    def detailed(self) -> frozenset[str]:
        """Names of the outcomes told in detail."""
        return frozenset(reading.name for reading in self.told)

    @cached_property
    def others_told(self) -> Others | None:
        """What is told of the others together; None: there are none."""
        return others(self.others)

    @cached_property
    def over_all(self) -> tuple[str, ...]:
        """Sentences over all outcomes, where not all are told in detail."""
        return over_all(self.operation, self.ready) if self.others else ()

    @cached_property
    def which(self) -> tuple[str, ...]:
        """Which outcomes are told in detail; empty: all."""
        return told_of(self.plan, [reading.name for reading in self.readings], self.operation)

    @property
    def compares(self) -> bool:
        """Whether anything of a last conference is given."""
        return self.last.plan is not None or self.last.operation is not None

    def name(self, task: str) -> str:
        """Name of a line for people, with its id."""
        found = self.lead.operation.task[task]
        return f"{found.name} ({task})" if found.name else task

    def nation_name(self, nation: str) -> str:
        """Name of a nation for people, with its id."""
        found = self.operation.nation[nation]
        return f"{found.name} ({nation})" if found.name else nation


def conference(
    operation: Operation, plan: Plan, notes: Notes | None = None, *, outcome: Wanted = "",
    last: Last | None = None,
) -> Conference:
    """Read a plan for a conference; the leading outcome is the first that is named, or the
    likeliest with a deal, and those told in detail are all, or a handful of many."""
    every = readings(operation, plan)
    by_name = {reading.name: reading for reading in every}
    own = tuple(by_name[name] for name in shown(plan, outcome))
    first = named(plan, outcome)
    lead = by_name[first[0]] if first else max(
        own, key=lambda r: (r.plan.d_day is not None, r.plan.probability)
    )
    return Conference(
        operation=operation, plan=plan, every=every, readings=own, lead=lead, notes=notes,
        last=last or Last(), say=voice(operation),
    )


def changes_section(held: Conference) -> Section | None:
    """Changes since the last conference; None where none is given."""
    if not held.compares:
        return None
    return since_section(held.say, since(held.operation, held.plan, held.last))


def led_by(held: Conference) -> str:
    """Which outcome a section speaks of; nothing is said where there is only one."""
    if len(held.readings) == 1 and not held.others:
        return ""
    chance = portion(held.lead.plan.probability)
    return f"Told for the {held.say('outcome')} {held.lead.label} ({chance} likely)."


def outcomes_section(held: Conference, hangs: Sequence[Hanging]) -> Section:
    """The outcomes side by side, a column each, and what the leading one says."""
    tables = {r.key: {(t.kind, t.priority): t for t in tallies(lines_of(r))} for r in held.readings}
    rest = held.others_told
    classes = sorted({pair for counted in tables.values() for pair in counted}
                     | set(rest.tallies if rest else ()),
                     key=lambda pair: (pair[0] == "commitments", pair[1]))
    rows: list[tuple[Value, ...]] = [
        (heading(held.say("d_day")), *(str(r.plan.d_day or "never") for r in held.readings),
         *((rest.d_days,) if rest else ())),
        ("Chance", *(portion(r.plan.probability) for r in held.readings),
         *((rest.chance,) if rest else ())),
    ]
    for kind, priority in classes:
        cells = []
        for r in held.readings:
            tally = tables[r.key].get((kind, priority))
            cells.append("–" if tally is None else ", ".join(
                f"{count} {state.word}"
                for state, count in zip(STATES, tally.counts, strict=True) if count
            ))
        cells += [rest.tallies.get((kind, priority), "–")] if rest else []
        rows.append((f"{kind.capitalize()} of {held.say('class').lower()} {priority}", *cells))
    rows.append(("How good", *(proof(r.plan) for r in held.readings), *(("–",) if rest else ())))
    rows.append(("Score", *(points(r.plan.score) for r in held.readings),
                 *((rest.score,) if rest else ())))
    columns = (Column("", 26), *(Column(r.label, 22) for r in held.readings),
               *((Column(rest.heading, 26),) if rest else ()))
    return Section(
        key="Outcomes", title=f"The {held.say('outcomes')} side by side",
        texts=tuple(t for t in (
            *held.over_all, led_by(held), *says(held.operation, held.lead, hangs)) if t),
        tables=(Table(columns=columns, rows=tuple(rows)),
                *((every_table(held.every, held.told),) if rest else ())),
    )


def effects_section(held: Conference) -> Section:
    """Coverage of each effect by its weakest essential line: a chart, and a table of days."""
    rows_of = effects_of(held.lead)
    moments = [state.moment.label for state in rows_of[0]] if rows_of else []
    columns = (Column(held.say("effect"), 18), *(Column(label, 9) for label in moments),
               Column(f"Weakest {held.say('line')} at the end", 34))
    rows = tuple(
        (row[0].effect, *(_cell(state.share, state.state.letter) for state in row),
         row[-1].weakest or "–")
        for row in rows_of
    )
    return Section(
        key="Effects", title=f"Coverage by {held.say('effect').lower()}",
        texts=tuple(t for t in (
            "An effect is as strong as its weakest essential line on that day.", led_by(held),
        ) if t),
        charts=_effects_chart(held),
        tables=(Table(columns=columns, rows=rows, caption="F filled, P partly, U not filled"),),
    )


def _cell(share: float | None, letter: str) -> str:
    return "–" if share is None else f"{letter} {percent(share)}"


def _effects_chart(held: Conference) -> tuple[Chart, ...]:
    ends = {r.key: {row[-1].effect: row[-1].share for row in effects_of(r)} for r in held.readings}
    names = tuple(dict.fromkeys(name for shares in ends.values() for name in shares))
    if not names:
        return ()
    return (Chart(
        title="Coverage on the last day before the horizon, by the weakest essential line",
        categories=names, percent=True,
        series=tuple((r.label, tuple(ends[r.key].get(n) for n in names)) for r in held.readings),
    ),)


def shortfalls_section(held: Conference) -> Section:
    """What is missing, by class."""
    noted = held.notes is not None
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (item.priority, item.serial, held.name(item.task), missing_words(held.lead, item),
         span_words(held.lead, item.spans), item.why,
         *([item.remedy or "no single change was found, or looked for"] if noted else []))
        for item in ranked(held.lead, held.notes)
    )
    return Section(
        key="Shortfalls by class",
        title=f"{held.say('shortfalls')} by {held.say('class').lower()}",
        texts=tuple(t for t in (led_by(held),) if t),
        tables=(Table(
            none="Nothing is missing up to the horizon.", rows=rows, shown=SHOWN, columns=(
                Column(held.say("class"), 8, "number"), Column(held.say("serial"), 12),
                Column(heading(held.say("line")), 28), Column("Missing", 15),
                Column("From - to", 26), Column("Why", 46),
                *([Column("What would help", 34)] if noted else []),
            ),
        ),),
    )


def hanging_sections(held: Conference, hangs: Sequence[Hanging]) -> list[Section]:
    """What hangs on each answer: a section for each question on which a line hangs."""
    found = []
    for question in held.operation.questions:
        items = [item for item in hangs if item.question == question.id and not item.reversed]
        if items:
            rows = tuple(
                (item.priority, held.name(item.task), f"{item.least_answer}: {percent(item.least)}",
                 f"{item.most_answer}: {percent(item.most)}", round(item.days))
                for item in items
            )
            found.append(Section(
                key=f"Hangs on {question.id}", title=f"What hangs on {question.id}",
                texts=tuple(t for t in (question.name,) if t),
                tables=(Table(rows=rows, columns=(
                    Column(held.say("class"), 8, "number"), Column("Line", 36),
                    Column("Covered at worst", 22), Column("Covered at best", 22),
                    Column("Element-days between", 12, "number"),
                )),),
            ))
    return found


def burden_section(held: Conference) -> Section:
    """Who carries how much: a chart and a table, in the order of the operation, not by rank."""
    order = [nation.id for nation in held.operation.nations]
    carried = sorted(
        (item for item in burdens_of(held.lead) if item.burden),
        key=lambda item: order.index(item.nation),
    )
    key = held.operation.settings.fair_share_key
    rows = tuple(
        (held.nation_name(item.nation), round(item.in_operation), round(item.on_backfill),
         round(item.by_host), round(item.overhead), round(item.burden), portion(item.part),
         "–" if (times := against(item, key)) is None else f"{times:.2f}", round(item.most_away))
        for item in carried
    )
    charts = (Chart(
        title="Person-days up to the horizon", told=True,
        categories=tuple(item.nation for item in carried),
        series=(("in the operation", tuple(item.in_operation for item in carried)),
                ("on backfill", tuple(item.on_backfill for item in carried))),
    ),) if carried else ()
    return Section(
        key="Burdens", title=held.say("burden"),
        texts=tuple(t for t in (
            led_by(held), f"In the order of the operation's {held.say('nations')}. "
            f"Times its part: part of the burden over part of {key}; 1 is even.",
        ) if t),
        charts=charts,
        tables=(Table(rows=rows, none="Nobody carries anything.", columns=(
            Column(held.say("nation"), 24), Column("Operation, person-days", 14, "number"),
            Column("Backfill, person-days", 14, "number"),
            Column("Given as host", 12, "number"), Column("Overhead", 12, "number"),
            Column("Burden, person-days", 14, "number"), Column("Part of all", 10, "number"),
            Column(f"Times its part of {key}", 12, "number"),
            Column("Most people away", 12, "number"),
        )),),
    )


def surplus_section(held: Conference, nation: str = "") -> Section:
    """Offers that the plan does not use, each with a courteous answer; of one nation if named."""
    used = {
        r.key: {item.pledge.id: item.count for item in held.unused[r.key]}
        for r in held.readings if r.key != held.lead.key
    }
    rows: list[tuple[Value, ...]] = []
    for item in held.unused[held.lead.key]:
        if nation and item.nation != nation:
            continue
        elsewhere = [
            r.label for r in held.readings
            if r.key in used and used[r.key].get(item.pledge.id, 0) < item.count
        ]
        rows.append((
            held.nation_name(item.nation), item.pledge.id, item.pledge.status,
            f"{item.count} of {item.pledge.count}", item.answer, "; ".join(elsewhere) or "–",
        ))
    outcome = held.say("outcome")
    return Section(
        key="Offers not used", title=held.say("surplus"),
        texts=tuple(t for t in (
            "In the order of the operation. An offer that is not called on is no fault: it stays "
            "on the list.", led_by(held),
        ) if t),
        tables=(Table(rows=tuple(rows), none="Every offer is called on in full.", columns=(
            Column(held.say("nation"), 18), Column("Pledge", 20), Column("Status", 11),
            Column("Not called on", 9), Column("Answer", 66),
            Column(f"More is called on in {outcome}", 18),
        )),),
    )


def asks_section(held: Conference) -> Section:
    """What is asked of the nations next, by day."""
    asked = [
        (item.by, nation.id, item.what, item.why)
        for nation in contributors(held.operation, (held.lead,))
        for item in nation_page(held.lead, nation.id).asked
    ]
    asked.sort(key=lambda item: (item[0], item[1], item[2]))
    return Section(
        key="Asks", title=held.say("asks"), texts=tuple(t for t in (
            led_by(held), "By day.",
        ) if t),
        tables=(Table(rows=tuple(asked), shown=SHOWN, none="Nothing is asked.", columns=(
            Column("By", 11), Column(held.say("nation"), 8), Column("What", 46), Column("Why", 52),
        )),),
    )
