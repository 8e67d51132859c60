"""operation.yaml, from its tree to entries: the head and the short tables."""

from __future__ import annotations

from willing.errors import Origin, Problem, nearest
from willing.io.cell import clean
from willing.io.columns import columns
from willing.io.tables import GROUPED_KEYS, HEAD, TABLES, Entries, Entry
from willing.io.yamltree import Listing, Mapping, Node, Text

_TOP = (
    *dict.fromkeys(column.name.partition(".")[0] for column in HEAD),
    *(t.name for t in TABLES.values() if t.home == "yaml" and t.name not in ("answers", "givens")),
)
"""Keys of the file."""


class YamlReader:
    """Turns the tree of operation.yaml into entries; faults go to `problems`."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.entries: Entries = {}

    def read(self, tree: Node | None) -> Entry:
        """Read the file; the tables go to `entries`, the head is returned."""
        cells: dict[str, str] = {}
        places: dict[str, str] = {}
        for key, node in self.pairs(tree, _TOP, "the operation"):
            if key in GROUPED_KEYS:
                known = tuple(c.name for c in columns(GROUPED_KEYS[key]))
                for inner, value in self.pairs(node, known, f"'{key}'"):
                    self.cell(f"{key}.{inner}", value, cells, places)
            elif key == "groups":
                self.groups(node)
            elif key == "questions":
                self.questions(node)
            elif key in TABLES:
                for record in self.items(node, key):
                    self.add(key, record)
            else:
                self.cell(key, node, cells, places)
        return Entry(cells=cells, places=places, origin=Origin(file=self.file, line=1))

    def groups(self, node: Node) -> None:
        """`NATO: [GBR, FRA]`, or a list of records like any table."""
        if isinstance(node, Listing):
            for record in self.items(node, "groups"):
                self.add("groups", record)
            return
        for key, members in self.pairs(node, None, "'groups'"):
            cells, places = {"id": key}, {"id": f"{self.file}:{members.line}"}
            self.cell("members", members, cells, places)
            self.put("groups", members.line, cells, places)

    def questions(self, node: Node) -> None:
        """Questions, with their answers and chances inside."""
        for record in self.items(node, "questions"):
            cells, places, inner = self.record("questions", record, ("answers", "given"))
            self.put("questions", record.line, cells, places)
            asked = cells.get("id", "")
            if asked and "answers" in inner:
                self.answers(asked, inner["answers"])
            if asked and "given" in inner:
                for given in self.items(inner["given"], "given"):
                    self.add("givens", given, question=asked)

    def answers(self, asked: str, node: Node) -> None:
        """`[none, full]`, `{none: 0.4, full: 0.6}`, or records with more about each."""
        if isinstance(node, Mapping):
            for key, value in self.pairs(node, None, "'answers'"):
                if isinstance(value, Mapping):
                    self.add("answers", value, question=asked, id=key)
                    continue
                cells = {"question": asked, "id": key}
                self.cell("probability", value, cells, {})
                self.put("answers", value.line, cells, {})
            return
        for item in self.items(node, "answers"):
            if isinstance(item, Text):
                self.put("answers", item.line, {"question": asked, "id": clean(item.text)}, {})
            else:
                self.add("answers", item, question=asked)

    def add(self, table: str, node: Node, **known: str) -> None:
        """Take one record of a table; `known` are cells that its place tells."""
        cells, places, _ = self.record(table, node, (), tuple(known))
        self.put(table, node.line, {**known, **cells}, places)

    def record(
        self, table: str, node: Node, nested: tuple[str, ...], known: tuple[str, ...] = ()
    ) -> tuple[dict[str, str], dict[str, str], dict[str, Node]]:
        """Cells of a record, their lines, and what stands under its nested keys."""
        cells: dict[str, str] = {}
        places: dict[str, str] = {}
        inner: dict[str, Node] = {}
        names = tuple(c.name for c in TABLES[table].columns if c.name not in known)
        for key, value in self.pairs(node, (*names, *nested), f"a record of '{table}'"):
            if key in nested:
                inner[key] = value
            else:
                self.cell(key, value, cells, places)
        return cells, places, inner

    def put(self, table: str, line: int, cells: dict[str, str], places: dict[str, str]) -> None:
        origin = Origin(file=self.file, line=line)
        entry = Entry(cells={k: v for k, v in cells.items() if v}, origin=origin, places=places)
        self.entries.setdefault(table, []).append(entry)

    def cell(self, name: str, node: Node, cells: dict[str, str], places: dict[str, str]) -> None:
        """Take a value as the text of a cell; lists of values are joined by commas."""
        places[name] = f"{self.file}:{node.line}"
        if isinstance(node, Text):
            cells[name] = clean(node.text)
        elif isinstance(node, Listing):
            parts = [item for item in node.items if isinstance(item, Text)]
            if len(parts) < len(node.items):
                self.fault(node.line, f"'{name}' holds more than values", "a list of values",
                           "flatten it")
            cells[name] = ", ".join(clean(part.text) for part in parts)
        elif name == "probabilities":
            chances = [(key, value) for key, value in self.pairs(node, None, "'probabilities'")
                       if isinstance(value, Text)]
            cells[name] = ", ".join(f"{key}: {clean(value.text)}" for key, value in chances)
        else:
            self.fault(
                node.line, f"'{name}' holds keys of its own", "one value, or a list of values",
                "write the value after the colon",
            )

    def items(self, node: Node, name: str) -> tuple[Node, ...]:
        """Items of a list of records; anything else is a fault."""
        if isinstance(node, Text) and not node.text:
            return ()
        if not isinstance(node, Listing):
            self.fault(node.line, f"'{name}' is no list", "a list, one '- ' before each item",
                       "write it as a list")
            return ()
        return node.items

    def pairs(
        self, node: Node | None, known: tuple[str, ...] | None, what: str
    ) -> list[tuple[str, Node]]:
        """Keys and values of a mapping; unknown and repeated keys are faults."""
        if node is None or (isinstance(node, Text) and not node.text):
            return []
        if not isinstance(node, Mapping):
            self.fault(node.line, f"{what} is no mapping", "'key: value' lines", "name the keys")
            return []
        found: dict[str, Node] = {}
        for key, value in node.pairs:
            name = clean(key.text)
            if name in found:
                self.fault(key.line, f"'{name}' stands there twice", "each key stands once",
                           "delete one of them", kind="duplicate-key")
            elif known is None or name in known:
                # The parser puts an empty value on the line of whatever comes next.
                empty = isinstance(value, Text) and not value.text
                found[name] = Text("", key.line) if empty else value
            elif name in TABLES and what == "the operation":
                self.fault(key.line, f"'{name}' stands in operation.yaml",
                           f"this table is the file {name}.csv", "move it there",
                           kind="unknown-key")
            else:
                self.fault(key.line, f"{what} has no key '{name}'",
                           f"keys are {', '.join(known)}", nearest(name, known),
                           kind="unknown-key")
        return list(found.items())

    def fault(
        self, line: int, given: str, allowed: str, fix: str, kind: str = "wrong-shape"
    ) -> None:
        """Keep a fault."""
        self.problems.append(Problem(
            kind=kind, where=f"{self.file}:{line}", given=given, allowed=allowed, fix=fix
        ))
