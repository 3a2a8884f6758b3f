"""The sheet of volunteers as a dormitory keeps it."""

from datetime import date
from pathlib import Path

import pytest

from gongtong.core.errors import InputError
from gongtong.rostering.volunteers.sheet import read_volunteer_sheet
from gongtong.rostering.volunteers.volunteer import Band, Gender, Skill

SAMPLE = Path(__file__).parents[4] / "examples" / "dormitory" / "志愿者名册.csv"
AGREED = date(2025, 3, 1)
HEAD = "姓名,性别,出生日期,队伍,技能,可服务时段,每周最多次数\n"


def test_the_sample_is_read_whole() -> None:
    """Thirty-four people; several skills and times stand in one cell."""
    people = read_volunteer_sheet(SAMPLE.read_bytes(), file="志愿者名册.csv", agreed_on=AGREED)
    assert len(people) == len({one.code for one in people}) == 34
    first = people[0]
    assert (first.name, first.gender, first.born) == ("刘思远", Gender.WOMAN, date(1993, 12, 23))
    assert first.bands == (Band.WEEKDAY_EVENING, Band.WEEKEND)
    assert (first.most_per_week, first.team, first.skills) == (3, "综合巡逻队", ())
    assert any(len(one.skills) == 2 for one in people)
    assert Skill("摄影") in people[1].skills
    assert all("思远" not in one.code for one in people)


def test_every_problem_is_told_at_once() -> None:
    """With line and column, and what to write instead."""
    lines = ",x,1993-13-01,队,,半夜,0\n刘思远,女,1993-12-23,队,,周末,3\n刘思远,女,1993-12-23,队,,周末,1\n"
    with pytest.raises(InputError) as found:
        read_volunteer_sheet((HEAD + lines).encode(), file="v.csv", agreed_on=AGREED)
    told = [(one.line, one.column) for one in found.value.problems]
    assert told == [
        (2, "姓名"),
        (2, "性别"),
        (2, "出生日期"),
        (2, "可服务时段"),
        (2, "每周最多次数"),
        (4, "姓名"),
    ]


@pytest.mark.parametrize(
    ("times", "good"), [("0", False), ("1", True), ("14", True), ("15", False), ("٣", False)]
)
def test_times_a_week_are_a_number_from_one_to_fourteen(times: str, good: bool) -> None:
    """In plain digits."""
    content = f"{HEAD}刘思远,,1993-12-23,,,周末,{times}\n".encode()
    if good:
        (one,) = read_volunteer_sheet(content, file="v.csv", agreed_on=AGREED)
        assert (one.most_per_week, one.gender) == (int(times), Gender.NOT_SAID)
    else:
        with pytest.raises(InputError):
            read_volunteer_sheet(content, file="v.csv", agreed_on=AGREED)
