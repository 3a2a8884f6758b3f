"""Voters as the bits of integers: packing, unpacking and exact weighted sums (选民位集).

A set of ballots is one `int` whose bit i stands for row i. Counting is `int.bit_count`, which is exact
and, for a hundred thousand rows, takes microseconds. Nothing here needs a compiled library: rows of
bytes are packed by transposing eight by eight bits of a large integer at once.
"""

from __future__ import annotations

from array import array
from itertools import compress
from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BYTE: Final = 8
# rows that are packed at once: small enough for the caches of a processor
_CHUNK: Final = 8192
# where a bit of an 8 x 8 square goes, in three exchanges of ever larger blocks
_EXCHANGES: Final = ((7, 0x00AA00AA00AA00AA), (14, 0x0000CCCC0000CCCC), (28, 0x00000000F0F0F0F0))
_INT64_LIMIT: Final = 1 << 63


def all_rows(size: int) -> int:
    """Give the set of all rows (全部选票).

    >>> bin(all_rows(3))
    '0b111'
    """
    return (1 << size) - 1


def row_numbers(rows: int, size: int) -> Iterator[int]:
    """Give the numbers of the rows in a set, in their order (位集中的序号).

    >>> list(row_numbers(0b1010, 4))
    [1, 3]
    """
    packed = rows.to_bytes(-(-size // _BYTE), "little")
    return compress(range(size), b"".join(map(_BITS_OF_A_BYTE.__getitem__, packed)))


_BITS_OF_A_BYTE: Final = tuple(
    bytes(value >> bit & 1 for bit in range(_BYTE)) for value in range(256)
)


def set_of_rows(numbers: Sequence[int], size: int) -> int:
    """Give the set that holds these row numbers (由序号生成位集).

    >>> bin(set_of_rows([1, 3], 4))
    '0b1010'
    """
    flags = bytearray(size)
    for number in numbers:
        flags[number] = 1
    return column_planes(bytes(flags), width=1, bits=1)[0][0]


def column_planes(rows: bytes, *, width: int, bits: int) -> tuple[tuple[int, ...], ...]:
    """Split columns of small numbers into sets of rows, one for each bit (按位拆列).

    `rows` holds `width` bytes for each row, every byte below `2 ** bits`. Plane k of a column is the
    set of rows whose number has bit k.

    >>> column_planes(bytes([0, 3, 1, 2]), width=2, bits=2)
    ((2, 0), (1, 3))
    """
    if not 1 <= bits <= _BYTE or width < 1 or len(rows) % width:
        message = f"{len(rows)} bytes are no rows of {width} columns of {bits} bits"
        raise ValueError(message)
    abreast = _BYTE // bits
    groups = [range(first, min(first + abreast, width)) for first in range(0, width, abreast)]
    packed = [[bytearray() for _ in range(bits * len(group))] for group in groups]
    for start in range(0, len(rows), _CHUNK * width):
        _pack_chunk(rows[start : start + _CHUNK * width], width, bits, groups, packed)
    planes: list[tuple[int, ...]] = []
    for group, parts in zip(groups, packed, strict=True):
        numbers = [int.from_bytes(part, "little") for part in parts]
        planes += [tuple(numbers[bits * lane : bits * (lane + 1)]) for lane in range(len(group))]
    return tuple(planes)


def _pack_chunk(  # noqa: PLR0917 - the inner loop takes what the outer one prepared
    chunk: bytes, width: int, bits: int, groups: list[range], packed: list[list[bytearray]]
) -> None:
    count = len(chunk) // width
    size = -(-count // _BYTE) * _BYTE
    masks = [
        (shift, int.from_bytes(mask.to_bytes(_BYTE, "little") * (size // _BYTE), "little"))
        for shift, mask in _EXCHANGES
    ]
    for group, parts in zip(groups, packed, strict=True):
        square = 0
        for lane, column in enumerate(group):
            square |= int.from_bytes(chunk[column::width], "little") << (bits * lane)
        for shift, mask in masks:
            moved = (square ^ (square >> shift)) & mask
            square ^= moved ^ (moved << shift)
        turned = square.to_bytes(size, "little")
        for bit, part in enumerate(parts):
            part.extend(turned[bit::_BYTE])


def one_hot(planes: Sequence[int], values: int, everyone: int) -> tuple[int, ...]:
    """Give for each value below `values` the rows that have it, from the bits of a number (取值位集).

    >>> one_hot((0b01, 0b10), 3, 0b11)
    (0, 1, 2)
    """
    level = [everyone]
    for plane in reversed(planes):
        halves: list[int] = []
        for rows in level:
            ones = rows & plane
            halves += (rows ^ ones, ones)
        level = halves
    return tuple(level[:values])


def number_planes(numbers: Sequence[int]) -> tuple[int, ...]:
    """Split whole numbers, none negative, into sets of rows, one for each bit (数值拆位).

    >>> number_planes([1, 2, 3])
    (5, 6)
    """
    if not numbers:
        return ()
    if min(numbers) < 0:
        message = "a weight cannot be negative"
        raise ValueError(message)
    most = max(numbers)
    if most >= _INT64_LIMIT:
        size = -(-most.bit_length() // _BYTE)
        rows = b"".join(number.to_bytes(size, "little") for number in numbers)
    else:
        size = array("q").itemsize
        rows = array("q", numbers).tobytes()
        if array("H", [1]).tobytes()[0] == 0:  # a machine that writes the highest byte first
            rows = b"".join(number.to_bytes(size, "little") for number in numbers)
    used = -(-most.bit_length() // _BYTE)
    rows = b"".join(rows[byte::size] for byte in range(used))
    length = len(numbers)
    planes: list[int] = []
    for byte in range(used):
        column = rows[byte * length : (byte + 1) * length]
        planes += column_planes(column, width=1, bits=_BYTE)[0]
    return tuple(planes[: most.bit_length()])


@frozen(eq=False)
class Weights:
    """What each row weighs, as bit planes, so that a set of rows is weighed exactly (权数位面).

    Plane k is the set of rows whose weight has bit k: the weight of a set is the sum over k of
    2 ** k times the rows of the set in plane k.

    >>> Weights.of([3, 1, 2]).total(0b101)
    5
    """

    planes: tuple[int, ...]
    all_ones: bool = False

    @classmethod
    def of(cls, numbers: Sequence[int]) -> Weights:
        """Make planes from the weight of each row (由权数生成)."""
        return cls(number_planes(numbers))

    @classmethod
    def ones(cls, size: int) -> Weights:
        """Let every row weigh one (每行为一)."""
        return cls((all_rows(size),), all_ones=True)

    def total(self, rows: int) -> int:
        """Weigh a set of rows (位集合计)."""
        if self.all_ones:
            return rows.bit_count()
        return sum((rows & plane).bit_count() << bit for bit, plane in enumerate(self.planes))

    def beside(self, other: Weights, size: int) -> Weights:
        """Put the weights of further rows behind those of the first `size` rows (并列)."""
        if self.all_ones and other.all_ones:
            return Weights((self.planes[0] | other.planes[0] << size,), all_ones=True)
        longest = max(len(self.planes), len(other.planes))
        mine, theirs = (
            (*planes, *([0] * (longest - len(planes)))) for planes in (self.planes, other.planes)
        )
        return Weights(tuple(a | b << size for a, b in zip(mine, theirs, strict=True)))
