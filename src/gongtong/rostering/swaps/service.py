"""Shifts handed on: offered, accepted by the taker's own word, and the roster put up anew with it (换班服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.rulings import Granted, Refused
from gongtong.rostering.rosters.service import on_changing, put_up_anew
from gongtong.rostering.rosters.store import list_versions
from gongtong.rostering.swaps import store
from gongtong.rostering.swaps.swapping import (
    AnswerSwap,
    OfferSwap,
    SwapAnswered,
    SwapOffered,
    SwapState,
    rule_on_answering,
    rule_on_offering,
    swapped,
)

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.rostering.swaps.swapping import Swap


def _on_offering(unit: UnitOfWork, request: OfferSwap) -> Granted[SwapOffered] | Refused:
    held = list_versions(unit, request.roster)[-1]
    offers = [
        one for one in store.load_swaps(unit, request.roster) if one.state is SwapState.OFFERED
    ]
    last = store.last_number(unit)
    ruling = rule_on_offering(request, held, offers, last=last, by=unit.actor.id)
    if isinstance(ruling, Refused):
        return ruling
    then = on_changing(unit, swapped(held, request))
    return then if isinstance(then, Refused) else ruling


def _offer(unit: UnitOfWork, request: OfferSwap) -> SwapOffered:
    event = unit.granted(_on_offering(unit, request))
    store.save_offer(unit, request, event)
    unit.record(event)
    return event


def _answer(unit: UnitOfWork, request: AnswerSwap) -> SwapAnswered:
    swap = store.load_swap(unit, request.number)
    held = list_versions(unit, swap.roster)[-1]
    event = unit.granted(rule_on_answering(request, swap, held, by=unit.actor.id))
    if event.version is not None:
        put_up_anew(unit, swapped(held, swap))
    store.save_answer(unit, event)
    unit.record(event)
    return event


OFFER_SWAP: Final = Command("rostering.offer_swap", OfferSwap, SwapOffered, _offer, zh="提出换班")
ANSWER_SWAP: Final = Command(
    "rostering.answer_swap", AnswerSwap, SwapAnswered, _answer, zh="答复换班"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (OFFER_SWAP, ANSWER_SWAP)


class Swaps:
    """Shifts handed on from one volunteer to another (换班台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def offer_swap(self, request: OfferSwap, *, key: str) -> SwapOffered:
        """Offer a shift to somebody with whom the roster would keep its rules (提出换班)."""
        return self._unit.run(OFFER_SWAP, request, key=key)

    def may_offer_swap(self, request: OfferSwap) -> Granted[SwapOffered] | Refused:
        """Rule on an offer without making it (能否提出换班)."""
        return _on_offering(self._unit, request)

    def answer_swap(self, request: AnswerSwap, *, key: str) -> SwapAnswered:
        """Note what was said to an offer; accepted, the roster is put up anew in the same transaction (答复换班)."""
        return self._unit.run(ANSWER_SWAP, request, key=key)

    def swaps(self, roster: str | None = None) -> tuple[Swap, ...]:
        """Give the offers of the place or of a roster, the first one first (换班清单)."""
        return store.load_swaps(self._unit, roster)
