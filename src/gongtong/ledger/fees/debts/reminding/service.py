"""Sending letters about what is due (催缴服务)."""

from typing import Final
from uuid import UUID

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.privacy import mask_name
from gongtong.core.registry.store import load_office_holders, load_register
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.fees.debts.agreeing.store import list_plans
from gongtong.ledger.fees.debts.debts import debt_at
from gongtong.ledger.fees.debts.histories.store import load_debt_facts
from gongtong.ledger.fees.debts.instalments import is_put_off
from gongtong.ledger.fees.debts.policies import ARREARS_LETTER
from gongtong.ledger.fees.debts.reminding import store
from gongtong.ledger.fees.debts.reminding.sending import (
    ArrearsLetterSent,
    LetterFacts,
    SendArrearsLetter,
    rule_on_letter,
)
from gongtong.ledger.fees.debts.reminding.store import KeptLetter


def _send_arrears_letter(unit: UnitOfWork, request: SendArrearsLetter) -> ArrearsLetterSent:
    who = request.dwelling_id
    books = load_debt_facts(unit, (who,))[who]
    plans = list_plans(unit, who)
    number = store.next_number(unit, unit.today.year)
    facts = LetterFacts(
        letter_id=unit.new_id(),
        number=number,
        place_zh=unit.place.name_zh,
        addressee=mask_name(load_register(unit, unit.today).dwelling(who).party.name),
        debt=debt_at(books, unit.today),
        put_off=frozenset(
            charge.id for charge in books.charges if is_put_off(charge.id, plans, books, unit.today)
        ),
        terms=unit.decide(ARREARS_LETTER),
        today=unit.today,
        actor=unit.actor.id,
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    event = unit.granted(rule_on_letter(request, facts))
    store.save_letter(unit, event, number)
    unit.record(event)
    return event


SEND_ARREARS_LETTER: Final = Command(
    "ledger.send_arrears_letter",
    SendArrearsLetter,
    ArrearsLetterSent,
    _send_arrears_letter,
    zh="发送催缴通知",
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (SEND_ARREARS_LETTER,)


class Reminding:
    """The desk that writes to households about what is due (催缴台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit

    def send_letter(self, request: SendArrearsLetter, *, key: str) -> ArrearsLetterSent:
        """Write to a household about what is due, and keep what was written (发送催缴通知)."""
        return self._unit.run(SEND_ARREARS_LETTER, request, key=key)

    def list_letters(self, dwelling_id: UUID | None = None) -> tuple[KeptLetter, ...]:
        """List the letters that were sent, all or one dwelling's (列出催缴通知)."""
        return store.list_letters(self._unit, dwelling_id)
