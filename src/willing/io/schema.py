"""What the files hold, told from the classes: JSON Schema, and the format reference."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args, get_origin

from willing.calendar import Steps
from willing.domain.company import Company
from willing.domain.condition import Condition
from willing.domain.operation import Operation
from willing.domain.plan import OutcomePlan, Plan, Row
from willing.domain.stages import Stages
from willing.domain.text import write_field
from willing.domain.windows import Windows
from willing.io.cell import is_chances
from willing.io.columns import Column, allowed, bare, columns, is_moment, words
from willing.io.planread import FORMAT, PAIRS
from willing.io.tables import GROUPED_KEYS, HEAD, TABLES, first_sentence

_DATE = r"\d{4}-\d{2}-\d{2}"
_MOMENT = rf"D([+-]\d{{1,5}})?|{_DATE}"
_TEXT = {"type": "string"}


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of operation.yaml; `$defs` holds one record of every table.

    The rows of the CSV files and sheets are records of the same shape, each value as its text.
    Plan files are `$defs/plan`.
    """
    defs: dict[str, Any] = {
        name: _record(table.noun, table.columns) for name, table in TABLES.items()
        if name not in ("answers", "givens")
    }
    defs["answers"] = _record(TABLES["answers"].noun)
    defs["givens"] = _record(TABLES["givens"].noun)
    defs["questions"]["properties"] |= {"answers": _answers(), "given": _list_of("givens")}
    defs["questions"]["required"].append("answers")
    defs |= {"plan_row": _record(Row), "plan_outcome": _record(OutcomePlan), "plan": _plan()}
    properties: dict[str, Any] = {}
    for column in columns(Operation):
        if column.name in GROUPED_KEYS:
            properties[column.name] = _record(GROUPED_KEYS[column.name])
        elif column.name not in TABLES:
            properties[column.name] = _told(column)
        elif TABLES[column.name].home == "yaml":
            properties[column.name] = _list_of(column.name)
    properties["format"] = {"description": HEAD[0].meaning, "const": HEAD[0].default}
    members = {"type": "array", "items": _TEXT}
    properties["groups"] = {
        "anyOf": [{"type": "object", "additionalProperties": members}, properties["groups"]]
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "operation.yaml",
        "description": first_sentence(Operation), "type": "object",
        "properties": properties, "required": ["name", "as_of"], "additionalProperties": False,
        "$defs": defs,
    }


def _list_of(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _answers() -> dict[str, Any]:
    chance = {"type": ["number", "null"]}
    return {
        "description": "Possible answers; from least to most where they are ordered.",
        "anyOf": [
            {"type": "array", "items": {"anyOf": [_TEXT, {"$ref": "#/$defs/answers"}]}},
            {"type": "object", "additionalProperties": {"anyOf": [chance, {"type": "object"}]}},
        ],
    }


def _plan() -> dict[str, Any]:
    made = _record(Plan)
    made["properties"]["repeatable"] |= {"anyOf": [{"type": "boolean"}]}
    made["properties"] |= {
        "format": {"const": FORMAT}, "outcomes": _list_of("plan_outcome"),
        "rows": _list_of("plan_row"),
    }
    return made


def _record(noun: Any, own: tuple[Column, ...] | None = None) -> dict[str, Any]:
    own = columns(noun) if own is None else own
    return {
        "type": "object", "description": first_sentence(noun),
        "properties": {column.name: _told(column) for column in own},
        "required": [column.name for column in own if column.required],
        "additionalProperties": False,
    }


def _told(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"description": column.meaning, **_shape(column.name, column.kind)}
    if not column.required and column.default is not None:
        plain = isinstance(column.default, bool | int | float)
        told["default"] = column.default if plain else write_field(column.default)
    return told


def _shape(name: str, kind: Any) -> dict[str, Any]:
    inner, absent = bare(kind)
    if name in PAIRS and get_origin(inner) is tuple:
        return {"type": "object", "additionalProperties": _TEXT}
    if name == "terms" or is_chances(inner):
        return {"type": "object", "additionalProperties": {"type": "number"}}
    if words(inner):
        return {"enum": list(words(inner))}
    if get_origin(inner) is tuple:
        part = get_args(inner)[0]
        items = {"enum": list(words(part))} if words(part) else _SHAPES.get(
            part, {"type": "object"})
        return {"anyOf": [{"type": "array", "items": items}, _TEXT]}
    shape = {"type": "string", "pattern": f"^({_MOMENT})$"} if is_moment(kind) else _SHAPES[inner]
    return {"anyOf": [shape, {"type": "null"}]} if absent else dict(shape)


_SHAPES: dict[Any, dict[str, Any]] = {
    str: _TEXT,
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}]},
    date: {"type": "string", "pattern": f"^{_DATE}$"},
    Windows: {"type": ["string", "integer"]},
    Stages: _TEXT,
    Condition: _TEXT,
    Company: _TEXT,
    Steps: {"type": "string", "pattern": r"^(none|\s*\d+\s*x\s*\d+\s*(,\s*\d+\s*x\s*\d+\s*)*)$"},
}


_OPENING = """# The format

*Made from the classes by `willing.io.schema.reference()`; change the sentences there.*

## Where things stand

An operation is a **folder** or a **workbook**; both hold the same, and `willing convert` makes one
of the other without loss.

- In a folder, `operation.yaml` holds the operation's name, dates, grid, weights, settings and the
  short tables; each long table is one CSV file. A missing file is an empty table.
- In a workbook each table is a sheet of the same name. The sheet `operation` holds keys and values
  (`grid.waiting`, `settings.currency`); answers and their chances are the sheets `answers` and
  `givens`, each row naming its `question`. The comment of a header says what stands below it.

## How cells are read

- Text files are UTF-8. CSV is written with commas; semicolons and tabs are read too. The first
  line names the columns, in any order; a column with a default may be left away.
- An empty cell means the default. What must be given has none.
- Blanks around a cell are not data. Lines inside a cell end with one newline. All else is kept to
  the letter: order of rows, sources, notes.
- A list is separated by commas, or is a YAML list. Yes and no are `yes` and `no`.
- A cell that begins like a formula (`=`, `+`, `-`, `@`) is text. CSV files hold it with a `'`
  before it, which is taken away on reading, so that a spreadsheet shows it and does not run it.
- In YAML no anchors, aliases or tags are read, and a value stays the text it is.
- Unknown keys, columns, sheets and CSV files are refused, with the nearest known name.
- A file is measured before it is read: a table up to 20 MB, `operation.yaml` up to 1 MB, a workbook
  up to 20 MB (100 MB unpacked), a cell up to 32,767 characters.

- Folder, workbook and plan file name the version of their format (`format`); those that name none
  are of version 1. Files of every earlier version are read; one of a newer version is refused.

Questions are written in one of three ways:

```yaml
questions:
  - id: deal
    answers: [2027-04-01, never]              # all alike
  - id: mandate
    answers: {yes: 0.7, no: 0.3}              # with chances
  - id: backstop
    ordered: yes
    answers:                                  # with more about each
      - {id: none}
      - {id: full, probability: 0.3, low: 0.1, high: 0.5, note: All of it}
    given:
      - {condition: deal == never, probabilities: {none: 1, full: 0}}
groups:
  NATO: [GBR, FRA]
```
"""

_PLAN = """
## The plan file

JSON, one record a line under `outcomes` and `rows`, so that two plans can be compared line by line.
`settings` and `answers` are objects of texts, `terms` an object of points by name. Keys with a
default may be left away. In a plan made by others `status` is `made elsewhere` and `bound` null.

Hold rows are runs: so many elements held from `first_day` for `days`. The rows alone also exist as
CSV with the same columns.
"""


def reference() -> str:
    """The format reference in Markdown: every table and key, its sentence, what may stand there."""
    parts = [_OPENING, "\n## operation.yaml\n", _table(
        [column for column in HEAD if "." not in column.name])]
    for name, noun in GROUPED_KEYS.items():
        parts += [f"\n### {name}\n\n{first_sentence(noun)}\n\n", _table(columns(noun))]
    for name, table in TABLES.items():
        place = "in operation.yaml" if table.home == "yaml" else f"`{name}.csv`"
        parts += [f"\n## {name}\n\n{table.meaning} ({place})\n\n", _table(table.columns)]
    parts.append(_PLAN)
    for title, noun in (("Plan", Plan), ("outcomes", OutcomePlan), ("rows", Row)):
        parts += [f"\n### {title}\n\n{first_sentence(noun)}\n\n", _table(columns(noun), plan=True)]
    return "".join(parts)


def _table(own: Any, plan: bool = False) -> str:
    lines = ["| field | meaning | allowed | default |", "|---|---|---|---|"]
    for column in own:
        kind = _in_plan(column) if plan else allowed(column.kind)
        default = "**must be given**" if column.required else _default(column)
        cells = (f"`{column.name}`", column.meaning, kind, default)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _in_plan(column: Column) -> str:
    if column.name in ("outcomes", "rows"):
        return "a list of objects"
    if _shape(column.name, column.kind).get("type") == "object":
        return "an object"
    kind, absent = bare(column.kind)
    return ("true or false" if kind is bool else allowed(kind)) + (" or null" if absent else "")


def _default(column: Column) -> str:
    text = "" if column.default is None else write_field(column.default)
    return f"`{text}`" if text else "none" if bare(column.kind)[1] else "empty"
