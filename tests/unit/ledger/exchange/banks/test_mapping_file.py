"""A mapping file is read with every mistake told by line and key."""

import pytest

from gongtong.core.errors import InputError
from gongtong.ledger.exchange.banks.mapping import AmountForm, AmountSign, BankMapping, LineOrder
from gongtong.ledger.exchange.banks.mapping_file import MAPPING_KEYS, read_bank_mapping

WHOLE = """\
name = "某银行"
encoding = ["utf-8", "gb18030"]
delimiter = ";"
sheet = "明细"
header = ["交易日", "金额"]
header_line = 5
order = "newest_first"
currency = "HKD"
empty = ["无"]

[currencies]
"人民币" = "CNY"

[columns]
date = "交易日"
time = "时间"
value_date = "起息日"
amount = "金额"
direction = "借贷"
balance = "余额"
currency = "币种"
counterparty = "户名"
counterparty_account = "账号"
text = ["摘要", "附言"]
reference = "流水号"

[amounts]
sign = "in_negative"
thousands = "."
decimal = ","
empty = ["无"]
in_words = "贷"
out_words = ["借"]
out_is_negative = true

[dates]
date = "%Y.%m.%d"
time = ["%H时%M分"]

[footer]
starts = ["合计"]
totals = true

[account]
after = "账号："
"""


def read(text: str) -> BankMapping:
    return read_bank_mapping(text.encode(), file="m.toml")


def told(text: str | bytes) -> list[tuple[int | None, str | None, str]]:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(InputError) as caught:
        read_bank_mapping(content, file="m.toml")
    assert all(problem.remedy for problem in caught.value.problems)
    return [(problem.line, problem.column, problem.code) for problem in caught.value.problems]


def test_every_key_is_read() -> None:
    """What the guide lists is what a mapping holds."""
    mapping = read(WHOLE)
    assert (mapping.name, mapping.encodings, mapping.delimiter) == (
        "某银行",
        ("utf-8-sig", "gb18030"),
        ";",
    )
    assert (mapping.sheet, mapping.header, mapping.header_line) == ("明细", ("交易日", "金额"), 5)
    assert (mapping.order, mapping.currency) == (LineOrder.NEWEST_FIRST, "HKD")
    assert mapping.currencies == {"人民币": "CNY"}
    assert mapping.columns.text == ("摘要", "附言")
    assert (mapping.columns.value_date, mapping.columns.reference) == ("起息日", "流水号")
    assert mapping.amounts == AmountForm(
        sign=AmountSign.IN_NEGATIVE,
        thousands=".",
        decimal=",",
        empty=("", "无"),
        in_words=("贷",),
        out_words=("借",),
        out_is_negative=True,
    )
    assert (mapping.date_formats, mapping.time_formats) == (("%Y.%m.%d",), ("%H时%M分",))
    assert (mapping.footer, mapping.footer_totals) == (("合计",), True)
    assert (mapping.account_after, mapping.empty_texts) == ("账号：", ("无",))
    assert len(MAPPING_KEYS) == 35


def test_day_and_amount_are_enough() -> None:
    """Everything else has a value of its own."""
    mapping = read('[columns]\ndate = "日期"\nin = "收入"\nout = "支出"\n')
    assert (mapping.columns.money_in, mapping.columns.money_out) == ("收入", "支出")
    assert (mapping.order, mapping.currency, mapping.delimiter) == (LineOrder.BY_DATE, "CNY", ",")


def test_an_unknown_key_is_told_with_the_one_that_was_meant() -> None:
    """With its line, also within a section."""
    text = 'encodng = "utf-8"\n[columns]\ndate = "日期"\namount = "金额"\nbalanse = "余额"\n'
    with pytest.raises(InputError) as caught:
        read(text)
    assert [(problem.line, problem.remedy) for problem in caught.value.problems] == [
        (1, "did you mean encoding?"),
        (5, "did you mean columns.balance?"),
    ]
    assert told('[columns]\ndate = "日期"\namount = "金额"\n[xyzzy]\na = 1\n') == [
        (None, "xyzzy", "unknown_key")
    ]


def test_every_mistake_is_told_at_once() -> None:
    """In the order of the lines."""
    text = WHOLE.replace('"newest_first"', '"backwards"').replace('"%Y.%m.%d"', '"%Y.%b"')
    text = text.replace("header_line = 5", 'header_line = "5"').replace('"HKD"', '"港币"')
    text = text.replace('";"', '"||"').replace("totals = true", 'totals = "yes"')
    assert told(text) == [
        (3, "delimiter", "bad_delimiter"),
        (6, "header_line", "wrong_kind"),
        (7, "order", "unknown_word"),
        (8, "currency", "bad_currency"),
        (37, "dates.date", "bad_format"),
        (42, "footer.totals", "wrong_kind"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[columns]\namount = "金额"\n', "missing_key"),
        ('[columns]\ndate = "日期"\n', "amount_columns"),
        ('[columns]\ndate = "日期"\namount = "金额"\nin = "收入"\n', "amount_columns"),
        ('[columns]\ndate = "日期"\namount = "金额"\ndirection = "借贷"\n', "missing_key"),
        ('encoding = "klingon"\n[columns]\ndate = "日期"\namount = "金额"\n', "unknown_encoding"),
        ('encoding = "base64"\n[columns]\ndate = "日期"\namount = "金额"\n', "unknown_encoding"),
        ('[columns]\ndate = "a"\namount = "b"\n[amounts]\ndecimal = ","\n', "bad_signs"),
        ('[columns]\ndate = "a"\namount = "b"\n[footer]\nstarts = ""\n', "empty_text"),
        ('[columns]\ndate = "a"\namount = "b"\n[currencies]\nx = "元"\n', "bad_currency"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, code: str) -> None:
    """Half an amount, words that mean nothing, encodings that are none."""
    assert [one for _, _, one in told(text)] == [code]


def test_a_file_that_is_no_toml_is_told_with_its_line() -> None:
    """A text without quotation marks, or a file in another encoding."""
    assert told('name = "a"\ndate = 日期\n') == [(2, None, "not_toml")]
    assert told("name = 'é'".encode("latin-1")) == [(None, None, "not_toml")]
    assert told("header_line = " + "9" * 5_000) == [(None, None, "not_toml")]
