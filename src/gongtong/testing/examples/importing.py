"""Examples of taking over books that another program kept (账簿接收命令示例)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.ledger.exchange.journal_files.hledger import read_hledger
from gongtong.ledger.importing.account_mapping import AccountMapping, AccountRule
from gongtong.ledger.importing.journal_import import ImportJournal
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import BOOKKEEPER, move_in

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

_JOURNAL: Final = """\
2025-02-01 卫生费
    应收:1-1-101    CNY 300.00
    收入:卫生费    CNY -300.00

2025-02-03 (17) 收款
    资产:现金    CNY 300.00
    应收:1-1-101
"""
_MAPPING: Final = AccountMapping(
    (
        AccountRule("1001", "sanitation", name="资产:现金"),
        AccountRule("4301", "sanitation", name="收入:卫生费"),
        AccountRule(
            "1122",
            "sanitation",
            pattern=r"应收:(?P<building>\d+)-(?P<unit>\d+)-(?P<room>\d+)",
        ),
    )
)


def _import(stage: Stage) -> ImportJournal:
    open_books(stage)
    move_in(stage)
    return ImportJournal(read_hledger(_JOURNAL.encode(), file="旧账.journal"), _MAPPING)


EXAMPLES: Final = (
    CommandExample(
        "ledger.import_journal",
        _import,
        refused=lambda request: evolve(request, mapping=AccountMapping()),
        actor=BOOKKEEPER,
    ),
)
