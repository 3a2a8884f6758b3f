"""Counting methods are found through the policy book, so that a plugin can bring one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from attrs import evolve

from gongtong.core.periods import between, since
from gongtong.core.policies import AnyProvision, Provision, Rank
from gongtong.core.rulings import Source
from gongtong.plugins import Plugin, hookimpl
from gongtong.plugins.host import Host
from gongtong.voting.counting.counting_method import UncountableError
from gongtong.voting.methods import plurality
from gongtong.voting.methods.catalogue import METHODS
from gongtong.voting.methods.method_book import find_method, known_methods, method_names
from gongtong.voting.methods.policies import COUNTING_METHOD, METHOD_NAME

TODAY = date(2026, 1, 1)
ELDER = evolve(plurality.METHOD, name="elder", zh="长者优先")


class BringsAMethod:
    """A plugin with a method of its own, and a local reading of one of ours."""

    @hookimpl
    def gongtong_provisions(self) -> Iterable[AnyProvision]:
        for identity, name, area in (
            ("test.elder", "elder", ""),
            ("test.plurality", "plurality", "421003"),
        ):
            yield Provision(
                identity,
                COUNTING_METHOD,
                ELDER,
                area=area,
                in_force=between("2025-01-01", "2027-01-01"),
                rank=Rank.LOCAL_REGULATION if area else Rank.MINISTRY_GUIDANCE,
                cites=[Source("村规")],
                conditions=(METHOD_NAME.is_one_of(name),),
            )


def test_every_method_of_the_catalogue_is_known_by_its_name() -> None:
    """In the order of the catalogue."""
    book = Host.of().book
    assert known_methods(book, on=TODAY) == METHODS
    assert find_method(book, "plurality", on=TODAY) == plurality.METHOD


def test_a_plugin_adds_a_method_by_a_provision() -> None:
    """It is listed behind ours, and found by its name while the provision is in force."""
    book = Host.of(Plugin("local", hooks=BringsAMethod())).book
    assert method_names(book)[-1] == "elder"
    assert find_method(book, "elder", on=TODAY) is ELDER
    with pytest.raises(UncountableError):
        find_method(book, "elder", on=date(2027, 1, 1))
    assert len(known_methods(book, on=date(2027, 1, 1))) == len(METHODS)


def test_a_place_may_read_a_name_differently() -> None:
    """The nearer provision goes before the default that comes with the package."""
    book = Host.of(Plugin("local", hooks=BringsAMethod())).book
    assert find_method(book, "plurality", on=TODAY, area="421003") is ELDER
    assert find_method(book, "plurality", on=TODAY, area="4201") == plurality.METHOD


def test_an_unknown_name_is_told_all_that_are_known() -> None:
    """So that a misspelt one can be mended."""
    with pytest.raises(UncountableError, match=r"'pluralty'.*plurality"):
        find_method(Host.of().book, "pluralty", on=TODAY)


def test_methods_have_fingerprints() -> None:
    """An event can say which text of a method it was counted by."""
    assert since("2000-01-01").contains(TODAY)
    assert len(Host.of().book.fingerprint) == 64
