"""The register sheet: the sample as it is, and every fault a line can have."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from time import process_time
from uuid import UUID

import openpyxl
import pytest

from gongtong.core.errors import InputError
from gongtong.core.heads import HeadRules, count_heads
from gongtong.core.places import DwellingLabel
from gongtong.core.register import AreaEvidence, DwellingStatus, PartUse
from gongtong.core.register_sheet import RegisterSheet, SheetDwelling, read_register

SAMPLE = Path(__file__).parents[3] / "examples" / "dormitory"
TRUTH = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))["register"]
HEADER = "楼栋,单元,房号,产权人,联系电话,建筑面积(㎡),状态,备注"
LINE = "1栋,1单元,101,雷丽娟,19902920099,82.78,空置,"


def wide(text: str) -> str:
    """Write digits in full width."""
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


def numbered() -> Iterator[UUID]:
    return (UUID(int=number) for number in count(1))


def read(*lines: str, survey: str | None = None, contract: str | None = None) -> RegisterSheet:
    """Read a sheet of these lines; `survey` and `contract` are lines of those sheets."""
    return read_register(
        "\r\n".join((HEADER, *lines)).encode("utf-8-sig"),
        file="r.csv",
        survey=None if survey is None else f"楼栋,单元,房号,实测面积(㎡)\n{survey}".encode(),
        contract=None if contract is None else f"楼栋,单元,房号,合同面积(㎡)\n{contract}".encode(),
    )


def blocking(*lines: str, survey: str | None = None) -> list[tuple[str, int | None, str | None]]:
    """Read lines that cannot be used, and give the code, line and column of every fault."""
    with pytest.raises(InputError) as caught:
        read(*lines, survey=survey)
    return [(problem.code, problem.line, problem.column) for problem in caught.value.problems]


def changed(column: str, cell: str) -> str:
    """Give the good line with one cell changed."""
    cells = dict(zip(HEADER.split(","), LINE.split(","), strict=True))
    return ",".join((cells | {column: cell}).values())


def sample() -> RegisterSheet:
    return read_register(
        (SAMPLE / "住户登记表.csv").read_bytes(),
        file="住户登记表.csv",
        survey=(SAMPLE / "测绘补充.csv").read_bytes(),
    )


def test_the_sample_is_read_as_it_is() -> None:
    """338 dwellings of 331 parties, 21,631.22 m2, and one problem for each oddity of the sheet."""
    sheet = sample()
    assert len(sheet.dwellings) == TRUTH["dwellings"] == 338
    assert sheet.persons == TRUTH["persons"] == 331
    assert sheet.people == 337
    assert sheet.area_cm2 == 216_312_200
    assert [(p.code, p.line, p.column) for p in sheet.problems] == [
        ("area_missing", 25, "建筑面积(㎡)"),
        ("phone_malformed", 79, "联系电话"),
        ("duplicate_dwelling", 122, None),
        ("area_not_a_number", 204, "建筑面积(㎡)"),
    ]
    assert TRUTH["duplicate_line"] == 122
    assert {problem.file for problem in sheet.problems} == {"住户登记表.csv"}
    assert [(digest.file, len(digest.sha256)) for digest in sheet.files] == [
        ("住户登记表.csv", 32),
        ("测绘补充.csv", 32),
    ]


def test_the_sample_has_as_many_heads_as_parties() -> None:
    """The sample's register has 331 heads without any further decision of the place."""
    ids = numbered()
    register = sample().register(on=date(2026, 1, 1), new_id=lambda: next(ids))
    assert len(register) == 338
    counted = count_heads(register, HeadRules())
    assert (counted.number, counted.area_cm2) == (331, 216_312_200)
    assert register.at(DwellingLabel(1, 2, 602)).area_evidence is AreaEvidence.SURVEY
    assert len(register.owned_by_name("萧建国")) == 3
    assert len({member.id for party in register.parties for member in party.members}) == 337


def test_without_its_survey_the_sample_cannot_be_used() -> None:
    """Two dwellings have no area without the survey; both are named at once."""
    content = (SAMPLE / "住户登记表.csv").read_bytes()
    with pytest.raises(InputError) as caught:
        read_register(content, file="住户登记表.csv")
    assert [(p.code, p.line) for p in caught.value.problems] == [
        ("area_unknown", 25),
        ("area_unknown", 204),
    ]
    assert "19906880808" not in str(caught.value)


def test_a_good_line_is_read_whole() -> None:
    """Every cell of a line has its place."""
    (dwelling,) = read("1栋,1单元,602,崔永平、韩俊杰,19905836033,48.79,出租,共有").dwellings
    assert dwelling == SheetDwelling(
        DwellingLabel(1, 1, 602),
        ("崔永平", "韩俊杰"),
        "19905836033",
        DwellingStatus.LET,
        487_900,
        AreaEvidence.REGISTER,
        PartUse.HOME,
        "共有",
    )


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("楼栋", "A栋", "label_malformed"),
        ("楼栋", "", "label_malformed"),
        ("单元", "1-1", "label_malformed"),
        ("房号", "10l", "label_malformed"),
        ("产权人", "", "owner_missing"),
        ("产权人", "甲、", "owner_malformed"),
        ("产权人", "甲、甲", "owner_malformed"),
        ("产权人", "甲\u200b乙", "owner_malformed"),
        ("产权人", "长" * 101, "owner_malformed"),
        ("状态", "", "status_unknown"),
        ("状态", "自用", "status_unknown"),
        ("建筑面积(㎡)", "0", "area_unknown"),
        ("建筑面积(㎡)", "-60", "area_unknown"),
        ("建筑面积(㎡)", "60.12345", "area_unknown"),
    ],
)
def test_faults_that_block(column: str, cell: str, code: str) -> None:
    """A line that cannot be read makes the sheet unusable, and is named with its column."""
    assert blocking(LINE.replace("101", "102"), changed(column, cell)) == [(code, 3, column)]


def test_faults_that_block_are_named_all_at_once() -> None:
    """One line may have several faults, and the lines after it are read all the same."""
    assert blocking(
        "甲栋,1单元,101,,19902920099,,空着,", LINE, changed("状态", "?")[:-1] + ","
    ) == [
        ("label_malformed", 2, "楼栋"),
        ("owner_missing", 2, "产权人"),
        ("status_unknown", 2, "状态"),
        ("area_unknown", 2, "建筑面积(㎡)"),
    ]


def test_a_name_of_a_hundred_characters_is_read() -> None:
    """A hundred characters are the longest name."""
    assert read(changed("产权人", "长" * 100)).dwellings[0].names == ("长" * 100,)


@pytest.mark.parametrize(
    "phone",
    [
        "199042404",
        "1990292009",
        "199029200999",
        "29902920099",
        "0716812",
        "电话无",
        "071600000000000",
    ],
)
def test_a_malformed_number_is_kept_and_reported(phone: str) -> None:
    """Neither 11 digits after a 1 nor a landline with its area code: kept as written, reported."""
    sheet = read(changed("联系电话", phone))
    assert [(p.code, p.line) for p in sheet.problems] == [("phone_malformed", 2)]
    assert sheet.dwellings[0].phone == phone
    assert phone not in str(sheet.problems[0])


@pytest.mark.parametrize(
    ("phone", "kept"),
    [
        ("19902920099", "19902920099"),
        (wide("19902920099"), "19902920099"),
        ("+86 199 0292 0099", "19902920099"),
        ("0716-8123456", "07168123456"),
        ("010-81234567", "01081234567"),
        ("07160000000", "07160000000"),
        ("0716812345", "0716812345"),
        ("071681234567", "071681234567"),
    ],
)
def test_good_numbers(phone: str, kept: str) -> None:
    """Mobile numbers and landlines with their area code are kept as digits only."""
    sheet = read(changed("联系电话", phone))
    assert sheet.problems == ()
    assert sheet.dwellings[0].phone == kept


def test_a_missing_number_is_reported() -> None:
    """An owner without a telephone is entered all the same."""
    sheet = read(changed("联系电话", ""))
    assert [(p.code, p.line) for p in sheet.problems] == [("phone_missing", 2)]
    assert sheet.dwellings[0].phone == ""


def test_a_line_twice_is_ignored() -> None:
    """The second line of a dwelling is reported and ignored."""
    sheet = read(LINE, LINE)
    assert len(sheet.dwellings) == 1
    assert [(p.code, p.line) for p in sheet.problems] == [("duplicate_dwelling", 3)]
    assert "word for word" in sheet.problems[0].message


def test_a_second_line_that_differs_says_in_what() -> None:
    """Of two lines that differ the first is kept; what differs is said, persons masked."""
    sheet = read(LINE, "1栋,1单元,101,张三丰,19900000000,82.79,空置,")
    (dwelling,) = sheet.dwellings
    assert (dwelling.names, dwelling.area_cm2) == (("雷丽娟",), 827_800)
    (problem,) = sheet.problems
    assert problem.code == "duplicate_dwelling"
    assert (
        "产权人 雷** / 张**; 联系电话 199****0099 / 199****0000; 建筑面积(㎡) 82.78 / 82.79"
        in problem.message
    )
    assert "状态" not in problem.message


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第8条")
def test_area_from_the_survey_then_from_the_contract() -> None:
    """A missing area is the survey's; only without a survey is it the contract's."""
    missing = changed("建筑面积(㎡)", "")
    both = read(missing, survey="1栋,1单元,101,60.5", contract="1栋,1单元,101,61").dwellings[0]
    assert (both.area_cm2, both.area_evidence) == (605_000, AreaEvidence.SURVEY)
    sheet = read(missing, contract="1栋,1单元,101,61")
    only = sheet.dwellings[0]
    assert (only.area_cm2, only.area_evidence) == (610_000, AreaEvidence.CONTRACT)
    assert [problem.code for problem in sheet.problems] == ["area_missing"]
    assert "合同面积.csv gives the area" in sheet.problems[0].remedy


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第8条")
def test_the_register_goes_before_the_survey() -> None:
    """An area in the register stands, whatever the survey says."""
    dwelling = read(LINE, survey="1栋,1单元,101,60").dwellings[0]
    assert (dwelling.area_cm2, dwelling.area_evidence) == (827_800, AreaEvidence.REGISTER)


def test_a_survey_that_disagrees_with_itself_cures_nothing() -> None:
    """Two areas for one dwelling are none."""
    survey = "1栋,1单元,101,60\n1栋,1单元,101,61"
    assert blocking(changed("建筑面积(㎡)", ""), survey=survey) == [
        ("area_unknown", 2, "建筑面积(㎡)")
    ]


def test_a_survey_of_a_strange_dwelling_is_reported() -> None:
    """A dwelling that only the survey knows is reported at its line of the survey."""
    sheet = read(LINE, survey="1栋,1单元,101,60\n9栋,9单元,909,60")
    assert [(p.code, p.file, p.line) for p in sheet.problems] == [
        ("dwelling_not_in_register", "测绘补充.csv", 3)
    ]


def test_same_name_other_number_is_another_person() -> None:
    """Two people may share a name: the number tells them apart; joint owners may stand in any order."""
    sheet = read(
        "1栋,1单元,101,王芳,19900000001,60,自住,",
        "1栋,1单元,102,王芳,19900000002,60,自住,",
        "1栋,1单元,201,甲、乙,19900000003,60,自住,",
        "1栋,1单元,202,乙、甲,19900000003,60,自住,",
        "1栋,1单元,301,甲,19900000003,60,自住,",
    )
    assert (sheet.persons, sheet.people) == (4, 4)
    ids = numbered()
    register = sheet.register(on=date(2026, 1, 1), new_id=lambda: next(ids))
    assert len(register.parties) == 4
    assert (
        register.at(DwellingLabel(1, 1, 201)).party is register.at(DwellingLabel(1, 1, 202)).party
    )


def test_parking_needs_its_own_column() -> None:
    """A column of uses marks parking spaces; a word that is no use blocks."""
    header = f"{HEADER},用途"
    good = f"{header}\n0栋,0单元,12,雷丽娟,19902920099,12.5,空置,,车位\n{LINE},住宅\n"
    uses = [dwelling.use for dwelling in read_register(good.encode(), file="r.csv").dwellings]
    assert uses == [PartUse.PARKING, PartUse.HOME]
    with pytest.raises(InputError) as caught:
        read_register(f"{header}\n{LINE},仓库".encode(), file="r.csv")
    assert [(p.code, p.column) for p in caught.value.problems] == [("use_unknown", "用途")]


def test_names_in_a_sheet_lose_their_blanks() -> None:
    """Joint owners are taken apart, and blanks for looks are left out."""
    assert read(changed("产权人", "张 三、李  四")).dwellings[0].names == ("张三", "李四")


def test_a_large_sheet_takes_no_longer_for_each_line() -> None:
    """3,380 households are read in far less than the time of comparing all with all."""
    lines = [
        f"{number // 12 + 1}栋,{number % 3 + 1}单元,{number % 12 + 101},户{number},1{number:010},60,自住,"
        for number in range(3380)
    ]
    started = process_time()
    sheet = read(*lines)
    ids = numbered()
    register = sheet.register(on=date(2026, 1, 1), new_id=lambda: next(ids))
    counted = count_heads(register, HeadRules())
    assert process_time() - started < 5
    assert (len(sheet.dwellings), counted.number) == (3380, 3380)


def workbook(content: bytes) -> bytes:
    """Keep a CSV sheet as a workbook: areas and telephone numbers as numbers, as spreadsheets do."""
    book = openpyxl.Workbook()
    (sheet,) = book.worksheets
    for row in csv.reader(content.decode("utf-8-sig").splitlines()):
        numbers = (re.fullmatch(r"[1-9]\d*(\.\d+)?", cell) for cell in row)
        sheet.append(
            [
                cell if match is None else float(cell)
                for cell, match in zip(row, numbers, strict=True)
            ]
        )
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_workbook_is_read_like_the_sheet_it_was_made_of() -> None:
    """The same dwellings, the same faults in the same rows; only the digests of the files differ."""
    plain = sample()
    read_as_workbook = read_register(
        workbook((SAMPLE / "住户登记表.csv").read_bytes()),
        file="住户登记表.csv",
        survey=workbook((SAMPLE / "测绘补充.csv").read_bytes()),
    )
    assert read_as_workbook.dwellings == plain.dwellings
    assert read_as_workbook.problems == plain.problems


def test_faults_of_a_workbook_carry_row_and_column() -> None:
    """A row of the sheet is what an editor calls a line."""
    content = workbook(f"{HEADER}\r\n\r\n{changed('状态', '住着')}\r\n".encode())
    with pytest.raises(InputError) as caught:
        read_register(content, file="r.xlsx")
    assert [(one.code, one.line, one.column) for one in caught.value.problems] == [
        ("status_unknown", 3, "状态")
    ]
