"""The desk where it is noted whose hands are whose (同一双手服务)."""

from typing import Final
from uuid import UUID

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.offices import Office
from gongtong.core.registry.store import load_office_holders
from gongtong.core.rulings import Granted, Refused
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.hands import store
from gongtong.ledger.hands.hands import Hands, offices_of_hands
from gongtong.ledger.hands.registering import (
    AccountsLinked,
    DelegateWork,
    LinkAccounts,
    WorkDelegated,
    rule_on_delegation,
    rule_on_link,
)

_NOT_YET: Final = UUID(int=0)


def held_offices(unit: UnitOfWork) -> tuple[Office, ...]:
    """Give the offices that whoever acts counts as holding today, inside a command or not (计入的职务)."""
    holders, hands = load_office_holders(unit), store.load_hands(unit)
    return offices_of_hands(unit.actor.id, holders, hands, unit.today)


def _on_link(unit: UnitOfWork, request: LinkAccounts) -> Granted[AccountsLinked] | Refused:
    held = held_offices(unit)
    return rule_on_link(request, store.load_hands(unit), actor=unit.actor.id, held=held)


def _on_delegation(
    unit: UnitOfWork, request: DelegateWork, new_id: UUID
) -> Granted[WorkDelegated] | Refused:
    held = held_offices(unit)
    return rule_on_delegation(request, new_id, actor=unit.actor.id, held=held)


def _link_accounts(unit: UnitOfWork, request: LinkAccounts) -> AccountsLinked:
    event = unit.granted(_on_link(unit, request))
    store.insert_same_person(unit, event.same)
    unit.record(event)
    return event


def _delegate_work(unit: UnitOfWork, request: DelegateWork) -> WorkDelegated:
    event = unit.granted(_on_delegation(unit, request, unit.new_id()))
    store.insert_delegation(unit, event.delegation)
    unit.record(event)
    return event


LINK_ACCOUNTS: Final = Command(
    "ledger.link_accounts", LinkAccounts, AccountsLinked, _link_accounts, zh="关联账号"
)
DELEGATE_WORK: Final = Command(
    "ledger.delegate_work", DelegateWork, WorkDelegated, _delegate_work, zh="登记代办"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (LINK_ACCOUNTS, DELEGATE_WORK)


class HandsDesk:
    """The desk where accounts of one person and delegates are noted (同一双手登记台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def link_accounts(self, request: LinkAccounts, *, key: str) -> AccountsLinked:
        """Note that two accounts are one person's (关联账号)."""
        return self._unit.run(LINK_ACCOUNTS, request, key=key)

    def delegate_work(self, request: DelegateWork, *, key: str) -> WorkDelegated:
        """Note that one person acts for another for some days (登记代办)."""
        return self._unit.run(DELEGATE_WORK, request, key=key)

    def may_link(self, request: LinkAccounts) -> Granted[AccountsLinked] | Refused:
        """Rule on a link without noting it (能否关联)."""
        return _on_link(self._unit, request)

    def may_delegate(self, request: DelegateWork) -> Granted[WorkDelegated] | Refused:
        """Rule on a delegation without noting it (能否代办)."""
        return _on_delegation(self._unit, request, _NOT_YET)

    def hands(self) -> Hands:
        """Give everything that is known of accounts and delegates (同一双手)."""
        return store.load_hands(self._unit)
