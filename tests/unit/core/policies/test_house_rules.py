"""House rules: a place's own answers, kept as data."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from fractions import Fraction

import pytest
from attrs import evolve

from gongtong.core.errors import CodecError, NoProvisionError, PolicyError
from gongtong.core.periods import since
from gongtong.core.places import Place
from gongtong.core.policies import (
    AnyPoint,
    AnyProvision,
    HouseRule,
    PolicyBook,
    PolicyPoint,
    Rank,
    house_rule,
    with_house_rules,
)
from gongtong.core.rulings import Source, Standing
from gongtong.core.shares import AtLeast, Bound, MoreThan

Make = Callable[..., AnyProvision]
PLACE = Place("silk-dormitory", "丝绸宿舍", "421003")
DAY = date(2024, 5, 1)
DECISION = Source("自管委决定", "2023年第1号", standing=Standing.HOUSE)


class Silent(StrEnum):
    NOT_COUNTED = "not_counted"


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Bound, MoreThan(1, 2), '{"bound":"more_than","denominator":2,"numerator":1}'),
        (Silent, Silent.NOT_COUNTED, '"not_counted"'),
        (int, 30000, "30000"),
        (bool, False, "false"),
        (Fraction, Fraction(1, 3), '"1/3"'),
        (date, date(2024, 1, 1), '"2024-01-01"'),
    ],
)
def test_every_kind_of_value_goes_to_text_and_back(kind: object, value: object, text: str) -> None:
    """Bounds, words, numbers, yes and no, shares and days can all be house rules."""
    point = PolicyPoint[object]("test.point", zh="x", value_type=kind)
    rule = house_rule("r", point, value, in_force=since("2023-01-01"), decision=DECISION)
    assert rule.value == text
    book = with_house_rules(PolicyBook(), [rule], place=PLACE, points={"test.point": point})
    answer = book.resolve(point, PLACE, DAY)
    assert answer.value == value
    assert answer.provision.cites == (DECISION,)
    assert answer.provision.rank is Rank.BYLAW


def test_a_house_rule_holds_in_its_place_only(provision: Make, quorum: PolicyPoint[Bound]) -> None:
    """The neighbours have not decided it, and the plugins' book is left as it was."""
    plain = PolicyBook((provision("city", area="4210"),))
    rule = house_rule("r", quorum, MoreThan(1, 2), in_force=since("2023-01-01"), decision=DECISION)
    book = with_house_rules(plain, [rule], place=PLACE, points={quorum.name: quorum})
    assert book.resolve(quorum, PLACE, DAY).value == MoreThan(1, 2)
    assert book.resolve(quorum, Place("other", "别处", "421003"), DAY).value == AtLeast(1, 2)
    assert plain.resolve(quorum, PLACE, DAY).value == AtLeast(1, 2)
    assert book.fingerprint != plain.fingerprint


def test_no_house_rules_leave_the_book_itself() -> None:
    """Most places have none, and pay nothing for that."""
    book = PolicyBook()
    assert with_house_rules(book, [], place=PLACE, points={}) is book


def test_an_amendment_counts_from_the_day_it_was_recorded(quorum: PolicyPoint[Bound]) -> None:
    """A rule amended later is read as it was known on the day asked about."""
    rule = house_rule("r", quorum, AtLeast(1, 2), in_force=since("2023-01-01"), decision=DECISION)
    first = evolve(rule, recorded_on=date(2023, 1, 1))
    value = '{"bound":"at_least","denominator":3,"numerator":2}'
    second = evolve(rule, value=value, recorded_on=date(2024, 1, 1))
    points = {quorum.name: quorum}
    book = with_house_rules(PolicyBook(), [second, first], place=PLACE, points=points)
    assert book.resolve(quorum, PLACE, DAY).value == AtLeast(2, 3)
    assert book.resolve(quorum, PLACE, DAY, known_on=date(2023, 12, 31)).value == AtLeast(1, 2)
    with pytest.raises(NoProvisionError):
        book.resolve(quorum, PLACE, DAY, known_on=date(2022, 12, 31))


def test_a_house_rule_names_a_point_that_takes_data(quorum: PolicyPoint[Bound]) -> None:
    """A misspelt point, a point answered by functions and a value that does not fit are refused."""
    rule_point = PolicyPoint[object]("test.rule", zh="x")
    points: dict[str, AnyPoint] = {quorum.name: quorum, rule_point.name: rule_point}
    for point, value, error, told in [
        ("test.quorom", "1", PolicyError, "no policy point is called 'test.quorom'"),
        ("test.rule", "1", PolicyError, "that takes a plugin"),
        ("test.quorum", '"half"', CodecError, "half|mapping|dict|object"),
        ("test.quorum", "0.5", CodecError, "whole numbers"),
    ]:
        rule = HouseRule("r", point, value, since("2023-01-01"), DECISION)
        with pytest.raises(error, match=told):
            with_house_rules(PolicyBook(), [rule], place=PLACE, points=points)


def test_a_place_adopts_no_regulation() -> None:
    """What a place decides ranks below every regulation."""
    with pytest.raises(ValueError, match="not a local_regulation"):
        HouseRule(
            "r", "test.quorum", "1", since("2023-01-01"), DECISION, rank=Rank.LOCAL_REGULATION
        )


def test_a_typed_house_rule_is_checked_when_it_is_drafted(quorum: PolicyPoint[Bound]) -> None:
    """A value of the wrong type is found before anybody decides on it."""
    with pytest.raises(TypeError, match="cannot be a house rule"):
        house_rule("r", quorum, 3, in_force=since("2023-01-01"), decision=DECISION)  # type: ignore[misc]  # the mistake under test
