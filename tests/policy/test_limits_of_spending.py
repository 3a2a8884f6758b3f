"""How far an office goes alone, what takes more than one, and what is done in an emergency.

会计法第35条第2款 holds in an emergency as well. The limits are the place's own: the points
`ledger.two_keys` and `ledger.budget_rule`.
"""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.offices import (
    Office,
)
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.budgets.budget_checks import BudgetPosition, BudgetRule, OverBudget
from gongtong.ledger.spending.demands import Circumstances, alike_fen
from gongtong.ledger.spending.ratifying import rule_on_ratification
from gongtong.ledger.spending.requests import (
    Approval,
    EmergencyGround,
    PaySpending,
    RequestSpending,
    SpendingState,
)
from gongtong.ledger.spending.spending_rules import (
    rule_on_approval,
    rule_on_booking,
    rule_on_payment,
    rule_on_request,
)
from gongtong.ledger.spending.supervising import rule_on_consent
from gongtong.ledger.spending.two_keys import (
    SplitRule,
)
from gongtong.testing.spending_ladder import (
    APPROVED,
    ASKED_ON,
    BOOKING,
    ID,
    OFFICES,
    ORDER,
    PAID,
    REQUESTED,
    TODAY,
    grounds,
    knowing,
)

ACCOUNTING_LAW, ARTICLE = "会计法", "第35条第2款"
HOUSE = "支出审批规则"
BUDGET_HOUSE = "预算规则"


BURST = RequestSpending(
    "sanitation", "5102", 6_000_00, "抢修水管", "维修队", emergency=EmergencyGround.BURST_PIPE
)


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_a_purchase_split_in_two_is_decided_as_one() -> None:
    """Two times 300 yuan to one payee within 30 days are 600: a member's 500 do not reach."""
    half = evolve(REQUESTED, amount_fen=300_00)
    rule = SplitRule(within_days=30)
    around = Circumstances(alike_fen=alike_fen(half, [("新民建材 ", "更换水泵", 300_00)], rule))
    ruling = rule_on_approval(half, knowing("member", around=around))
    assert grounds(ruling) == [("ledger.purchase_split", HOUSE)]
    assert isinstance(ruling, Refused)
    assert ("counted_fen", "60000") in ruling.reasons[0].params
    assert isinstance(rule_on_approval(half, knowing("chair", around=around)), Granted)
    assert isinstance(rule_on_approval(half, knowing("member")), Granted)


@pytest.mark.policy(source="house", clause="ledger.two_keys")
@pytest.mark.parametrize(
    ("actor", "amount_fen", "code"),
    [
        ("member", 499_99, None),
        ("member", 500_00, None),
        ("member", 500_01, "ledger.above_office_limit"),
        ("chair", 500_01, None),
        ("chair", 4_999_99, None),
        ("chair", 5_000_00, None),
    ],
)
def test_each_office_approves_alone_up_to_its_limit(
    actor: str, amount_fen: int, code: str | None
) -> None:
    """A member to 500 yuan and the chair to 5,000, these amounts included."""
    ruling = rule_on_approval(evolve(REQUESTED, amount_fen=amount_fen), knowing(actor))
    if code is None:
        assert isinstance(ruling, Granted)
        assert ruling.event.spending.state is SpendingState.APPROVED
    else:
        assert grounds(ruling) == [(code, HOUSE)]


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_above_the_chairs_limit_it_takes_two_and_a_supervisor() -> None:
    """5,000.01 yuan wait for the second approval and for the second committee; then they are approved."""
    big = evolve(REQUESTED, amount_fen=5_000_01)
    first = rule_on_approval(big, knowing("chair"))
    assert isinstance(first, Granted)
    second = rule_on_approval(first.event.spending, knowing("member"))
    assert isinstance(second, Granted)
    assert second.event.spending.state is SpendingState.REQUESTED
    consented = rule_on_consent(second.event.spending, knowing("supervisor"))
    assert isinstance(consented, Granted)
    assert consented.event.spending.state is SpendingState.APPROVED


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_a_named_fund_takes_a_supervisor_for_every_fen() -> None:
    """One fen of the common income waits for the second committee."""
    fen = evolve(REQUESTED, fund="common", amount_fen=1)
    approved = rule_on_approval(fen, knowing("chair"))
    assert isinstance(approved, Granted)
    assert approved.event.spending.state is SpendingState.REQUESTED


@pytest.mark.policy(source="house", clause="ledger.two_keys")
@pytest.mark.parametrize(
    ("amount_fen", "refused"), [(49_999_99, False), (50_000_00, False), (50_000_01, True)]
)
def test_above_the_threshold_it_takes_a_vote(amount_fen: int, refused: bool) -> None:
    """50,000 yuan do not, a fen more does, whatever the request says about a decision."""
    asked = evolve(REQUESTED, amount_fen=amount_fen, decision="2025年第1号决定")
    ruling = rule_on_approval(asked, knowing("chair"))
    if refused:
        assert grounds(ruling) == [("ledger.vote_required", HOUSE)]
    else:
        assert isinstance(ruling, Granted)


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_an_emergency_goes_the_short_way_and_is_ratified_in_full() -> None:
    """6,000 yuan on one approval; afterwards the second one and the supervisor settle it."""
    asked = rule_on_request(BURST, knowing("asker"), ID)
    assert isinstance(asked, Granted)
    approved = rule_on_approval(asked.event.spending, knowing("chair"))
    assert isinstance(approved, Granted)
    assert approved.event.spending.state is SpendingState.APPROVED
    order = PaySpending(ID, 6_000_00, "1001", TODAY)
    paid = rule_on_payment(order, approved.event.spending, knowing("cashier"))
    assert isinstance(paid, Granted)
    assert paid.event.spending.ratify_by == date(2025, 3, 25)
    ratified = rule_on_ratification(paid.event.spending, knowing("member"))
    assert isinstance(ratified, Granted)
    assert ratified.event.spending.awaits_ratification
    settled = rule_on_consent(ratified.event.spending, knowing("supervisor"))
    assert isinstance(settled, Granted)
    assert settled.event.spending.ratified_on == TODAY


@pytest.mark.policy(source=ACCOUNTING_LAW, clause=ARTICLE)
def test_in_an_emergency_too_who_pays_does_not_book() -> None:
    """会计法35: fewer approve, and still two keys turn."""
    burst = evolve(PAID, emergency=EmergencyGround.BURST_PIPE, ratify_by=date(2025, 3, 21))
    cashier = knowing("cashier", also={"cashier": (Office.KEEPER_OF_BOOKS,)})
    assert grounds(rule_on_booking(BOOKING, burst, cashier)) == [
        ("segregation_of_duties", ACCOUNTING_LAW)
    ]


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_while_an_emergency_is_overdue_there_is_no_other() -> None:
    """The next pipe waits for the ordinary way until the last one is ratified."""
    facts = knowing("asker", around=Circumstances(unsettled=1))
    assert grounds(rule_on_request(BURST, facts, ID)) == [("ledger.emergency_unsettled", HOUSE)]


@pytest.mark.policy(source="house", clause="ledger.two_keys")
@pytest.mark.parametrize(
    ("amount_fen", "refused"), [(9_999_99, False), (10_000_00, False), (10_000_01, True)]
)
def test_an_emergency_is_no_way_around_the_limit(amount_fen: int, refused: bool) -> None:
    """10,000 yuan go, a fen more does not."""
    ruling = rule_on_request(evolve(BURST, amount_fen=amount_fen), knowing("asker"), ID)
    if refused:
        assert grounds(ruling) == [("ledger.emergency_above_limit", HOUSE)]
    else:
        assert isinstance(ruling, Granted)


@pytest.mark.policy(source="house", clause="ledger.budget_rule")
@pytest.mark.parametrize(
    ("amount_fen", "is_over"), [(399_99, False), (400_00, False), (400_01, True)]
)
def test_beyond_the_budget_it_takes_what_the_place_decided(amount_fen: int, is_over: bool) -> None:
    """Under and at the line nothing; a fen over it one more approval, a supervisor, or nothing at all."""
    asked = evolve(REQUESTED, amount_fen=amount_fen)
    line = BudgetPosition(2025, "sanitation", "5102", 1_000_00, 600_00, amount_fen)
    for over in OverBudget:
        around = Circumstances(0, line, BudgetRule(over=over))
        ruling = rule_on_approval(asked, knowing("chair", around=around))
        if is_over and over is OverBudget.BARRED:
            assert grounds(ruling) == [("ledger.over_budget", BUDGET_HOUSE)]
            continue
        assert isinstance(ruling, Granted)
        is_enough = not is_over or over is OverBudget.ALLOWED
        expected = SpendingState.APPROVED if is_enough else SpendingState.REQUESTED
        assert ruling.event.spending.state is expected


@pytest.mark.policy(source="house", clause="ledger.budget_rule")
def test_two_members_do_not_make_a_chair() -> None:
    """4,000 yuan beyond the budget take two; one of them is somebody whose office goes so far."""
    asked = evolve(REQUESTED, amount_fen=4_000_00)
    line = BudgetPosition(2025, "sanitation", "5102", 0, 0, 4_000_00)
    around = Circumstances(0, line, BudgetRule())
    member = knowing("member", around=around)
    assert grounds(rule_on_approval(asked, member)) == [("ledger.above_office_limit", HOUSE)]
    first = rule_on_approval(asked, knowing("chair", around=around))
    assert isinstance(first, Granted)
    assert first.event.spending.state is SpendingState.REQUESTED
    knows_the_chair = evolve(member, approvers_held={"chair": OFFICES["chair"]})
    second = rule_on_approval(first.event.spending, knows_the_chair)
    assert isinstance(second, Granted)
    assert second.event.spending.state is SpendingState.APPROVED


@pytest.mark.policy(source="house", clause="ledger.two_keys")
@pytest.mark.parametrize(
    ("approver", "amount_fen", "is_settled"),
    [
        ("member", 500_00, True),
        ("member", 500_01, False),
        ("chair", 500_01, True),
        ("chair", 5_000_00, True),
        ("chair", 5_000_01, False),
    ],
)
def test_what_was_enough_beforehand_needs_no_yes_afterwards(
    approver: str, amount_fen: int, is_settled: bool
) -> None:
    """An emergency approved by whoever would have been enough is settled when it is paid."""
    burst = evolve(
        APPROVED,
        amount_fen=amount_fen,
        emergency=EmergencyGround.BURST_PIPE,
        approvals=(Approval(approver, ASKED_ON),),
    )
    order = evolve(ORDER, amount_fen=amount_fen)
    facts = evolve(knowing("cashier"), approvers_held={approver: OFFICES[approver]})
    paid = rule_on_payment(order, burst, facts)
    assert isinstance(paid, Granted)
    assert paid.event.spending.awaits_ratification is not is_settled
    if not is_settled and approver == "member":
        other = evolve(knowing("member-2", also={"member-2": (Office.MEMBER,)}))
        ruling = rule_on_ratification(paid.event.spending, other)
        assert grounds(ruling) == [("ledger.above_office_limit", HOUSE)]
        settled = rule_on_ratification(paid.event.spending, knowing("chair"))
        assert isinstance(settled, Granted)
        assert settled.event.spending.ratified_on == TODAY
