"""Records of a table one after another: the rows of a CSV file or of a workbook's sheet (逐行记录).

Nothing but the row at hand is kept in memory, however long the file is. Cells are text without surrounding
blanks; what a workbook keeps as a number or a day is written as people write it.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING, BinaryIO, Final, TypeAlias

from attrs import field, frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.workbook import is_workbook, workbook_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MAX_BYTES = 64 * 1024 * 1024
"""What is read in one piece has at most so many bytes; a file that is streamed may be larger."""

Source: TypeAlias = "bytes | BinaryIO"
Record: TypeAlias = "tuple[int, list[str]]"

_CHUNK: Final = 1 << 16
_KEPT_AS_TEXT: Final = re.compile(r'="([^"]*)"')
_TABS_AFTER_QUOTE: Final = re.compile(r'"\t+(?=[,;\r\n]|$)')


@frozen
class Sheet:
    """One table of a file: a CSV file has one without a name, a workbook one for each sheet (工作表)."""

    name: str
    records: Callable[[], Iterator[Record]] = field(repr=False, eq=False)


@frozen
class CsvForm:
    """How a CSV file is written (CSV格式).

    The first of the `encodings` that fits the whole file is used. Some programs write tabs between a
    closing quotation mark and the comma, so that spreadsheets leave long numbers alone: `tabs_after_quotes`.
    """

    encodings: tuple[str, ...] = ("utf-8-sig",)
    delimiter: str = ","
    tabs_after_quotes: bool = False


def problem_at(
    file: str,
    *,
    code: str,
    en: str,
    zh: str,
    remedy: str,
    line: int | None = None,
    column: str | None = None,
) -> InputProblem:
    """Describe one problem of an input file (描述问题)."""
    return InputProblem(file, line, column, code, en, zh, remedy)


def decode(content: bytes, *, file: str, encodings: Sequence[str]) -> str:
    """Read bytes as text in the first encoding that fits all of it (解码)."""
    _refuse_too_large(content, file)
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeError:
            continue
    raise _wrong_encoding(file, encodings)


def sheets_of(source: Source, *, file: str, form: CsvForm) -> tuple[Sheet, ...]:
    """Tell a workbook from CSV by its first bytes and give the tables of it (识别表格).

    A workbook is read by the optional package openpyxl, and raises `MissingExtraError` without it.
    """
    if isinstance(source, bytes):
        _refuse_too_large(source, file)
        source = io.BytesIO(source)
    if is_workbook(source):
        return tuple(Sheet(name, read) for name, read in workbook_sheets(source, file=file))
    return (Sheet("", lambda: _csv_records(source, file=file, form=form)),)


def _refuse_too_large(content: bytes, file: str) -> None:
    if len(content) > MAX_BYTES:
        raise InputError(
            [
                problem_at(
                    file,
                    code="file_too_large",
                    en=f"the file has {len(content)} bytes, more than {MAX_BYTES}",
                    zh="文件过大",
                    remedy="split the file, for example by month",
                )
            ]
        )


def _wrong_encoding(file: str, encodings: Sequence[str]) -> InputError:
    wanted = " or ".join(encodings)
    return InputError(
        [
            problem_at(
                file,
                code="wrong_encoding",
                en=f"the file is not text in {wanted}",
                zh=f"文件编码不是 {wanted}",
                remedy=f"save the file again as CSV in {encodings[0]}, or export it afresh",
            )
        ]
    )


def _fitting_encoding(source: BinaryIO, *, file: str, encodings: Sequence[str]) -> str:
    for encoding in encodings:
        source.seek(0)
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            while chunk := source.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError:
            continue
        return encoding
    raise _wrong_encoding(file, encodings)


def _csv_records(source: BinaryIO, *, file: str, form: CsvForm) -> Iterator[Record]:
    encoding = _fitting_encoding(source, file=file, encodings=form.encodings)
    source.seek(0)
    text = io.TextIOWrapper(source, encoding=encoding, newline="")
    lines: Iterator[str] = text
    if form.tabs_after_quotes and form.delimiter != "\t":
        lines = (_TABS_AFTER_QUOTE.sub('"', line) for line in text)
    reader = csv.reader(lines, delimiter=form.delimiter, strict=True)
    start = 1
    try:
        for record in reader:
            yield start, [_cell(cell) for cell in record]
            start = reader.line_num + 1
    except csv.Error as error:
        raise _malformed(file, start, error) from error
    finally:
        if not text.closed:
            text.detach()  # the caller's file stays open


def _cell(text: str) -> str:
    """Give a cell without blanks around it, and without the formula that keeps a long number as it is."""
    cell = text.strip()
    match = _KEPT_AS_TEXT.fullmatch(cell)
    return cell if match is None else match[1].strip()


def _malformed(file: str, line: int, error: csv.Error) -> InputError:
    return InputError(
        [
            problem_at(
                file,
                line=line,
                code="not_csv",
                en=f"the file is not valid CSV: {error}",
                zh="不是有效的 CSV 文件",
                remedy="open it in a spreadsheet and save it again as CSV",
            )
        ]
    )
