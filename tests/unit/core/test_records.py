"""Rows are read one after another from CSV and from workbooks, in bounded memory."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from gongtong.core.errors import InputError
from gongtong.core.records import CsvForm, Record, sheets_of

if TYPE_CHECKING:
    from gongtong.core.records import Source


def records(source: Source, form: CsvForm | None = None) -> list[Record]:
    (sheet,) = sheets_of(source, file="t.csv", form=form or CsvForm())
    return list(sheet.records())


def test_cells_are_stripped_and_lines_counted_as_an_editor_does() -> None:
    """Blanks and tabs around a cell say nothing; a cell with a line break spans two lines."""
    assert records(b'a , b\t\r\n"1\n2",3\n4,5\r') == [
        (1, ["a", "b"]),
        (2, ["1\n2", "3"]),
        (4, ["4", "5"]),
    ]


def test_a_file_is_streamed_and_left_open() -> None:
    """The caller's file is read in pieces and stays his."""
    source = io.BytesIO("姓名\n张三\n".encode("gb18030"))
    form = CsvForm(encodings=("utf-8-sig", "gb18030"))
    assert records(source, form) == [(1, ["姓名"]), (2, ["张三"])]
    assert not source.closed


def test_a_sheet_can_be_read_again() -> None:
    """Each call begins at the first row."""
    (sheet,) = sheets_of(b"a\nb\n", file="t.csv", form=CsvForm())
    assert list(sheet.records()) == list(sheet.records()) == [(1, ["a"]), (2, ["b"])]


def test_tabs_after_a_closing_quotation_mark_are_passed_over_where_they_are_usual() -> None:
    """Banks write them so that a spreadsheet leaves long numbers alone; elsewhere they are a fault."""
    content = b'"1,234.00"\t\t,"x"\t\n'
    assert records(content, CsvForm(tabs_after_quotes=True)) == [(1, ["1,234.00", "x"])]
    with pytest.raises(InputError) as caught:
        records(content)
    assert [problem.code for problem in caught.value.problems] == ["not_csv"]


def test_another_delimiter_is_taken_as_told() -> None:
    """Semicolons and tabs divide cells where the form says so."""
    assert records(b"a;b,c\n", CsvForm(delimiter=";")) == [(1, ["a", "b,c"])]
    assert records(b"a\tb c\n", CsvForm(delimiter="\t")) == [(1, ["a", "b c"])]


def test_the_line_from_which_a_file_is_no_csv_is_named() -> None:
    """A quotation mark that never closes is told where its row begins."""
    with pytest.raises(InputError) as caught:
        records(b'a,b\n1,2\n3,"4\n')
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [("not_csv", 3)]


def test_what_fits_no_encoding_is_refused() -> None:
    """The encodings that were tried are named."""
    with pytest.raises(InputError) as caught:
        records(b"\xff\xfe\xfd", CsvForm(encodings=("utf-8-sig", "ascii")))
    (problem,) = caught.value.problems
    assert (problem.code, "utf-8-sig or ascii" in problem.message) == ("wrong_encoding", True)


def test_a_number_kept_as_text_by_a_formula_is_that_number() -> None:
    """Some banks write ="0012" so that a spreadsheet leaves it alone; other formulas stay what they are."""
    assert records(b'="0012",="a,=1+1\n') == [(1, ["0012", '="a', "=1+1"])]
