"""Laws of streaming: a file is read line by line, and what was read is not kept."""

import gc
import io
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Final

import openpyxl
import pytest

from gongtong.ledger.exchange.banks.camt import stream_camt
from gongtong.ledger.exchange.banks.delimited import open_bank_file
from gongtong.ledger.exchange.banks.mapping import BankColumns, BankMapping
from gongtong.ledger.exchange.meter_sheet import stream_meter_sheet

MAPPING: Final = BankMapping("某银行", BankColumns("日期", amount="金额", text=("附言",)))
# more than is read at once, so that the smaller file is not read in one piece
FEW: Final = {"bank as CSV": 4_000, "bank as XLSX": 2_400, "camt.053": 700, "meters": 5_000}
TIMES: Final = 3


def bank_csv(lines: int) -> bytes:
    rows = "".join(f"2025-01-04,{number}.00,卫生费{number}\n" for number in range(1, lines + 1))
    return f"日期,金额,附言\n{rows}".encode()


def bank_workbook(lines: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("明细")
    sheet.append(["日期", "金额", "附言"])
    for number in range(1, lines + 1):
        sheet.append(["2025-01-04", number, "卫生费"])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def camt(lines: int) -> bytes:
    entry = (
        '<Ntry><Amt Ccy="CNY">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>'
        "<BookgDt><Dt>2025-01-04</Dt></BookgDt></Ntry>"
    )
    space = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"
    body = f"<BkToCstmrStmt><Stmt><Id>1</Id>{entry * lines}</Stmt></BkToCstmrStmt>"
    return f'<Document xmlns="{space}">{body}</Document>'.encode()


def meters(lines: int) -> bytes:
    rows = "".join(f"W{number % 7},2025-01-{number % 7 + 1:02},5\n" for number in range(lines))
    return f"表号,抄表日期,读数\n{rows}".encode()


def of_bank(source: io.BytesIO) -> Iterator[object]:
    return open_bank_file(source, file="f", mapping=MAPPING).lines


STREAMS: Final[
    dict[str, tuple[Callable[[int], bytes], Callable[[io.BytesIO], Iterator[object]]]]
] = {
    "bank as CSV": (bank_csv, of_bank),
    "bank as XLSX": (bank_workbook, of_bank),
    "camt.053": (camt, lambda source: stream_camt(source, file="f")),
    "meters": (meters, lambda source: stream_meter_sheet(source, file="f")),
}


def peak_of(content: bytes, read: Callable[[io.BytesIO], Iterator[object]]) -> tuple[int, int]:
    """Read everything, keep nothing, and give how many lines there were and the most memory taken.

    What other tests have left in the process is put aside: the more there is, the later rings of garbage are looked for,
    and the peak would tell of them.
    """
    source = io.BytesIO(content)
    gc.collect()
    gc.freeze()
    tracemalloc.start()
    try:
        lines = sum(1 for _ in read(source))
        return lines, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.unfreeze()


def size_of_kept(content: bytes, read: Callable[[io.BytesIO], Iterator[object]]) -> int:
    """Give what all lines take together when they are kept."""
    source = io.BytesIO(content)
    gc.collect()
    tracemalloc.start()
    try:
        kept = list(read(source))
        gc.collect()
        size = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert kept
    return size


@pytest.mark.parametrize("name", STREAMS)
def test_memory_does_not_grow_with_the_file(name: str) -> None:
    """A further line adds less than half of what it would take if it was kept.

    Of a workbook something does stay: the parser keeps an empty element for each row.
    """
    write, read = STREAMS[name]
    peak_of(write(9), read)  # what is loaded and cached once is no part of it
    few, small = peak_of(write(FEW[name]), read)
    many, large = peak_of(write(TIMES * FEW[name]), read)
    assert (few, many) == (FEW[name], TIMES * FEW[name])
    assert (large - small) / (many - few) < size_of_kept(write(FEW[name]), read) / few / 2
