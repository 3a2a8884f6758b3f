"""What is checked before a period is closed, and which answers bar the closing (结账清单).

The books answer what they know by themselves; the desks of the cash box and of the bank answer for
theirs. Which checks bar a closing is the choice of the place; the others are told and kept all the same.
"""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from gongtong.core.rulings import Reason
from gongtong.ledger.sources import PERIOD_RULES


@frozen
class CheckItem:
    """One thing to check before a period is closed (结账检查项)."""

    code: str
    zh: str
    en: str


SUSPENSE_EMPTY: Final = CheckItem(
    "suspense_empty", "待查收款已全部查清", "everything received is known"
)
UNVOUCHED_EMPTY: Final = CheckItem(
    "unvouched_empty", "待核销支出已全部核销", "everything paid has its papers"
)
NOTHING_RESERVED: Final = CheckItem(
    "nothing_reserved", "没有未处理的预留", "no entry of the period is still pending"
)
DOCUMENTS_COMPLETE: Final = CheckItem(
    "documents_complete", "每张凭证都附有原始凭证", "every entry rests on a document"
)
BOOKS_AGREE: Final = CheckItem(
    "books_agree",
    "凭证连号，账簿自身相符",
    "numbers have no gaps and the books agree with themselves",
)
COUNTS_SIGNED: Final = CheckItem(
    "counts_signed", "现金盘点已由两人签字", "the count of the money is signed by both"
)
BANK_RECONCILED: Final = CheckItem(
    "bank_reconciled", "银行账户已核对", "the bank accounts are reconciled"
)
ITEMS: Final = (
    SUSPENSE_EMPTY,
    UNVOUCHED_EMPTY,
    NOTHING_RESERVED,
    DOCUMENTS_COMPLETE,
    BOOKS_AGREE,
    COUNTS_SIGNED,
    BANK_RECONCILED,
)
"""The checks that have a name here; a plugin's own may have others (检查项表)."""


@frozen
class CheckAnswer:
    """What a check found for a period; nothing found wrong means that it passed (检查结果)."""

    item: CheckItem
    wrong_zh: str = ""
    wrong_en: str = ""

    @property
    def passed(self) -> bool:
        """Whether nothing was found wrong (是否通过)."""
        return not self.wrong_en


@frozen
class ClosingChecklist:
    """Which checks bar the closing of a period, by their codes (结账清单规定).

    `barring` holds for months and years, `barring_years` for the closing of a year besides. A check
    that bars and that nobody answers bars as well.
    """

    barring: tuple[str, ...] = ()
    barring_years: tuple[str, ...] = ()

    def bars(self, *, is_year: bool) -> tuple[str, ...]:
        """Give the codes that bar the closing of a month or of a year (阻止结账的检查项)."""
        return (*self.barring, *self.barring_years) if is_year else self.barring


def reasons_of_checklist(
    barring: tuple[str, ...], answers: tuple[CheckAnswer, ...]
) -> Iterator[Reason]:
    """Refuse a closing for every check that bars it and failed, or that nobody answered (结账清单审查)."""
    found = {answer.item.code: answer for answer in answers}
    for code in dict.fromkeys(barring):
        answer = found.get(code)
        if answer is None:
            yield Reason(
                "ledger.closing_check_unanswered",
                f"结账检查项“{code}”无人答复",
                f"nobody answers the check {code!r}, which bars the closing",
                PERIOD_RULES,
                (("check", code),),
            )
        elif not answer.passed:
            yield Reason(
                "ledger.closing_check_failed",
                f"结账检查未通过：{answer.item.zh}；{answer.wrong_zh}",
                f"a check failed: {answer.item.en}; {answer.wrong_en}",
                PERIOD_RULES,
                (("check", code),),
            )
