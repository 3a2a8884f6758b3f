"""Masking of names and numbers (个人信息保护法 第25条)."""

import pytest

from gongtong.core.privacy import is_organisation, mask_name, mask_phone


@pytest.mark.policy(source="个人信息保护法", clause="第25条")
@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三丰", "张**"),
        ("张三", "张*"),
        ("欧阳娜娜", "欧***"),
        ("崔永平、韩俊杰", "崔**、韩**"),
        ("阿依古丽·买买提", "阿*******"),
        ("John Smith", "J*********"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_names_of_persons_are_masked(name: str, masked: str) -> None:
    """Of a person's name only the first character is shown, and nothing of a name of one."""
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    "name",
    [
        "荆州市砂石总厂",
        "砂石总厂",
        "某某物业有限公司",
        "荆州市棉纺织厂",
        "学堂洲社区居民委员会",
        "沙市区房产局",
    ],
)
def test_organisations_are_not_masked(name: str) -> None:
    """An organisation has no personal information: its name is shown."""
    assert is_organisation(name)
    assert mask_name(name) == name


@pytest.mark.parametrize("name", ["总厂", "王大厂", "欧阳国局", "买买提·阿公司"])
def test_what_may_be_a_person_is_masked(name: str) -> None:
    """A short name, a name of four characters with a chance ending, a name with a dot: a person."""
    assert not is_organisation(name)
    assert mask_name(name) != name


@pytest.mark.policy(source="个人信息保护法", clause="第25条")
@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("19902920099", "199****0099"),
        ("071600000000", "071*****0000"),
        ("0716812345", "07******45"),
        ("8123456", "81***56"),
        ("812345", "******"),
        ("", ""),
    ],
)
def test_numbers_are_masked(phone: str, masked: str) -> None:
    """Of a number its ends are shown, fewer digits of a shorter one, none of a very short one."""
    assert mask_phone(phone) == masked
