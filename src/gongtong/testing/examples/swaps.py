"""Examples of the commands for swaps (换班命令示例)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.rostering.swaps.swapping import AnswerSwap, OfferSwap, SwapState
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.rosters import CHEN, SATURDAY, SUN, WEEKEND, publish
from gongtong.testing.examples.volunteers import LIU

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

OFFER: Final = OfferSwap(WEEKEND.code, SATURDAY.code, CHEN.code, SUN.code, "家里有事")
"""Chen offers Saturday to Sun (示例换班)."""
YES: Final = AnswerSwap(1, SwapState.ACCEPTED, SUN.code)


def offer(stage: Stage) -> None:
    """Offer Saturday to Sun (提出示例换班)."""
    publish(stage)
    stage.run("rostering.offer_swap", OFFER, key="offer")


def _offering(stage: Stage) -> OfferSwap:
    publish(stage)
    return OFFER


def _answering(stage: Stage) -> AnswerSwap:
    offer(stage)
    return YES


EXAMPLES: Final = (
    CommandExample(
        "rostering.offer_swap",
        _offering,
        refused=lambda request: evolve(request, taker=LIU.code),
    ),
    CommandExample(
        "rostering.answer_swap",
        _answering,
        refused=lambda request: evolve(request, said_by=LIU.code),
    ),
)
