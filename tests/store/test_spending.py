"""Spending in the database: from the request to the books, and what a refusal leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
import sqlalchemy as sa
from attrs import evolve, frozen

from gongtong.community import Gongtong
from gongtong.core.errors import ConcurrentChangeError, RefusedError, UnknownReferenceError
from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Provision, Rank
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.spending import store
from gongtong.ledger.spending.policies import MAY_PAY, PaymentProposal
from gongtong.ledger.spending.requests import (
    ApproveSpending,
    BookSpending,
    EndSpending,
    Payment,
    PaySpending,
    RequestSpending,
    Spending,
    SpendingState,
)
from gongtong.ledger.spending.tables import SpendingTables
from gongtong.plugins.host import Host
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import hookimpl
from gongtong.testing.examples.people import (
    APPLICANT,
    BOOKKEEPER,
    CASHIER,
    CHAIR,
    SINCE,
    SUPERVISOR,
    take_office,
)
from gongtong.testing.stage import Stage

if TYPE_CHECKING:
    from gongtong.community import Work

FUND, WECHAT = "sanitation", "1012.wechat"
PAID_ON = date(2025, 2, 6)
BEFORE = datetime(2025, 2, 5, 1, 0, tzinfo=UTC)
REFERENCE = "1000257992584583041870511520"
INVOICE = DocumentRef("发票.pdf", "0f" * 32)
TOOLS = RequestSpending(FUND, "5101", 43280, "环卫工具", "新民建材")


@pytest.fixture
def stage(place: Stage) -> Stage:
    """Books with 1,000.00 in the wallet of the sanitation fund."""
    take_office(place)
    with place.work(BOOKKEEPER) as work:
        work.ledger.books.open_books(OpenBooks(SINCE), key="open")
        lines = (Posting(WECHAT, FUND, 100000), Posting("3101", FUND, -100000))
        work.ledger.books.post_entry(
            Draft(EntryKind.OPENING, SINCE, "期初余额", lines), key="opening"
        )
    return place


def ask(stage: Stage, request: RequestSpending = TOOLS, key: str = "ask") -> Spending:
    with stage.work(APPLICANT, now=BEFORE) as work:
        return work.ledger.spending.request_spending(request, key=key).spending


def approve(stage: Stage, spending: Spending, key: str = "approve") -> Spending:
    with stage.work(CHAIR, now=BEFORE) as work:
        request = ApproveSpending(spending.id)
        return work.ledger.spending.approve_spending(request, key=f"{key} {spending.id}").spending


def order(spending: Spending, reference: str = REFERENCE) -> PaySpending:
    return PaySpending(spending.id, spending.amount_fen, WECHAT, PAID_ON, reference)


def pay(stage: Stage, spending: Spending, reference: str = REFERENCE) -> Spending:
    with stage.work(CASHIER) as work:
        request = order(spending, reference)
        return work.ledger.spending.pay_spending(request, key=f"pay {spending.id}").spending


def book(stage: Stage, spending: Spending) -> Spending:
    with stage.work(BOOKKEEPER) as work:
        request = BookSpending(spending.id, (INVOICE,))
        return work.ledger.spending.book_spending(request, key=f"book {spending.id}").spending


def balances(stage: Stage) -> dict[str, int]:
    with stage.work() as work:
        lines = work.ledger.books.reports.trial_balance().lines
    return {line.account.code: line.debit_fen - line.credit_fen for line in lines}


def rows(stage: Stage) -> dict[str, int]:
    metadata = stage.gongtong.schema.metadata
    with stage.engine.begin() as connection:
        return {
            name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


def test_four_people_bring_a_spending_into_the_books(stage: Stage) -> None:
    """Asked, approved, paid and booked; the expense is debited and the clearing account credited."""
    spending = book(stage, pay(stage, approve(stage, ask(stage))))
    assert spending.state is SpendingState.BOOKED
    assert spending.payment == Payment(CASHIER, WECHAT, PAID_ON, REFERENCE)
    assert spending.booked_by == BOOKKEEPER
    assert balances(stage) == {WECHAT: 100000, "3101": -100000, "5101": 43280, "1221": -43280}
    with stage.work() as work:
        assert work.ledger.books.reports.verify() == ()
        entry = work.ledger.books.reports.entries()[-1]
    assert (entry.id, entry.kind, entry.effective_on) == (
        spending.entry_id,
        EntryKind.SPENDING,
        PAID_ON,
    )
    assert entry.documents == (INVOICE,)


def test_the_imported_statement_clears_the_account_in_either_order(stage: Stage) -> None:
    """The statement credits the wallet and debits 待核销支出; with the booking that account is empty."""
    moved = (Posting("1221", FUND, 43280), Posting(WECHAT, FUND, -43280))
    spending = pay(stage, approve(stage, ask(stage)))
    with stage.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(
            Draft(EntryKind.MANUAL, PAID_ON, "微信账单", moved), key="bill"
        )
    book(stage, spending)
    assert balances(stage) == {WECHAT: 56720, "3101": -100000, "5101": 43280}


def test_what_is_read_is_what_was_saved(stage: Stage) -> None:
    """After each step the spending is read exactly as its event told it."""
    request = evolve(TOOLS, decision="业主大会2025年第2号", documents=(INVOICE,))
    spending = ask(stage, request)
    for version, step in enumerate((approve, pay, book), start=1):
        assert read(stage, spending.id) == spending
        assert (spending.version, spending.decision) == (version, "业主大会2025年第2号")
        spending = step(stage, spending)
    assert read(stage, spending.id) == spending


def read(stage: Stage, spending_id: UUID) -> Spending:
    with stage.work() as work:
        return work.ledger.spending.spending(spending_id)


def test_spendings_are_listed_by_state(stage: Stage) -> None:
    """What waits for approval is told apart from what waits for payment."""
    first, second = ask(stage, key="1"), ask(stage, key="2")
    approve(stage, first)
    with stage.work() as work:
        desk = work.ledger.spending
        assert [one.id for one in desk.spendings(SpendingState.REQUESTED)] == [second.id]
        assert [one.id for one in desk.spendings(SpendingState.APPROVED)] == [first.id]
        assert {one.id for one in desk.spendings()} == {first.id, second.id}


Attempt = Callable[["Work", Spending], object]

ATTEMPTS: dict[str, tuple[str, Attempt, list[str]]] = {
    "a neighbour asks": (
        "u-neighbour",
        lambda work, _: work.ledger.spending.request_spending(TOOLS, key="x"),
        ["ledger.office_required"],
    ),
    "the applicant approves": (
        APPLICANT,
        lambda work, one: work.ledger.spending.approve_spending(ApproveSpending(one.id), key="x"),
        ["ledger.office_required", "ledger.applicant_approves"],
    ),
    "the cashier pays before approval": (
        CASHIER,
        lambda work, one: work.ledger.spending.pay_spending(order(one), key="x"),
        ["ledger.spending_step_impossible"],
    ),
    "the bookkeeper pays": (
        BOOKKEEPER,
        lambda work, one: work.ledger.spending.pay_spending(order(one), key="x"),
        ["ledger.spending_step_impossible", "ledger.office_required", "segregation_of_duties"],
    ),
    "the cashier books": (
        CASHIER,
        lambda work, one: work.ledger.spending.book_spending(BookSpending(one.id), key="x"),
        [
            "ledger.spending_step_impossible",
            "ledger.office_required",
            "segregation_of_duties",
            "ledger.voucher_missing",
        ],
    ),
    "the supervisor withdraws": (
        SUPERVISOR,
        lambda work, one: work.ledger.spending.withdraw_spending(
            EndSpending(one.id, "不"), key="x"
        ),
        ["ledger.withdrawn_by_other"],
    ),
    "the cashier rejects": (
        CASHIER,
        lambda work, one: work.ledger.spending.reject_spending(EndSpending(one.id, "不"), key="x"),
        ["ledger.office_required"],
    ),
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_refused_step_writes_nothing(stage: Stage, attempt: str) -> None:
    """Whoever may not is told every ground, and no table has a row more."""
    actor, step, codes = ATTEMPTS[attempt]
    spending = ask(stage)
    before = rows(stage)
    with stage.work(actor) as work, pytest.raises(RefusedError) as refused:
        step(work, spending)
    assert list(refused.value.codes) == codes
    assert rows(stage) == before
    with stage.work() as work:
        assert work.ledger.spending.spending(spending.id) == spending


def test_may_gives_the_ruling_and_writes_nothing(stage: Stage) -> None:
    """A button is greyed out by the same ruling that would refuse the command."""
    spending = ask(stage)
    before = rows(stage)
    with stage.work(APPLICANT) as work:
        desk = work.ledger.spending
        assert isinstance(desk.may_request(TOOLS), Granted)
        assert isinstance(desk.may_withdraw(EndSpending(spending.id, "不买了")), Granted)
        refused = desk.may_approve(ApproveSpending(spending.id))
        assert isinstance(refused, Refused)
        assert refused.codes == ("ledger.office_required", "ledger.applicant_approves")
    with stage.work(CHAIR) as work:
        assert isinstance(work.ledger.spending.may_approve(ApproveSpending(spending.id)), Granted)
        assert isinstance(work.ledger.spending.may_reject(EndSpending(spending.id, "贵")), Granted)
    with stage.work(CASHIER) as work:
        assert isinstance(work.ledger.spending.may_pay(order(spending)), Refused)
        assert isinstance(work.ledger.spending.may_book(BookSpending(spending.id)), Refused)
    assert rows(stage) == before
    paid = pay(stage, approve(stage, spending))
    with stage.work(BOOKKEEPER) as work:
        ruling = work.ledger.spending.may_book(BookSpending(paid.id, (INVOICE,)))
    assert isinstance(ruling, Granted)


def test_money_that_is_promised_is_not_promised_twice(stage: Stage) -> None:
    """Of 1,000.00, 600.00 approved leave 400.00: 400.01 is refused, 400.00 is not."""
    approve(stage, ask(stage, evolve(TOOLS, amount_fen=60000), key="1"))
    more = ask(stage, evolve(TOOLS, amount_fen=40001), key="2")
    with pytest.raises(RefusedError) as refused:
        approve(stage, more)
    assert refused.value.codes == ("ledger.fund_insufficient",)
    assert refused.value.reasons[0].params == (("fund", FUND), ("short_fen", "1"))
    exactly = ask(stage, evolve(TOOLS, amount_fen=40000), key="3")
    assert approve(stage, exactly).state is SpendingState.APPROVED


def test_what_is_paid_stays_promised_until_it_is_booked(stage: Stage) -> None:
    """Between payment and booking the fund's money is neither counted twice nor forgotten."""
    paid = pay(stage, approve(stage, ask(stage, evolve(TOOLS, amount_fen=60000), key="1")))
    with pytest.raises(RefusedError):
        approve(stage, ask(stage, evolve(TOOLS, amount_fen=40001), key="2"))
    book(stage, paid)
    with pytest.raises(RefusedError):
        approve(stage, ask(stage, evolve(TOOLS, amount_fen=40001), key="3"))
    approve(stage, ask(stage, evolve(TOOLS, amount_fen=40000), key="4"))


def test_one_line_of_a_statement_pays_one_spending(stage: Stage) -> None:
    """The transaction that paid one spending cannot pay another; the database holds it too."""
    first, second = ask(stage, key="1"), ask(stage, key="2")
    pay(stage, approve(stage, first))
    approve(stage, second)
    with pytest.raises(RefusedError) as refused:
        pay(stage, second)
    assert refused.value.codes == ("ledger.reference_used",)
    table = stage.gongtong.schema.tables(SpendingTables).spending
    with stage.engine.begin() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(
            table.update()
            .where(table.c.spending_id == second.id)
            .values(paid_from=WECHAT, reference=REFERENCE)
        )


def test_a_rejected_or_withdrawn_spending_frees_its_money(stage: Stage) -> None:
    """After a rejection and a withdrawal the whole fund is free again."""
    large = evolve(TOOLS, amount_fen=100000)
    first = approve(stage, ask(stage, large, key="1"))
    with stage.work(CHAIR) as work:
        ended = work.ledger.spending.reject_spending(EndSpending(first.id, "太贵"), key="no")
    assert (ended.spending.state, ended.spending.ended_by) == (SpendingState.REJECTED, CHAIR)
    second = approve(stage, ask(stage, large, key="2"))
    with stage.work(APPLICANT) as work:
        request = EndSpending(second.id, "不买了")
        back = work.ledger.spending.withdraw_spending(request, key="back")
    assert back.spending.state is SpendingState.WITHDRAWN
    assert approve(stage, ask(stage, large, key="3")).state is SpendingState.APPROVED


def test_a_spending_nobody_knows_is_an_error_of_its_own(stage: Stage) -> None:
    """A reference to no spending of this place names what was looked for."""
    with stage.work(CHAIR) as work, pytest.raises(UnknownReferenceError, match="spending"):
        work.ledger.spending.approve_spending(ApproveSpending(UUID(int=1)), key="x")


def test_a_change_by_somebody_else_is_noticed(stage: Stage) -> None:
    """A spending read before somebody changed it is not written over."""
    spending = ask(stage)
    approve(stage, spending)
    with stage.work(CHAIR) as work, pytest.raises(ConcurrentChangeError):
        store.save_spending(work.unit, spending)


HOUSE = Source("本小区决定", "单笔不超过400元", standing=Standing.HOUSE)


@frozen
class Ceiling:
    """A guard that objects to payments above a ceiling."""

    fen: int

    def __call__(self, proposal: PaymentProposal, /) -> tuple[Reason, ...]:
        if proposal.amount_fen <= self.fen:
            return ()
        return (Reason("court.ceiling", "单笔超限", "above the ceiling", HOUSE),)


def with_ceiling(stage: Stage, fen: int) -> Stage:
    """The same place, served by a library with one more plugin."""

    @hookimpl
    def gongtong_provisions() -> Iterable[AnyProvision]:
        yield Provision(
            "court.ceiling",
            MAY_PAY,
            Ceiling(fen),
            area="/test-court",
            in_force=since("2025-01-01"),
            rank=Rank.HOUSE_RULE,
            cites=(HOUSE,),
        )

    plugin = Plugin("court-ceiling", hooks=SimpleNamespace(gongtong_provisions=gongtong_provisions))
    return Stage(Gongtong(host=Host.of(plugin)), stage.engine, stage.place)


@pytest.mark.parametrize(
    ("ceiling_fen", "codes"), [(43279, ("court.ceiling",)), (43280, ()), (43281, ())]
)
def test_a_guard_of_a_plugin_can_refuse_a_payment(
    stage: Stage, ceiling_fen: int, codes: tuple[str, ...]
) -> None:
    """A ceiling just below the amount refuses, with the plugin's source; at the amount it does not."""
    spending = approve(stage, ask(stage))
    with with_ceiling(stage, ceiling_fen).work(CASHIER) as work:
        ruling = work.ledger.spending.may_pay(order(spending))
        if not codes:
            assert isinstance(ruling, Granted)
            return
        assert isinstance(ruling, Refused)
        assert ruling.codes == codes
        assert ruling.reasons[0].source == HOUSE
        with pytest.raises(RefusedError):
            work.ledger.spending.pay_spending(order(spending), key="pay")
