"""What keeps a month from being called reconciled, in words (对账结论)."""

from collections.abc import Iterable, Iterator

from gongtong.core.money import format_yuan
from gongtong.ledger.cash.counting import MissingCount
from gongtong.ledger.reconciling.items import Reconciliation


def faults_of(table: Reconciliation) -> Iterator[tuple[str, str]]:
    """Name, in Chinese and in English, what is not in order in a month's table (对账不符之处).

    The other book does not reach to the month's end, items that nobody explained, a difference that no
    item explains, and a signed figure that is not the other book's.
    """
    where_zh, where_en = (
        f"{table.month}科目{table.account}",
        f"{table.month} account {table.account}",
    )
    if not table.covered:
        yield f"{where_zh}缺月末对账单", f"{where_en}: no statement to the end of the month"
    if table.open_items:
        count = len(table.open_items)
        yield f"{where_zh}有{count}笔未达账项未说明", f"{where_en}: {count} items nobody explained"
    if table.difference_fen:
        said = format_yuan(table.difference_fen)
        yield f"{where_zh}差额{said}元无法解释", f"{where_en}: {said} yuan that no item explains"
    if table.stated_difference_fen:
        said = format_yuan(table.stated_difference_fen)
        yield (
            f"{where_zh}出纳签字数比{table.against.zh}多{said}元",
            f"{where_en}: the cashier signed {said} yuan more than the other book says",
        )


def faults_of_counts(missing: Iterable[MissingCount]) -> Iterator[tuple[str, str]]:
    """Name, in Chinese and in English, the months whose count is not complete (盘点不全之处)."""
    for one in missing:
        said = "、".join(gap.zh for gap in one.gaps)
        named = ", ".join(gap.value for gap in one.gaps)
        yield f"{one.month}{said}", f"{one.month}: {named}"


def in_one_sentence(faults: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """Join faults for a checklist; nothing where there is none (合并结论)."""
    found = tuple(faults)
    if not found:
        return None
    return "；".join(zh for zh, _ in found), "; ".join(en for _, en in found)
