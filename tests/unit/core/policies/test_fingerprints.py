"""Fingerprints: equal texts equal, different texts different."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import partial
from itertools import permutations

import pytest
from attrs import frozen

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, PolicyBook, PolicyPoint, Rank
from gongtong.core.policies.fingerprints import describe, fingerprint_of
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast, MoreThan

Make = Callable[..., AnyProvision]
RULE = PolicyPoint[object]("test.rule", zh="x")


@frozen
class Flat:
    amount_fen: int

    def __call__(self) -> int:
        return self.amount_fen


def _one() -> int:
    return 1


def _two() -> int:
    return 2


@pytest.mark.parametrize(
    "change",
    [
        {"value": MoreThan(1, 2)},
        {"area": "421003"},
        {"in_force": since("2020-01-02")},
        {"rank": Rank.BYLAW},
        {"mode": Mode.DEFAULT},
        {"cites": (Source("某条例", "第2条"),)},
        {"recorded_on": date(2024, 1, 1)},
        {"withdrawn_on": date(2024, 1, 1)},
        {"replaces": ("x",)},
        {"plugin": "other"},
    ],
)
def test_every_part_of_a_provision_is_in_its_fingerprint(
    provision: Make, change: dict[str, object]
) -> None:
    """Whatever is corrected in a text shows."""
    assert fingerprint_of(provision("a", **change)) != fingerprint_of(provision("a"))
    assert fingerprint_of(provision("a")) == fingerprint_of(provision("a"))


def test_the_order_of_plugins_does_not_show(provision: Make) -> None:
    """The book's fingerprint is that of its contents."""
    texts = (provision("a"), provision("b"), provision("c"))
    assert len({PolicyBook(order).fingerprint for order in permutations(texts)}) == 1


def test_rules_that_are_functions_are_known_by_name_and_source(provision: Make) -> None:
    """Two functions, or one rule with two amounts, are told apart."""
    rules = [_one, _two, Flat(1), Flat(2), partial(max, 1), len]
    found = {fingerprint_of(provision("a", point=RULE, value=rule)) for rule in rules}
    assert len(found) == 6
    assert describe(Flat(1)) == describe(Flat(1))


def test_a_function_that_captures_variables_is_refused(provision: Make) -> None:
    """What it captured could change without anybody seeing it."""
    amount = 3
    with pytest.raises(TypeError, match="captures variables"):
        fingerprint_of(provision("a", point=RULE, value=lambda: amount))


def test_what_cannot_be_written_the_same_twice_is_refused() -> None:
    """An object without fields has no text to compare."""
    with pytest.raises(TypeError, match="has no fingerprint"):
        describe(object())
    with pytest.raises(TypeError, match="has no fingerprint"):
        describe(0.5)


class Word(StrEnum):
    YES = "yes"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Word.YES, "Word.YES"),
        ("yes", "yes"),
        (None, None),
        (True, True),
        (3, 3),
        (Fraction(1, 3), "Fraction 1/3"),
        (date(2024, 1, 1), "date 2024-01-01"),
        ((1, "a"), [1, "a"]),
        (frozenset({"b", "a"}), ["a", "b"]),
        (
            {"k": AtLeast(1, 2)},
            {"k": {"class": "AtLeast", "fields": {"numerator": 1, "denominator": 2}}},
        ),
    ],
)
def test_values_are_written_plainly(value: object, written: object) -> None:
    """The description is plain JSON, so that anybody can compute the digest."""
    assert describe(value) == written
