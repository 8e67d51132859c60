"""Conditions: three-valued logic, printing, and columns of mistakes."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willing.domain.condition import Comparison, Condition, Junction, parse_condition
from willing.errors import TextFault

LADDER = ("none", "some", "full")
ANSWERS = {"backstop": LADDER, "mandate": ("no", "yes"), "truce": ("a", "b")}


def rank(question: str, answer: str) -> int | None:
    """Only the backstop has an order."""
    return LADDER.index(answer) if question == "backstop" and answer in LADDER else None


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """One question held against its answers."""
    question = draw(st.sampled_from(sorted(ANSWERS)))
    operators = ["==", "!=", "in"] + (["<", "<=", ">", ">="] if question == "backstop" else [])
    operator = draw(st.sampled_from(operators))
    most = 2 if operator == "in" else 1
    answer = st.sampled_from(ANSWERS[question])
    answers = draw(st.lists(answer, min_size=1, max_size=most, unique=True))
    return Comparison(question, operator, tuple(answers))


NODES: st.SearchStrategy[Comparison | Junction] = st.recursive(
    comparisons(),
    lambda inner: st.one_of(
        st.builds(lambda part: Junction("not", (part,)), inner),
        st.builds(
            lambda word, parts: Junction(word, tuple(parts)), st.sampled_from(["and", "or"]),
            st.lists(inner, min_size=2, max_size=3),
        ),
    ),
    max_leaves=8,
)
KNOWN = st.fixed_dictionaries(
    {name: st.sampled_from([None, *answers]) for name, answers in ANSWERS.items()}
)


def oracle(node: Comparison | Junction, answers: dict[str, str | None]) -> float:
    """Kleene's tables in numbers: true 1, false 0, unknown one half."""
    if isinstance(node, Junction):
        values = [oracle(part, answers) for part in node.parts]
        return {"not": 1 - values[0], "and": min(values), "or": max(values)}[node.word]
    given_answer = answers[node.question]
    if given_answer is None:
        return 0.5
    if node.operator in ("==", "in"):
        return float(given_answer in node.answers)
    if node.operator == "!=":
        return float(given_answer not in node.answers)
    left, right = LADDER.index(given_answer), LADDER.index(node.answers[0])
    sides = {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}
    return float(sides[node.operator])


def said(node: Comparison | Junction, answers: dict[str, str | None]) -> float:
    """What the condition says, as the oracle's numbers."""
    known = {name: answer for name, answer in answers.items() if answer is not None}
    value = Condition(node, str(node)).holds(known, rank)
    return 0.5 if value is None else float(value)


@given(NODES, KNOWN)
def test_logic_is_three_valued(
    node: Comparison | Junction, answers: dict[str, str | None]
) -> None:
    """`and`, `or` and `not` follow Kleene's tables, with open questions unknown."""
    assert said(node, answers) == oracle(node, answers)


@given(NODES, KNOWN)
def test_what_is_known_stays_known(
    node: Comparison | Junction, answers: dict[str, str | None]
) -> None:
    """A condition that is decided by some answers is decided alike by all of them."""
    value = said(node, answers)
    options = [[a] if a is not None else list(ANSWERS[name]) for name, a in answers.items()]
    if value != 0.5:
        for rest in product(*options):
            assert said(node, dict(zip(answers, rest, strict=True))) == value


@given(NODES)
def test_print_and_parse_agree(node: Comparison | Junction) -> None:
    """A printed condition reads back as itself, and says the same in every case."""
    again = parse_condition(str(node))
    assert str(again) == str(node)
    assert again == Condition(node, "")
    for rest in product(*([None, *answers] for answers in ANSWERS.values())):
        answers = dict(zip(ANSWERS, rest, strict=True))
        assert said(again.root, answers) == oracle(node, answers)


def test_precedence_is_not_and_or() -> None:
    """`not` binds closer than `and`, and `and` closer than `or`."""
    text = "not a == b and c == d or e in {f, g}"
    assert str(parse_condition(text)) == "(not a == b and c == d) or e in {f, g}"


def test_comparisons_come_from_left_to_right_with_columns() -> None:
    """Each comparison knows where it stands in the text."""
    condition = parse_condition("  a == b and (c > d or not e in {f})")
    assert [(c.question, c.column) for c in condition.comparisons()] == [
        ("a", 3), ("c", 15), ("e", 28),
    ]


def test_an_answer_without_order_is_unknown_to_size() -> None:
    """`<` on answers that have no place on a ladder decides nothing."""
    assert parse_condition("truce < b").holds({"truce": "a"}, rank) is None


@pytest.mark.parametrize(("text", "match"), [
    ("", r"column 1: the condition stops here; a question's name is expected"),
    ("a", r"column 2: the condition stops here; '==', '!='"),
    ("a = b", r"column 3: '=' stands here"),
    ("a == ", r"column 5: the condition stops here; an answer is expected"),
    ("a == b c", r"column 8: 'c' stands here; 'and', 'or' or the end may follow"),
    ("a == b and", r"column 11: the condition stops here"),
    ("(a == b", r"column 8: .* a '\)' is missing"),
    ("a in b", r"column 6: 'b' stands here; 'in' is followed by '\{'"),
    ("a in {b c}", r"column 9: 'c' stands here; ',' or '\}' may follow"),
    ("a in {}", r"column 7: '\}' stands here; an answer is expected"),
    ("a == and", r"column 6: 'and' stands here"),
    ("a == b $", r"column 8: '\$' stands here"),
    ("(" * 60 + "a == b" + ")" * 60, r"column 52: .* at most 50 levels"),
    ("not " * 60 + "a == b", r"at most 50 levels"),
])
def test_a_mistake_is_told_with_its_column(text: str, match: str) -> None:
    """What cannot be read is told with the column at which it stands."""
    with pytest.raises(TextFault, match=match):
        parse_condition(text)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text does more harm than a `TextFault`."""
    column = 1
    try:
        parse_condition(text)
    except TextFault as fault:
        column = fault.column
    assert 1 <= column <= len(text) + 1
