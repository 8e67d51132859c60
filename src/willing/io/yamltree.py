"""YAML as a tree of texts with lines: no types are guessed, nothing is built, nothing repeats.

`on`, `2027-13-01` and `1e5` stay the texts they are; the column's type reads them later. Anchors,
aliases and tags are refused: an operation needs none, and attacks live there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from willing.errors import Problem, ProblemsFound

_DEEPEST = 12
"""Lists and mappings inside each other; an operation needs seven."""
_ABSENT = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Text:
    """A single value, as it was written."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Values in a row."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Values by key, in order; keys are single values and may stand twice."""

    pairs: tuple[tuple[Text, Node], ...]
    line: int


Node = Text | Listing | Mapping


def read_tree(text: str, file: str) -> Node | None:
    """Read one YAML document; None when it is empty. Raises `ProblemsFound` for anything else."""
    try:
        return _Grower(file).grow(YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = error.problem or error.context or "it cannot be read"
        line = mark.line + 1 if mark is not None else 1
    except YAMLError as error:
        said, line = " ".join(str(error).split())[:200], 1
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError) as error:
        # The library raises bare errors on some malformed text, such as an escape past U+10FFFF.
        said, line = f"it cannot be read: {error}", 1
    raise ProblemsFound([Problem(
        kind="unreadable-yaml", where=f"{file}:{line}", given=said,
        allowed="YAML: 'key: value' lines, indented by blanks, and '- ' before list items",
        fix="correct the line, or the one before it",
    )])


class _Grower:
    """Grows a tree from the parser's events, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.stack: list[tuple[str, int, list[Node]]] = []
        self.root: Node | None = None
        self.documents = 0

    def grow(self, events: Iterator[Any]) -> Node | None:
        for event in events:
            self.take(type(event).__name__, event, event.start_mark.line + 1)
        return self.root

    def take(self, kind: str, event: Any, line: int) -> None:
        if kind == "AliasEvent" or getattr(event, "anchor", None) is not None:
            raise self.fault("anchor", line, "an anchor or alias stands here", "write it out")
        if getattr(event, "tag", None) is not None:
            raise self.fault("tag", line, f"the tag '{event.tag}' stands here", "take it out")
        if kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                raise self.fault("documents", line, "a second document begins here", "join them")
        elif kind == "ScalarEvent":
            plain = event.implicit[0]
            self.put(Text("" if plain and event.value in _ABSENT else event.value, line))
        elif kind in ("SequenceStartEvent", "MappingStartEvent"):
            if len(self.stack) == _DEEPEST:
                raise self.fault("depth", line, f"{_DEEPEST} levels are open", "write it flatter")
            self.stack.append((kind, line, []))
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            self.close()

    def close(self) -> None:
        kind, line, items = self.stack.pop()
        if kind == "SequenceStartEvent":
            self.put(Listing(tuple(items), line))
            return
        pairs: list[tuple[Text, Node]] = []
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Text):
                raise self.fault("key", key.line, "a key is a list or a mapping", "write a word")
            pairs.append((key, value))
        self.put(Mapping(tuple(pairs), line))

    def put(self, node: Node) -> None:
        if self.stack:
            self.stack[-1][2].append(node)
        else:
            self.root = node

    def fault(self, kind: str, line: int, given: str, fix: str) -> ProblemsFound:
        return ProblemsFound([Problem(
            kind=f"yaml-{kind}", where=f"{self.file}:{line}", given=given,
            allowed="one document of plain keys, values and lists is read", fix=fix,
        )])
