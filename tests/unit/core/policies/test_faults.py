"""What a book refuses when a host starts."""

from collections.abc import Callable
from datetime import date

import pytest

from gongtong.core.errors import AmbiguousProvisionsError, PolicyError
from gongtong.core.periods import between, since
from gongtong.core.policies import (
    AnyProvision,
    AreaCodeChange,
    Fact,
    Lineage,
    Mode,
    PolicyBook,
    PolicyPoint,
    Provision,
    Rank,
)
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast

Make = Callable[..., AnyProvision]
COLOUR = Fact("colour", str)
SIZE = Fact("size", int)
DAYS = PolicyPoint[int]("test.days", zh="期限", value_type=int, facts=(COLOUR, SIZE))


def days(identity: str, value: int, *conditions: object) -> AnyProvision:
    """A provision on a point with facts."""
    return Provision(
        identity,
        DAYS,
        value,
        area="42",
        in_force=since("2020-01-01"),
        rank=Rank.BYLAW,
        cites=[Source("x")],
        conditions=conditions,  # type: ignore[arg-type]  # conditions of either fact
        plugin=f"plugin-of-{identity}",
    )


def test_a_tie_is_an_error_at_the_start(provision: Make) -> None:
    """Two plugins that answer the same question differently are both named."""
    book = PolicyBook((provision("a"), provision("b", value=AtLeast(2, 3))))
    with pytest.raises(AmbiguousProvisionsError, match=r"plugin-of-a.*plugin-of-b"):
        book.check()


@pytest.mark.parametrize(
    "change",
    [
        {"value": AtLeast(1, 2)},
        {"area": "4210"},
        {"rank": Rank.BYLAW},
        {"mode": Mode.DEFAULT},
        {"mode": Mode.FLOOR},
        {"in_force": between("2019-01-01", "2020-01-01")},
        {"withdrawn_on": date(2019, 1, 1), "recorded_on": date(2018, 1, 1)},
        {"replaces": ("a",)},
    ],
)
def test_what_differs_in_any_rule_of_choice_is_no_tie(
    provision: Make, change: dict[str, object]
) -> None:
    """Equal answers, another area, rank, mode or time, and an explicit replacement settle it."""
    first = provision("a", recorded_on=date(2020, 1, 1))
    PolicyBook((first, provision("b", **{"value": AtLeast(2, 3), **change}))).check()


def test_conditions_that_cannot_both_be_met_are_no_tie() -> None:
    """Red and blue exclude each other, and the narrower of two comes first."""
    red, blue = days("red", 1, COLOUR.is_one_of("red")), days("blue", 2, COLOUR.is_one_of("blue"))
    PolicyBook((red, blue, days("any", 3))).check()


def test_conditions_of_which_neither_is_narrower_are_a_tie() -> None:
    """What is red and large falls under both, and nobody said which one counts."""
    book = PolicyBook((days("a", 1, COLOUR.is_one_of("red")), days("b", 2, SIZE.is_one_of(9))))
    with pytest.raises(AmbiguousProvisionsError, match=r"test\.days: a .* and b "):
        book.check()


def test_one_id_belongs_to_one_plugin(provision: Make) -> None:
    """Nobody takes over a statute's provision by using its id."""
    law = provision("law.1", plugin="civil-code")
    local = provision("law.1", plugin="local", recorded_on=date(2024, 1, 1))
    with pytest.raises(AmbiguousProvisionsError, match="more than one plugin: civil-code, local"):
        PolicyBook((law, local)).check()


def test_texts_of_one_provision_answer_one_point_in_one_area(provision: Make) -> None:
    """A later text amends a provision; another area is another provision."""
    book = PolicyBook((provision("a"), provision("a", area="4210", recorded_on=date(2024, 1, 1))))
    with pytest.raises(PolicyError, match="texts for different points or areas"):
        book.check()


def test_two_texts_recorded_on_one_day_are_a_tie(provision: Make) -> None:
    """Which of two texts is the later one cannot be told when both are of one day."""
    with pytest.raises(AmbiguousProvisionsError):
        PolicyBook((provision("a"), provision("a", value=AtLeast(2, 3)))).check()
    later = provision("a", value=AtLeast(2, 3), recorded_on=date(2024, 1, 1))
    PolicyBook((provision("a"), later)).check()


def test_a_replacement_names_something_that_it_may_replace(provision: Make) -> None:
    """Unknown ids, other points, higher ranks and circles are all mistakes."""
    law = provision("law", rank=Rank.LAW)
    for replacing, told in [
        (provision("b", replaces=("lwa",)), "replaces 'lwa', which is nowhere"),
        (provision("b", replaces=("law",), area="4210"), "it is of lower rank"),
        (provision("b", replaces=("days",), area="4210"), "answers another point"),
        (provision("b", replaces=("b",), area="4210"), "replaces itself in a circle"),
    ]:
        with pytest.raises(PolicyError, match=told):
            PolicyBook((law, days("days", 1), replacing)).check()


def test_one_text_may_replace_several(provision: Make) -> None:
    """A revised covenant puts two older decisions aside."""
    old, older = provision("old"), provision("older", value=AtLeast(1, 3), rank=Rank.BYLAW)
    new = provision("new", value=AtLeast(2, 3), replaces=("old", "older"))
    PolicyBook((old, older, new)).check()


def test_a_longer_circle_of_replacements_is_found(provision: Make) -> None:
    """A replaces B, B replaces C, C replaces A: then none of them holds."""
    circle = (
        provision("a", replaces=("b",)),
        provision("b", replaces=("c",)),
        provision("c", replaces=("a",)),
    )
    with pytest.raises(PolicyError, match="in a circle"):
        PolicyBook(circle).check()


def test_a_bylaw_does_not_bind_the_country(provision: Make) -> None:
    """An empty area on a bylaw is a forgotten area."""
    with pytest.raises(PolicyError, match="a bylaw cannot bind the country"):
        PolicyBook((provision("a", area="", rank=Rank.BYLAW),)).check()


def test_a_provision_is_no_older_than_its_area_code(provision: Make) -> None:
    """A rule of 2015 cannot have been made for 421088, which exists since 2020."""
    lineage = Lineage([AreaCodeChange("421023", "421088", date(2020, 6, 12))])
    with pytest.raises(PolicyError, match="the code 421088 exists only since 2020-06-12"):
        PolicyBook((provision("a", area="421088", in_force=since("2020-06-11")),), lineage).check()
    PolicyBook((provision("a", area="421088", in_force=since("2020-06-12")),), lineage).check()


def test_two_points_of_one_name_are_refused() -> None:
    """A name means one question."""
    other = PolicyPoint[str]("test.days", zh="别的", value_type=str)
    with pytest.raises(PolicyError, match="two different policy points"):
        PolicyBook(declared=(DAYS, other)).check()


def test_every_fault_is_told_at_once(provision: Make) -> None:
    """The first fault is raised and carries the others as notes."""
    book = PolicyBook((provision("a"), provision("b", value=AtLeast(2, 3), replaces=("x",))))
    with pytest.raises(AmbiguousProvisionsError) as raised:
        book.check()
    assert len(raised.value.__notes__) == 1
    assert "replaces 'x'" in raised.value.__notes__[0]
