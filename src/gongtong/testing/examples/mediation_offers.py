"""Examples of the commands of this desk (方案命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.mediation.offers.binding import CloseOffer
from gongtong.mediation.offers.by_mandate import AcceptByMandate
from gongtong.mediation.offers.offer import (
    MakeOffer,
    MoneyFlow,
    OfferAmount,
    OfferTerms,
    ReviseOffer,
)
from gongtong.mediation.offers.stances import RecordStances, Stance, StanceLine
from gongtong.mediation.parties.consent import HowGiven
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.mediation_cases import open_case
from gongtong.testing.examples.mediation_parties import (
    CASE,
    DEVELOPER,
    OWNERS,
    PAPER,
    TODAY,
    add_developer,
    add_group,
    households,
    label_number,
    mandate_for,
)

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage


def terms(count: int = 4, *, pays_fen: int = 274_28) -> OfferTerms:
    """Give terms under which each household pays so much (方案内容示例)."""
    amounts = tuple(
        OfferAmount(OWNERS, MoneyFlow.PAYS, pays_fen, one.label) for one in households(count)
    )
    return OfferTerms("开发商逐户交付产权证，业主补交物业费", amounts, until=date(2025, 6, 30))


def _parties(stage: Stage) -> None:
    open_case(stage, CASE)
    add_developer(stage)
    add_group(stage)


def _offer(stage: Stage) -> MakeOffer:
    _parties(stage)
    return MakeOffer(CASE, terms(), DEVELOPER)


def _made(stage: Stage) -> None:
    stage.run("mediation.make_offer", _offer(stage), key="offer")


def _counter(stage: Stage) -> ReviseOffer:
    _made(stage)
    return ReviseOffer(CASE, 1, 1, terms(pays_fen=200_00), OWNERS, is_counter=True)


def _stances(stage: Stage) -> RecordStances:
    _made(stage)
    lines = (
        StanceLine(Stance.ACCEPT, TODAY, label_number(1)),
        StanceLine(Stance.REFUSE, TODAY, label_number(2)),
    )
    return RecordStances(CASE, 1, 1, OWNERS, lines, HowGiven.ON_PAPER, PAPER)


def _mandated(stage: Stage) -> AcceptByMandate:
    _made(stage)
    mandate = mandate_for("u-chen", (label_number(1), label_number(2)))
    stage.run("mediation.give_mandate", mandate, key="mandate")
    return AcceptByMandate(CASE, 1, 1, OWNERS, (1,), TODAY, HowGiven.IN_PERSON)


def _closing(stage: Stage) -> CloseOffer:
    stage.run("mediation.record_stances", _stances(stage), key="sheet")
    return CloseOffer(CASE, 1, 1)


EXAMPLES: Final = (
    CommandExample(
        "mediation.make_offer",
        _offer,
        refused=lambda request: evolve(request, terms=evolve(request.terms, text=" ")),
    ),
    CommandExample(
        "mediation.revise_offer", _counter, refused=lambda request: evolve(request, version=2)
    ),
    CommandExample(
        "mediation.record_stances", _stances, refused=lambda request: evolve(request, version=2)
    ),
    CommandExample(
        "mediation.accept_by_mandate",
        _mandated,
        refused=lambda request: evolve(request, mandates=(2,)),
    ),
    CommandExample(
        "mediation.close_offer", _closing, refused=lambda request: evolve(request, version=2)
    ),
)
