"""Control over spending in the database: supervisors, second accounts, splits, budgets, emergencies."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.errors import RefusedError
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.offices import EndAppointment, Mandate, Office
from gongtong.core.periods import Span
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import CASH, CLEANING, REPAIRS, SANITATION
from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.books.reserving.requests import ReserveEntry
from gongtong.ledger.budgets.budget_lines import AdoptBudget, BudgetLine
from gongtong.ledger.hands.hands import Delegation, Hands, SamePerson
from gongtong.ledger.hands.registering import DelegateWork, LinkAccounts
from gongtong.ledger.spending import store
from gongtong.ledger.spending.policies import TWO_KEYS
from gongtong.ledger.spending.ratifying import (
    CheckRatifications,
    RatificationMissed,
    RatifySpending,
)
from gongtong.ledger.spending.requests import (
    ApproveSpending,
    BookSpending,
    EmergencyGround,
    PaySpending,
    RequestSpending,
    Spending,
    SpendingState,
)
from gongtong.ledger.spending.supervising import SuperviseSpending
from gongtong.ledger.spending.tables import SpendingControlTables, SpendingTables
from gongtong.ledger.spending.two_keys import (
    DEFAULT_TWO_KEYS,
    ApprovalTier,
    EmergencyRule,
    OfficeLimit,
    SpendingScope,
    SplitRule,
)
from gongtong.testing.examples.books import OPENING_FEN, open_books
from gongtong.testing.examples.people import (
    APPLICANT,
    BOOKKEEPER,
    CASHIER,
    CHAIR,
    MANDATE,
    SINCE,
    SUPERVISOR,
    appointment,
)
from gongtong.testing.stage import NOW

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

MEMBER = "u-member"
TODAY = date(2025, 6, 10)
INVOICE = DocumentRef("发票.pdf", "0f" * 32)
PUMP = RequestSpending(SANITATION, REPAIRS, 40_000, "更换水泵", "新民建材")
RULE = evolve(
    DEFAULT_TWO_KEYS,
    limits=(OfficeLimit(Office.MEMBER, 50_000),),
    tiers=(ApprovalTier(0, 1), ApprovalTier(100_001, 2)),
    supervised=(SpendingScope(from_fen=100_001),),
    split=SplitRule(within_days=30),
    emergency=EmergencyRule(up_to_fen=300_000, ratify_within_days=15),
)


@pytest.fixture
def stage(place: Stage) -> Stage:
    """Books with 10,000 yuan in cash, a committee with a member, and a rule with every step of the ladder."""
    open_books(place)
    with place.work(CHAIR) as work:
        text = canonical(to_json(RULE)).decode()
        rule = AdoptHouseRule("test-court.rule", TWO_KEYS.name, text, Span(SINCE, None), MANDATE)
        work.registry.adopt_house_rule(rule, key="rule")
        work.registry.appoint_officer(appointment(MEMBER, "赵强", Office.MEMBER), key="member")
    return place


def ask(stage: Stage, key: str = "ask", now: datetime = NOW, **other: Any) -> Spending:
    with stage.work(APPLICANT, now=now) as work:
        request = evolve(PUMP, **other)
        return work.ledger.spending.request_spending(request, key=key).spending


def approve(stage: Stage, spending: Spending, actor: str, now: datetime = NOW) -> Spending:
    with stage.work(actor, now=now) as work:
        request = ApproveSpending(spending.id)
        key = f"{actor} {spending.id}"
        return work.ledger.spending.approve_spending(request, key=key).spending


def pay(stage: Stage, spending: Spending, actor: str = CASHIER, now: datetime = NOW) -> Spending:
    with stage.work(actor, now=now) as work:
        order = PaySpending(spending.id, spending.amount_fen, CASH, work.unit.today)
        return work.ledger.spending.pay_spending(order, key=f"pay {spending.id}").spending


def refusal(*what: Any, **other: Any) -> tuple[str, ...]:
    step, *rest = what
    with pytest.raises(RefusedError) as refused:
        step(*rest, **other)
    return refused.value.codes


def read(stage: Stage, spending: Spending) -> Spending:
    with stage.work() as work:
        return work.ledger.spending.spending(spending.id)


def test_two_approvals_and_a_supervisor_are_kept_and_read(stage: Stage) -> None:
    """Above 1,000 yuan: nothing is paid before all three, and each is read back with its day."""
    asked = ask(stage, amount_fen=100_001)
    approve(stage, asked, CHAIR)
    half = approve(stage, asked, MEMBER)
    assert half.state is SpendingState.REQUESTED
    with stage.work(SUPERVISOR) as work:
        assert isinstance(work.ledger.control.may_supervise(SuperviseSpending(asked.id)), Granted)
        request = SuperviseSpending(asked.id)
        whole = work.ledger.control.supervise_spending(request, key="consent").spending
        demands = work.ledger.control.demands(whole)
    assert (demands.approvals, demands.consents, demands.by_vote) == (2, 1, False)
    assert whole.state is SpendingState.APPROVED
    assert [one.approver for one in whole.approvals] == [CHAIR, MEMBER]
    assert [(one.approver, one.approved_on) for one in whole.consents] == [(SUPERVISOR, TODAY)]
    assert read(stage, asked) == whole
    assert pay(stage, asked).state is SpendingState.PAID


def test_a_second_account_is_known_from_the_register(stage: Stage) -> None:
    """Linked, the second account of the cashier neither books what he paid nor can anybody pay with both."""
    with stage.work(CHAIR) as work:
        request = appointment("u-cashier-2", "李伟", Office.SUPERVISOR)
        work.registry.appoint_officer(request, key="second office")
    with stage.work(SUPERVISOR) as work:
        link = LinkAccounts("u-cashier-2", CASHIER)
        assert isinstance(work.ledger.hands.may_link(link), Granted)
        work.ledger.hands.link_accounts(link, key="link")
        assert isinstance(work.ledger.hands.may_link(link), Refused)
        assert work.ledger.hands.hands() == Hands((SamePerson("u-cashier-2", CASHIER),))
    asked = ask(stage, amount_fen=100_001)
    approve(stage, asked, CHAIR)
    approve(stage, asked, MEMBER)
    with stage.work("u-cashier-2") as work:
        request_ = SuperviseSpending(asked.id)
        work.ledger.control.supervise_spending(request_, key="consent")
    codes = refusal(pay, stage, asked)
    assert codes == ("ledger.supervisor_pays",)


def test_a_delegate_counts_as_both(stage: Stage) -> None:
    """The applicant acts for the chair in June: he does not approve his own request, nor does the chair."""
    june = Span(date(2025, 6, 1), date(2025, 7, 1))
    with stage.work(SUPERVISOR) as work:
        request = DelegateWork(APPLICANT, CHAIR, june, MANDATE)
        assert isinstance(work.ledger.hands.may_delegate(request), Granted)
        event = work.ledger.hands.delegate_work(request, key="delegate")
        delegation = Delegation(event.delegation.id, APPLICANT, CHAIR, june, MANDATE)
        assert work.ledger.hands.hands() == Hands(delegations=(delegation,))
    asked = ask(stage)
    for actor in (APPLICANT, CHAIR):
        assert refusal(approve, stage, asked, actor) == ("ledger.applicant_approves",)
    assert approve(stage, asked, MEMBER).state is SpendingState.APPROVED


def test_a_split_purchase_is_added_up_from_the_book_of_requests(stage: Stage) -> None:
    """400 and 400 yuan within 30 days are beyond a member; on the 31st day they are two purchases."""
    first = ask(stage, key="first")
    late = NOW + timedelta(days=30)
    second = ask(stage, key="second", now=late)
    assert refusal(approve, stage, second, MEMBER, late) == ("ledger.purchase_split",)
    assert refusal(approve, stage, first, MEMBER, late) == ("ledger.purchase_split",)
    later = NOW + timedelta(days=61)
    third = ask(stage, key="third", now=later)
    assert approve(stage, third, MEMBER, later).state is SpendingState.APPROVED


def test_an_amount_changed_in_the_database_is_not_paid(stage: Stage) -> None:
    """Somebody with a database client doubles the amount after the approval."""
    asked = approve(stage, ask(stage), MEMBER)
    table = stage.gongtong.schema.tables(SpendingTables).spending
    with stage.engine.begin() as connection:
        connection.execute(sa.update(table).values(amount_fen=80_000))
    changed = read(stage, asked)
    assert changed.amount_fen == 80_000
    assert refusal(pay, stage, changed) == ("ledger.changed_after_approval",)


def test_who_asked_and_left_office_stops_the_payment(stage: Stage) -> None:
    """Removed between the approval and the payment."""
    asked = approve(stage, ask(stage), MEMBER)
    with stage.work(CHAIR) as work:
        held = work.registry.office_holders().of(Office.APPLICANT, TODAY)[0]
        end = EndAppointment(held.id, TODAY, Mandate("免职决定", date(2025, 6, 9)))
        work.registry.end_appointment(end, key="removed")
    assert refusal(pay, stage, asked) == ("ledger.applicant_out_of_office",)


@pytest.mark.parametrize(
    ("budget_fen", "state"),
    [
        (40_001, SpendingState.APPROVED),
        (40_000, SpendingState.APPROVED),
        (39_999, SpendingState.REQUESTED),
    ],
)
def test_a_spending_is_held_against_the_budget(
    stage: Stage, budget_fen: int, state: SpendingState
) -> None:
    """Under it and at it one approval is enough; a fen over it takes another."""
    with stage.work(CHAIR) as work:
        lines = (BudgetLine(SANITATION, REPAIRS, budget_fen),)
        work.ledger.budgets.adopt_budget(AdoptBudget(2025, lines, MANDATE), key="budget")
    asked = ask(stage)
    first = approve(stage, asked, CHAIR)
    assert first.state is state
    if state is SpendingState.REQUESTED:
        assert approve(stage, asked, MEMBER).state is SpendingState.APPROVED


def test_beyond_the_budget_one_of_two_is_somebody_whose_office_goes_so_far(stage: Stage) -> None:
    """600 yuan: the member's 500 do not reach; after the chair he is the second, and it is approved."""
    with stage.work(CHAIR) as work:
        lines = (BudgetLine(SANITATION, REPAIRS, 0),)
        work.ledger.budgets.adopt_budget(AdoptBudget(2025, lines, MANDATE), key="budget")
    asked = ask(stage, amount_fen=60_000)
    assert refusal(approve, stage, asked, MEMBER) == ("ledger.above_office_limit",)
    assert approve(stage, asked, CHAIR).state is SpendingState.REQUESTED
    assert approve(stage, asked, MEMBER).state is SpendingState.APPROVED


def test_what_is_promised_and_what_is_booked_use_the_budget(stage: Stage) -> None:
    """400 yuan approved, then booked: either way a budget of 500 has 100 left, and never counts them twice."""
    with stage.work(CHAIR) as work:
        lines = (BudgetLine(SANITATION, REPAIRS, 50_000),)
        work.ledger.budgets.adopt_budget(AdoptBudget(2025, lines, MANDATE), key="budget")
    first = approve(stage, ask(stage, key="first"), CHAIR)
    within = ask(stage, key="within", amount_fen=10_000, payee="甲")
    beyond = ask(stage, key="beyond", amount_fen=10_001, payee="乙")

    def approvals() -> list[int]:
        with stage.work() as work:
            return [work.ledger.control.demands(one).approvals for one in (within, beyond)]

    assert approvals() == [1, 2]
    pay(stage, first)
    assert approvals() == [1, 2]
    with stage.work(BOOKKEEPER) as work:
        request = BookSpending(first.id, (INVOICE,))
        work.ledger.spending.book_spending(request, key="book")
    assert approvals() == [1, 2]


def emergency(stage: Stage, key: str = "burst") -> Spending:
    asked = ask(stage, key=key, amount_fen=200_000, emergency=EmergencyGround.BURST_PIPE)
    return pay(stage, approve(stage, asked, CHAIR))


def test_an_emergency_is_paid_and_ratified(stage: Stage) -> None:
    """On one approval; the member and the supervisor settle it afterwards, and it is read back settled."""
    paid = emergency(stage)
    assert (paid.emergency, paid.ratify_by) == (EmergencyGround.BURST_PIPE, date(2025, 6, 25))
    with stage.work(MEMBER) as work:
        assert work.ledger.control.unratified() == (paid,)
        assert isinstance(work.ledger.control.may_ratify(RatifySpending(paid.id)), Granted)
        half = work.ledger.control.ratify_spending(RatifySpending(paid.id), key="yes").spending
        assert work.ledger.control.demands(half, afterwards=True).consents == 1
    assert half.awaits_ratification
    with stage.work(SUPERVISOR) as work:
        request = SuperviseSpending(paid.id)
        settled = work.ledger.control.supervise_spending(request, key="consent").spending
        assert work.ledger.control.unratified() == ()
    assert settled.ratified_on == TODAY
    assert [one.approver for one in settled.ratifications] == [MEMBER]


def test_what_is_not_ratified_in_time_is_an_event_once_and_bars_the_next(stage: Stage) -> None:
    """On its last day nothing is missed; the day after it is, once, and there is no other emergency."""
    paid = emergency(stage)
    last_day = NOW + timedelta(days=15)
    with stage.work(now=last_day) as work:
        found = work.ledger.control.check_ratifications(CheckRatifications(), key="last day")
        assert found.missed == ()
    next_day = last_day + timedelta(days=1)
    with stage.work(now=next_day) as work:
        assert [one.spending_id for one in work.ledger.control.overdue()] == [paid.id]
        elsewhere = CheckRatifications(funds=("common",))
        assert work.ledger.control.check_ratifications(elsewhere, key="other").missed == ()
        missed = work.ledger.control.check_ratifications(CheckRatifications(), key="1").missed
        again = work.ledger.control.check_ratifications(CheckRatifications(), key="2").missed
    assert [type(one) for one in missed] == [RatificationMissed]
    assert again == ()
    assert read(stage, paid).missed_on == next_day.date()
    with stage.work(APPLICANT, now=next_day) as work:
        other = evolve(PUMP, emergency=EmergencyGround.FIRE_RISK, payee="丙")
        ruling = work.ledger.spending.may_request(other)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("ledger.emergency_unsettled",)
    with stage.work(MEMBER, now=next_day) as work:
        work.ledger.control.ratify_spending(RatifySpending(paid.id), key="late yes")
    with stage.work(SUPERVISOR, now=next_day) as work:
        work.ledger.control.supervise_spending(SuperviseSpending(paid.id), key="late consent")
    with stage.work(APPLICANT, now=next_day) as work:
        assert isinstance(work.ledger.spending.may_request(other), Granted)


def test_every_spending_has_one_row_of_control(stage: Stage) -> None:
    """Also one that needed none of it."""
    ask(stage, key="first")
    ask(stage, key="second")
    control = stage.gongtong.schema.tables(SpendingControlTables).spending_control
    with stage.engine.begin() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(control)) == 2
    with stage.work() as work:
        assert len(store.list_spendings(work.unit)) == 2


def test_reserved_money_is_not_spent(stage: Stage) -> None:
    """What the fund holds, less what is promised, less what is reserved, is what can be approved."""
    lines = (Posting(CLEANING, SANITATION, 400_000), Posting(CASH, SANITATION, -400_000))
    with stage.work(BOOKKEEPER) as work:
        promise = ReserveEntry(Draft(EntryKind.MANUAL, TODAY, "预付清掏", lines), TODAY)
        work.ledger.reserving.reserve_entry(promise, key="reserve")
    left_fen = OPENING_FEN - 400_000
    enough = ask(stage, key="enough", amount_fen=left_fen, payee="甲")
    beyond = ask(stage, key="beyond", amount_fen=left_fen + 1, payee="乙")
    assert refusal(approve, stage, beyond, CHAIR) == ("ledger.fund_insufficient",)
    assert approve(stage, enough, CHAIR).approvals


def test_one_person_with_both_accounts_writes_nothing_into_the_books(stage: Stage) -> None:
    """Once it is known that cashier and bookkeeper are one person, the books take no entry by hand of his."""
    lines = (Posting(CLEANING, SANITATION, 100), Posting(CASH, SANITATION, -100))
    draft = Draft(EntryKind.MANUAL, TODAY, "清洁", lines)
    with stage.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(draft, key="before")
    with stage.work(SUPERVISOR) as work:
        work.ledger.hands.link_accounts(LinkAccounts(CASHIER, BOOKKEEPER), key="one person")
    with stage.work(BOOKKEEPER) as work, pytest.raises(RefusedError) as refused:
        work.ledger.books.post_entry(draft, key="after")
    assert refused.value.codes == ("segregation_of_duties",)
