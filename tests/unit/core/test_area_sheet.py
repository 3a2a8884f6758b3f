"""Areas and labels in the cells of a sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.area_sheet import AreaFault, parse_area, plain, read_areas
from gongtong.core.places import DwellingLabel

COLUMN = "实测面积(㎡)"


def wide(text: str) -> str:
    """Write digits and points in full width."""
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


def sheet(*lines: str) -> bytes:
    return "\n".join((f"楼栋,单元,房号,{COLUMN}", *lines)).encode("utf-8-sig")


@pytest.mark.parametrize(
    ("cell", "area_cm2"),
    [
        ("69.07", 690_700),
        ("69", 690_000),
        ("69.1234", 691_234),
        ("0.0001", 1),
        (wide("69.07"), 690_700),
        (" 69.07 ", 690_700),
        ("9999999", 99_999_990_000),
    ],
)
def test_areas_are_read_exactly(cell: str, area_cm2: int) -> None:
    """Square metres with up to four decimals, also in full-width digits, become whole cm2."""
    assert parse_area(cell) == area_cm2


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("", AreaFault.MISSING),
        ("　", AreaFault.MISSING),
        ("约60", AreaFault.NOT_A_NUMBER),
        ("60㎡", AreaFault.NOT_A_NUMBER),
        ("1,060", AreaFault.NOT_A_NUMBER),
        ("6e1", AreaFault.NOT_A_NUMBER),
        ("60.", AreaFault.NOT_A_NUMBER),
        ("六十", AreaFault.NOT_A_NUMBER),
        ("٦٠", AreaFault.NOT_A_NUMBER),
        ("10000000", AreaFault.NOT_A_NUMBER),
        ("0", AreaFault.NOT_POSITIVE),
        ("0.0000", AreaFault.NOT_POSITIVE),
        ("-0.0001", AreaFault.NOT_POSITIVE),
        ("-69.07", AreaFault.NOT_POSITIVE),
        ("69.12345", AreaFault.TOO_PRECISE),
    ],
)
def test_what_is_no_area(cell: str, fault: AreaFault) -> None:
    """A cell that gives no exact area says why; nothing is rounded or guessed."""
    assert parse_area(cell) is fault


@given(st.integers(1, 10**11 - 1))
def test_every_area_survives_being_written(area_cm2: int) -> None:
    """Any whole number of cm2 written as square metres is read back as itself."""
    whole, decimals = divmod(area_cm2, 10_000)
    assert parse_area(f"{whole}.{decimals:04}") == area_cm2


def test_full_width_becomes_plain() -> None:
    """Full-width digits, points and blanks are written as plain ones."""
    assert plain("　１０栋 ") == "10栋"


def test_labels_in_every_usual_form() -> None:
    """A building, a unit and a room are read with or without their word, in any width."""
    areas = read_areas(
        sheet(
            "1栋,1单元,101,60",
            "2幢,2单元,202室,60",
            "3号楼,3,303号,60",
            "4座,4,0404,60",
            f"{wide('5')},5,{wide('505')},60",
        ),
        file="survey.csv",
        column=COLUMN,
    )
    assert [str(label) for label in areas.areas] == [
        "1-1-101",
        "2-2-202",
        "3-3-303",
        "4-4-404",
        "5-5-505",
    ]
    assert areas.problems == ()
    assert areas.lines[DwellingLabel(5, 5, 505)] == 6


def test_a_malformed_label_is_reported_for_each_cell() -> None:
    """Each cell that is no number of a dwelling is a problem of its own, with its column."""
    areas = read_areas(sheet("甲栋,1单元,一楼,60"), file="survey.csv", column=COLUMN)
    assert [(p.code, p.line, p.column) for p in areas.problems] == [
        ("label_malformed", 2, "楼栋"),
        ("label_malformed", 2, "房号"),
    ]
    assert dict(areas.areas) == {}


def test_two_lines_that_disagree_are_both_left_out() -> None:
    """Where a sheet gives two areas for one dwelling, none is used; the same twice is harmless."""
    areas = read_areas(
        sheet("1栋,1单元,101,60", "1栋,1单元,101,61", "1栋,1单元,102,70", "1栋,1单元,102,70.00"),
        file="survey.csv",
        column=COLUMN,
    )
    assert dict(areas.areas) == {DwellingLabel(1, 1, 102): 700_000}
    (problem,) = areas.problems
    assert (problem.code, problem.line) == ("area_conflict", 3)
    assert "line 2" in problem.message


def test_a_survey_without_a_number_is_reported() -> None:
    """A line of the survey that gives no area is reported and left out."""
    areas = read_areas(sheet("1栋,1单元,101,待测"), file="survey.csv", column=COLUMN)
    assert [(p.code, p.file, p.line) for p in areas.problems] == [
        ("area_not_a_number", "survey.csv", 2)
    ]
    assert dict(areas.areas) == {}
