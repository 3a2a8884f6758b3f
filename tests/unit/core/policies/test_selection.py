"""Which provision decides, and why each other one does not."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from itertools import permutations

import pytest

from gongtong.core.errors import (
    AmbiguousProvisionsError,
    NoProvisionError,
    PolicyError,
)
from gongtong.core.periods import between, since
from gongtong.core.places import Place
from gongtong.core.policies import (
    AnyProvision,
    Fact,
    Mode,
    PolicyBook,
    PolicyPoint,
    Provision,
    Rank,
    WhyNot,
)
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast, Bound

Make = Callable[..., AnyProvision]
PLACE = Place("silk-dormitory", "丝绸宿舍", "421003003007")
DAY = date(2024, 5, 1)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


COLOUR = Fact("colour", Colour)
SIZE = Fact("size", int)
DAYS = PolicyPoint[int]("test.days", zh="期限", value_type=int, facts=(COLOUR, SIZE))
RED = {"colour": Colour.RED, "size": 1}


def days(identity: str, value: int, *conditions: object, **changes: object) -> AnyProvision:
    """A provision on a point with facts."""
    fields: dict[str, object] = {
        "area": "",
        "in_force": since("2020-01-01"),
        "rank": Rank.LAW,
        "cites": (Source("某法"),),
        "conditions": conditions,
        "plugin": f"plugin-of-{identity}",
        **changes,
    }
    return Provision(identity, DAYS, value, **fields)  # type: ignore[arg-type]  # changed by each test


def why_not(
    book: PolicyBook, point: PolicyPoint[Bound], **asked: object
) -> dict[str, WhyNot | None]:
    """Say of each provision why it did not decide."""
    considered = book.explain(point, PLACE, DAY, **asked)  # type: ignore[arg-type]  # as above
    return {item.provision.id: item.why_not for item in considered}


def test_the_nearest_area_decides(provision: Make, quorum: PolicyPoint[Bound]) -> None:
    """The district's rule comes before the city's, the place's own before both."""
    city, district = provision("city", area="4210"), provision("district", area="421003")
    own = provision("own", area="/silk-dormitory", rank=Rank.BYLAW)
    elsewhere = provision("elsewhere", area="/other-place")
    book = PolicyBook((city, own, elsewhere, district))
    assert book.resolve(quorum, PLACE, DAY).provision.id == "own"
    assert book.resolve(quorum, "421003", DAY).provision.id == "district"
    assert book.resolve(quorum, "421002", DAY).provision.id == "city"
    assert why_not(book, quorum) == {
        "own": None,
        "city": WhyNot.FARTHER_AREA,
        "district": WhyNot.FARTHER_AREA,
        "elsewhere": WhyNot.ELSEWHERE,
    }


@pytest.mark.parametrize(
    ("day", "decides"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), "a"),
        (date(2020, 12, 31), "a"),
        (date(2021, 1, 1), None),
    ],
)
def test_a_provision_holds_from_its_first_day_to_its_last(
    provision: Make, quorum: PolicyPoint[Bound], day: date, decides: str | None
) -> None:
    """In force from the first day, no longer on the day after the last."""
    book = PolicyBook((provision("a", in_force=between("2020-01-01", "2021-01-01")),))
    found = {item.why_not for item in book.explain(quorum, PLACE, day)}
    if decides is None:
        with pytest.raises(NoProvisionError):
            book.resolve(quorum, PLACE, day)
        early = day < date(2020, 1, 1)
        assert found == {WhyNot.NOT_YET_IN_FORCE if early else WhyNot.NO_LONGER_IN_FORCE}
    else:
        assert book.resolve(quorum, PLACE, day).provision.id == decides
        assert found == {None}


def test_what_was_not_known_then_did_not_decide_then(
    provision: Make, quorum: PolicyPoint[Bound]
) -> None:
    """Asked what was known on a day, the book forgets what was recorded later."""
    first = provision("a", value=AtLeast(1, 2), recorded_on=date(2020, 1, 1))
    amended = provision("a", value=AtLeast(2, 3), recorded_on=date(2023, 1, 1))
    wrong = provision(
        "b", area="421003", recorded_on=date(2020, 1, 1), withdrawn_on=date(2020, 2, 1)
    )
    book = PolicyBook((amended, wrong, first))
    assert book.resolve(quorum, PLACE, DAY).value == AtLeast(2, 3)
    assert book.resolve(quorum, PLACE, DAY, known_on=date(2022, 12, 31)).value == AtLeast(1, 2)
    assert [(i.provision.recorded_on, i.why_not) for i in book.explain(quorum, PLACE, DAY)] == [
        (date(2023, 1, 1), None),
        (date(2020, 1, 1), WhyNot.EARLIER_TEXT),
        (date(2020, 1, 1), WhyNot.WITHDRAWN),
    ]
    early = book.explain(quorum, PLACE, DAY, known_on=date(2020, 1, 1))
    assert (early[-1].provision.value, early[-1].why_not) == (AtLeast(2, 3), WhyNot.NOT_YET_KNOWN)


def test_a_mandatory_provision_comes_before_a_nearer_one(
    provision: Make, quorum: PolicyPoint[Bound]
) -> None:
    """What the law makes mandatory no bylaw changes, however near it is."""
    law = provision("law", area="", rank=Rank.LAW, mode=Mode.MANDATORY, value=AtLeast(2, 3))
    city = provision("city", area="4210", mode=Mode.MANDATORY)
    own = provision("own", area="/silk-dormitory", rank=Rank.BYLAW, value=AtLeast(1, 3))
    book = PolicyBook((own, city, law))
    assert book.resolve(quorum, PLACE, DAY).value == AtLeast(2, 3)
    assert why_not(book, quorum) == {
        "law": None,
        "own": WhyNot.YIELDS_TO_MANDATORY,
        "city": WhyNot.LOWER_RANK,
    }


def test_a_default_yields_to_any_other_choice(provision: Make, quorum: PolicyPoint[Bound]) -> None:
    """A default holds only while nobody chose, even nearer by."""
    near = provision("near", area="421003", mode=Mode.DEFAULT)
    far = provision("far", area="42", value=AtLeast(2, 3))
    assert PolicyBook((near,)).resolve(quorum, PLACE, DAY).provision.id == "near"
    book = PolicyBook((near, far))
    assert why_not(book, quorum) == {"far": None, "near": WhyNot.YIELDS_AS_DEFAULT}


def test_the_narrower_condition_decides() -> None:
    """Special rules come before general ones, by what they imply and not by how many they are."""
    general, red = days("general", 10), days("red", 20, COLOUR.is_one_of(Colour.RED))
    both = days("both", 30, COLOUR.is_one_of(Colour.RED), SIZE.is_one_of(1))
    blue = days("blue", 40, COLOUR.is_one_of(Colour.BLUE))
    book = PolicyBook((general, both, blue, red))
    assert book.resolve(DAYS, PLACE, DAY, facts=RED).value == 30
    assert book.resolve(DAYS, PLACE, DAY, facts={**RED, "size": 2}).value == 20
    found = {i.provision.id: i.why_not for i in book.explain(DAYS, PLACE, DAY, facts=RED)}
    assert found == {
        "both": None,
        "red": WhyNot.BROADER_CONDITIONS,
        "general": WhyNot.BROADER_CONDITIONS,
        "blue": WhyNot.CONDITION_NOT_MET,
    }


def test_explaining_without_facts_says_which_provisions_ask_for_them() -> None:
    """A person may ask for an explanation before knowing the facts; a command may not."""
    book = PolicyBook((days("general", 10), days("red", 20, COLOUR.is_one_of(Colour.RED))))
    found = {i.provision.id: i.why_not for i in book.explain(DAYS, PLACE, DAY)}
    assert found == {"general": None, "red": WhyNot.FACT_NOT_STATED}
    with pytest.raises(PolicyError, match=r"missing: \['colour', 'size'\]"):
        book.resolve(DAYS, PLACE, DAY)


def test_the_highest_rank_decides_between_equals(
    provision: Make, quorum: PolicyPoint[Bound]
) -> None:
    """In one area and under one condition the higher text decides."""
    low = provision("low", rank=Rank.MINISTRY_GUIDANCE, value=AtLeast(1, 3))
    book = PolicyBook((low, provision("high")))
    assert why_not(book, quorum) == {"high": None, "low": WhyNot.LOWER_RANK}


def test_equal_answers_are_no_conflict(provision: Make, quorum: PolicyPoint[Bound]) -> None:
    """Two texts that say the same do not disagree; the first by id is cited."""
    for order in permutations((provision("a"), provision("b"), provision("c"))):
        book = PolicyBook(order)
        assert book.resolve(quorum, PLACE, DAY).provision.id == "a"
        assert why_not(book, quorum) == {
            "a": None,
            "b": WhyNot.SAME_ANSWER,
            "c": WhyNot.SAME_ANSWER,
        }


def test_unequal_equals_are_a_tie_that_names_both_plugins(
    provision: Make, quorum: PolicyPoint[Bound]
) -> None:
    """Later text does not win between two provisions: somebody has to say which one replaces which."""
    old = provision("old", recorded_on=date(2020, 1, 1))
    new = provision("new", value=AtLeast(2, 3), recorded_on=date(2023, 1, 1))
    book = PolicyBook((old, new))
    with pytest.raises(AmbiguousProvisionsError, match=r"plugin-of-new.*plugin-of-old"):
        book.resolve(quorum, PLACE, DAY)
    assert why_not(book, quorum) == {"old": WhyNot.TIED, "new": WhyNot.TIED}


def test_an_explicit_replacement_ends_a_tie(provision: Make, quorum: PolicyPoint[Bound]) -> None:
    """A text that says what it replaces puts it aside from its first day on."""
    new = provision("new", value=AtLeast(2, 3), replaces=("old",), in_force=since("2022-01-01"))
    book = PolicyBook((provision("old"), new))
    assert book.resolve(quorum, PLACE, date(2021, 12, 31)).provision.id == "old"
    assert why_not(book, quorum) == {"new": None, "old": WhyNot.REPLACED}


def test_a_lower_text_replaces_no_higher_one(provision: Make, quorum: PolicyPoint[Bound]) -> None:
    """A plugin may tighten a statute and never put it aside."""
    law = provision("law", rank=Rank.LAW, mode=Mode.MANDATORY)
    local = provision("local", value=AtLeast(1, 3), replaces=("law",))
    assert PolicyBook((law, local)).resolve(quorum, PLACE, DAY).provision.id == "law"


def test_lines_say_in_both_languages_what_decided_and_what_did_not(
    provision: Make, quorum: PolicyPoint[Bound]
) -> None:
    """The explanation can be printed as it is."""
    floor = provision("floor", mode=Mode.FLOOR, value=AtLeast(1, 3))
    book = PolicyBook((provision("near", area="421003"), provision("far"), floor))
    considered = book.explain(quorum, PLACE, DAY)
    assert [item.zh() for item in considered] == [
        "near [plugin-of-near] (《某条例》第1条)：适用",
        "floor [plugin-of-floor] (《某条例》第1条)：作为界限适用",
        "far [plugin-of-far] (《某条例》第1条)：不适用，另有更近区域的规定（near）",
    ]
    assert [item.en() for item in considered] == [
        "near [plugin-of-near] (《某条例》第1条): decides",
        "floor [plugin-of-floor] (《某条例》第1条): bounds the answer",
        "far [plugin-of-far] (《某条例》第1条): does not apply, farther area (near)",
    ]


def test_every_reason_has_words() -> None:
    """No reason for not applying is printed as a bare code."""
    assert all(why.zh for why in WhyNot)
