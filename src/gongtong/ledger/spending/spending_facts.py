"""What is known when a step of a spending is ruled on, and the grounds that several steps share (支出依据)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from attrs import field, frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.periods import Span
from gongtong.core.rulings import Reason
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.hands.hands import Hands
from gongtong.ledger.sources import SPENDING_RULES
from gongtong.ledger.spending.demands import Circumstances, Demands, goes_so_far
from gongtong.ledger.spending.requests import MOST_TEXT, TRANSITIONS, Spending
from gongtong.ledger.spending.two_keys import (
    ForbiddenPairs,
    SpendingStep,
    TwoKeysRule,
    reasons_of_keys,
)


@frozen
class SpendingFacts:
    """What is known when a step of a spending is ruled on (支出依据).

    ``held`` are the offices of whoever acts, of his other accounts and of those he acts for;
    ``available_fen`` is what the fund holds, less what is approved or paid but not yet booked, and
    less what is reserved; ``objections`` are those of the guards. ``applicant_held`` are the offices that
    who asked holds today, nothing where that was not looked up; ``approvers_held`` are those of each who
    has approved or ratified.
    """

    actor: str
    held: Collection[Office]
    today: date
    rule: TwoKeysRule
    statutory: ForbiddenPairs
    accounts: Mapping[str, Account]
    funds: Collection[str]
    available_fen: int = 0
    is_reference_used: bool = False
    objections: tuple[Reason, ...] = ()
    hands: Hands = field(factory=Hands)
    around: Circumstances = field(factory=Circumstances)
    applicant_held: Collection[Office] | None = None
    approvers_held: Mapping[str, Collection[Office]] = field(factory=dict)

    def is_one_of(self, people: Collection[str], since: date) -> bool:
        """Say whether whoever acts is one pair of hands with any of these since a day (是否同一双手).

        Links of any day from then on count, so that one does not change hands for the time of a signature.
        """
        days = Span(min(since, self.today), self.today + timedelta(days=1))
        return any(self.hands.touch(self.actor, person, days) for person in people)


def somebody_goes_so_far(spending: Spending, facts: SpendingFacts, demands: Demands) -> bool:
    """Say whether one of those who said yes holds an office that goes so far (审批职权是否足够)."""
    people = (one.approver for one in (*spending.approvals, *spending.ratifications))
    held = (
        facts.held if person == facts.actor else facts.approvers_held.get(person, ())
        for person in people
    )
    return not facts.rule.limits or any(goes_so_far(one, facts.rule, demands) for one in held)


def reasons_of_state(step: SpendingStep, spending: Spending) -> Iterator[Reason]:
    """Refuse a step that the spending cannot take from where it is (状态审核)."""
    if (spending.state, step) not in TRANSITIONS:
        yield Reason(
            "ledger.spending_step_impossible",
            f"支出单当前状态为“{spending.state.zh}”，不能{step.zh}",
            f"the spending is {spending.state.value}; it cannot take the step {step.value}",
            SPENDING_RULES,
            (("state", spending.state.value), ("step", step.value)),
        )


def reasons_of_step(
    step: SpendingStep, spending: Spending | None, facts: SpendingFacts
) -> Iterator[Reason]:
    """Refuse whoever may not take this step of this spending (办理人审核)."""
    since = facts.today if spending is None else spending.requested_on
    yield from reasons_of_keys(
        step,
        facts.actor,
        held=facts.held,
        taken={} if spending is None else spending.taken,
        rule=facts.rule,
        statutory=facts.statutory,
        is_same=lambda _, taker: facts.is_one_of((taker,), since),
    )


def reasons_of_length(*texts: tuple[str, str, str]) -> Iterator[Reason]:
    """Refuse texts that the books could not hold; each is named in zh and en (文字长度)."""
    for zh, en, text in texts:
        if len(text.strip()) > MOST_TEXT:
            yield Reason(
                "ledger.text_too_long",
                f"{zh}最多{MOST_TEXT}字",
                f"the {en} has at most {MOST_TEXT} characters",
                SPENDING_RULES,
                (("field", en),),
            )


def reasons_of_cover(spending: Spending, facts: SpendingFacts) -> Iterator[Reason]:
    """Refuse what the fund has no money for (资金余额审核)."""
    short_fen = spending.amount_fen - facts.available_fen
    if short_fen > 0:
        yield Reason(
            "ledger.fund_insufficient",
            f"资金“{spending.fund}”可用余额{format_yuan(facts.available_fen)}元，还差{format_yuan(short_fen)}元",
            f"fund {spending.fund!r} has {format_yuan(facts.available_fen)} yuan to spend, {format_yuan(short_fen)} too little",
            SPENDING_RULES,
            (("fund", spending.fund), ("short_fen", str(short_fen))),
        )


def reasons_of_same_person(
    step: SpendingStep, spending: Spending, facts: SpendingFacts
) -> Iterator[Reason]:
    """Refuse a second yes of one pair of hands (重复审批)."""
    given = {
        SpendingStep.APPROVE: (spending.taken[SpendingStep.APPROVE],),
        SpendingStep.SUPERVISE: (spending.taken[SpendingStep.SUPERVISE],),
    }.get(step, (spending.taken[SpendingStep.APPROVE], spending.taken[SpendingStep.RATIFY]))
    if any(facts.is_one_of(people, spending.requested_on) for people in given):
        yield Reason(
            "ledger.approved_already",
            "同一人只能审批一次",
            "the same person approves only once",
            facts.rule.source,
        )


def reasons_of_applicant(spending: Spending, facts: SpendingFacts) -> Iterator[Reason]:
    """Refuse what was asked for by somebody who has left office since (经办人去职)."""
    offices = facts.rule.offices_for(SpendingStep.REQUEST)
    if not facts.rule.applicant_must_stay or facts.applicant_held is None or not offices:
        return
    if not set(facts.applicant_held) & set(offices):
        yield Reason(
            "ledger.applicant_out_of_office",
            f"申请人{spending.applicant}已不再担任可申请支出的职务，须由在任者重新申请",
            f"{spending.applicant}, who asked, holds no office to ask any more; a successor asks anew",
            facts.rule.source,
            (("applicant", spending.applicant),),
        )
