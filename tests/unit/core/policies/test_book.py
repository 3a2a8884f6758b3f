"""The policy book: one answer, the reasons against all others, and the days of change."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from itertools import permutations

import pytest

from gongtong.core.errors import (
    AmbiguousProvisionsError,
    NoProvisionError,
    OutOfBoundsError,
    PolicyError,
)
from gongtong.core.periods import between, since
from gongtong.core.places import Place
from gongtong.core.policies import (
    AnyProvision,
    AreaCodeChange,
    Fact,
    GuardPoint,
    Lineage,
    Mode,
    PolicyBook,
    PolicyPoint,
    Provision,
    Rank,
    Reading,
    Replay,
    WhyNot,
)
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast, Bound, MoreThan

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


def test_a_place_is_named_alone_or_below_its_district(
    provision: Make, quorum: PolicyPoint[Bound]
) -> None:
    """`421003/silk-dormitory` and `/silk-dormitory` mean the same place, and no namesake elsewhere."""
    book = PolicyBook((provision("own", area="421003/silk-dormitory"),))
    assert book.resolve(quorum, PLACE, DAY).provision.id == "own"
    with pytest.raises(NoProvisionError):
        book.resolve(quorum, Place("silk-dormitory", "x", "110101"), DAY)


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


def test_facts_that_the_point_does_not_declare_are_refused() -> None:
    """A misspelt fact would otherwise be a condition that is never met."""
    book = PolicyBook((days("general", 10),))
    with pytest.raises(PolicyError, match=r"not asked for: \['color'\]"):
        book.resolve(DAYS, PLACE, DAY, facts={**RED, "color": "red"})
    with pytest.raises(PolicyError, match="colour must be a Colour, not 'red'"):
        book.resolve(DAYS, PLACE, DAY, facts={**RED, "colour": "red"})


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


@pytest.mark.parametrize(
    ("chosen", "within"),
    [
        (AtLeast(1, 2), False),
        (MoreThan(1, 2), True),
        (AtLeast(2, 3), True),
        (AtLeast(3, 4), True),
        (MoreThan(3, 4), False),
    ],
)
def test_floors_and_ceilings_of_higher_law_bound_a_choice(
    provision: Make, quorum: PolicyPoint[Bound], chosen: Bound, within: bool
) -> None:
    """Just under the floor, on it, between, on the ceiling, just over: the law is named."""
    law = {"area": "", "rank": Rank.LAW, "cites": (Source("某法", "第9条"),)}
    floor = provision("floor", mode=Mode.FLOOR, value=MoreThan(1, 2), **law)
    ceiling = provision("ceiling", mode=Mode.CEILING, value=AtLeast(3, 4), **law)
    book = PolicyBook((provision("local", value=chosen), floor, ceiling))
    if within:
        answer = book.resolve(quorum, PLACE, DAY)
        assert answer.value == chosen
        assert {bound.id for bound in answer.bounded_by} == {"floor", "ceiling"}
    else:
        with pytest.raises(OutOfBoundsError, match="《某法》第9条"):
            book.resolve(quorum, PLACE, DAY)


def test_a_floor_of_lower_rank_binds_nobody_above_it(
    provision: Make, quorum: PolicyPoint[Bound]
) -> None:
    """A bylaw cannot set a floor under a regulation; one of equal rank can."""
    bylaw = provision("bylaw", mode=Mode.FLOOR, value=AtLeast(2, 3), rank=Rank.BYLAW)
    book = PolicyBook((provision("local"), bylaw))
    assert book.resolve(quorum, PLACE, DAY).bounded_by == ()
    assert why_not(book, quorum) == {"local": None, "bylaw": WhyNot.OUTRANKED_BOUND}
    equal = provision("equal", mode=Mode.FLOOR, value=AtLeast(2, 3))
    with pytest.raises(OutOfBoundsError):
        PolicyBook((provision("local"), equal)).resolve(quorum, PLACE, DAY)


def test_a_floor_is_no_answer(provision: Make, quorum: PolicyPoint[Bound]) -> None:
    """A floor says what may not be chosen, not what is."""
    with pytest.raises(NoProvisionError):
        PolicyBook((provision("floor", mode=Mode.FLOOR),)).resolve(quorum, PLACE, DAY)


def test_no_answer_says_what_would_supply_one() -> None:
    """The error names the point, the place, the day and the readings among which to choose."""
    silent = PolicyPoint[Colour](
        "test.silent",
        zh="未投票的计算",
        value_type=Colour,
        readings=(
            Reading(Colour.RED, zh="不计", en="silence is absence"),
            Reading(Colour.BLUE, zh="从多数", en="silence follows the majority"),
        ),
    )
    with pytest.raises(NoProvisionError) as raised:
        PolicyBook().resolve(silent, PLACE, DAY)
    assert str(raised.value).splitlines() == [
        "nothing answers test.silent (未投票的计算) in 421003003007/silk-dormitory on 2024-05-01",
        "  needed: a house rule adopted by the place, or a plugin with a provision",
        "  one reading: red (不计 / silence is absence)",
        "  one reading: blue (从多数 / silence follows the majority)",
    ]
    rule = PolicyPoint[object]("test.rule", zh="收费标准")
    with pytest.raises(NoProvisionError, match="needed: a plugin with a provision for this point"):
        PolicyBook().resolve(rule, PLACE, DAY)


def test_guards_all_speak_and_none_outranks_another(provision: Make) -> None:
    """A guard of the place and a guard of the law are both asked, the higher one first."""
    guard = GuardPoint[object]("test.guard", zh="付款前审查")
    law = provision("law", point=guard, value=len, area="", rank=Rank.LAW)
    own = provision("own", point=guard, value=max, area="/silk-dormitory", rank=Rank.BYLAW)
    old = provision("old", point=guard, value=min, in_force=between("2019-01-01", "2020-01-01"))
    book = PolicyBook((own, old, law))
    assert [answer.provision.id for answer in book.guards(guard, PLACE, DAY)] == ["law", "own"]
    found = {item.provision.id: item.why_not for item in book.explain(guard, PLACE, DAY)}
    assert found == {"law": None, "own": None, "old": WhyNot.NO_LONGER_IN_FORCE}
    assert book.changes(guard, PLACE, date(2019, 6, 1), DAY) == (date(2020, 1, 1),)


def test_a_renamed_district_keeps_its_rules(provision: Make, quorum: PolicyPoint[Bound]) -> None:
    """Rules of 421023 hold in 421088 after the change; the new code says nothing of the old days."""
    lineage = Lineage([AreaCodeChange("421023", "421088", date(2020, 6, 12))])
    old = provision("old", area="421023")
    new = provision("new", area="421088", value=AtLeast(2, 3), in_force=since("2020-06-12"))
    assert PolicyBook((old,), lineage).resolve(quorum, "421088", DAY).provision.id == "old"
    backdated = provision("new", area="421088", in_force=since("2020-01-01"))
    book = PolicyBook((backdated,), lineage)
    found = book.explain(quorum, "421023", date(2020, 6, 11))
    assert [item.why_not for item in found] == [WhyNot.CODE_NOT_VALID]
    with pytest.raises(AmbiguousProvisionsError):
        PolicyBook((old, new), lineage).check()


def test_a_billing_period_is_split_where_the_answer_changes(
    provision: Make, quorum: PolicyPoint[Bound]
) -> None:
    """Days strictly inside the period on which another answer holds; a renewal splits nothing."""
    book = PolicyBook(
        (
            provision("a", in_force=between("2020-01-01", "2022-01-01")),
            provision("b", in_force=between("2022-01-01", "2023-01-01")),
            provision("c", in_force=since("2023-01-01"), value=AtLeast(2, 3)),
            provision("d", in_force=since("2021-06-01"), value=AtLeast(3, 4), area="11"),
        )
    )
    ask = book.changes
    assert ask(quorum, PLACE, date(2021, 1, 1), date(2024, 1, 1)) == (date(2023, 1, 1),)
    assert ask(quorum, PLACE, date(2023, 1, 1), date(2024, 1, 1)) == ()
    assert ask(quorum, PLACE, date(2022, 1, 1), date(2023, 1, 1)) == ()
    assert ask(quorum, PLACE, date(2019, 1, 1), date(2020, 1, 2)) == (date(2020, 1, 1),)


def test_a_renaming_that_changes_the_answer_splits_a_period(
    provision: Make, quorum: PolicyPoint[Bound]
) -> None:
    """A district that moves to another city has that city's rules from the day of the move."""
    lineage = Lineage([AreaCodeChange("421023", "429023", date(2022, 1, 1))])
    book = PolicyBook(
        (provision("a", area="4210"), provision("b", area="4290", value=AtLeast(2, 3))), lineage
    )
    found = book.changes(quorum, "421023", date(2021, 1, 1), date(2023, 1, 1))
    assert found == (date(2022, 1, 1),)


def test_an_old_decision_can_be_replayed(provision: Make, quorum: PolicyPoint[Bound]) -> None:
    """The provision that decided stands as it was, was corrected since, or is gone."""
    before = PolicyBook((provision("a"),))
    used = before.resolve(quorum, PLACE, DAY).used
    assert (used.point, used.provision_id, len(used.fingerprint)) == ("test.quorum", "a", 64)
    assert before.replay(used) is Replay.SAME
    assert PolicyBook((provision("a", value=AtLeast(2, 3)),)).replay(used) is Replay.CORRECTED
    assert PolicyBook((provision("b"),)).replay(used) is Replay.GONE


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


def test_a_point_is_found_by_its_name(provision: Make, quorum: PolicyPoint[Bound]) -> None:
    """Declared points and answered points are both listed."""
    book = PolicyBook((provision("a"),), declared=(DAYS,))
    assert book.points == (DAYS, quorum)
    assert book.point("test.quorum") is quorum
    with pytest.raises(PolicyError, match=r"no policy point is called 'test\.nothing'"):
        book.point("test.nothing")


def test_answers_are_remembered_but_not_for_ever(
    provision: Make, quorum: PolicyPoint[Bound]
) -> None:
    """A second question costs nothing, and a long-running host does not fill its memory."""
    book = PolicyBook((provision("a", in_force=since("1900-01-01")),))
    first = book.resolve(quorum, PLACE, DAY)
    assert book.resolve(quorum, PLACE, DAY) is first
    for ordinal in range(700_000, 704_100):
        book.resolve(quorum, PLACE, date.fromordinal(ordinal))
    assert book.resolve(quorum, PLACE, DAY) is not first
    assert book.resolve(quorum, PLACE, DAY) == first
