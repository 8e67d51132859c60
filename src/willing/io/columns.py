"""The columns of a noun, read from its class: name, type, default, and the sentence under it."""

from __future__ import annotations

import ast
import inspect
import types
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, Literal, Union, get_args, get_origin

from willing.calendar import DDay, Steps
from willing.domain.company import Company
from willing.domain.condition import Condition
from willing.domain.stages import Stages
from willing.domain.text import field_types, required_fields
from willing.domain.windows import Windows

NOTHING: Any = object()
"""Default of a column that has none."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table, or one key of a record."""

    name: str
    """Field name, and header."""
    kind: Any
    """Type of the field."""
    default: Any = NOTHING
    """Value of an empty cell; `NOTHING` when the cell must be filled."""
    said: str | tuple[Any, str]
    """What it means; or the class and the field under which the sentence stands."""

    @property
    def meaning(self) -> str:
        """The sentence under the field. Sources are read only where somebody asks."""
        if isinstance(self.said, str):
            return self.said
        noun, name = self.said
        return sentences(noun).get(name, "")

    @cached_property
    def bare(self) -> tuple[Any, bool, tuple[str, ...]]:
        """Its type without None, whether None may stand there, and the fixed words it allows."""
        return (*bare(self.kind), words(self.kind))

    @property
    def required(self) -> bool:
        """Whether an empty cell is a fault."""
        return self.default is NOTHING


@cache
def columns(noun: Any) -> tuple[Column, ...]:
    """Columns of a noun in the order of its fields."""
    kinds = field_types(noun)
    required = required_fields(noun)
    found = []
    for item in fields(noun):
        if item.name not in kinds:
            continue
        default = NOTHING
        if item.name not in required:
            made = item.default_factory
            default = item.default if made is MISSING else made()
        found.append(Column(
            name=item.name, kind=kinds[item.name], default=default,
            said=(noun, item.name),
        ))
    return tuple(found)


@cache
def sentences(noun: Any) -> dict[str, str]:
    """The sentence under each field of a class, read from its source; they exist nowhere else."""
    tree = ast.parse(inspect.getsource(inspect.getmodule(noun) or noun))
    body = next(
        node.body for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name == noun.__name__
    )
    found: dict[str, str] = {}
    for above, below in pairwise(body):
        if (
            isinstance(above, ast.AnnAssign) and isinstance(above.target, ast.Name)
            and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            found[above.target.id] = " ".join(below.value.value.split())
    return found


@cache
def bare(kind: Any) -> tuple[Any, bool]:
    """A type without its None, and whether None was allowed."""
    if get_origin(kind) not in (Union, types.UnionType):
        return kind, False
    options = [option for option in get_args(kind) if option is not type(None)]
    absent = len(options) < len(get_args(kind))
    return (Union[tuple(options)] if len(options) > 1 else options[0]), absent  # noqa: UP007


def is_moment(kind: Any) -> bool:
    """Whether a type is a day of the operation or of the world."""
    return DDay in get_args(bare(kind)[0])


def words(kind: Any) -> tuple[str, ...]:
    """The fixed words a type allows; empty when it is no list of words."""
    inner = bare(kind)[0]
    return get_args(inner) if get_origin(inner) is Literal else ()


def allowed(kind: Any) -> str:
    """What may stand in a cell of a type, in words."""
    if is_moment(kind):
        return "a day such as 'D+30' or '2027-04-20'"
    if words(kind):
        return "one of " + ", ".join(f"'{word}'" for word in words(kind) if word)
    inner = bare(kind)[0]
    if get_origin(inner) is tuple:
        part = get_args(inner)[0]
        if get_origin(part) is tuple:
            return "answers with their chances, such as 'none: 0.4, full: 0.6'"
        if words(part):
            return "words separated by commas, of " + ", ".join(f"'{w}'" for w in words(part))
        return "ids separated by commas" if part is str else "numbers separated by commas"
    return _ALLOWED[inner]


_ALLOWED: dict[Any, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "'yes' or 'no'",
    date: "a date such as '2027-04-20'",
    Windows: "windows such as 'D+30..D+720: 3; D+720..: 2', or one number for all days",
    Condition: "a condition such as 'backstop >= enablers and deal <= 2027-06-30'",
    Company: "company such as 'with GBR at SEC_W and if role2_hospital in SEC_W'",
    Steps: "periods such as '12x7, 21x30', or 'none'",
    Stages: "stages such as '0: 60; 90: 20'",
}
