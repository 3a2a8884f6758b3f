"""What a plugin says of itself."""

import pytest

from gongtong.plugins import API_VERSION, Plugin


@pytest.mark.parametrize(
    ("api", "version", "fits"),
    [
        (">=1.0,<2", "1.0", True),
        (">=1.0,<2", "1", True),
        (">=1.0,<2", "1.9.3", True),
        (">=1.0,<2", "2.0", False),
        (">=1.2,<2", "1.1", False),
        (">=1.2,<2", "1.10", True),
        ("==1.0", "1.0.0", True),
        ("!=1.1", "1.1", False),
        (">1.0", "1.0", False),
        ("<=1.0", "1.0", True),
    ],
)
def test_a_plugin_names_the_hooks_it_was_written_for(api: str, version: str, fits: bool) -> None:
    """Versions are compared number by number, at the edges of every range."""
    assert Plugin("x", hooks=object(), api=api).fits(version) is fits


def test_a_plugin_without_a_range_fits_the_present_hooks() -> None:
    """The hooks have a version of their own."""
    assert API_VERSION == "1.0"
    assert Plugin("x", hooks=object()).fits()


@pytest.mark.parametrize("api", ["", "1.0", ">=a", ">=1.0,", "~=1.0"])
def test_a_range_that_cannot_be_read_is_refused(api: str) -> None:
    """A range that nobody understands admits nothing by accident."""
    with pytest.raises(ValueError, match="not a range of versions"):
        Plugin("x", hooks=object(), api=api)


@pytest.mark.parametrize("name", ["", "Fee", "fee_rule", "-fee", "fee-", "a--b", "费"])
def test_a_plugin_name_is_words_joined_by_hyphens(name: str) -> None:
    """The name stands in files, commands and records."""
    with pytest.raises(ValueError, match="not a plugin name"):
        Plugin(name, hooks=object())
