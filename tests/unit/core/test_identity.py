"""Names and telephone numbers in one way of writing."""

import pytest

from gongtong.core.identity import are_names, is_phone, normal_name, normal_phone, split_names


@pytest.mark.parametrize(
    ("written", "name"),
    [("张　三", "张三"), (" 张 三 丰 ", "张三丰"), (" John   Smith ", "John Smith"), ("", "")],
)
def test_names_lose_blanks_for_looks(written: str, name: str) -> None:
    """Blanks inside a Chinese name are for looks; between words of another name they stay."""
    assert normal_name(written) == name


@pytest.mark.parametrize("text", ["甲、乙", "甲，乙", "甲,乙", "甲；乙", "甲;乙", "甲 、 乙"])
def test_joint_owners_are_taken_apart(text: str) -> None:
    """Joint owners stand on one line with any usual sign between them."""
    assert split_names(text) == ("甲", "乙")


@pytest.mark.parametrize(
    ("names", "usable"),
    [
        (("甲",), True),
        (("甲", "乙"), True),
        (("长" * 100,), True),
        (("长" * 101,), False),
        (("甲", "甲"), False),
        (("甲", ""), False),
        (("甲\n",), False),
        ((), False),
    ],
)
def test_which_names_can_be_owners(names: tuple[str, ...], usable: bool) -> None:
    """Each once, none empty, none with hidden characters, none longer than a hundred."""
    assert are_names(names) is usable


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("199-0292-0099", "19902920099"),
        ("+8619902920099", "19902920099"),
        ("008619902920099", "19902920099"),
        ("+867168123456", "+867168123456"),
        ("0716 812 3456", "07168123456"),
    ],
)
def test_numbers_are_written_one_way(written: str, number: str) -> None:
    """Blanks and hyphens go, and the country's prefix before a mobile number."""
    assert normal_phone(written) == number


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("19902920099", True),
        ("1990292009", False),
        ("199029200990", False),
        ("29902920099", False),
        ("0716812345", True),
        ("071681234", False),
        ("071681234567", True),
        ("0716812345678", False),
        ("", False),
    ],
)
def test_which_numbers_are_good(number: str, good: bool) -> None:
    """A mobile number has 11 digits from 1 on, a landline with area code 10 to 12 from 0 on."""
    assert is_phone(number) is good
