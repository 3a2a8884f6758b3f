"""Examples of the commands for ratings (物业服务评价命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.workdays.terms import Term
from gongtong.deliberation.ratings.entries import (
    EnterRating,
    PublishRating,
    ReplyToRating,
    WithdrawRating,
)
from gongtong.deliberation.ratings.schemes import AdoptScheme, RatingCriterion
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import CHAIR, take_office

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

SCHEME: Final = AdoptScheme(
    1,
    (RatingCriterion("fast", "报修及时", 5), RatingCriterion("lift", "电梯久停不修", -10)),
    Term(7),
    valid_months=12,
    red_from=5,
    black_from=-10,
)
BROKEN_LIFT: Final = EnterRating(
    "acme", "lift", date(2025, 6, 1), "三号楼电梯停了二十天", "ab" * 32
)


def adopt(stage: Stage) -> None:
    """Adopt the criteria (采用标准)."""
    take_office(stage)
    stage.run("deliberation.adopt_scheme", SCHEME, key="scheme", actor=CHAIR)


def _scheme(stage: Stage) -> AdoptScheme:
    take_office(stage)
    return SCHEME


def _entry(stage: Stage) -> EnterRating:
    adopt(stage)
    return BROKEN_LIFT


def _reply(stage: Stage) -> ReplyToRating:
    stage.run("deliberation.enter_rating", _entry(stage), key="entry")
    return ReplyToRating(1, "配件缺货，已于六月五日修好")


def _publication(stage: Stage) -> PublishRating:
    stage.run("deliberation.reply_to_rating", _reply(stage), key="reply")
    return PublishRating(1)


def _withdrawal(stage: Stage) -> WithdrawRating:
    stage.run("deliberation.enter_rating", _entry(stage), key="entry")
    return WithdrawRating(1, "记错了楼栋")


EXAMPLES: Final = (
    CommandExample(
        "deliberation.adopt_scheme",
        _scheme,
        refused=lambda request: evolve(request, version=2),
        actor=CHAIR,
    ),
    CommandExample(
        "deliberation.enter_rating", _entry, refused=lambda request: evolve(request, evidence="")
    ),
    CommandExample(
        "deliberation.reply_to_rating", _reply, refused=lambda request: evolve(request, words=" ")
    ),
    CommandExample(
        "deliberation.publish_rating",
        _publication,
        altered=lambda request: evolve(request, number=2),
    ),
    CommandExample(
        "deliberation.withdraw_rating",
        _withdrawal,
        refused=lambda request: evolve(request, words=" "),
    ),
)
