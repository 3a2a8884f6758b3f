"""A mapping says which headings are read, and which every row must reach."""

from gongtong.ledger.exchange.banks.mapping import BankColumns, BankMapping


def test_the_needed_columns_are_those_of_day_and_amount() -> None:
    """A row may end before the remarks, not before its amount."""
    pair = BankColumns("日期", money_in="收入", money_out="支出", balance="余额")
    assert pair.needed == ("日期", "收入", "支出")
    signed = BankColumns("日期", amount="金额", direction="借贷", text=("摘要",))
    assert signed.needed == ("日期", "金额", "借贷")


def test_every_heading_has_the_key_that_names_it() -> None:
    """So that a missing heading can be told by its key."""
    columns = BankColumns("日期", amount="金额", text=("摘要", "附言"), money_in="")
    assert columns.all == {
        "columns.date": "日期",
        "columns.amount": "金额",
        "columns.text[0]": "摘要",
        "columns.text[1]": "附言",
    }


def test_the_heading_row_is_known_by_its_columns_unless_told_otherwise() -> None:
    """A preamble may repeat one heading, hardly all of them."""
    columns = BankColumns("日期", amount="金额")
    assert BankMapping("某银行", columns).heading_marks == ("日期", "金额")
    assert BankMapping("某银行", columns, header=("序号",)).heading_marks == ("序号",)
