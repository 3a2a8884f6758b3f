"""Registering that two accounts are one person, and that one person acts for another (同一双手登记)."""

from collections.abc import Collection, Iterator
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH, Mandate, Office
from gongtong.core.periods import Span
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.duties import reasons_of_office
from gongtong.ledger.hands.hands import Delegation, Hands, SamePerson

HANDS_RULES: Final = Source("支出审批规则", "一人多号与代办", standing=Standing.HOUSE)
MAY_REGISTER: Final = frozenset({Office.CHAIR, Office.SUPERVISOR})


@frozen
class LinkAccounts:
    """A request to note that an account belongs to a person who has another (账号关联申请)."""

    account: str
    person: str


@frozen
class AccountsLinked:
    """Two accounts are known to be one person's (账号已关联)."""

    same: SamePerson
    noted_by: str


@frozen
class DelegateWork:
    """A request to note that one person acts for another, from when to when (代办登记申请).

    The span must have an end: nobody acts for another for good without being appointed.
    """

    delegate: str
    principal: str
    span: Span
    mandate: Mandate


@frozen
class WorkDelegated:
    """One person acts for another for some days (已登记代办)."""

    delegation: Delegation
    noted_by: str


def rule_on_link(
    request: LinkAccounts, hands: Hands, *, actor: str, held: Collection[Office]
) -> Granted[AccountsLinked] | Refused:
    """Let the chair or a supervisor note whose account it is (账号关联审核).

    Grounds, in this order: the office, an id that is none, the same id twice, an account that is
    noted already.
    """
    account, person = request.account.strip(), request.person.strip()
    reasons = [
        *reasons_of_office(held, MAY_REGISTER, HANDS_RULES, act=("关联账号", "link accounts")),
        *_reasons_of_ids(account, person),
    ]
    if any(one.account == account for one in hands.same):
        reasons.append(
            Reason(
                "ledger.account_linked",
                f"账号{account}已关联",
                f"the account {account!r} is linked already",
                HANDS_RULES,
                (("account", account),),
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(AccountsLinked(SamePerson(account, person), actor))


def rule_on_delegation(
    request: DelegateWork, new_id: UUID, *, actor: str, held: Collection[Office]
) -> Granted[WorkDelegated] | Refused:
    """Let the chair or a supervisor note who acts for whom (代办登记审核).

    Grounds, in this order: the office, an id that is none, the same id twice, no end, a mandate
    younger than the delegation.
    """
    delegate, principal = request.delegate.strip(), request.principal.strip()
    reasons = [
        *reasons_of_office(held, MAY_REGISTER, HANDS_RULES, act=("登记代办", "delegate work")),
        *_reasons_of_ids(delegate, principal),
    ]
    if request.span.end is None:
        reasons.append(
            Reason(
                "ledger.delegation_without_end",
                "代办须写明截止日期",
                "a delegation says until when",
                HANDS_RULES,
            )
        )
    if request.mandate.decided_on > request.span.start:
        reasons.append(
            Reason(
                "ledger.delegation_before_mandate",
                f"代办自{request.span.start}起，早于{request.mandate.decided_on}的决定",
                f"it would begin on {request.span.start}, before the decision of {request.mandate.decided_on}",
                HANDS_RULES,
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    delegation = Delegation(new_id, delegate, principal, request.span, request.mandate)
    return Granted(WorkDelegated(delegation, actor))


def _reasons_of_ids(one: str, other: str) -> Iterator[Reason]:
    for text in (one, other):
        if not 0 < len(text) <= MAX_ACTOR_LENGTH:
            yield Reason(
                "ledger.not_an_account",
                f"“{text}”不是账号",
                f"{text!r} is no id of the log-in",
                HANDS_RULES,
                (("account", text),),
            )
    if one == other:
        yield Reason(
            "ledger.account_is_itself",
            "两个账号相同",
            "the two accounts are the same",
            HANDS_RULES,
        )
