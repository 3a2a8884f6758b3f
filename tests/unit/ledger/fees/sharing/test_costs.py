"""Sharing the cost of a bill."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.core.periods import Span, month_span, since
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.entries import DocumentRef, EntryKind, Posting
from gongtong.ledger.fees.assessing import PASSED_THROUGH
from gongtong.ledger.fees.charging import Home
from gongtong.ledger.fees.policies import Payer
from gongtong.ledger.fees.sharing.costs import (
    AS_AGREED_OR_BY_AREA,
    CostKind,
    ShareCost,
    SharedCost,
    SharingFacts,
    rule_on_sharing,
)
from gongtong.ledger.fees.sharing.weights import ShareBy, Sharer
from gongtong.ledger.fees.tariffs.enactments import Enactment, EnactmentKind

MAY = month_span(2025, 5)
ONE, TWO = UUID(int=101), UUID(int=102)
BILL = DocumentRef("账单.pdf", "0" * 64)
AGREED = Enactment(EnactmentKind.VOTE, "决定5号", date(2025, 1, 1))
REQUEST = ShareCost("lift", "电梯电费", MAY, BILL, 101, CostKind.IN_TRUST)


def sharer(who: UUID, weight: int = 1, status: DwellingStatus = DwellingStatus.LET) -> Sharer:
    return Sharer(Home(who, DwellingLabel(1, 1, who.int), 100, status), weight)


FACTS = SharingFacts((sharer(ONE), sharer(TWO)), frozenset(), {}, {}, (Office.KEEPER_OF_BOOKS,))


def granted(facts: SharingFacts = FACTS, **fields: Any) -> SharedCost:
    ruling = rule_on_sharing(evolve(REQUEST, **fields), facts)
    assert isinstance(ruling, Granted), ruling
    return ruling.event


def codes(facts: SharingFacts = FACTS, **fields: Any) -> tuple[str, ...]:
    ruling = rule_on_sharing(evolve(REQUEST, **fields), facts)
    return ruling.codes if isinstance(ruling, Refused) else ()


def test_money_passed_through_is_held_in_trust() -> None:
    """The bill to the fen, credited to 2245 in its own fund, and no income."""
    shared = granted()
    (draft,) = shared.drafts
    assert (draft.kind, draft.effective_on, draft.documents) == (
        EntryKind.TRUST_MONEY,
        date(2025, 5, 1),
        (BILL,),
    )
    assert draft.postings == (
        Posting("1122", "pass-through", 51, ONE),
        Posting("1122", "pass-through", 50, TWO),
        Posting("2245", "pass-through", -101),
    )
    assert shared.charges[0].explanation_zh == (
        "电梯电费：账单1.01元，分摊1.01元，按专有部分面积1/2，应缴0.51元。依据：《民法典》第283条。"
    )


def test_an_own_cost_is_recovered_as_income_of_its_fund() -> None:
    """The common fund unless another one is named."""
    (draft,) = granted(kind=CostKind.OWN, charged_fen=100).drafts
    assert draft.kind is EntryKind.COST_SHARING
    assert draft.postings[-1] == Posting("4308", "common-income", -100)
    (draft,) = granted(kind=CostKind.OWN, fund="sanitation", income_account="4301").drafts
    assert draft.postings[-1] == Posting("4301", "sanitation", -101)


@pytest.mark.parametrize(
    ("kind", "charged_fen", "code"),
    [
        (CostKind.IN_TRUST, 100, "ledger.pass_through_short"),
        (CostKind.IN_TRUST, 101, ""),
        (CostKind.IN_TRUST, 102, "ledger.margin_on_pass_through"),
        (CostKind.OWN, 0, "ledger.nothing_to_share"),
        (CostKind.OWN, 1, ""),
        (CostKind.OWN, 101, ""),
        (CostKind.OWN, 102, "ledger.shared_beyond_cost"),
    ],
)
def test_nobody_earns_by_sharing(kind: CostKind, charged_fen: int, code: str) -> None:
    """Under, at and over the bill: what is passed through is the bill, an own cost at most that."""
    assert codes(kind=kind, charged_fen=charged_fen) == ((code,) if code else ())


def test_a_margin_is_refused_by_name() -> None:
    """The refusal names the rule and both amounts."""
    ruling = rule_on_sharing(evolve(REQUEST, charged_fen=102), FACTS)
    assert isinstance(ruling, Refused)
    (reason,) = ruling.reasons
    assert (reason.source, reason.params) == (
        PASSED_THROUGH,
        (("bill_fen", "101"), ("charged_fen", "102")),
    )


@pytest.mark.parametrize("by", ShareBy)
def test_another_way_than_by_area_is_agreed_on(by: ShareBy) -> None:
    """民法典 283: as agreed, otherwise by area; who agreed is told on the bill."""
    without = () if by is ShareBy.AREA else ("ledger.sharing_not_agreed",)
    assert codes(by=by) == without
    shared = granted(by=by, agreed=AGREED)
    assert shared.charges[0].explanation_zh.endswith("依据：决定5号，2025-01-01共同决定。")


def test_a_bill_is_shared_once() -> None:
    """Known by its digest, whatever it is called."""
    facts = evolve(FACTS, bills=frozenset({BILL.digest}))
    assert codes(facts) == ("ledger.bill_shared_already",)


@pytest.mark.parametrize(
    ("span", "is_refused"),
    [(month_span(2025, 4), False), (MAY, True), (month_span(2025, 6), False)],
)
def test_a_period_is_charged_once(span: Span, *, is_refused: bool) -> None:
    """The months before and after are free; another code is another matter."""
    facts = evolve(FACTS, charged={(ONE, "lift"): {span}, (TWO, "other"): {MAY}})
    assert codes(facts) == (("ledger.period_charged_already",) if is_refused else ())


def test_every_ground_is_named_in_order() -> None:
    """The office, the cashier, the code, the period, the bill, its amount, the way, the sharers."""
    facts = evolve(FACTS, sharers=(sharer(ONE, 0),), held=(Office.KEEPER_OF_MONEY,))
    found = rule_on_sharing(
        evolve(
            REQUEST,
            code="Lift!",
            period=since("2025-05-01"),
            bill=DocumentRef("", ""),
            bill_fen=0,
            by=ShareBy.DWELLING,
        ),
        facts,
    )
    assert isinstance(found, Refused)
    assert found.codes == (
        "ledger.office_required",
        "segregation_of_duties",
        "ledger.cost_unnamed",
        "ledger.period_open_ended",
        "ledger.document_unidentified",
        "ledger.bill_of_nothing",
        "ledger.sharing_not_agreed",
        "ledger.nobody_shares",
    )
    sources = {reason.code: reason.source for reason in found.reasons}
    assert sources["segregation_of_duties"] == CASHIER_KEEPS_NO_BOOKS
    assert sources["ledger.sharing_not_agreed"] == AS_AGREED_OR_BY_AREA


def test_who_weighs_nothing_owes_nothing() -> None:
    """No charge over nothing is made."""
    facts = evolve(FACTS, sharers=(sharer(ONE, 0), sharer(TWO, 1)))
    assert [(one.dwelling_id, one.amount_fen) for one in granted(facts).charges] == [(TWO, 101)]


def test_the_developer_owes_what_is_not_sold() -> None:
    """Whom the request names, otherwise."""
    facts = evolve(FACTS, sharers=(sharer(ONE, 1, DwellingStatus.UNSOLD), sharer(TWO)))
    shared = granted(facts, payer=Payer.OCCUPANT)
    assert [one.payer for one in shared.charges] == [Payer.DEVELOPER, Payer.OCCUPANT]


def test_what_was_paid_ahead_settles_a_share() -> None:
    """In the same fund alone."""
    facts = evolve(FACTS, advances_fen={(ONE, "pass-through"): 60, (TWO, "sanitation"): 60})
    shared = granted(facts)
    assert (shared.from_advances_fen, len(shared.drafts)) == (51, 2)


def test_every_kind_has_a_word() -> None:
    """Vouchers are read by people."""
    assert [kind.zh for kind in CostKind] == ["公摊费用", "代收代付"]
