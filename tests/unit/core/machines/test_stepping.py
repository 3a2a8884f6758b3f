"""A step asks every guard, and tells every ground."""

import pytest
from attrs import evolve

from gongtong.core.errors import PolicyError
from gongtong.core.machines.definition import GuardRow, Machine, StateRow, TransitionRow
from gongtong.core.machines.stepping import joined, rule_on_step, with_added
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing

HOUSE = Source("规则", standing=Standing.HOUSE)
ROW = TransitionRow(
    "asked", "answer", "answered", "答复", (GuardRow("words", HOUSE), GuardRow("office", HOUSE))
)
MACHINE = Machine(
    "question",
    1,
    "提问",
    "asked",
    (StateRow("asked", "已提出"), StateRow("answered", "已答复", is_final=True)),
    (ROW,),
)


def words(request: str, _: bool) -> tuple[Reason, ...]:
    return () if request else (Reason("t.words", "没有内容", "no words", HOUSE),)


def office(_: str, holds: bool) -> tuple[Reason, ...]:
    return () if holds else (Reason("t.office", "没有职务", "no office", HOUSE),)


GUARDS = {"words": words, "office": office}


def test_every_ground_is_told_in_the_order_of_the_table() -> None:
    """Both guards are asked, whatever the first one says."""
    refused = rule_on_step(MACHINE, "asked", "answer", asked=("", False), guards=GUARDS)
    assert isinstance(refused, Refused)
    assert refused.codes == ("t.words", "t.office")
    assert rule_on_step(MACHINE, "asked", "answer", asked=("好", True), guards=GUARDS) == Granted(
        ROW
    )


def test_what_cannot_happen_says_what_can() -> None:
    """An event that the state does not have is refused, also in a final state."""
    refused = rule_on_step(MACHINE, "answered", "answer", asked=("好", True), guards=GUARDS)
    assert isinstance(refused, Refused)
    assert refused.codes == ("machines.event_impossible",)
    assert "there is nothing" in refused.reasons[0].en
    asked = rule_on_step(MACHINE, "asked", "close", asked=("好", True), guards=GUARDS)
    assert isinstance(asked, Refused)
    assert "there is answer" in asked.reasons[0].en


def test_a_guard_that_nobody_can_judge_lets_nothing_pass() -> None:
    """It is an error, and never a silent yes."""
    with pytest.raises(PolicyError, match="office"):
        rule_on_step(MACHINE, "asked", "answer", asked=("好", True), guards={"words": words})


def test_an_added_guard_of_a_known_name_is_asked_as_well() -> None:
    """Neither takes the place of the other."""

    def more(_: str, __: bool) -> tuple[Reason, ...]:
        return (Reason("t.more", "还要", "more", HOUSE),)

    guards = with_added(GUARDS, [("words", more), ("other", more)])
    assert [one.code for one in guards["words"]("", True)] == ["t.words", "t.more"]
    assert [one.code for one in guards["other"]("好", True)] == ["t.more"]
    assert joined(words, office)("好", True) == ()


def test_a_transition_without_guards_passes() -> None:
    """Nothing is asked where the table asks nothing."""
    free = evolve(MACHINE, transitions=(evolve(ROW, guards=()),))
    ruling = rule_on_step(free, "asked", "answer", asked=("", False), guards={})
    assert isinstance(ruling, Granted)
