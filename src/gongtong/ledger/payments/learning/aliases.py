"""Having an alias remembered, and having it forgotten: by the keeper of the books, with a reason (别名管理)."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.offices import Office
from gongtong.core.register import Dwelling
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.exchange.bills import Channel
from gongtong.ledger.payments.alias_book import AliasKind, Carried
from gongtong.ledger.payments.payments import Payment, PaymentState, SettledAs

ALIAS_RULES: Final = Source("收款规则", "记忆付款人", standing=Standing.HOUSE)


@frozen
class Alias:
    """One thing remembered of a payer, from which payment, by whom and why (付款人别名).

    `said` is in normal form. It points to a dwelling as long as that belongs to the same party. A forgotten
    alias stays where it is, with who had it forgotten.
    """

    id: UUID
    kind: AliasKind
    said: str
    dwelling_id: UUID
    party_id: UUID
    payment_id: UUID
    reason: str
    learned_by: str
    learned_at: datetime
    forgotten_by: str | None = None
    forgotten_at: datetime | None = None


@frozen
class LearnAlias:
    """A request to remember what a settled payment says, so that the next one like it is certain (记忆别名申请)."""

    channel: Channel
    transaction_id: str
    kind: AliasKind
    reason: str


@frozen
class AliasLearned:
    """Something was remembered of a payer (别名已记)."""

    alias: Alias


@frozen
class ForgetAlias:
    """A request to remember an alias no longer (取消别名申请)."""

    alias_id: UUID
    reason: str


@frozen
class AliasForgotten:
    """An alias holds no longer (别名已取消)."""

    alias: Alias
    reason: str


@frozen
class LearningFacts:
    """What is known of a payment from which something is to be remembered (记忆依据).

    `dwelling` is the one it was settled to, as the register has it today; `payers_own` are the dwellings of
    anybody who has the payer's name; `says_something` tells whether the text holds words of its own;
    `held` are the aliases that hold already for the same words.
    """

    payment: Payment
    carried: Carried
    dwelling: Dwelling | None
    payers_own: tuple[Dwelling, ...]
    says_something: bool
    held: tuple[Alias, ...]
    offices: Collection[Office]


@frozen
class Remembered:
    """What an alias gets when it is remembered (别名戳记)."""

    id: UUID
    by: str
    at: datetime


def rule_on_learning(
    request: LearnAlias, facts: LearningFacts, stamp: Remembered
) -> Granted[AliasLearned] | Refused:
    """Remember what a payment says, or name every ground against it (记忆审核).

    Grounds, in this order: the office, the cashier, no reason, a payment that no person gave to a dwelling, a
    dwelling that is gone, words that tell nobody apart, a name that owns other dwellings, words known already.
    A second dwelling for the same words is no ground: payments that carry them then wait.
    """
    reasons = (
        *reasons_against_bookkeeper(facts.offices, act=("记忆付款人", "have an alias remembered")),
        *_reasons(request, facts),
    )
    if reasons or facts.dwelling is None:
        return Refused(reasons)
    return Granted(
        AliasLearned(
            Alias(
                id=stamp.id,
                kind=request.kind,
                said=facts.carried.said(request.kind),
                dwelling_id=facts.dwelling.id,
                party_id=facts.dwelling.party.id,
                payment_id=facts.payment.id,
                reason=request.reason.strip(),
                learned_by=stamp.by,
                learned_at=stamp.at,
            )
        )
    )


def rule_on_forgetting(
    request: ForgetAlias, alias: Alias, stamp: Remembered, *, held: Collection[Office]
) -> Granted[AliasForgotten] | Refused:
    """Let an alias be forgotten once, or name every ground against it (取消审核)."""
    reasons = [
        *reasons_against_bookkeeper(held, act=("取消别名", "have an alias forgotten")),
        *_without_reason(request.reason),
    ]
    if alias.forgotten_at is not None:
        reasons.append(
            _reason(
                "ledger.alias_forgotten_already",
                f"该别名已由{alias.forgotten_by}取消",
                f"the alias was forgotten by {alias.forgotten_by} already",
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    forgotten = evolve(alias, forgotten_by=stamp.by, forgotten_at=stamp.at)
    return Granted(AliasForgotten(forgotten, request.reason.strip()))


def _reasons(request: LearnAlias, facts: LearningFacts) -> Iterator[Reason]:
    yield from _without_reason(request.reason)
    payment, settlement = facts.payment, facts.payment.settlement
    if (
        payment.state is not PaymentState.SETTLED
        or settlement is None
        or settlement.settled_as is not SettledAs.DWELLING
    ):
        yield _reason(
            "ledger.alias_not_from_settlement",
            f"交易{payment.transaction_id}不是由人转入某户的",
            f"transaction {payment.transaction_id} was not given to a dwelling by a person",
            ("state", payment.state.value),
        )
    elif facts.dwelling is None:
        yield _reason(
            "ledger.dwelling_unknown",
            "名册中没有这一户",
            "there is no such dwelling in the register",
        )
    said = facts.carried.said(request.kind)
    if not said or (request.kind is AliasKind.TEXT and not facts.says_something):
        yield _reason(
            "ledger.alias_says_nothing",
            "这一内容为空、被遮盖或人人都这样写，不能据以识别付款人",
            "this is empty, masked, or what everybody writes, and tells nobody apart",
            ("kind", request.kind.value),
        )
    if request.kind is AliasKind.PAYER and any(one != facts.dwelling for one in facts.payers_own):
        yield _reason(
            "ledger.alias_owns_another",
            "付款人姓名是其他房屋的产权人，不能仅凭姓名识别",
            "somebody of this name owns another dwelling, so the name alone does not tell",
        )
    if any(one.dwelling_id == (facts.dwelling and facts.dwelling.id) for one in facts.held):
        yield _reason("ledger.alias_known", "该别名已经记住", "this is remembered already")


def _without_reason(reason: str) -> Iterator[Reason]:
    if not reason.strip():
        yield _reason("ledger.alias_without_reason", "没有写明理由", "no reason is given")


def _reason(code: str, zh: str, en: str, *params: tuple[str, str]) -> Reason:
    return Reason(code, zh, en, ALIAS_RULES, params)
