"""Tables as CSV: read back they are what they were."""

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.money import plain_yuan
from gongtong.ledger.exchange.sheets.csv_files import BOM, write_csv
from gongtong.ledger.exchange.sheets.sheets import CellKind, Column, Sheet, harmless

COLUMNS = (
    Column("摘要"),
    Column("日期", CellKind.DAY),
    Column("金额", CellKind.FEN, is_summed=True),
    Column("件数", CellKind.COUNT),
)


def test_a_table_is_written_with_its_headings() -> None:
    """The first line is the heading, amounts are yuan, nothing stands for nothing; totals stay out."""
    sheet = Sheet(
        "账", COLUMNS, [("=SUM(A1)", date(2025, 3, 31), -186_050, 3), ("a,b", None, 0, None)]
    )
    assert (
        write_csv(sheet)
        == BOM
        + ('摘要,日期,金额,件数\r\n\'=SUM(A1),2025-03-31,-1860.50,3\r\n"a,b",,0.00,\r\n').encode()
    )
    assert write_csv(sheet, bom=False) == write_csv(sheet)[len(BOM) :]


ROWS = st.lists(
    st.tuples(
        st.text(),
        st.none() | st.dates(),
        st.none() | st.integers(-(10**18), 10**18),
        st.none() | st.integers(0, 10**6),
    )
)


@given(ROWS)
def test_any_table_is_read_back_as_it_was(
    rows: list[tuple[str, date | None, int | None, int | None]],
) -> None:
    """Whatever people wrote, no row moves, no amount changes, and no cell begins a formula."""
    text = write_csv(Sheet("账", COLUMNS, rows)).decode("utf-8-sig")
    _, *read = csv.reader(io.StringIO(text, newline=""))
    assert read == [
        [
            harmless(said),
            "" if day is None else day.isoformat(),
            "" if fen is None else plain_yuan(fen),
            "" if count is None else str(count),
        ]
        for said, day, fen, count in rows
    ]
    assert all(row[0][:1] not in {*"=+-@\t\r"} or row[0] == "" for row in read)
