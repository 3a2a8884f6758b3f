"""What a spending takes, by its amount and what stands around it."""

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.ledger.budgets.budget_checks import BudgetPosition, BudgetRule, OverBudget
from gongtong.ledger.spending.demands import (
    Circumstances,
    Demands,
    alike_fen,
    demands_before_payment,
    demands_of,
    reasons_of_limit,
    reasons_of_vote,
)
from gongtong.ledger.spending.requests import (
    Approval,
    EmergencyGround,
    RequestSpending,
    Spending,
    SpendingDecision,
)
from gongtong.ledger.spending.two_keys import (
    DEFAULT_TWO_KEYS,
    ApprovalTier,
    EmergencyRule,
    OfficeLimit,
    SpendingScope,
    SplitRule,
)

LADDER = evolve(
    DEFAULT_TWO_KEYS,
    limits=(OfficeLimit(Office.MEMBER, 50_000), OfficeLimit(Office.CHAIR, 500_000)),
    tiers=(ApprovalTier(0, 1), ApprovalTier(500_001, 3)),
    supervised=(SpendingScope(from_fen=500_001),),
    voted=(SpendingScope(from_fen=5_000_001),),
    split=SplitRule(30),
    emergency=EmergencyRule(up_to_fen=2_000_000),
)
NOTHING = Circumstances()


@pytest.mark.parametrize(
    ("amount_fen", "expected"),
    [
        (500_000, (1, 0, False)),
        (500_001, (3, 1, False)),
        (5_000_000, (3, 1, False)),
        (5_000_001, (3, 1, True)),
    ],
)
def test_the_ladder_is_climbed_by_the_fen(
    spending: Spending, amount_fen: int, expected: tuple[int, int, bool]
) -> None:
    """The chair to 5,000, three and a supervisor above it, a vote above 50,000."""
    demands = demands_of(evolve(spending, amount_fen=amount_fen), LADDER, NOTHING)
    assert (demands.approvals, demands.consents, demands.by_vote) == expected


@pytest.mark.parametrize("alike", [0, 1])
def test_what_counts_as_one_is_added_before_the_ladder(spending: Spending, alike: int) -> None:
    """One fen beside it lifts 5,000.00 yuan to the next step."""
    asked = evolve(spending, amount_fen=500_000)
    demands = demands_of(asked, LADDER, Circumstances(alike_fen=alike))
    assert demands.counted_fen == 500_000 + alike
    assert demands.approvals == (3 if alike else 1)


@pytest.mark.parametrize(
    ("held", "amount_fen", "refused"),
    [
        (Office.MEMBER, 49_999, False),
        (Office.MEMBER, 50_000, False),
        (Office.MEMBER, 50_001, True),
        (Office.CHAIR, 500_000, False),
    ],
)
def test_an_office_approves_alone_up_to_its_limit(
    spending: Spending, held: Office, amount_fen: int, refused: bool
) -> None:
    """A member to 500 yuan, the chair to 5,000; the limit itself is included."""
    asked = evolve(spending, amount_fen=amount_fen)
    found = list(reasons_of_limit(asked, (held,), LADDER, demands_of(asked, LADDER, NOTHING)))
    assert [one.code for one in found] == (["ledger.above_office_limit"] if refused else [])


def test_where_several_approve_nobody_is_alone(spending: Spending) -> None:
    """A member is one of three above 5,000 yuan, whatever his own limit."""
    demands = demands_of(spending, LADDER, NOTHING)
    assert demands.approvals == 3
    assert list(reasons_of_limit(spending, (Office.MEMBER,), LADDER, demands)) == []


def test_the_higher_limit_of_two_offices_counts_and_no_limit_is_none(spending: Spending) -> None:
    """Who is chair and member goes as far as the chair; without limits anybody goes anywhere."""
    assert LADDER.limit_of((Office.MEMBER, Office.CHAIR)) == 500_000
    assert LADDER.limit_of((Office.KEEPER_OF_MONEY,)) is None
    only_member = evolve(LADDER, limits=LADDER.limits[:1])
    assert only_member.limit_of((Office.MEMBER, Office.CHAIR)) is None


def test_a_purchase_that_was_split_is_told_so(spending: Spending) -> None:
    """Its own amount is within the limit, the sum is not: the ground says which sum."""
    asked = evolve(spending, amount_fen=30_000)
    around = Circumstances(alike_fen=20_001)
    (found,) = reasons_of_limit(asked, (Office.MEMBER,), LADDER, demands_of(asked, LADDER, around))
    assert found.code == "ledger.purchase_split"
    assert dict(found.params) == {
        "counted_fen": "50001",
        "up_to_fen": "50000",
        "within_days": "30",
    }


@pytest.mark.parametrize(
    ("amount_fen", "alike", "codes"),
    [
        (5_000_000, 0, []),
        (5_000_001, 0, ["ledger.vote_required"]),
        (5_000_000, 1, ["ledger.purchase_split"]),
    ],
)
def test_above_the_threshold_it_rests_on_a_vote(
    spending: Spending, amount_fen: int, alike: int, codes: list[str]
) -> None:
    """At 50,000 yuan it need not, a fen above it must, and so must what was split."""
    asked = evolve(spending, amount_fen=amount_fen)
    demands = demands_of(asked, LADDER, Circumstances(alike_fen=alike))
    assert [one.code for one in reasons_of_vote(asked, LADDER, demands)] == codes
    decision = SpendingDecision("d", "t", "0" * 64, "f", "p", 1, "", spending.requested_on)
    rested = evolve(asked, rests_on=decision)
    assert list(reasons_of_vote(rested, LADDER, demands)) == []


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        (OverBudget.ALLOWED, (3, 1)),
        (OverBudget.FURTHER_APPROVAL, (4, 1)),
        (OverBudget.SUPERVISION, (3, 1)),
        (OverBudget.BARRED, (3, 1)),
    ],
)
def test_beyond_the_budget_it_takes_what_the_place_decided(
    spending: Spending, over: OverBudget, expected: tuple[int, int]
) -> None:
    """One more approval, or a supervisor; what is barred is refused elsewhere."""
    position = BudgetPosition(2025, "sanitation", "5102", 0, 0, 600_000)
    demands = demands_of(spending, LADDER, Circumstances(0, position, BudgetRule(over=over)))
    assert (demands.approvals, demands.consents) == expected
    small = evolve(spending, amount_fen=1)
    demands = demands_of(
        small, LADDER, Circumstances(0, evolve(position, amount_fen=1), BudgetRule(over=over))
    )
    assert demands.approvals == 1 + (over is OverBudget.FURTHER_APPROVAL)
    assert demands.consents == (over is OverBudget.SUPERVISION)


def test_a_scope_can_be_a_fund_or_an_account(spending: Spending) -> None:
    """Every fen of a named fund or account, and nothing of another."""
    of_fund = SpendingScope(funds=("sanitation",))
    of_account = SpendingScope(expense_accounts=("5101",))
    assert of_fund.covers("sanitation", "5102", 1)
    assert not of_fund.covers("common", "5102", 10**9)
    assert not of_account.covers("sanitation", "5102", 10**9)
    assert not SpendingScope(2, ("sanitation",)).covers("sanitation", "5102", 1)


def test_an_emergency_takes_fewer_before_and_everything_afterwards(spending: Spending) -> None:
    """One approval, no supervisor and no vote before it is paid; the ladder as it is for the rest."""
    burst = evolve(spending, emergency=EmergencyGround.BURST_PIPE)
    before = demands_before_payment(burst, LADDER, NOTHING)
    assert (before.approvals, before.consents, before.by_vote) == (1, 0, False)
    assert demands_of(burst, LADDER, NOTHING).approvals == 3
    ordinary = evolve(LADDER, emergency=None)
    assert demands_before_payment(burst, ordinary, NOTHING).approvals == 3


def test_an_emergency_never_takes_more_than_the_ordinary_way(spending: Spending) -> None:
    """Five approvals in an emergency are one where one is enough."""
    burst = evolve(spending, emergency=EmergencyGround.BURST_PIPE, amount_fen=1)
    rule = evolve(LADDER, emergency=EmergencyRule(10, approvals=5))
    assert demands_before_payment(burst, rule, NOTHING).approvals == 1


def test_demands_are_met_when_everything_is_there(spending: Spending) -> None:
    """Approvals, consents and the vote; ratifications count afterwards alone."""
    demands = Demands(600_000, approvals=2, consents=1, by_vote=False)
    one, two = Approval("a", spending.requested_on), Approval("b", spending.requested_on)
    assert not demands.are_met_by(evolve(spending, approvals=(one, two)))
    assert demands.are_met_by(evolve(spending, approvals=(one, two), consents=(one,)))
    later = evolve(spending, approvals=(one,), ratifications=(two,), consents=(one,))
    assert not demands.are_met_by(later)
    assert demands.are_met_by(later, afterwards=True)
    assert not evolve(demands, by_vote=True).are_met_by(later, afterwards=True)


@pytest.mark.parametrize(
    ("payee", "purpose", "same", "any_purpose"),
    [
        ("新民建材", "更换水泵", True, True),
        ("新民 建材", "更换水泵 ", True, True),
        ("新民建材", "油漆", False, True),
        ("他人", "更换水泵", False, False),
    ],
)
def test_what_is_alike_is_by_payee_and_purpose(
    payee: str, purpose: str, same: bool, any_purpose: bool
) -> None:
    """Spaces make no difference; a place may leave the purpose out."""
    asked = RequestSpending("sanitation", "5102", 1, "更换水泵", "新民建材")
    others = [(payee, purpose, 700)]
    assert alike_fen(asked, others, SplitRule(30)) == (700 if same else 0)
    assert alike_fen(asked, others, SplitRule(30, same_purpose=False)) == (
        700 if any_purpose else 0
    )


def test_width_and_case_make_no_difference() -> None:
    """A payee written in full-width letters is the same payee."""
    asked = RequestSpending("sanitation", "5102", 1, "pump", "ABC")
    assert alike_fen(asked, [("ａｂｃ", "PUMP", 5)], SplitRule(30)) == 5
