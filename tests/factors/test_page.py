"""The reference page and the docstrings: current, complete, and they run."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import willing.factors as package
from willing.factors import factors
from willing.factors.kinds import KINDS
from willing.factors.page import THEMES, page, public_functions

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "factors.md"
MODULES = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
FUNCTIONS = [getattr(theme, name) for theme in THEMES for name in public_functions(theme)]


def test_the_page_is_current() -> None:
    """The committed page is what the code writes today."""
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m willing.factors.page"


def test_the_page_names_every_factor_kind_and_function() -> None:
    """Nothing a user can name is missing from the page."""
    text = page()
    missing = [name for name in factors if f"| `{name}` |" not in text]
    missing += [name for name in KINDS if f"### {name}\n" not in text]
    missing += [f.__name__ for f in FUNCTIONS if f"| `{f.__name__}(" not in text]
    assert missing == []


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples_run(name: str) -> None:
    """Every example in the docstrings of a module gives what it shows."""
    module = importlib.import_module(f"willing.factors.{name}")
    failed, _ = doctest.testmod(module, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    assert failed == 0


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_every_function_shows_an_example(function: object) -> None:
    """Every public function has a docstring with an example."""
    assert ">>>" in (inspect.getdoc(function) or "")


def test_every_public_function_is_exported() -> None:
    """What the themes offer can be imported from the package itself."""
    assert {f.__name__ for f in FUNCTIONS} <= set(package.__all__)
