"""One peer posts the same receipts in an environment of its own; prints a line of JSON.

    /tmp/peers/piecash/bin/python one_peer.py piecash DATABASE ENTRIES

It imports nothing of gongtong: the peers need other versions of SQLAlchemy.
"""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

HOUSEHOLDS = 338
YUAN = Decimal(300)


def receipts(many: int) -> list[tuple[int, int, date]]:
    """Draw the number, the household and the day of each receipt."""
    drawn = random.Random(20260101)  # noqa: S311 - the same workload in every run
    first = date(2025, 6, 10)
    return [
        (number, drawn.randrange(HOUSEHOLDS), first + timedelta(days=number * 180 // many))
        for number in range(many)
    ]


def piecash(path: str, many: int) -> float:
    """Post with piecash, one save for all."""
    peer = import_module("piecash")
    book = peer.create_book(path, currency="CNY", overwrite=True)
    currency = book.default_currency
    bank = peer.Account("Bank", "BANK", currency, parent=book.root_account)
    homes = [
        peer.Account(f"H{n}", "ASSET", currency, parent=book.root_account)
        for n in range(HOUSEHOLDS)
    ]
    book.save()
    begun = time.perf_counter()
    for _, home, day in receipts(many):
        splits = [
            peer.Split(account=bank, value=YUAN),
            peer.Split(account=homes[home], value=-YUAN),
        ]
        peer.Transaction(currency, post_date=day, description="fee", splits=splits)
    book.save()
    return time.perf_counter() - begun


def a_ledger(path: str, many: int) -> float:
    """Post with a-ledger, one batch."""
    sa, peer = import_module("sqlalchemy"), import_module("a_ledger")
    journal = import_module("a_ledger.domain.journal")
    engine = sa.create_engine(f"sqlite:///{path}")

    def configure(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on"):
            connection.execute(f"pragma {pragma}")

    sa.event.listen(engine, "connect", configure)
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("begin"))
    with engine.begin() as connection:
        import_module("a_ledger.schema").install(connection)
        ledger = peer.Ledger(connection)
        ledger.accounts.create_portfolio("main", code="main", currency="CNY")
        for n in range(HOUSEHOLDS + 1):
            ledger.accounts.create_account(
                f"a{n}", portfolio_id="main", code=f"a{n}", category="ASSET"
            )
    begun = time.perf_counter()
    acts = []
    for number, home, day in receipts(many):
        lines = (
            journal.PostingInput("dr", "a0", 30000),
            journal.PostingInput("cr", f"a{home + 1}", -30000),
        )
        entry = journal.TransactionInput("fee", str(day), f"{day}T01:00:00Z", lines)
        acts.append(journal.Post(f"i{number}", journal.SourceIdentity("fee", f"k{number}"), entry))
    with engine.begin() as connection:
        batch = journal.JournalBatch("main", journal.CommandKey("fee", "bulk"), tuple(acts))
        peer.Ledger(connection).journal.execute(batch)
    return time.perf_counter() - begun


def _set_up_django(url: str) -> None:
    parts = urlsplit(url)
    where = {"HOST": parse_qs(parts.query).get("host", [parts.hostname or ""])[0]}
    database = {"ENGINE": "django.db.backends.postgresql", "NAME": parts.path.strip("/"), **where}
    if parts.username:
        database["USER"] = parts.username
    import_module("django.conf").settings.configure(
        DATABASES={"default": database},
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "mptt",
            "djmoney",
            "hordak",
        ],
        USE_TZ=True,
        SECRET_KEY="x",  # noqa: S106 - nothing is signed here
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        CURRENCIES=["CNY"],
        DEFAULT_CURRENCY="CNY",
        HORDAK_CURRENCIES=["CNY"],
        HORDAK_INTERNAL_CURRENCY="CNY",
    )
    import_module("django").setup()
    import_module("django.core.management").call_command("migrate", verbosity=0, interactive=False)


def hordak(url: str, many: int) -> float:
    """Post with django-hordak on PostgreSQL, by bulk_create in one transaction."""
    _set_up_django(url)
    peer, django_db = import_module("hordak.models"), import_module("django.db")
    account, leg, head = peer.Account.objects.create, peer.Leg, peer.Transaction
    money = import_module("moneyed").Money(YUAN, "CNY")
    bank = account(name="Bank", code="0", type="AS", currencies=["CNY"])
    root = account(name="Receivable", code="1", type="AS", currencies=["CNY"])
    homes = [
        account(name=f"H{n}", code=f"{n:03d}", parent=root, currencies=["CNY"])
        for n in range(HOUSEHOLDS)
    ]
    drawn = receipts(many)
    begun = time.perf_counter()
    with django_db.transaction.atomic():
        heads = head.objects.bulk_create([head(date=day, description="fee") for _, _, day in drawn])
        lines = []
        for one, (_, home, _) in zip(heads, drawn, strict=True):
            lines.append(leg(transaction=one, account=homes[home], credit=money))
            lines.append(leg(transaction=one, account=bank, debit=money))
        leg.objects.bulk_create(lines)
    return time.perf_counter() - begun


PEERS = {"piecash": piecash, "a-ledger": a_ledger, "hordak": hordak}

if __name__ == "__main__":
    name, database, entries = sys.argv[1], sys.argv[2], int(sys.argv[3])
    burnt = time.process_time()
    seconds = PEERS[name](database, entries)
    print(json.dumps({"seconds": seconds, "cpu": time.process_time() - burnt}))
