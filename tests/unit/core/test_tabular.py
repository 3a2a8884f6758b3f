"""Tables are read as people hand them in, and every problem has its place."""

import pytest

from gongtong.core import records, tabular
from gongtong.core.errors import InputError, InputProblem
from gongtong.core.records import CsvForm
from gongtong.core.tabular import Row, TableForm, decode, open_table, read_table

BOM = b"\xef\xbb\xbf"


def problems_of(content: bytes, **options: object) -> tuple[InputProblem, ...]:
    with pytest.raises(InputError) as caught:
        read_table(content, file="t.csv", columns=("房号", "姓名"), **options)  # type: ignore[arg-type]  # options vary by case
    return caught.value.problems


def test_rows_carry_the_line_that_an_editor_shows() -> None:
    """The heading is line 1; blank lines are passed over but counted."""
    content = BOM + "房号,姓名,备注\n1-1-101, 张三 ,\n\n,,\n1-1-102,李四\t,x\n".encode()
    rows = read_table(content, file="t.csv", columns=("姓名", "房号"))
    assert [row.line for row in rows] == [2, 5]
    assert rows[0] == Row(2, {"房号": "1-1-101", "姓名": "张三", "备注": ""})
    assert rows[1]["姓名"] == "李四"


def test_a_cell_with_a_line_break_does_not_shift_the_lines_after_it() -> None:
    """The line of a row is the one on which it begins."""
    content = '房号,姓名\n1,"张\n三"\n2,李四\n'.encode()
    assert [row.line for row in read_table(content, file="t.csv", columns=("房号",))] == [2, 4]


def test_every_missing_column_is_named_with_what_was_found() -> None:
    """A renamed heading can be seen at a glance."""
    problems = problems_of("房间,名字\n1,2\n".encode())
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [
        ("missing_column", 1, "房号"),
        ("missing_column", 1, "姓名"),
    ]
    assert "房间、名字" in problems[0].message


def test_every_short_row_is_named_with_the_column_it_lacks() -> None:
    """A row that stops early is not filled up with guesses."""
    problems = problems_of("房号,姓名\n1\n2,李四\n3\n".encode())
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [
        ("short_row", 2, "姓名"),
        ("short_row", 4, "姓名"),
    ]


def test_a_heading_that_stands_twice_is_named_when_it_is_needed() -> None:
    """Taking either of the two would be a guess; among unneeded and empty headings it is no matter."""
    problems = problems_of("房号,姓名,房号\n1,张三,2\n".encode())
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [
        ("column_twice", 1, "房号")
    ]
    problems = problems_of("房号,房号\n1,2\n".encode())
    assert [(problem.code, problem.column) for problem in problems] == [
        ("missing_column", "姓名"),
        ("column_twice", "房号"),
    ]
    content = "房号,备注,备注,,\n1,a,b,,\n".encode()
    assert len(read_table(content, file="t.csv", columns=("房号",))) == 1


def test_a_row_with_more_cells_than_headings_is_named() -> None:
    """A comma inside an amount would otherwise turn 1,860.50 into 1."""
    problems = problems_of("房号,姓名\n1,860.50,张三\n2,李四\n3,王五,x\n".encode())
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [
        ("long_row", 2, None),
        ("long_row", 4, None),
    ]
    assert "3 cells where the heading has 2" in problems[0].message


def test_empty_cells_at_the_end_of_a_row_are_no_matter() -> None:
    """Some programs end every row with a comma, or with a tab."""
    content = "房号,姓名\n1,张三,\n2,李四, ,\t\n".encode()
    rows = read_table(content, file="t.csv", columns=("房号", "姓名"))
    assert [row["姓名"] for row in rows] == ["张三", "李四"]


def test_a_wrong_encoding_is_told_once_and_with_the_right_one() -> None:
    """GB18030 where UTF-8 is wanted."""
    problems = problems_of("房号,姓名\n1,张三\n".encode("gb18030"))
    assert [(problem.code, problem.line) for problem in problems] == [("wrong_encoding", None)]
    assert "utf-8-sig" in problems[0].remedy


def test_the_first_encoding_that_fits_the_whole_file_is_used() -> None:
    """Some exports are UTF-8 and others GB18030."""
    for encoding in ("utf-8", "gb18030"):
        content = "房号,姓名\n1,张三\n".encode(encoding)
        rows = read_table(
            content, file="t.csv", columns=("姓名",), encodings=("utf-8-sig", "gb18030")
        )
        assert rows[0]["姓名"] == "张三"


def test_an_empty_file_has_no_heading_row() -> None:
    """The columns that were looked for are named."""
    problems = problems_of(b"")
    assert [problem.code for problem in problems] == ["missing_header"]
    assert "房号、姓名" in problems[0].message
    assert problems_of(b"\n,,\n")[0].code == "missing_header"


def test_a_heading_row_can_stand_below_a_preamble() -> None:
    """Payment apps put a summary above the table."""
    content = "导出信息：\n共1笔\n\n房号,姓名\n1,张三\n".encode()
    rows = read_table(
        content, file="t.csv", columns=("房号",), is_header=lambda cells: cells[0] == "房号"
    )
    assert [(row.line, row["姓名"]) for row in rows] == [(5, "张三")]


def test_a_file_that_is_no_csv_is_told_so() -> None:
    """A quotation mark that never closes would swallow the rest in silence."""
    assert [problem.code for problem in problems_of('房号,姓名\n1,"张三'.encode())] == ["not_csv"]


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exactly the limit is read, one byte more is not."""
    monkeypatch.setattr(records, "MAX_BYTES", 4)
    assert decode(b"1234", file="t.csv", encodings=("utf-8",)) == "1234"
    with pytest.raises(InputError) as caught:
        decode(b"12345", file="t.csv", encodings=("utf-8",))
    assert caught.value.problems[0].code == "file_too_large"


def test_a_file_may_have_64_mebibytes() -> None:
    """Ten thousand times the example; a larger one is a mistake or an attack."""
    assert tabular.MAX_BYTES == 67_108_864


def test_a_missing_column_suggests_the_heading_that_looks_like_it() -> None:
    """A heading with one sign more is shown beside the one that is wanted."""
    (problem,) = problems_of("房号,业主姓名\n1,2\n".encode())
    assert problem.remedy.endswith("; is it 业主姓名?")


def test_a_row_need_not_reach_further_than_the_needed_columns() -> None:
    """Some banks leave the last cells out; what is needed all the same is named."""
    form = TableForm(("房号", "姓名", "备注"), needed=("房号", "姓名"))
    table = open_table("房号,姓名,备注\n1,张三\n2\n3,王五,x,y\n".encode(), file="t.csv", form=form)
    told = [row.cells if isinstance(row, Row) else row.code for row in table.rows]
    assert told == [{"房号": "1", "姓名": "张三"}, "short_row", "long_row"]


def test_the_preamble_is_kept() -> None:
    """What an export says above its table is there to be compared with it."""
    form = TableForm(("房号",), is_header=lambda cells: "房号" in cells, csv=CsvForm(delimiter=";"))
    table = open_table("共1笔\n\n房号;姓名\n1;张三\n".encode(), file="t.csv", form=form)
    assert table.preamble == ((1, ["共1笔"]), (2, []))
    assert (table.line, table.header) == (3, ("房号", "姓名"))


def test_remarks_are_set_aside_with_their_lines() -> None:
    """A line of totals is neither a row nor too short for one."""
    form = TableForm(("房号", "姓名"), is_remark=lambda cells: cells[0] == "合计")
    table = open_table("房号,姓名\n1,张三\n合计\n2,李四\n".encode(), file="t.csv", form=form)
    assert [row.line for row in table.rows if isinstance(row, Row)] == [2, 4]
    assert table.remarks == [(3, ["合计"])]


def test_the_heading_row_can_be_given_by_its_line() -> None:
    """Where a row of the preamble looks like the heading, its line tells."""
    form = TableForm(("房号",), header_line=3)
    table = open_table("房号\n\n房号,姓名\n1,张三\n".encode(), file="t.csv", form=form)
    assert (table.line, [row.line for row in table.rows if isinstance(row, Row)]) == (3, [4])
    with pytest.raises(InputError, match="no heading row"):
        open_table("房号\n".encode(), file="t.csv", form=TableForm(("房号",), header_line=2))
