"""The sheets of an XLSX workbook as rows of text, read one after another (电子表格).

A workbook keeps numbers in binary, so that 28.16 may stand there as 28.160000000000001. Such a number is
written as the shortest decimal that means the same, which is what was typed; a sum that the spreadsheet
worked out with an error in the last place keeps it, and is then refused where money is wanted.
"""

from __future__ import annotations

import warnings
import zipfile
from datetime import datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.extras import load_extra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MAGIC: Final = b"PK\x03\x04"
_MOST_UNPACKED: Final = 1 << 30
_MOST_ROWS: Final = 1 << 20
_ROWS_AT_ONCE: Final = 256
_EXACT_WHOLE: Final = 1 << 53
_HALF_SECOND: Final = timedelta(milliseconds=500)


def is_workbook(source: BinaryIO) -> bool:
    """Tell a workbook by its first bytes, not by its name (是否电子表格)."""
    source.seek(0)
    start = source.read(len(_MAGIC))
    source.seek(0)
    return start == _MAGIC


def workbook_sheets(
    source: BinaryIO, *, file: str
) -> tuple[tuple[str, Callable[[], Iterator[tuple[int, list[str]]]]], ...]:
    """Give the name of each sheet and a function that reads its rows anew (列出工作表).

    Rows carry the number that the spreadsheet shows. Raises `MissingExtraError` without openpyxl, and
    `InputError` for what is no workbook or unpacks to more than a gigabyte.
    """
    openpyxl = load_extra("openpyxl", purpose="reading a workbook (xlsx)")
    load_extra("defusedxml", purpose="reading a workbook (xlsx)")
    _refuse_bomb(source, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(source, read_only=True, data_only=True)
    except Exception as error:  # a damaged workbook raises anything at all in there
        raise _damaged(file, error) from error
    return tuple((sheet.title, _reader(sheet, file)) for sheet in book.worksheets)


def _reader(sheet: Any, file: str) -> Callable[[], Iterator[tuple[int, list[str]]]]:
    def read() -> Iterator[tuple[int, list[str]]]:
        rows = _rows(sheet, file)
        while True:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    some = list(islice(rows, _ROWS_AT_ONCE))
            except InputError:
                raise
            except Exception as error:  # as above, and rows are parsed when asked for
                raise _damaged(file, error) from error
            if not some:
                return
            yield from some

    return read


def _rows(sheet: Any, file: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold anything; a row far below the others comes after very many that do not."""
    sheet.reset_dimensions()  # some programs state fewer columns than they write
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > _MOST_ROWS:
            raise _too_many_rows(file)
        if row:
            yield (
                number,
                [cell_text(cell.value, getattr(cell, "number_format", "")) for cell in row],
            )


def cell_text(value: object, number_format: str = "") -> str:
    """Write what a cell holds as a person would type it (单元格文字).

    >>> cell_text(28.16), cell_text(300.0), cell_text(" 3栋 "), cell_text(None)
    ('28.16', '300', '3栋', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float():
            is_whole = value.is_integer() and abs(value) < _EXACT_WHOLE
            return str(int(value)) if is_whole else repr(value)
        case datetime():
            return _moment(value, has_time="h" in number_format.lower())
        case _:
            return str(value).strip()


def _moment(value: datetime, *, has_time: bool) -> str:
    # a workbook counts days in binary: a moment comes out a little before or after its second
    rounded = (value + _HALF_SECOND).replace(microsecond=0) if value.microsecond else value
    if has_time or rounded.time() != time():
        return rounded.isoformat(sep=" ", timespec="seconds")
    return rounded.date().isoformat()


def _refuse_bomb(source: BinaryIO, file: str) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except Exception as error:  # the directory of a damaged archive raises anything
        raise _damaged(file, error) from error
    source.seek(0)
    if unpacked > _MOST_UNPACKED:
        raise InputError(
            [
                InputProblem(
                    file,
                    None,
                    None,
                    "workbook_too_large",
                    f"the workbook unpacks to {unpacked} bytes, more than {_MOST_UNPACKED}",
                    "电子表格解压后过大",
                    "split the file, or save the sheet that is wanted as CSV",
                )
            ]
        )


def _too_many_rows(file: str) -> InputError:
    return InputError(
        [
            InputProblem(
                file,
                _MOST_ROWS + 1,
                None,
                "too_many_rows",
                f"a sheet of the workbook has more than {_MOST_ROWS} rows",
                "工作表行数过多",
                "delete what stands far below the table, or save it as CSV",
            )
        ]
    )


def _damaged(file: str, error: Exception) -> InputError:
    said = " ".join(str(error).split())[:200] or type(error).__name__
    return InputError(
        [
            InputProblem(
                file,
                None,
                None,
                "not_a_workbook",
                f"the file begins like a workbook (xlsx) and cannot be read as one: {said}",
                "不是有效的 xlsx 电子表格",
                "open it in a spreadsheet and save it again as xlsx or CSV",
            )
        ]
    )
