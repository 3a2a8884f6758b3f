"""Voters as bits of integers: packed, unpacked and weighed without losing one."""

import pytest

from gongtong.voting.counting.bitsets import (
    Weights,
    all_rows,
    column_planes,
    number_planes,
    one_hot,
    row_numbers,
    set_of_rows,
)


def test_a_set_of_rows_has_one_bit_for_each_row() -> None:
    """Row 0 is the lowest bit; no rows are no bits."""
    assert all_rows(0) == 0
    assert all_rows(5) == 0b11111
    assert set_of_rows([0, 3], 5) == 0b1001


@pytest.mark.parametrize("size", [1, 7, 8, 9, 8191, 8192, 8193, 20_000])
def test_rows_are_given_back_as_they_were_put_in(size: int) -> None:
    """Every third row, at sizes about the borders of a byte and of a chunk."""
    numbers = list(range(0, size, 3))
    assert list(row_numbers(set_of_rows(numbers, size), size)) == numbers


@pytest.mark.parametrize("bits", range(1, 9))
def test_columns_come_apart_bit_by_bit(bits: int) -> None:
    """Three columns of numbers of up to eight bits, over two chunks, whatever stands side by side."""
    size, width = 9000, 3
    rows = bytes((7 * row + 5 * column) % 2**bits for row in range(size) for column in range(width))
    planes = column_planes(rows, width=width, bits=bits)
    for column, own in enumerate(planes):
        assert len(own) == bits
        for row in (0, 1, 4095, 8191, 8192, 8999):
            number = sum((plane >> row & 1) << bit for bit, plane in enumerate(own))
            assert number == rows[row * width + column]


@pytest.mark.parametrize(("rows", "width", "bits"), [(b"abc", 2, 8), (b"", 0, 1), (b"a", 1, 9)])
def test_bytes_that_are_no_rows_are_refused(rows: bytes, width: int, bits: int) -> None:
    """A row that is cut off, no column, and nine bits in a byte."""
    with pytest.raises(ValueError, match="no rows"):
        column_planes(rows, width=width, bits=bits)


def test_each_value_has_its_rows() -> None:
    """Of values 2, 0, 1 each stands in one row; a value nobody has stands in none."""
    ((low, high),) = column_planes(bytes([2, 0, 1]), width=1, bits=2)
    assert one_hot((low, high), 4, 0b111) == (0b010, 0b100, 0b001, 0)


@pytest.mark.parametrize("most", [1, 255, 256, 2**63 - 1, 2**63, 2**70])
def test_numbers_of_any_size_are_weighed_exactly(most: int) -> None:
    """One below, at and above what a machine word holds."""
    numbers = [0, most, 1, most - 1]
    assert Weights(number_planes(numbers)).total(0b1111) == sum(numbers)
    assert Weights.of(numbers).total(0b0110) == most + 1


def test_a_negative_weight_is_refused_and_no_weight_is_none() -> None:
    """Weights start at nothing."""
    assert number_planes([]) == ()
    with pytest.raises(ValueError, match="negative"):
        Weights.of([1, -1])


def test_weights_stand_side_by_side() -> None:
    """Ones beside ones stay ones; otherwise each row keeps its own weight."""
    ones = Weights.ones(2).beside(Weights.ones(3), 2)
    assert ones.all_ones
    assert ones.total(0b11111) == 5
    mixed = Weights.ones(2).beside(Weights.of([5, 9]), 2)
    assert [mixed.total(1 << row) for row in range(4)] == [1, 1, 5, 9]
