"""Settling suspense by hand: the entry it makes, and every ground against it."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.exchange.bills import Channel, Direction
from gongtong.ledger.payments.payments import Payment, PaymentState, SettledAs
from gongtong.ledger.payments.settling import (
    SUSPENSE_RULES,
    SettlementFacts,
    SettleSuspense,
    rule_on_settlement,
)

WHO = UUID(int=502)
LABEL = DwellingLabel(3, 2, 502)
PAYMENT = Payment(
    id=UUID(int=1),
    channel=Channel.WECHAT,
    transaction_id="17",
    at=datetime(2025, 1, 4, 16, 30, tzinfo=UTC),
    payer="路人",
    payer_account="",
    text="转账",
    direction=Direction.IN,
    amount_fen=40_000,
    kind="转账",
    file="b.csv",
    line=18,
    state=PaymentState.IN_SUSPENSE,
    fund="sanitation",
)
TO_DWELLING = SettleSuspense(Channel.WECHAT, "17", SettledAs.DWELLING, "电话核实是儿子代缴", WHO)


def facts(
    payment: Payment = PAYMENT,
    label: DwellingLabel | None = LABEL,
    held: Collection[Office] = (Office.KEEPER_OF_BOOKS,),
) -> SettlementFacts:
    return SettlementFacts(
        payment, label, {"sanitation": 30_000}, date(2025, 4, 1), held, "1012.wechat"
    )


def draft(request: SettleSuspense) -> Draft:
    ruling = rule_on_settlement(request, facts())
    assert isinstance(ruling, Granted), ruling
    return ruling.event


def codes(request: SettleSuspense, known: SettlementFacts) -> tuple[str, ...]:
    ruling = rule_on_settlement(request, known)
    assert isinstance(ruling, Refused)
    assert {one.source for one in ruling.reasons} == {SUSPENSE_RULES}
    return ruling.codes


def test_a_payment_found_to_be_a_dwellings_reaches_it() -> None:
    """What it owes is settled, the rest is an advance; the reason stands in the narration."""
    assert draft(TO_DWELLING) == Draft(
        EntryKind.REASSIGNMENT,
        date(2025, 4, 1),
        "待查收款转入3-2-502：电话核实是儿子代缴",
        (
            Posting("2241", "sanitation", 40_000, None, "17"),
            Posting("1122", "sanitation", -30_000, WHO),
            Posting("2203", "sanitation", -10_000, WHO),
        ),
    )


def test_money_that_settles_another_funds_debt_moves_there() -> None:
    """400 yuan parked with the sanitation fee; 150 are owed to the common fund and go there."""
    known = evolve(facts(), owed_fen={"common-income": 15_000, "sanitation": 20_000})
    ruling = rule_on_settlement(TO_DWELLING, known)
    assert isinstance(ruling, Granted)
    postings = ruling.event.postings
    assert postings == (
        Posting("2241", "sanitation", 40_000, None, "17"),
        Posting("1012.wechat", "sanitation", -15_000, None, "17"),
        Posting("1012.wechat", "common-income", 15_000, None, "17"),
        Posting("1122", "common-income", -15_000, WHO),
        Posting("1122", "sanitation", -20_000, WHO),
        Posting("2203", "sanitation", -5_000, WHO),
    )
    for fund in ("sanitation", "common-income"):
        assert sum(one.amount_fen for one in postings if one.fund == fund) == 0


@pytest.mark.parametrize(
    ("settled_as", "kind", "account", "narration"),
    [
        (SettledAs.OTHER_INCOME, EntryKind.REASSIGNMENT, "4901", "待查收款转其他收入：捐款"),
        (SettledAs.REFUND, EntryKind.REFUND, "1221", "待查收款已退回付款人：捐款"),
    ],
)
def test_other_money_leaves_suspense_whole(
    settled_as: SettledAs, kind: EntryKind, account: str, narration: str
) -> None:
    """Income, or what the statement shows going back to the payer."""
    found = draft(SettleSuspense(Channel.WECHAT, "17", settled_as, "捐款"))
    assert (found.kind, found.narration) == (kind, narration)
    assert found.postings == (
        Posting("2241", "sanitation", 40_000, None, "17"),
        Posting(account, "sanitation", -40_000),
    )


@pytest.mark.parametrize(
    ("on", "is_refused"),
    [(date(2025, 1, 4), True), (date(2025, 1, 5), False), (date(2025, 1, 6), False)],
)
def test_nothing_is_settled_before_it_was_paid(on: date, is_refused: bool) -> None:
    """The payment came in on 5 January in Shanghai."""
    request = evolve(TO_DWELLING, effective_on=on)
    if is_refused:
        assert codes(request, facts()) == ("ledger.settlement_before_payment",)
    else:
        assert draft(request).effective_on == on


@pytest.mark.parametrize(
    "state", [state for state in PaymentState if state is not PaymentState.IN_SUSPENSE]
)
def test_only_what_is_in_suspense_is_settled(state: PaymentState) -> None:
    """Once settled, or never in doubt: there is nothing to settle."""
    known = facts(evolve(PAYMENT, state=state))
    assert codes(TO_DWELLING, known) == ("ledger.payment_not_in_suspense",)


def test_every_ground_is_named_in_order() -> None:
    """No reason, no dwelling; a dwelling where none belongs; a dwelling that is not there."""
    blank = evolve(TO_DWELLING, reason=" ", dwelling_id=None)
    settled = facts(evolve(PAYMENT, state=PaymentState.SETTLED))
    assert codes(blank, settled) == (
        "ledger.payment_not_in_suspense",
        "ledger.settlement_without_reason",
        "ledger.settlement_without_dwelling",
    )
    superfluous = evolve(TO_DWELLING, settled_as=SettledAs.REFUND)
    assert codes(superfluous, facts()) == ("ledger.settlement_needs_no_dwelling",)
    assert codes(TO_DWELLING, facts(label=None)) == ("ledger.dwelling_unknown",)


def test_only_the_keeper_of_the_books_settles() -> None:
    """Whoever holds the wallet does not decide whose its money is."""
    ruling = rule_on_settlement(TO_DWELLING, facts(held=(Office.KEEPER_OF_MONEY,)))
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("ledger.office_required", "segregation_of_duties")
