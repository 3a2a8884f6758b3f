"""How one bank lays out its statements, said in a mapping (银行字段映射)."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen


class AmountSign(StrEnum):
    """What the sign of an amount says (金额符号)."""

    IN_POSITIVE = "in_positive"
    IN_NEGATIVE = "in_negative"


class LineOrder(StrEnum):
    """In which order a file lists its lines (明细顺序)."""

    BY_DATE = "by_date"
    OLDEST_FIRST = "oldest_first"
    NEWEST_FIRST = "newest_first"


@frozen
class BankColumns:
    """The headings under which a bank writes what is read (映射列).

    The amount stands under `amount`, with a sign or a word under `direction`, or under the pair `money_in` and
    `money_out`. The cells under several `text` headings are joined.
    """

    date: str
    time: str = ""
    value_date: str = ""
    amount: str = ""
    money_in: str = ""
    money_out: str = ""
    direction: str = ""
    balance: str = ""
    currency: str = ""
    counterparty: str = ""
    counterparty_account: str = ""
    text: tuple[str, ...] = ()
    reference: str = ""

    @property
    def needed(self) -> tuple[str, ...]:
        """The headings up to which every row must reach (每行必备列)."""
        amounts = (self.amount, self.money_in, self.money_out, self.direction)
        return (self.date, *(heading for heading in amounts if heading))

    @property
    def all(self) -> Mapping[str, str]:
        """Every heading that is mapped, by the key that names it (全部列)."""
        single = {
            "columns.date": self.date,
            "columns.time": self.time,
            "columns.value_date": self.value_date,
            "columns.amount": self.amount,
            "columns.in": self.money_in,
            "columns.out": self.money_out,
            "columns.direction": self.direction,
            "columns.balance": self.balance,
            "columns.currency": self.currency,
            "columns.counterparty": self.counterparty,
            "columns.counterparty_account": self.counterparty_account,
            "columns.reference": self.reference,
        }
        texts = {f"columns.text[{at}]": heading for at, heading in enumerate(self.text)}
        return {key: heading for key, heading in (single | texts).items() if heading}


@frozen
class AmountForm:
    """How amounts are written (金额写法).

    `empty` cells stand for no amount. `in_words` and `out_words` are what stands under `columns.direction`.
    With a pair of columns, `out_is_negative` says that money that went out carries a minus sign.
    """

    sign: AmountSign = AmountSign.IN_POSITIVE
    thousands: str = ","
    decimal: str = "."
    empty: tuple[str, ...] = ("", "-", "--", "/")
    in_words: tuple[str, ...] = ()
    out_words: tuple[str, ...] = ()
    out_is_negative: bool = False


@frozen
class BankMapping:
    """A bank's layout: encoding, heading row, columns, amounts, days and the foot (银行字段映射).

    `header` are texts by which the heading row is known below a preamble: the columns of day and amount
    unless others are given, or by its line, `header_line`. `footer` are beginnings of rows at
    the foot that are no transactions; with `footer_totals` the sums there are compared. `account_after` is the
    text in the preamble behind which the number of the account stands. `empty_texts` say nothing.
    """

    name: str
    columns: BankColumns
    encodings: tuple[str, ...] = ("utf-8-sig",)
    delimiter: str = ","
    sheet: str = ""
    header_line: int | None = None
    header: tuple[str, ...] = ()
    order: LineOrder = LineOrder.BY_DATE
    currency: str = "CNY"
    currencies: Mapping[str, str] = field(factory=dict)
    amounts: AmountForm = field(factory=AmountForm)
    date_formats: tuple[str, ...] = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日")
    time_formats: tuple[str, ...] = ("%H:%M:%S", "%H:%M", "%H%M%S")
    empty_texts: tuple[str, ...] = ("-", "--", "/")
    footer: tuple[str, ...] = ()
    footer_totals: bool = False
    account_after: str = ""

    @property
    def heading_marks(self) -> tuple[str, ...]:
        """The texts that the heading row must hold (表头标志)."""
        return self.header or self.columns.needed
