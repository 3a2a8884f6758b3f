"""Figures of a dwelling, Arabic and Chinese."""

import pytest

from gongtong.ledger.payments.numerals import read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("502", 502),
        ("0502", 502),
        ("九", 9),
        ("两", 2),
        ("十", 10),
        ("十一", 11),
        ("十九", 19),
        ("二十", 20),
        ("二十三", 23),
        ("九十九", 99),
        ("一百", 100),
        ("一百零一", 101),
        ("四百零二", 402),
        ("五百一十二", 512),
        ("四零一", 401),
        ("一〇〇二", 1002),
        ("五零二", 502),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: int) -> None:
    """Rooms are written figure by figure, buildings as numbers."""
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["一三", "十十", "二十三四", "百", "百零一", "一百零", "二三十", "零十", "5二", "٣", ""]
)
def test_what_nobody_writes_is_no_number(text: str) -> None:
    """Two figures in a row may be the end of a name and a building: 李一三栋."""
    assert read_number(text) is None
