"""Ratings in the database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from gongtong.core.errors import ConcurrentChangeError, RefusedError, UnknownReferenceError
from gongtong.deliberation.ratings import store
from gongtong.deliberation.ratings.entries import (
    PublishRating,
    RatingList,
    ReplyToRating,
    WithdrawRating,
)
from gongtong.testing.examples.deliberation_ratings import BROKEN_LIFT, adopt

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

LATER = datetime(2025, 6, 18, 1, 0, tzinfo=UTC)


def test_an_entry_is_published_with_its_reply_and_counts(place: Stage) -> None:
    """Before, the company stands nowhere; afterwards on the black list, until it is withdrawn."""
    with place.work() as work:
        assert work.deliberation.ratings.standing("acme") is None
    adopt(place)
    place.run("deliberation.enter_rating", BROKEN_LIFT, key="entry")
    with place.work() as work, pytest.raises(RefusedError):
        work.deliberation.ratings.publish_rating(PublishRating(1), key="early")
    place.run("deliberation.reply_to_rating", ReplyToRating(1, "已修好"), key="reply")
    place.run("deliberation.publish_rating", PublishRating(1), key="publish")
    with place.work() as work:
        desk = work.deliberation.ratings
        (shown,) = desk.published()
        assert (shown.reply, shown.points) == ("已修好", -10)
        standing = desk.standing("acme")
        assert standing is not None
        assert standing.listed is RatingList.BLACK
        bodies = str([event.body for event in work.pending_events(consumer="t")])
        assert "已修好" not in bodies
        assert BROKEN_LIFT.words not in bodies
    place.run("deliberation.withdraw_rating", WithdrawRating(1, "记错了"), key="back")
    with place.work() as work:
        standing = work.deliberation.ratings.standing("acme")
        assert standing is not None
        assert standing.listed is RatingList.NONE


def test_silence_ends_the_time_to_reply(place: Stage) -> None:
    """On the eighth day it is published without one; nobody changes an entry twice."""
    adopt(place)
    place.run("deliberation.enter_rating", BROKEN_LIFT, key="entry")
    place.run("deliberation.publish_rating", PublishRating(1), key="publish", now=LATER)
    with place.work(now=LATER) as work:
        assert work.deliberation.ratings.published()[0].reply is None
        with pytest.raises(ConcurrentChangeError):
            store.change_entry(work.unit, 1, "published_on", published_on=work.unit.today)
        with pytest.raises(UnknownReferenceError):
            store.load_entry(work.unit, 2)
