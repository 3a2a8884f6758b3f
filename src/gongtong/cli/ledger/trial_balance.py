"""`gongtong ledger trial-balance`: the balances of all accounts (试算平衡表命令)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongtong.cli.session import Told, answer, moment, reading
from gongtong.core.codec import to_json
from gongtong.core.money import format_yuan
from gongtong.ledger.reports.as_of import AsOf

if TYPE_CHECKING:
    import argparse

    from gongtong.core.codec import JsonValue


def run(options: argparse.Namespace) -> int:
    """Print the trial balance; exit status 1 when debits are not credits (试算平衡表)."""
    return answer(options, lambda: _trial_balance(options))


def _trial_balance(options: argparse.Namespace) -> Told:
    known_at = None if options.known_at is None else moment(options.known_at, "--known-at")
    as_of = AsOf(options.on, known_at)
    with reading(options) as work:
        trial = work.ledger.reports.trial_balance(as_of)
    lines = [
        f"{line.account.code:<12}{line.fund:<15}"
        f"{_amount(line.debit_fen):>16}{_amount(line.credit_fen):>16}  {line.account.zh}"
        for line in trial.lines
    ]
    is_even = trial.debit_fen == trial.credit_fen
    lines.append(
        f"{'合计 total':<25}{format_yuan(trial.debit_fen):>16}{format_yuan(trial.credit_fen):>16}"
        f"  {'平' if is_even else '不平'}（{as_of.zh()}）"
    )
    rows: list[JsonValue] = [
        {
            "account": line.account.code,
            "zh": line.account.zh,
            "en": line.account.en,
            "fund": line.fund,
            "debit_fen": line.debit_fen,
            "credit_fen": line.credit_fen,
        }
        for line in trial.lines
    ]
    data: JsonValue = {
        "on": to_json(options.on),
        "known_at": to_json(known_at),
        "debit_fen": trial.debit_fen,
        "credit_fen": trial.credit_fen,
        "lines": rows,
    }
    return Told(data, tuple(lines), int(not is_even))


def _amount(fen: int) -> str:
    return format_yuan(fen) if fen else ""
