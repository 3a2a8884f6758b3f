"""A workbook is read like CSV: what a cell shows is what is read, exactly."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gongtong.core import workbook
from gongtong.core.errors import InputError, MissingExtraError
from gongtong.core.tabular import Row, TableForm, open_table, read_table
from gongtong.core.workbook import cell_text, is_workbook, workbook_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Write a workbook with these sheets."""
    written = openpyxl.Workbook()
    written.remove(written.worksheets[0])
    for name, rows in sheets.items():
        sheet = written.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    kept = io.BytesIO()
    written.save(kept)
    return kept.getvalue()


def codes(content: bytes) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_table(content, file="t.xlsx", columns=("房号",))
    assert all(problem.remedy for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def test_rows_carry_the_number_that_the_spreadsheet_shows() -> None:
    """Empty rows are passed over but counted, as in CSV."""
    content = book({"一": [["房号", "姓名"], ["1-1-101", " 张三 "], [], ["1-1-102", None]]})
    rows = read_table(content, file="t.xlsx", columns=("房号", "姓名"))
    assert rows == (
        Row(2, {"房号": "1-1-101", "姓名": "张三"}),
        Row(4, {"房号": "1-1-102", "姓名": ""}),
    )


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (28.160000000000001, "", "28.16"),
        (300.0, "", "300"),
        (0.1 + 0.2, "", "0.30000000000000004"),
        (13900000001, "", "13900000001"),
        (4.2e27, "", "4.2e+27"),
        (float(2**53), "", "9007199254740992.0"),
        (float(2**53 - 1), "", "9007199254740991"),
        (True, "", "TRUE"),
        ("\t3栋 ", "", "3栋"),
        (None, "", ""),
        (datetime(2025, 1, 4), "yyyy-mm-dd", "2025-01-04"),  # noqa: DTZ001 - a cell has no zone
        (datetime(2025, 1, 4), "yyyy-mm-dd hh:mm", "2025-01-04 00:00:00"),  # noqa: DTZ001 - as above
        (datetime(2025, 1, 4, 2, 41, 59, 999_700), "General", "2025-01-04 02:42:00"),  # noqa: DTZ001 - as above
        (datetime(2025, 1, 4, 2, 42, 0, 300), "General", "2025-01-04 02:42:00"),  # noqa: DTZ001 - as above
        (time(2, 42), "hh:mm", "02:42:00"),
    ],
)
def test_a_cell_is_written_as_it_was_typed(value: object, number_format: str, text: str) -> None:
    """Binary noise of one number goes, an error that was worked out stays to be refused."""
    assert cell_text(value, number_format) == text


def test_the_one_sheet_with_the_headings_is_read() -> None:
    """A sheet of statistics beside the register is no matter."""
    content = book({"统计": [["合计", 3]], "名册": [["房号"], ["1-1-101"]], "空": []})
    form = TableForm(("房号",), is_header=lambda cells: "房号" in cells)
    assert open_table(content, file="t.xlsx", form=form).sheet == "名册"
    assert open_table(content, file="t.xlsx", form=TableForm(("房号",))).sheet == "名册"


def test_of_several_sheets_with_the_headings_none_is_taken_unless_named() -> None:
    """Which of two registers is meant is not guessed."""
    content = book({"旧": [["房号"], ["1-1-101"]], "新": [["房号"], ["1-1-102"]]})
    assert codes(content) == ["several_sheets"]
    table = open_table(content, file="t.xlsx", form=TableForm(("房号",), sheet="新"))
    assert [row.cells for row in table.rows if isinstance(row, Row)] == [{"房号": "1-1-102"}]
    with pytest.raises(InputError, match="新册"):
        open_table(content, file="t.xlsx", form=TableForm(("房号",), sheet="新册"))


def test_a_workbook_without_openpyxl_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library is optional."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'gongtong\[files\]'"):
        read_table(b"PK\x03\x04", file="t.xlsx", columns=("房号",))


def test_what_only_begins_like_a_workbook_is_refused() -> None:
    """Cut off, or another kind of archive."""
    content = book({"一": [["房号"], ["1"]]})
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "b")
    for damaged in (b"PK\x03\x04rest", content[: len(content) // 2], other.getvalue()):
        assert codes(damaged) == ["not_a_workbook"]
    assert is_workbook(io.BytesIO(content))
    assert not is_workbook(io.BytesIO(b"PK"))


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own directory is asked before anything is unpacked; at the limit it is read."""
    content = book({"一": [["房号"], ["1"]]})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    monkeypatch.setattr(workbook, "_MOST_UNPACKED", size)
    assert len(read_table(content, file="t.xlsx", columns=("房号",))) == 1
    monkeypatch.setattr(workbook, "_MOST_UNPACKED", size - 1)
    assert codes(content) == ["workbook_too_large"]


def test_entities_in_a_workbook_are_refused() -> None:
    """A sheet whose XML declares entities that grow is no workbook of ours."""
    content = io.BytesIO(book({"一": [["房号"], ["1"]]}))
    bomb = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(bomb, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + data
            new.writestr(entry.filename, data)
    assert codes(bomb.getvalue()) == ["not_a_workbook"]


def test_a_row_far_below_does_not_take_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more rows are read than a spreadsheet can have."""
    monkeypatch.setattr(workbook, "_MOST_ROWS", 3)
    content = book({"一": [["房号"], ["1"], ["2"], ["3"], ["4"]]})
    ((_, read),) = workbook_sheets(io.BytesIO(content), file="t.xlsx")
    with pytest.raises(InputError) as caught:
        list(read())
    assert [problem.code for problem in caught.value.problems] == ["too_many_rows"]
