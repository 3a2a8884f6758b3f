"""Work that another process or thread repeats without end: entries between two money accounts (反复记账)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from gongtong.community import Gongtong
from gongtong.core.storage.tables import CoreTables
from gongtong.ledger.books.chart import ALIPAY_WALLET, CASH, SANITATION, WECHAT_WALLET
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.plugins.host import Host
from gongtong.testing.examples.people import BOOKKEEPER
from gongtong.testing.stage import Stage

if TYPE_CHECKING:
    from gongtong.community import Work

MONEY: Final = (CASH, WECHAT_WALLET, ALIPAY_WALLET)
"""The accounts between which money is moved (货币资金科目)."""
_KEY: Final = "step/"


def move_money(work: Work, giver: str, taker: str, *, amount_fen: int, key: str) -> None:
    """Post an entry that moves money from one account to another (转账记账)."""
    draft = Draft(
        EntryKind.MANUAL,
        date(2025, 5, 6),
        "资金划转",
        (Posting(taker, SANITATION, amount_fen), Posting(giver, SANITATION, -amount_fen)),
    )
    work.ledger.books.post_entry(draft, key=key)


def commit_entry(engine: sa.Engine, number: int) -> None:
    """Commit one entry under a key of its own: to and fro, so that no account runs dry (提交一笔)."""
    giver, taker = (CASH, WECHAT_WALLET) if number % 2 else (WECHAT_WALLET, CASH)
    with Stage(_built_in(), engine).work(BOOKKEEPER) as work:
        move_money(work, giver, taker, amount_fen=100, key=f"{_KEY}{number}")


def count_entries(engine: sa.Engine) -> int:
    """Count the entries that `commit_entry` committed (已提交笔数)."""
    command = _built_in().schema.tables(CoreTables).command
    with engine.begin() as connection:
        keys = connection.execute(sa.select(command.c.command_key)).scalars()
        return sum(key.startswith(_KEY) for key in keys)


@lru_cache
def _built_in() -> Gongtong:
    return Gongtong(host=Host.of())
