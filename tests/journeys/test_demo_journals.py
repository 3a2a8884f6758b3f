"""Other accounting programs accept the books and come to the same balances."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from beancount.core.data import Transaction


def by_account(names_and_fen: list[tuple[str, int]]) -> dict[str, int]:
    """Add up by the number that every account's name carries: Assets:1122-Receivable:... is 1122."""
    sums: defaultdict[str, int] = defaultdict(int)
    for name, fen in names_and_fen:
        sums[name.split(":")[1].split("-")[0]] += fen
    return {number: fen for number, fen in sums.items() if fen}


def ours(report: dict[str, Any]) -> dict[str, int]:
    """Our trial balance by the same numbers: both wallets are 1012."""
    sums: defaultdict[str, int] = defaultdict(int)
    for name, fen in report["ledger"]["trial_balance"].items():
        sums[name.split(" ")[0].split(".")[0]] += fen
    return {number: fen for number, fen in sums.items() if fen}


def fen_of(amount: Decimal) -> int:
    fen = amount * 100
    assert fen == int(fen)
    return int(fen)


def test_beancount_accepts_the_books_and_comes_to_our_balances(played: Any) -> None:
    """Without a tolerance: its default of half a unit would let a fen pass."""
    path: Path = played.out / "ledger.beancount"
    entries, errors, options = loader.load_file(str(path))
    assert errors == []
    assert options["inferred_tolerance_default"] == {"CNY": Decimal(0)}
    postings = [
        (posting.account, fen_of(posting.units.number))
        for entry in entries
        if isinstance(entry, Transaction)
        for posting in entry.postings
        if posting.units is not None and posting.units.number is not None
    ]
    assert by_account(postings) == ours(played.report)


@pytest.mark.needs_hledger
def test_hledger_accepts_the_books_and_comes_to_our_balances(played: Any) -> None:
    """It refuses every imbalance that was tried on it."""
    program = shutil.which("hledger")
    assert program is not None
    journal = str(played.out / "ledger.journal")
    subprocess.run([program, "-f", journal, "check"], check=True, capture_output=True)  # noqa: S603 - a program of the system, on a file of ours
    told = subprocess.run(  # noqa: S603 - as above
        [program, "-f", journal, "balance", "-N", "--flat", "-O", "json"],
        check=True,
        capture_output=True,
    )
    rows, _total = json.loads(told.stdout, parse_float=Decimal)
    balances = []
    for name, _full, _depth, amounts in rows:
        for amount in amounts:
            quantity = amount["aquantity"]
            scaled = Decimal(quantity["decimalMantissa"]).scaleb(-quantity["decimalPlaces"])
            balances.append((name, fen_of(scaled)))
    assert by_account(balances) == ours(played.report)
