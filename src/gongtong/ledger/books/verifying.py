"""What a check of the books finds (账簿核对)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias
from uuid import UUID

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.ledger.books.balances.folding import (
    AccountBalance,
    Balances,
    DwellingBalance,
    NumberCheck,
)

Held: TypeAlias = AccountBalance | DwellingBalance


@frozen
class Finding:
    """Something in the books that does not agree with the rest (核对发现)."""

    code: str
    zh: str
    en: str
    params: tuple[tuple[str, str], ...] = ()


@frozen
class KeptMonthEnd:
    """Balances kept at the end of a day, and what the postings add up to (月末余额核对)."""

    on: date
    kept: tuple[AccountBalance, ...]
    summed: tuple[AccountBalance, ...]


def findings_of(
    *,
    kept_accounts: Iterable[AccountBalance],
    kept_dwellings: Iterable[DwellingBalance],
    summed: Balances,
    numbers: Iterable[NumberCheck],
    unbalanced: Iterable[tuple[UUID, str, int]],
    month_ends: Iterable[KeptMonthEnd] = (),
) -> tuple[Finding, ...]:
    """Compare what is kept with what adds up; nothing found means that the books agree (核对)."""
    return (
        *_differences("ledger.balance_differs", kept_accounts, summed.accounts),
        *_differences("ledger.dwelling_balance_differs", kept_dwellings, summed.dwellings),
        *_gaps(numbers),
        *_unbalanced(unbalanced),
        *(
            finding
            for one in month_ends
            for finding in _differences(
                "ledger.month_end_differs", one.kept, one.summed, of=f"{one.on} "
            )
        ),
    )


def _differences(
    code: str, kept: Iterable[Held], summed: Iterable[Held], *, of: str = ""
) -> Iterator[Finding]:
    kept_fen = {_key(held): held.amount_fen for held in kept}
    summed_fen = {_key(held): held.amount_fen for held in summed}
    for key in sorted({*kept_fen, *summed_fen}):
        there, here = kept_fen.get(key, 0), summed_fen.get(key, 0)
        if there != here:
            name = of + "/".join(key)
            yield Finding(
                code,
                f"{name}余额为{format_yuan(there)}元，分录合计为{format_yuan(here)}元",
                f"the balance of {name} is kept as {format_yuan(there)}, its postings add up to {format_yuan(here)}",
                (("of", name), ("kept_fen", str(there)), ("summed_fen", str(here))),
            )


def _key(held: Held) -> tuple[str, ...]:
    if isinstance(held, DwellingBalance):
        return str(held.dwelling_id), held.account, held.fund
    return held.account, held.fund


def _gaps(numbers: Iterable[NumberCheck]) -> Iterator[Finding]:
    for check in numbers:
        if not check.is_gap_free:
            yield Finding(
                "ledger.numbers_have_gaps",
                f"{check.year}年凭证不连号：共{check.count}张，{check.first}号至{check.last}号，计数{check.counter}",
                f"the vouchers of {check.year} are not consecutive: {check.count} of them, numbers {check.first} to {check.last}, counter {check.counter}",
                (("year", str(check.year)),),
            )


def _unbalanced(unbalanced: Iterable[tuple[UUID, str, int]]) -> Iterator[Finding]:
    for entry_id, fund, difference_fen in unbalanced:
        yield Finding(
            "ledger.entry_unbalanced",
            f"凭证{entry_id}在资金“{fund}”中借贷不平，差额{format_yuan(difference_fen)}元",
            f"entry {entry_id} does not balance in fund {fund!r}: {format_yuan(difference_fen)} yuan",
            (("entry", str(entry_id)), ("fund", fund), ("difference_fen", str(difference_fen))),
        )
