"""`gongtong ledger statement`: one household's account (住户对账单命令)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongtong.cli.session import Told, answer, dwelling_of, reading
from gongtong.core.codec import to_json
from gongtong.core.money import format_yuan

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Print a household's account with a running balance (住户对账单)."""
    return answer(options, lambda: _statement(options))


def _statement(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        dwelling_id = dwelling_of(work, options.dwelling)
        postings = work.ledger.books.reports.statement(dwelling_id)
        charges = work.ledger.fees.list_charges(dwelling_id)
    lines = [
        f"{line.effective_on}  {line.entry}  {line.account}  {format_yuan(line.amount_fen):>12}  "
        f"余额 {format_yuan(line.balance_fen):>12}  {line.narration}"
        for line in postings
    ]
    open_fen = sum(charge.open_fen for charge in charges)
    lines += [
        f"未缴 open: {charge.zh} {charge.period}  {format_yuan(charge.open_fen)} 元"
        for charge in charges
        if charge.open_fen
    ]
    lines.append(f"{options.dwelling} 未缴合计 owes: {format_yuan(open_fen)} 元")
    return Told(
        {
            "dwelling": options.dwelling,
            "open_fen": open_fen,
            "charges": to_json(list(charges)),
            "postings": to_json(list(postings)),
        },
        tuple(lines),
    )
