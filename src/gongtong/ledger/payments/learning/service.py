"""The desk where aliases of payers are remembered and forgotten (别名服务)."""

from typing import Final
from uuid import UUID

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.register import Dwelling, Register
from gongtong.core.registry.store import load_office_holders, load_register
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.payments.alias_book import Carried
from gongtong.ledger.payments.free_text import TextReader, normal
from gongtong.ledger.payments.learning import store
from gongtong.ledger.payments.learning.aliases import (
    Alias,
    AliasForgotten,
    AliasLearned,
    ForgetAlias,
    LearnAlias,
    LearningFacts,
    Remembered,
    rule_on_forgetting,
    rule_on_learning,
)
from gongtong.ledger.payments.policies import PAYMENT_WORDS
from gongtong.ledger.payments.store import load_payment


def _learn_alias(unit: UnitOfWork, request: LearnAlias) -> AliasLearned:
    payment = load_payment(unit, request.channel, request.transaction_id)
    register = load_register(unit, unit.today)
    reader = TextReader(unit.decide(PAYMENT_WORDS), lambda name: bool(register.owned_by_name(name)))
    payer = normal(payment.payer)
    text = reader.read(payment.text, payer=payer, amount_fen=payment.amount_fen)
    carried = Carried(payer, normal(payment.payer_account), reader.own_words(payment.text))
    said = carried.said(request.kind)
    facts = LearningFacts(
        payment=payment,
        carried=carried,
        dwelling=_dwelling(register, payment.dwelling_id),
        payers_own=register.owned_by_name(payer),
        says_something=bool(text.unread or text.names),
        held=tuple(
            one
            for one in store.list_aliases(unit, standing=True, kind=request.kind)
            if one.said == said
        ),
        offices=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    event = unit.granted(rule_on_learning(request, facts, _stamp(unit)))
    store.insert_alias(unit, event.alias)
    unit.record(event)
    return event


def _forget_alias(unit: UnitOfWork, request: ForgetAlias) -> AliasForgotten:
    alias = store.load_alias(unit, request.alias_id)
    held = load_office_holders(unit).offices_of(unit.actor.id, unit.today)
    event = unit.granted(rule_on_forgetting(request, alias, _stamp(unit), held=held))
    store.save_forgotten(unit, event.alias)
    unit.record(event)
    return event


def _stamp(unit: UnitOfWork) -> Remembered:
    return Remembered(unit.new_id(), unit.actor.id, unit.now)


def _dwelling(register: Register, dwelling_id: UUID | None) -> Dwelling | None:
    if dwelling_id is None:
        return None
    try:
        return register.dwelling(dwelling_id)
    except UnknownReferenceError:
        return None


LEARN_ALIAS: Final = Command(
    "ledger.learn_alias", LearnAlias, AliasLearned, _learn_alias, zh="记忆别名"
)
FORGET_ALIAS: Final = Command(
    "ledger.forget_alias", ForgetAlias, AliasForgotten, _forget_alias, zh="取消别名"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (LEARN_ALIAS, FORGET_ALIAS)


class AliasDesk:
    """The desk where aliases of payers are remembered and forgotten (别名台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def learn(self, request: LearnAlias, *, key: str) -> AliasLearned:
        """Remember what a settled payment says (记忆别名)."""
        return self._unit.run(LEARN_ALIAS, request, key=key)

    def forget(self, request: ForgetAlias, *, key: str) -> AliasForgotten:
        """Remember an alias no longer (取消别名)."""
        return self._unit.run(FORGET_ALIAS, request, key=key)

    def list(self, *, standing: bool = True) -> tuple[Alias, ...]:
        """List aliases, those that hold or all there ever were (列出别名)."""
        return store.list_aliases(self._unit, standing=standing)
