"""The policy book: facts, guards, days of change, replay."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

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
    AreaCodeChange,
    Fact,
    GuardPoint,
    Lineage,
    PolicyBook,
    PolicyPoint,
    Provision,
    Rank,
    Replay,
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


def test_a_place_is_named_alone_or_below_its_district(
    provision: Make, quorum: PolicyPoint[Bound]
) -> None:
    """`421003/silk-dormitory` and `/silk-dormitory` mean the same place, and no namesake elsewhere."""
    book = PolicyBook((provision("own", area="421003/silk-dormitory"),))
    assert book.resolve(quorum, PLACE, DAY).provision.id == "own"
    with pytest.raises(NoProvisionError):
        book.resolve(quorum, Place("silk-dormitory", "x", "110101"), DAY)


def test_facts_that_the_point_does_not_declare_are_refused() -> None:
    """A misspelt fact would otherwise be a condition that is never met."""
    book = PolicyBook((days("general", 10),))
    with pytest.raises(PolicyError, match=r"not asked for: \['color'\]"):
        book.resolve(DAYS, PLACE, DAY, facts={**RED, "color": "red"})
    with pytest.raises(PolicyError, match="colour must be a Colour, not 'red'"):
        book.resolve(DAYS, PLACE, DAY, facts={**RED, "colour": "red"})


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
