"""The schema and the reference are made from the classes and describe what is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.io.test_planfile import PLAN
from tests.operations import coalition, one_post, two_tasks
from willing.domain.operation import Operation
from willing.io.columns import columns
from willing.io.flat import flatten
from willing.io.load import load
from willing.io.planfile import plan_text
from willing.io.schema import json_schema, reference
from willing.io.starter import write_starter
from willing.io.tables import GROUPED_KEYS, HEAD, TABLES
from willing.io.yamlwrite import write_yaml

SCHEMA = json_schema()
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "format.md"
TYPES: dict[str, Any] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list,
    "object": dict, "null": type(None),
}


def faults(value: Any, rule: dict[str, Any], at: str = "$") -> list[str]:
    """What a value breaks of a schema, for the keywords that this schema uses."""
    if "$ref" in rule:
        return faults(value, SCHEMA["$defs"][rule["$ref"].rpartition("/")[2]], at)
    if "anyOf" in rule:
        tried = [faults(value, {**part}, at) for part in rule["anyOf"]]
        return [] if [] in tried else min(tried, key=len)
    kinds = rule.get("type", [])
    wanted = [kinds] if isinstance(kinds, str) else kinds
    if wanted and not any(isinstance(value, TYPES[kind]) for kind in wanted):
        return [f"{at}: {value!r} is no {kinds}"]
    if "enum" in rule and value not in rule["enum"]:
        return [f"{at}: {value!r} is none of {rule['enum']}"]
    if isinstance(value, str) and not re.search(rule.get("pattern", ""), value):
        return [f"{at}: {value!r} does not match {rule['pattern']}"]
    found = []
    if isinstance(value, list):
        for number, item in enumerate(value):
            found += faults(item, rule.get("items", {}), f"{at}[{number}]")
    if isinstance(value, dict):
        known, other = rule.get("properties", {}), rule.get("additionalProperties", {})
        found += [f"{at}: {key} is missing" for key in rule.get("required", []) if key not in value]
        for key, inner in value.items():
            part = known.get(key, other)
            found += [f"{at}: {key} is unknown"] if part is False else faults(
                inner, part, f"{at}.{key}")
    return found


def plain(text: str) -> Any:
    """YAML as an editor reads it, but with dates as texts."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda loader, node: node.value)
    return yaml.load(text)


@pytest.mark.parametrize("make", [one_post, two_tasks, coalition])
def test_what_is_written_fits_the_schema(make: Callable[[], Operation]) -> None:
    """The operation.yaml of each named operation is valid under the schema."""
    assert faults(plain(write_yaml(flatten(make()))), SCHEMA) == []


def test_the_starter_fits_the_schema(tmp_path: Path) -> None:
    """The commented starter, written by hand, is valid under the schema."""
    write_starter(tmp_path / "new")
    assert faults(plain((tmp_path / "new" / "operation.yaml").read_text()), SCHEMA) == []


def test_a_plan_fits_the_schema() -> None:
    """A plan file is valid under the schema's plan."""
    assert faults(json.loads(plan_text(PLAN)), SCHEMA["$defs"]["plan"]) == []


@pytest.mark.parametrize("text", [
    "name: x", "name: x\nas_of: soon", "name: x\nas_of: 2027-01-01\nunits: []",
    "name: x\nas_of: 2027-01-01\ngrid: {wating: 1x30}",
    "name: x\nas_of: 2027-01-01\npolicies: [{id: a}]",
    "name: x\nas_of: 2027-01-01\nsettings: {counts_from: sure}",
    "name: x\nas_of: 2027-01-01\nquestions: [{id: deal}]",
])
def test_what_is_not_read_does_not_fit_the_schema(text: str) -> None:
    """Missing and unknown keys and wrong values are invalid under the schema too."""
    assert faults(plain(text), SCHEMA) != []


def test_the_schema_is_json_and_knows_every_field() -> None:
    """Every field of every noun stands in the schema with its sentence."""
    told = json.loads(json.dumps(SCHEMA))
    for name, table in TABLES.items():
        for column in columns(table.noun):
            if name == "questions" and column.name in ("answers", "given"):
                continue
            assert told["$defs"][name]["properties"][column.name]["description"] == column.meaning
    for name, noun in GROUPED_KEYS.items():
        assert list(told["properties"][name]["properties"]) == [c.name for c in columns(noun)]


def test_every_field_has_its_sentence() -> None:
    """No key or column goes without a sentence that says what it means."""
    every = [*HEAD, *(column for table in TABLES.values() for column in table.columns)]
    assert [column.name for column in every if len(column.meaning) < 6] == []


def test_the_reference_is_current() -> None:
    """docs/reference/format.md is what the classes say today.

    If this fails, write `willing.io.schema.reference()` to that file.
    """
    assert REFERENCE.read_text(encoding="utf-8") == reference()


def test_the_reference_names_every_field() -> None:
    """Every table and every field stands in the reference."""
    for name, table in TABLES.items():
        part = reference().split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert [c.name for c in table.columns if f"| `{c.name}` | {c.meaning}" not in part] == []


def test_the_example_in_the_reference_is_read(tmp_path: Path) -> None:
    """The YAML shown in the reference loads, and means what it says."""
    shown = reference().split("```yaml\n")[1].split("```")[0]
    (tmp_path / "operation.yaml").write_text(f"name: x\nas_of: 2027-01-01\n{shown}")
    operation = load(tmp_path)
    assert [[(a.id, a.probability) for a in q.answers] for q in operation.questions] == [
        [("2027-04-01", None), ("never", None)], [("yes", 0.7), ("no", 0.3)],
        [("none", None), ("full", 0.3)],
    ]
    assert operation.questions[2].answers[1].high == 0.5
    assert operation.questions[2].given[0].probabilities == (("none", 1.0), ("full", 0.0))
    assert operation.groups[0].members == ("GBR", "FRA")
