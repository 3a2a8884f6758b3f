"""A machine as text that others draw."""

from gongtong.core.machines.definition import (
    GuardRow,
    Machine,
    StateClock,
    StateRow,
    TransitionRow,
)
from gongtong.core.machines.drawing import dot_of, mermaid_of, page_of
from gongtong.core.rulings import Source, Standing
from gongtong.core.workdays.terms import Term

HOUSE = Source("规则", standing=Standing.HOUSE)
MACHINE = Machine(
    "a question",
    1,
    "提问",
    "asked",
    (
        StateRow("asked", '已"提出"', (StateClock("answer", Term(7), "答复", HOUSE, "answer"),)),
        StateRow("answered", "已答复", is_final=True, no_clock_because="终点"),
    ),
    (
        TransitionRow(
            "asked", "answer", "answered", "答复: 书面", (GuardRow("words", HOUSE, True),)
        ),
    ),
)


def test_mermaid_draws_start_steps_and_ends() -> None:
    """Marks that Mermaid reads as its own are written otherwise."""
    assert mermaid_of(MACHINE) == (
        "stateDiagram-v2\n"
        "    state \"已'提出'\" as asked\n"
        '    state "已答复" as answered\n'
        "    [*] --> asked\n"
        "    asked --> answered: 答复： 书面\n"
        "    answered --> [*]\n"
    )


def test_graphviz_draws_ends_as_double_circles() -> None:
    """The name of the graph is one word."""
    text = dot_of(MACHINE)
    assert text.startswith("digraph a_question {")
    assert '    answered [label="已答复", shape=doublecircle];' in text
    assert '    asked -> answered [label="答复： 书面"];' in text


def test_a_page_tells_clocks_and_statutory_guards() -> None:
    """A guard that rests on a statute stands in bold, a state without a clock says why."""
    page = page_of(MACHINE)
    assert "2 states, 1 steps" in page
    assert "| `answered` | 已答复 | 终点 |" in page
    assert "**words** 规则" in page
    assert "答复 7日（规则） → `answer`" in page
