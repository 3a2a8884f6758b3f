"""Tables as people hand them in: CSV or XLSX with Chinese headings (表格读入).

Reading never guesses: a wrong encoding, a column that is missing or stands twice, a row that is too
short or too long is reported with its file, line, column and what to do. A reader collects every problem before it gives up.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.records import MAX_BYTES, CsvForm, Record, Sheet, decode, problem_at, sheets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from gongtong.core.records import Source

__all__ = [
    "MAX_BYTES",
    "Row",
    "Table",
    "TableForm",
    "decode",
    "open_table",
    "problem_at",
    "read_table",
]

_MOST_PREAMBLE: Final = 200


@frozen
class Row:
    """One line of a table by the headings of its columns (行)."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Give the cell under a heading, without surrounding blanks and tabs."""
        return self.cells[column]


def _first_line(_: Sequence[str]) -> bool:
    return True


def _no_remark(_: Sequence[str]) -> bool:
    return False


@frozen
class TableForm:
    """What a table must look like to be read (表格要求).

    `columns` must all be there, in any order; further columns are kept. Each row reaches at least to the
    `needed` ones, all of them unless told otherwise. `is_header` finds the heading row below a preamble,
    unless `header_line` says on which line it stands.
    Rows that `is_remark` knows, such as totals at the foot, are set aside. A workbook in which several sheets
    have that heading is read only when one is named.
    """

    columns: tuple[str, ...]
    needed: tuple[str, ...] | None = None
    csv: CsvForm = field(factory=CsvForm)
    is_header: Callable[[Sequence[str]], bool] = field(default=_first_line, repr=False)
    is_remark: Callable[[Sequence[str]], bool] = field(default=_no_remark, repr=False)
    sheet: str | None = None
    header_line: int | None = None

    def heads(self, record: Record) -> bool:
        """Whether this is the heading row (是否表头)."""
        line, cells = record
        if self.header_line is not None:
            return line == self.header_line
        return any(cells) and self.is_header(cells)


@frozen
class Table:
    """A table that has been opened: what stands above it, its headings, and its rows one by one (表格).

    A row that is too short or too long comes as a problem in its place. Of the preamble the first two hundred
    rows are kept; `remarks` are those met so far.
    """

    file: str
    sheet: str
    preamble: tuple[Record, ...]
    line: int
    header: tuple[str, ...]
    rows: Iterator[Row | InputProblem] = field(repr=False, eq=False)
    remarks: list[Record] = field(factory=list)


def open_table(source: Source, *, file: str, form: TableForm) -> Table:
    """Find the heading row and check the columns; rows are then read one by one (打开表格).

    Raises `InputError` for what no row could be read with: encoding, heading row, columns. What is not CSV
    from some line on is raised when that line is reached.
    """
    found = [
        (sheet, opened)
        for sheet in sheets_of(source, file=file, form=form.csv)
        if form.sheet in {None, "", sheet.name} and (opened := _opened(sheet, form)) is not None
    ]
    if not found:
        raise InputError([_missing_header(file, form)])
    whole = [one for one in found if set(form.columns) <= set(one[1][1][1])]
    if len(whole or found) > 1:
        raise InputError([_several_sheets(file, [sheet.name for sheet, _ in whole or found])])
    sheet, (preamble, (line, header), records) = (whole or found)[0]
    problems = [
        *_missing_columns(file, line, header, form.columns),
        *_columns_twice(file, line, header, form.columns),
    ]
    if problems:
        raise InputError(problems)
    needed = form.columns if form.needed is None else form.needed
    if sheet.name:
        # a workbook does not keep the empty cells at the end of a row
        records = ((at, cells + [""] * (len(header) - len(cells))) for at, cells in records)
    remarks: list[Record] = []
    rows = _rows(_without_remarks(records, form, remarks), header, needed, file)
    return Table(file, sheet.name, preamble, line, tuple(header), rows, remarks)


def _opened(
    sheet: Sheet, form: TableForm
) -> tuple[tuple[Record, ...], Record, Iterator[Record]] | None:
    preamble: list[Record] = []
    records = sheet.records()
    for record in records:
        if form.heads(record):
            return tuple(preamble), record, records
        if len(preamble) < _MOST_PREAMBLE:
            preamble.append(record)
    return None


def _without_remarks(
    records: Iterator[Record], form: TableForm, remarks: list[Record]
) -> Iterator[Record]:
    for record in records:
        if any(record[1]) and form.is_remark(record[1]):
            remarks.append(record)
        else:
            yield record


def read_table(
    content: bytes,
    *,
    file: str,
    columns: Sequence[str],
    encodings: Sequence[str] = ("utf-8-sig",),
    is_header: Callable[[Sequence[str]], bool] = _first_line,
) -> tuple[Row, ...]:
    """Read a table whole; raises `InputError` with every structural problem at once (读取表格).

    `columns` must all be there, in any order; further columns are kept. `is_header` finds the
    heading row below a preamble. Blank lines are passed over. A workbook (xlsx) is read like CSV.
    """
    form = TableForm(tuple(columns), csv=CsvForm(tuple(encodings)), is_header=is_header)
    rows: list[Row] = []
    problems: list[InputProblem] = []
    for row in open_table(content, file=file, form=form).rows:
        if isinstance(row, Row):
            rows.append(row)
        else:
            problems.append(row)
    if problems:
        raise InputError(problems)
    return tuple(rows)


def _missing_header(file: str, form: TableForm) -> InputProblem:
    columns = "、".join(form.columns)
    where = "" if not form.sheet else f" in a sheet called {form.sheet}"
    return problem_at(
        file,
        code="missing_header",
        en=f"no heading row with the columns {columns}{where}",
        zh=f"找不到表头: {columns}",
        remedy="export the file again without removing lines",
    )


def _several_sheets(file: str, names: Sequence[str]) -> InputProblem:
    found = "、".join(names)
    return problem_at(
        file,
        code="several_sheets",
        en=f"several sheets of the workbook have these headings: {found}",
        zh=f"有多个工作表都有这样的表头: {found}",
        remedy="say which sheet is meant, or delete the others",
    )


def _suggestion(column: str, header: Sequence[str]) -> str:
    near = get_close_matches(column, [heading for heading in header if heading], n=1, cutoff=0.5)
    return f"; is it {near[0]}?" if near else ""


def _missing_columns(
    file: str, line: int, header: Sequence[str], columns: Sequence[str]
) -> list[InputProblem]:
    found = "、".join(heading for heading in header if heading) or "-"
    return [
        problem_at(
            file,
            line=line,
            column=column,
            code="missing_column",
            en=f"the column is missing; found: {found}",
            zh=f"缺少该列, 现有: {found}",
            remedy=f"add a column headed {column}, or rename the one that holds it"
            + _suggestion(column, header),
        )
        for column in dict.fromkeys(columns)
        if column not in header
    ]


def _columns_twice(
    file: str, line: int, header: Sequence[str], columns: Sequence[str]
) -> list[InputProblem]:
    return [
        problem_at(
            file,
            line=line,
            column=column,
            code="column_twice",
            en="two columns have this heading, so it is not known which one is meant",
            zh="有两列同名, 无法判断以哪一列为准",
            remedy="rename or delete one of the two",
        )
        for column in dict.fromkeys(columns)
        if header.count(column) > 1
    ]


def _rows(
    records: Iterator[Record], header: Sequence[str], columns: Sequence[str], file: str
) -> Iterator[Row | InputProblem]:
    for line, cells in records:
        if not any(cells):
            continue
        row = dict(zip(header, cells, strict=False))
        missing = next((column for column in columns if column not in row), None)
        if missing is not None:
            yield _short_row(file, line, missing, counts=(len(cells), len(header)))
        elif any(cells[len(header) :]):
            yield _long_row(file, line, counts=(len(cells), len(header)))
        else:
            yield Row(line, row)


def _short_row(file: str, line: int, column: str, *, counts: tuple[int, int]) -> InputProblem:
    cells, headings = counts
    return problem_at(
        file,
        line=line,
        column=column,
        code="short_row",
        en=f"the row has {cells} cells where the heading has {headings}",
        zh=f"该行只有 {cells} 格, 表头有 {headings} 列",
        remedy="complete the row, or delete it if it is a remark",
    )


def _long_row(file: str, line: int, *, counts: tuple[int, int]) -> InputProblem:
    # most often a comma inside a cell, such as 1,860.50: every cell after it stands one too far right
    cells, headings = counts
    return problem_at(
        file,
        line=line,
        code="long_row",
        en=f"the row has {cells} cells where the heading has {headings}",
        zh=f"该行有 {cells} 格, 表头只有 {headings} 列",
        remedy="put a cell that contains a comma in quotation marks, or give every column a heading",
    )
