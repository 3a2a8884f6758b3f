"""A canvass sheet is read whole or refused with every problem, each with its line and column."""

import hashlib
from datetime import date

import pytest

from gongtong.core.errors import InputError
from gongtong.core.places import DwellingLabel
from gongtong.deliberation.canvass_sheet import OpinionBatch, read_canvass_sheet
from gongtong.deliberation.opinions import Opinion

HEADER = "编号,日期,房号,走访人,意见建议\n"
GOOD = (
    HEADER
    + 'Y0001,2025-03-16,4-3-501,让明林,"门坏了，\n关不上"\nY0002,2025/3/6,2-3-302,吴玉萍,路不平\n'
)


def problems(text: str) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(InputError) as caught:
        read_canvass_sheet(text.encode("utf-8-sig"), file="走访.csv")
    assert all(problem.file == "走访.csv" for problem in caught.value.problems)
    assert all(problem.remedy and problem.message_zh for problem in caught.value.problems)
    return [(each.line, each.column, each.code) for each in caught.value.problems]


def test_a_good_sheet_is_read() -> None:
    """Texts of several lines and days rewritten by a spreadsheet are read as they are meant."""
    content = GOOD.encode("utf-8-sig")
    sheet = read_canvass_sheet(content, file="走访.csv")
    assert sheet.batch.opinions == (
        Opinion("Y0001", date(2025, 3, 16), DwellingLabel(4, 3, 501), "让明林", "门坏了，\n关不上"),
        Opinion("Y0002", date(2025, 3, 6), DwellingLabel(2, 3, 302), "吴玉萍", "路不平"),
    )
    assert sheet.batch.file == "走访.csv"
    assert sheet.batch.digest == hashlib.sha256(content).hexdigest()
    assert sheet.warnings == ()


def test_every_problem_is_reported_at_once() -> None:
    """A sheet with six faults names all six, in the order of the file."""
    text = HEADER + (
        "Y1,2025-03-16,4-3-501,让明林,好\n"
        "Y1,2025-02-30,四栋,,\n"
        ",2025-03-16,4-3-501,让明林,好\n"
        "Y3,16/3/2025,4-3-501,让明林,坏\x07了\n"
    )
    assert problems(text) == [
        (3, "走访人", "empty_cell"),
        (3, "意见建议", "empty_cell"),
        (3, "编号", "duplicate_number"),
        (3, "日期", "bad_date"),
        (3, "房号", "bad_dwelling"),
        (4, "编号", "empty_cell"),
        (5, "意见建议", "control_character"),
        (5, "日期", "bad_date"),
    ]


def test_two_empty_numbers_are_empty_and_not_duplicates() -> None:
    """A missing number is reported as missing each time."""
    line = ",2025-03-16,4-3-501,让明林,好\n"
    assert problems(HEADER + line + line) == [
        (2, "编号", "empty_cell"),
        (3, "编号", "empty_cell"),
    ]


@pytest.mark.parametrize(
    "day",
    ["2025-3", "20250316", "2025-03/16", "2025-13-01", "0000-01-01", "\uff13月16日", "2025-03-16x"],
)
def test_a_day_is_written_year_first(day: str) -> None:
    """What is not plainly year, month and day is a bad date."""
    assert problems(f"{HEADER}Y1,{day},4-3-501,让明林,好\n") == [(2, "日期", "bad_date")]


@pytest.mark.parametrize(("length", "accepted"), [(2000, True), (2001, False)])
def test_a_text_has_up_to_two_thousand_characters(length: int, accepted: bool) -> None:
    """Exactly 2,000 characters are read, one more is a problem of that cell."""
    text = f"{HEADER}Y1,2025-03-16,4-3-501,让明林,{'路' * length}\n"
    if accepted:
        assert len(read_canvass_sheet(text.encode(), file="x").batch.opinions[0].text) == 2000
    else:
        assert problems(text) == [(2, "意见建议", "too_long")]


def test_an_unknown_dwelling_is_a_warning() -> None:
    """A dwelling that the register lacks does not keep the opinion from being read."""
    sheet = read_canvass_sheet(GOOD.encode(), file="走访.csv", dwellings={DwellingLabel(4, 3, 501)})
    assert len(sheet.batch.opinions) == 2
    assert [(each.line, each.column, each.code) for each in sheet.warnings] == [
        (4, "房号", "unknown_dwelling")
    ]
    everything = {DwellingLabel(4, 3, 501), DwellingLabel(2, 3, 302)}
    assert read_canvass_sheet(GOOD.encode(), file="x", dwellings=everything).warnings == ()


def test_a_missing_column_and_a_wrong_encoding_are_named() -> None:
    """The structure of the table is checked before its cells."""
    assert problems("编号,日期,房号,走访人\nY1,2025-03-16,1-1-101,让\n") == [
        (1, "意见建议", "missing_column")
    ]
    with pytest.raises(InputError) as caught:
        read_canvass_sheet(GOOD.encode("gbk"), file="x")
    assert [each.code for each in caught.value.problems] == ["wrong_encoding"]


def test_a_sheet_without_opinions_is_empty() -> None:
    """A heading alone is a sheet without opinions."""
    assert read_canvass_sheet(HEADER.encode(), file="x").batch.opinions == ()


@pytest.mark.parametrize("digest", ["", "ab", "G" * 64, "A" * 64, "a" * 65])
def test_a_batch_needs_a_digest(digest: str) -> None:
    """A batch is known by the SHA-256 of its file, 64 lower-case hexadecimal digits."""
    with pytest.raises(ValueError, match="must match"):
        OpinionBatch("x", digest, ())
