"""What is different between two versions of a machine."""

from attrs import evolve

from gongtong.core.machines.comparing import ChangeKind, MachinePart, changes_between
from gongtong.core.machines.definition import (
    GuardRow,
    Machine,
    StateClock,
    StateRow,
    TransitionRow,
)
from gongtong.core.rulings import Source, Standing
from gongtong.core.workdays.terms import Term

HOUSE = Source("规则", standing=Standing.HOUSE)
CLOCK = StateClock("answer", Term(7), "答复", HOUSE, "answer")
ASKED = StateRow("asked", "已提出", (CLOCK,))
DONE = StateRow("answered", "已答复", is_final=True, no_clock_because="终点")
ANSWER = TransitionRow("asked", "answer", "answered", "答复", (GuardRow("words", HOUSE),))
OLD = Machine("question", 1, "提问", "asked", (ASKED, DONE), (ANSWER,))


def test_equal_machines_differ_in_nothing() -> None:
    """A version number alone is no difference."""
    assert changes_between(OLD, OLD) == ()
    assert changes_between(OLD, evolve(OLD, version=2)) == ()


def test_each_part_is_told_by_its_name() -> None:
    """A shorter clock, a guard more, a step and a state gone, each on a line in both languages."""
    new = evolve(
        OLD,
        states=(evolve(ASKED, clocks=(evolve(CLOCK, term=Term(3)),)), DONE),
        transitions=(evolve(ANSWER, guards=(*ANSWER.guards, GuardRow("office", HOUSE, True))),),
    )
    found = changes_between(OLD, new)
    assert [(one.kind, one.part, one.name) for one in found] == [
        (ChangeKind.ADDED, MachinePart.GUARD, "asked/answer/office"),
        (ChangeKind.CHANGED, MachinePart.CLOCK, "asked/answer"),
    ]
    assert found[0].zh == "增加守卫条件 asked/answer/office：规则 house（法定）"
    assert found[1].en.startswith("changed clock asked/answer: 答复 7日 answer")
    assert "改为 答复 3日" in found[1].zh


def test_what_went_and_another_start() -> None:
    """Taken the other way round, what came is what went."""
    new = evolve(OLD, start="answered", states=(DONE,), transitions=())
    kinds = [(one.kind, one.part) for one in changes_between(OLD, new)]
    assert kinds == [
        (ChangeKind.CHANGED, MachinePart.START),
        (ChangeKind.REMOVED, MachinePart.STATE),
        (ChangeKind.REMOVED, MachinePart.TRANSITION),
        (ChangeKind.REMOVED, MachinePart.GUARD),
        (ChangeKind.REMOVED, MachinePart.CLOCK),
    ]
