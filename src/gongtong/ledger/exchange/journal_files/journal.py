"""A journal of another program as values: transactions, and the balances it asserts (外来账簿)."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.errors import InputProblem
from gongtong.core.money import format_yuan
from gongtong.core.tabular import problem_at

CURRENCY: Final = "CNY"


@frozen
class JournalPosting:
    """One line of a transaction: an account by its name there, and an amount in fen (外来分录行)."""

    line: int
    account: str
    amount_fen: int
    memo: str = ""


@frozen
class JournalTransaction:
    """One transaction of a journal (外来凭证)."""

    line: int
    day: date
    narration: str
    postings: tuple[JournalPosting, ...]
    code: str = ""


@frozen
class Assertion:
    """What an account must hold, with everything below it if `with_parts` (余额断言).

    It is checked before the transactions of its day, or after the posting on line `after_line`.
    """

    line: int
    day: date
    account: str
    amount_fen: int
    tolerance_fen: int = 0
    with_parts: bool = True
    after_line: int | None = None


@frozen
class Journal:
    """A journal file that was read whole, with the SHA-256 of the file (外来账簿).

    Transactions stand in the order of their days, and on a day in that of the file.
    """

    file: str
    digest: str
    transactions: tuple[JournalTransaction, ...]

    @property
    def accounts(self) -> dict[str, int]:
        """Every account by its name, with the line on which it is first used (科目名)."""
        found: dict[str, int] = {}
        for transaction in self.transactions:
            for posting in transaction.postings:
                found.setdefault(posting.account, posting.line)
        return found


def keys_of(journal: Journal) -> tuple[str, ...]:
    """Give each transaction a key by what it says; of those that say the same the second has another (凭证指纹).

    A journal that has grown thus gives its first transactions the keys they had.
    """
    alike: Counter[str] = Counter()
    keys: list[str] = []
    for one in journal.transactions:
        lines = "\n".join(
            f"{line.account}\t{line.amount_fen}\t{line.memo}" for line in one.postings
        )
        said = f"{one.day}\t{one.code}\t{one.narration}\n{lines}"
        digest = hashlib.sha256(said.encode()).hexdigest()
        alike[digest] += 1
        again = f"{said}\n{alike[digest]}"
        keys.append(digest if alike[digest] == 1 else hashlib.sha256(again.encode()).hexdigest())
    return tuple(keys)


def problem(file: str, line: int, code: str, *, en: str, zh: str) -> InputProblem:
    """Describe what is wrong with a line of a journal (描述问题)."""
    return problem_at(
        file,
        line=line,
        code=code,
        en=en,
        zh=zh,
        remedy="change the line, or leave it out and enter it by hand",
    )


def unbalanced(transactions: Sequence[JournalTransaction], file: str) -> Iterator[InputProblem]:
    """Name every transaction whose postings do not come to nothing (借贷不平)."""
    for one in transactions:
        total_fen = sum(posting.amount_fen for posting in one.postings)
        if total_fen:
            en = f"debits less credits are {format_yuan(total_fen)}"
            zh = f"借贷差额{format_yuan(total_fen)}元"
            yield problem(file, one.line, "unbalanced", en=en, zh=zh)


def false_assertions(
    transactions: Sequence[JournalTransaction], assertions: Sequence[Assertion], file: str
) -> Iterator[InputProblem]:
    """Name every assertion that does not hold (余额断言不符).

    Transactions stand in the order of their days. An assertion within a transaction is checked after the
    posting on its line, one of a day before the transactions of that day.
    """
    held: dict[str, int] = defaultdict(int)
    waiting = sorted(assertions, key=lambda one: (one.day, one.after_line is not None))
    of_lines = {one.after_line: one for one in waiting if one.after_line is not None}
    of_days = [one for one in waiting if one.after_line is None]
    at = 0
    for transaction in transactions:
        while at < len(of_days) and of_days[at].day <= transaction.day:
            yield from _false(of_days[at], held, file)
            at += 1
        for posting in transaction.postings:
            held[posting.account] += posting.amount_fen
            if (asserted := of_lines.get(posting.line)) is not None:
                yield from _false(asserted, held, file)
    for one in of_days[at:]:
        yield from _false(one, held, file)


def _false(asserted: Assertion, held: dict[str, int], file: str) -> Iterator[InputProblem]:
    below = f"{asserted.account}:"
    found_fen = sum(
        fen
        for account, fen in held.items()
        if account == asserted.account or (asserted.with_parts and account.startswith(below))
    )
    if abs(found_fen - asserted.amount_fen) > asserted.tolerance_fen:
        said, found = format_yuan(asserted.amount_fen), format_yuan(found_fen)
        yield problem(
            file,
            asserted.line,
            "assertion_fails",
            en=f"{asserted.account} is asserted to hold {said} and holds {found}",
            zh=f"{asserted.account}断言余额{said}，实际{found}",
        )
