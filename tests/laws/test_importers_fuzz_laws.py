"""Laws of every importer: whatever the bytes are, there is a value or an error that names every problem.

Bytes are drawn at random, and made from sound files by cutting, doubling, swapping and planting pieces, by other
encodings and other ends of lines, and, in workbooks, inside the archive.
"""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.register_sheet import read_register
from gongtong.ledger.exchange.bank_bills import bill_of
from gongtong.ledger.exchange.banks.assembling import read_bank_file
from gongtong.ledger.exchange.banks.camt import read_camt
from gongtong.ledger.exchange.banks.mapping import BankMapping
from gongtong.ledger.exchange.banks.mapping_file import read_bank_mapping
from gongtong.ledger.exchange.banks.ofx import read_ofx
from gongtong.ledger.exchange.banks.shipped import load_bank_mapping
from gongtong.ledger.exchange.bills_detection import read_bill
from gongtong.ledger.exchange.journal_files.beancount import read_beancount
from gongtong.ledger.exchange.journal_files.hledger import read_hledger
from gongtong.ledger.exchange.meter_sheet import read_meter_sheet
from gongtong.ledger.exchange.tolerance import Tolerated
from gongtong.ledger.importing.account_mapping import read_account_mapping

Reader = Callable[[bytes], object]

DORMITORY: Final = Path(__file__).parents[2] / "examples" / "dormitory"
ICBC: Final = load_bank_mapping("icbc-debit-v2")
BANK: Final = """\
明细查询文件下载

卡号: 1234****9876,"卡别名: "

交易日期,摘要,交易详情,交易场所,记账金额(收入),记账金额(支出),记账币种,余额,对方户名,对方账户
2023-05-02     \t,"消费    \t"," \t","财付通\t","    \t","13.40    \t",人民币 \t,"1,286.60 \t","某公司\t","1234 \t",
2023-04-25     \t,"汇入    \t"," \t","\t","300.00    \t","    \t",人民币 \t,"1,300.00 \t","王芳\t","\t",

人民币合计,,,,"300.00\t","13.40\t",
""".encode()
OFX: Final = """\
OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:UTF-8
CHARSET:NONE
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>CNY<BANKACCTFROM><ACCTID>62220212345</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20250101<DTEND>20250131
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20250104170000[0:GMT]<TRNAMT>300.00<FITID>A1<NAME>王芳</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20250106<TRNAMT>-28,16<FITID>A2<MEMO>灯泡 &amp; 线</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>271.84<DTASOF>20250131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
""".encode()
CAMT: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE02</IBAN></Id>
<Ccy>CNY</Ccy></Acct><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">0.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Dt><Dt>2025-01-01</Dt></Dt></Bal><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">300.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2025-01-31</Dt></Dt></Bal><Ntry><Amt Ccy="CNY">300.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Sts>BOOK</Sts><BookgDt><DtTm>2025-01-04T17:00:00Z</DtTm></BookgDt><AcctSvcrRef>R1</AcctSvcrRef><NtryDtls><TxDtls>
<AmtDtls><TxAmt><Amt Ccy="CNY">100.00</Amt></TxAmt></AmtDtls></TxDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy="CNY">200.00</Amt>
</TxAmt></AmtDtls><RltdPties><Dbtr><Nm>王芳</Nm></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>
""".encode()
METERS: Final = (
    "表号,抄表日期,读数,方式,归零\nW1,2025-01-31,1234.5,实抄,\nW2,2025-01-31,12,估抄,是\n".encode()
)
HLEDGER: Final = """\
account 资产:现金
2026-01-02 * (17) 收款  ; key: k
    资产:现金    CNY 300.00  ; 现金
    应收:1    CNY -300.00 = CNY -300.00
""".encode()
BEANCOUNT: Final = """\
option "title" "x"
2026-01-01 open Assets:Cash CNY
2026-01-02 * "王芳" "收款" #a ^2026-0001
  Assets:Cash  300.00 CNY
    memo: "现金"
  Assets:Due
2026-01-03 balance Assets:Cash  300.00 ~ 0.01 CNY
""".encode()
MAPPING: Final = b"""\
encoding = ["utf-8", "gb18030"]
order = "newest_first"
[columns]
date = "a"
in = "b"
out = "c"
text = ["d"]
[dates]
date = "%Y-%m-%d"
[currencies]
x = "CNY"
"""
RULES: Final = b"""\
[[account]]
pattern = 'A:H(?P<room>\\d{3})'
account = "1122"
fund = "sanitation"
building = 1
"""


def start_of(name: str, lines: int) -> bytes:
    """The first lines of a file of the example dormitory, enough to be sound."""
    return b"".join((DORMITORY / name).read_bytes().splitlines(keepends=True)[:lines])


def workbook_of(content: bytes, encoding: str) -> bytes:
    """The same table as a workbook."""
    book = openpyxl.Workbook()
    (sheet,) = book.worksheets
    for row in csv.reader(content.decode(encoding).splitlines()):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


WECHAT: Final = start_of("微信支付账单.csv", 22)
ALIPAY: Final = start_of("支付宝交易明细.csv", 30)
REGISTER: Final = start_of("住户登记表.csv", 5)
WORKBOOKS: Final = (
    workbook_of(WECHAT, "utf-8-sig"),
    workbook_of(REGISTER, "utf-8-sig"),
    workbook_of(METERS, "utf-8"),
)
SOUND: Final = (
    WECHAT,
    ALIPAY,
    REGISTER,
    BANK,
    OFX,
    CAMT,
    METERS,
    HLEDGER,
    BEANCOUNT,
    MAPPING,
    RULES,
    *WORKBOOKS,
)


def bank(content: bytes, mapping: BankMapping = ICBC) -> object:
    """Read a bank's file with everything allowed, and make a bill of each statement."""
    reading = read_bank_file(content, file="f", mapping=mapping, allow=set(Tolerated))
    return [bill_of(one, currency=one.currency) for one in reading.statements]


READERS: Final[dict[str, Reader]] = {
    "bill": lambda content: read_bill(content, file="f"),
    "bill with faults": lambda content: read_bill(content, file="f", allow=set(Tolerated)),
    "register": lambda content: read_register(content, file="f", survey=content),
    "bank": lambda content: read_bank_file(content, file="f", mapping=ICBC),
    "bank with faults": bank,
    "ofx": lambda content: read_ofx(content, file="f", allow=set(Tolerated)),
    "camt": lambda content: read_camt(content, file="f", allow=set(Tolerated)),
    "meters": lambda content: read_meter_sheet(content, file="f"),
    "hledger": lambda content: read_hledger(content, file="f"),
    "beancount": lambda content: read_beancount(content, file="f"),
    "mapping": lambda content: read_bank_mapping(content, file="f"),
    "account mapping": lambda content: read_account_mapping(content, file="f"),
}

PIECES: Final = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [
            b"",
            b"\x00",
            b'"',
            b"\r",
            b"\n\n",
            b",",
            b"\t",
            b"-",
            b"<",
            b"&a;",
            b"]]>",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"1e999",
            b"0.005",
            b"9" * 5_000,
            b"99999999999999999999.99",
            b"2025-02-30",
            b"9999-12-31T23:59:59Z",
            b"0001-01-01T00:00:00+14:00",
            b"00010101000000[+14:x]",
            b"<!DOCTYPE a>",
            "，".encode(),
            "１２".encode(),
            "٣".encode(),
        ]
    ),
)


@st.composite
def spoilt(draw: st.DrawFn, sound: bytes) -> bytes:
    """Take a sound file and cut, double, swap or plant pieces in it; or write it otherwise."""
    content = bytearray(sound)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 60)))
        match draw(st.sampled_from(["plant", "cut", "double", "end", "swap"])):
            case "plant":
                content[start:end] = draw(PIECES)
            case "cut":
                del content[start:end]
            case "double":
                content[start:start] = content[start:end]
            case "end":
                del content[start:]
            case _:
                content[start:end] = content[start:end][::-1]
    return bytes(content)


def otherwise_written(sound: bytes, encoding: str, ends: list[bytes]) -> bytes:
    """Write a file in another encoding, its lines ended by these signs in turn."""
    try:
        text = sound.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = sound.decode("gb18030", "replace")
    content = text.encode(encoding, "replace")
    lines = content.split(b"\n")
    return b"".join(line + ends[at % len(ends)] for at, line in enumerate(lines))


def problems_of(reader: Reader, content: bytes) -> tuple[InputProblem, ...]:
    """Read, and give the problems if there is no value; anything else that is raised is a fault of ours."""
    try:
        reader(content)
    except InputError as error:
        return error.problems
    return ()


def value_or_problems(reader: Reader, content: bytes) -> None:
    """Nothing but a value, or problems that all say where they are and what to do."""
    for one in problems_of(reader, content):
        assert one.code
        assert one.message
        assert one.message_zh
        assert one.remedy
        assert one.line is None or one.line >= 1
        assert str(one)


LAW: Final = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@given(st.sampled_from(sorted(READERS)), st.binary(max_size=200))
@LAW
def test_random_bytes_give_a_value_or_problems(reader: str, content: bytes) -> None:
    """Every reader, whatever it is handed."""
    value_or_problems(READERS[reader], content)
    value_or_problems(READERS[reader], b"PK\x03\x04" + content)


@given(st.sampled_from(sorted(READERS)), st.sampled_from(SOUND))
@settings(LAW, max_examples=150)
def test_a_file_of_another_kind_gives_problems_or_a_value(reader: str, content: bytes) -> None:
    """A register is no statement, and an OFX file is no mapping; each is told in its own words."""
    value_or_problems(READERS[reader], content)


@given(st.data())
@settings(LAW, max_examples=300)
def test_spoilt_files_give_a_value_or_problems(data: st.DataObject) -> None:
    """Cut, doubled, swapped and planted: each text by every reader that might be given it."""
    content = data.draw(spoilt(data.draw(st.sampled_from(SOUND[:11]))))
    for reader in READERS.values():
        value_or_problems(reader, content)


@given(
    st.sampled_from(SOUND[:11]),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "latin-1"]),
    st.lists(st.sampled_from([b"\n", b"\r\n", b"\r", b"\n\r"]), min_size=1, max_size=3),
)
@LAW
def test_other_encodings_and_ends_of_lines_give_a_value_or_problems(
    sound: bytes, encoding: str, ends: list[bytes]
) -> None:
    """Mixed ends of lines, and encodings that no program of a bank would use."""
    content = otherwise_written(sound, encoding, ends)
    for reader in READERS.values():
        value_or_problems(reader, content)


@given(st.data())
@settings(LAW, max_examples=40)
def test_spoilt_workbooks_give_a_value_or_problems(data: st.DataObject) -> None:
    """Spoilt as a whole, and spoilt inside: one part of the archive at a time."""
    sound = data.draw(st.sampled_from(WORKBOOKS))
    whole = data.draw(spoilt(sound))
    inside = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(inside, "w") as new:
        chosen = data.draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, data.draw(spoilt(part)) if name == chosen else part)
    for content in (whole, inside.getvalue()):
        for name in ("bill", "register", "bank with faults", "meters"):
            value_or_problems(READERS[name], content)


@given(st.data())
@LAW
def test_what_is_read_twice_is_the_same(data: st.DataObject) -> None:
    """Readers remember nothing: the second time gives the same value or the same problems."""
    name = data.draw(st.sampled_from(sorted(READERS)))
    content = data.draw(spoilt(data.draw(st.sampled_from(SOUND[:11]))))

    def outcome() -> object:
        try:
            return READERS[name](content)
        except InputError as error:
            return error.problems

    assert outcome() == outcome()


def test_the_sound_files_are_sound() -> None:
    """What is spoilt here was worth spoiling: each is read by the reader it is meant for."""
    meant = {
        "bill with faults": (WECHAT, ALIPAY, WORKBOOKS[0]),
        "bank": (BANK,),
        "ofx": (OFX,),
        "camt": (CAMT,),
        "meters": (METERS, WORKBOOKS[2]),
        "hledger": (HLEDGER,),
        "beancount": (BEANCOUNT,),
        "mapping": (MAPPING,),
        "account mapping": (RULES,),
    }
    for name, contents in meant.items():
        for content in contents:
            READERS[name](content)
    for content in (REGISTER, WORKBOOKS[1]):
        read_register(content, file="f")
