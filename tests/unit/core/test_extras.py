"""What is optional is loaded when asked for, and its absence says what to install."""

import sys

import pytest

from gongtong.core.errors import MissingExtraError
from gongtong.core.extras import load_extra


def test_an_installed_package_is_given() -> None:
    """The module itself comes back, also one within a package."""
    assert load_extra("json.decoder", purpose="reading").JSONDecoder


def test_what_is_missing_says_what_to_install() -> None:
    """The package, what it was wanted for and the line to type."""
    with pytest.raises(MissingExtraError) as caught:
        load_extra("no_such_package.part", purpose="reading XLSX")
    assert str(caught.value) == (
        "reading XLSX needs no_such_package, which is not installed: pip install 'gongtong[files]'"
    )
    assert (caught.value.package, caught.value.extra) == ("no_such_package", "files")


def test_a_package_made_unavailable_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Python refuses to import counts as not installed."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError):
        load_extra("openpyxl", purpose="reading XLSX")
