"""Words and names of the tables that go out (报表用语)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.privacy import mask_name
from gongtong.ledger.books.accounts import Chart
from gongtong.ledger.books.entries import EntryKind

KINDS_ZH: Final[Mapping[EntryKind, str]] = {
    EntryKind.OPENING: "期初",
    EntryKind.MANUAL: "手工凭证",
    EntryKind.ASSESSMENT: "计收费用",
    EntryKind.WAIVER: "减免",
    EntryKind.RECEIPT: "收款",
    EntryKind.REASSIGNMENT: "待查款入户",
    EntryKind.PAYMENT: "付款",
    EntryKind.REFUND: "退款",
    EntryKind.SPENDING: "支出",
    EntryKind.TRANSFER: "资金调拨",
    EntryKind.COST_SHARING: "费用分摊",
    EntryKind.LATE_CHARGE: "违约金",
    EntryKind.CREDIT_NOTE: "减额",
    EntryKind.TRUST_MONEY: "代收代付",
    EntryKind.DISTRIBUTION: "收益分配",
    EntryKind.IMPORTED: "导入",
    EntryKind.ADJUSTMENT: "调整",
    EntryKind.CLOSING: "年末结转",
    EntryKind.REVERSAL: "冲销",
}
"""What kinds of entries are called in a report (凭证类别名称)."""


class NamesShown(StrEnum):
    """How names of people go out (姓名显示方式)."""

    MASKED = "masked"
    IN_FULL = "in_full"


def _once_each(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names)


@frozen
class Wording:
    """What a table needs to say its figures in words (报表文字依据).

    `people` are names that texts may hold, such as those of the register: where names are masked, they
    are masked in narrations too. Names that nobody listed cannot be recognised in a text.
    """

    place_zh: str
    chart: Chart
    names: NamesShown = NamesShown.MASKED
    people: Collection[str] = field(factory=frozenset, converter=_once_each)

    def account(self, code: str) -> str:
        """Give an account with its number and name (科目名称)."""
        found = next((one.zh for one in self.chart.accounts if one.code == code), "")
        return f"{code} {found}".strip()

    def fund(self, code: str) -> str:
        """Give the name of a fund, with its currency where that is not CNY (资金名称)."""
        for one in self.chart.funds:
            if one.code == code:
                return one.zh if one.currency == "CNY" else f"{one.zh}（{one.currency}）"
        return code

    def adds_up(self, funds: Iterable[str]) -> bool:
        """Say whether amounts of these funds may be added: they are in one currency (是否同一币种)."""
        currencies = {one.code: one.currency for one in self.chart.funds}
        return len({currencies.get(fund, fund) for fund in funds}) <= 1

    def name(self, name: str) -> str:
        """Give a person's name as it may go out (姓名)."""
        return mask_name(name) if self.names is NamesShown.MASKED and name else name

    def text(self, text: str) -> str:
        """Give a narration as it may go out (摘要)."""
        return masked_in(text, self.people) if self.names is NamesShown.MASKED else text


def masked_in(text: str, people: Collection[str]) -> str:
    """Mask the names of these people wherever they stand in a text, the longest first (文本脱敏).

    >>> masked_in("卫生费 10-1-602 欧阳修文", {"欧阳修文", "欧阳修"})
    '卫生费 10-1-602 欧***'
    """
    listed = frozenset(name for name in people if len(name) > 1)
    lengths = sorted({len(name) for name in listed}, reverse=True)
    parts: list[str] = []
    at = 0
    while at < len(text):
        heads = (text[at : at + length] for length in lengths)
        found = next((head for head in heads if head in listed), "")
        parts.append(mask_name(found) if found else text[at])
        at += len(found) or 1
    return "".join(parts)


def kind_zh(kind: EntryKind) -> str:
    """Give the name of a kind of entry (凭证类别名称)."""
    return KINDS_ZH[kind]
