"""Entries about a company: evidence, reply, publication, points."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.deliberation.ratings.entries import (
    PublishRating,
    RatingList,
    RatingOnFile,
    ReplyToRating,
    WithdrawRating,
    rule_on_entry,
    rule_on_publishing,
    rule_on_reply,
    rule_on_withdrawing,
    standing_of_company,
)
from gongtong.testing.disputes import TODAY, TOMORROW
from gongtong.testing.examples.deliberation_ratings import BROKEN_LIFT, SCHEME

ENTRY = RatingOnFile(
    1,
    "acme",
    "lift",
    -10,
    date(2025, 6, 1),
    "电梯停了",
    "ab" * 32,
    date(2025, 6, 3),
    reply_by=TODAY,
    valid_months=12,
)
SHOWN = evolve(ENTRY, published_on=TODAY)


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("deliberation.") for code in found]


def entered(scheme: Any = SCHEME, **change: Any) -> Granted[Any] | Refused:
    return rule_on_entry(
        evolve(BROKEN_LIFT, **change),
        scheme,
        number=1,
        today=TODAY,
        calendar=lambda: WorkCalendar(lambda _: None),
    )


def test_an_entry_has_evidence_and_gives_time_to_reply() -> None:
    """Seven days from 10 June; its words are not in the record."""
    told = entered()
    assert isinstance(told, Granted)
    assert told.event.reply_by.on == date(2025, 6, 17)
    assert "电梯" not in str(told.event)
    assert codes(entered(None)) == ["no_scheme"]
    wrong = entered(
        criterion="noise", company=" ", words="", evidence="g" * 64, happened_on=TOMORROW
    )
    assert codes(wrong) == [
        "no_criterion",
        "no_company",
        "no_words",
        "no_evidence",
        "day_to_come",
    ]


@pytest.mark.parametrize(("day", "shown"), [(9, False), (10, False), (11, True)])
def test_nothing_is_published_before_the_time_to_reply_is_over(day: int, shown: bool) -> None:
    """The last day, 10 June, is the company's still; a reply makes it free at once."""
    today = date(2025, 6, day)
    assert isinstance(rule_on_publishing(PublishRating(1), ENTRY, today), Granted) is shown
    replied = evolve(ENTRY, reply="已修好")
    assert isinstance(rule_on_publishing(PublishRating(1), replied, today), Granted)


def test_a_company_replies_once_and_an_entry_is_withdrawn_for_a_reason() -> None:
    """What was withdrawn is neither answered nor published."""
    reply = ReplyToRating(1, "已修好")
    assert isinstance(rule_on_reply(reply, SHOWN), Granted)
    assert codes(rule_on_reply(reply, evolve(ENTRY, reply="x"))) == ["replied_already"]
    assert codes(rule_on_publishing(PublishRating(1), SHOWN, TOMORROW)) == ["published_already"]
    back = WithdrawRating(1, "记错了")
    assert isinstance(rule_on_withdrawing(back, ENTRY), Granted)
    gone = evolve(ENTRY, withdrawn_on=TODAY)
    assert codes(rule_on_withdrawing(evolve(back, words=" "), gone)) == ["no_words", "withdrawn"]
    assert codes(rule_on_publishing(PublishRating(1), gone, TOMORROW)) == ["withdrawn"]


def test_an_entry_counts_for_its_time() -> None:
    """From its publication through the corresponding day a year later."""
    assert SHOWN.counts_on(TODAY)
    assert SHOWN.counts_on(date(2026, 6, 10))
    assert not SHOWN.counts_on(date(2026, 6, 11))
    assert not SHOWN.counts_on(date(2025, 6, 9))
    assert not ENTRY.counts_on(TODAY)
    assert not evolve(SHOWN, withdrawn_on=TODAY).counts_on(TODAY)


@pytest.mark.parametrize(
    ("points", "listed"),
    [(-10, RatingList.BLACK), (-9, RatingList.NONE), (4, RatingList.NONE), (5, RatingList.RED)],
)
def test_a_company_stands_on_a_list_from_the_points_on(points: int, listed: RatingList) -> None:
    """Exactly at them is on it; a standing is cited by its digest, and has the entries it rests on."""
    entries = (evolve(SHOWN, points=points), evolve(SHOWN, number=2, company="other"), ENTRY)
    told = standing_of_company("acme", entries, SCHEME, TODAY)
    assert (told.points, told.listed, told.entries) == (points, listed, (1,))
    assert len(told.digest) == 64
    nothing = standing_of_company("acme", (), SCHEME, TODAY)
    assert (nothing.listed, nothing.listed.zh) == (RatingList.NONE, "不在榜")
