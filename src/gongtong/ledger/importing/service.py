"""The desk that takes over books which another program kept (账簿接收服务)."""

from typing import Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.registry.store import load_office_holders, load_register
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.service import post_drafts
from gongtong.ledger.exchange.journal_files.journal import keys_of
from gongtong.ledger.importing import store
from gongtong.ledger.importing.journal_import import (
    ImportJournal,
    JournalFacts,
    JournalImported,
    rule_on_journal,
)


def _import_journal(unit: UnitOfWork, request: ImportJournal) -> JournalImported:
    facts = JournalFacts(
        dwellings={one.label: one.id for one in load_register(unit, unit.today).dwellings},
        known=store.load_taken_over(unit, keys_of(request.journal)),
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    plan = unit.granted(rule_on_journal(request, facts))
    entries = post_drafts(unit, [draft for _, draft in plan.drafts])
    keys = (key for key, _ in plan.drafts)
    store.insert_taken_over(unit, zip(keys, (entry.id for entry in entries), strict=True))
    unit.record(plan.event)
    return plan.event


IMPORT_JOURNAL: Final = Command(
    "ledger.import_journal", ImportJournal, JournalImported, _import_journal, zh="接收账簿"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (IMPORT_JOURNAL,)


class ImportingDesk:
    """The desk that takes over books which another program kept (账簿接收台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def import_journal(self, request: ImportJournal, *, key: str) -> JournalImported:
        """Take the transactions of a journal that are new into the books (接收账簿)."""
        return self._unit.run(IMPORT_JOURNAL, request, key=key)
