"""Opinions are kept once, by place, and their categories are counted by the database."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import (
    ConcurrentChangeError,
    IdempotencyMismatchError,
    RefusedError,
    UnknownReferenceError,
)
from gongtong.core.places import DwellingLabel
from gongtong.deliberation import store
from gongtong.deliberation.canvass_sheet import OpinionBatch
from gongtong.deliberation.categories import Clarity
from gongtong.deliberation.confirmation import CategoryChoice, CategoryConfirmed
from gongtong.deliberation.opinions import CategoryTally, Opinion, OpinionState, OpinionStep

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

DAY = date(2025, 3, 16)
ROAD = Opinion("Y0001", DAY, DwellingLabel(4, 3, 501), "让明林", "路面坑坑洼洼")
TOILET = Opinion("Y0002", DAY, DwellingLabel(2, 1, 101), "吴玉萍", "公厕没有灯，\n太黑了 ")
HELLO = Opinion("Y0003", DAY, DwellingLabel(2, 1, 102), "吴玉萍", "没什么意见")


def batch(*opinions: Opinion) -> OpinionBatch:
    digest = hashlib.sha256("".join(map(str, opinions)).encode()).hexdigest()
    return OpinionBatch("走访.csv", digest, opinions)


def record(place: Stage, *opinions: Opinion, key: str) -> tuple[list[str], int]:
    with place.work() as work:
        event = work.deliberation.record_opinions(batch(*opinions), key=key)
    return [each.number for each in event.opinions], event.already_known


def test_what_was_recorded_is_read_back(place: Stage) -> None:
    """The words come back as they were said, with the suggestion made for them."""
    assert record(place, TOILET, ROAD, key="k1") == (["Y0002", "Y0001"], 0)
    with place.work() as work:
        first, second = work.deliberation.opinions()
    assert (first.opinion, second.opinion) == (ROAD, TOILET)
    assert (first.category, first.state, first.version) == ("road", OpinionState.SUGGESTED, 1)
    assert first.suggestion.clarity is Clarity.CLEAR
    assert "坑坑洼洼" in [word.text for word in first.suggestion.matched]
    assert (first.confirmed_by, first.confirmed_at) == (None, None)


def test_files_may_overlap(place: Stage) -> None:
    """A second file brings only what is new; the same file again brings nothing."""
    record(place, ROAD, TOILET, key="k1")
    assert record(place, TOILET, HELLO, key="k2") == (["Y0003"], 1)
    assert record(place, TOILET, HELLO, key="k3") == ([], 2)
    assert record(place, ROAD, HELLO, key="k4") == ([], 2)
    with place.work() as work:
        assert [each.opinion.number for each in work.deliberation.opinions()] == [
            "Y0001",
            "Y0002",
            "Y0003",
        ]


def test_a_corrected_file_adds_the_rest(place: Stage) -> None:
    """A file that the place had before, now with one more line, brings that line."""
    record(place, ROAD, key="k1")
    assert record(place, ROAD, TOILET, key="k2") == (["Y0002"], 1)


def test_the_same_key_is_the_same_command(place: Stage) -> None:
    """Repeated with its key, the first answer comes back; another file under it is refused."""
    first = record(place, ROAD, key="k1")
    assert record(place, ROAD, key="k1") == first == (["Y0001"], 0)
    with pytest.raises(IdempotencyMismatchError):
        record(place, TOILET, key="k1")


def test_a_contradiction_writes_nothing(place: Stage) -> None:
    """A number with other words is refused, and nothing else of the file is kept."""
    record(place, ROAD, key="k1")
    with pytest.raises(RefusedError) as caught:
        record(place, TOILET, evolve(ROAD, text="路很好"), key="k2")
    assert caught.value.codes == ("deliberation.opinion_differs",)
    with place.work() as work:
        assert len(work.deliberation.opinions()) == 1


def test_a_category_is_confirmed_and_corrected(place: Stage) -> None:
    """Who settled it and what it was before is on record; a correction needs a reason."""
    record(place, TOILET, HELLO, key="k1")
    with place.work("u-clerk") as work:
        event = work.deliberation.confirm_category(CategoryChoice("Y0002", "toilet"), key="c1")
    assert event == CategoryConfirmed(
        "Y0002", "toilet", "toilet", OpinionStep.CONFIRM, OpinionState.CONFIRMED, "u-clerk", ""
    )
    with place.work("u-chair") as work:
        with pytest.raises(RefusedError) as caught:
            work.deliberation.confirm_category(CategoryChoice("Y0002", "other"), key="c2")
        assert caught.value.codes == ("deliberation.correction_without_reason",)
        work.deliberation.confirm_category(CategoryChoice("Y0002", "other", "路灯"), key="c3")
    with place.work() as work:
        settled = work.deliberation.opinion("Y0002")
    assert (settled.category, settled.state, settled.version) == (
        "other",
        OpinionState.CONFIRMED,
        3,
    )
    assert settled.confirmed_by == "u-chair"
    assert settled.confirmed_at is not None
    assert settled.suggestion.category == "toilet"


def test_counts_keep_suggested_and_confirmed_apart(place: Stage) -> None:
    """Under each category: suggested, confirmed, and undecided among the suggested."""
    record(place, ROAD, TOILET, HELLO, evolve(ROAD, number="Y0004"), key="k1")
    with place.work() as work:
        assert work.deliberation.counts() == (
            CategoryTally("other", 1, 0, 1),
            CategoryTally("road", 2, 0, 0),
            CategoryTally("toilet", 1, 0, 0),
        )
        work.deliberation.confirm_category(CategoryChoice("Y0004", "road"), key="c1")
        work.deliberation.confirm_category(CategoryChoice("Y0003", "toilet"), key="c2")
        assert work.deliberation.counts() == (
            CategoryTally("road", 1, 1, 0),
            CategoryTally("toilet", 1, 1, 0),
        )
        listed = work.deliberation.opinions(category="road", state=OpinionState.CONFIRMED)
        assert [each.opinion.number for each in listed] == ["Y0004"]


def test_many_opinions_are_looked_up_in_parts(place: Stage) -> None:
    """More numbers than one statement takes are still all recognised."""
    many = tuple(evolve(ROAD, number=f"Y{number:05d}") for number in range(1101))
    record(place, *many, key="k1")
    assert record(place, *many, HELLO, key="k2") == (["Y0003"], 1101)


def test_an_unknown_number_is_named(place: Stage) -> None:
    """A number that was never used is an unknown reference, for reading and for settling."""
    with place.work() as work:
        with pytest.raises(UnknownReferenceError, match="opinion 'Y9'"):
            work.deliberation.opinion("Y9")
        with pytest.raises(UnknownReferenceError, match="opinion 'Y9'"):
            work.deliberation.confirm_category(CategoryChoice("Y9", "road"), key="c1")


def test_a_change_meanwhile_is_noticed(place: Stage) -> None:
    """A category is saved only over the version that was read."""
    record(place, ROAD, key="k1")
    event = CategoryConfirmed(
        "Y0001", "road", "road", OpinionStep.CONFIRM, OpinionState.CONFIRMED, "u-1", ""
    )
    with place.work() as work, pytest.raises(ConcurrentChangeError):
        store.save_confirmed_category(work.unit, event, seen=2)


def test_a_text_can_be_tried_without_recording(place: Stage) -> None:
    """A canvasser can ask for a suggestion; nothing is written."""
    with place.work() as work:
        assert work.deliberation.suggest("化粪池满了").category == "drainage"
        assert work.deliberation.opinions() == ()
        assert work.deliberation.words().fallback == "other"
