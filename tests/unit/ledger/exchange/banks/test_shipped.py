"""The mappings that come along can be read, and are found by name."""

import pytest

from gongtong.core.errors import UnknownReferenceError
from gongtong.ledger.exchange.banks.shipped import list_bank_mappings, load_bank_mapping


def test_every_mapping_that_comes_along_is_read() -> None:
    """Each has a name in Chinese and a column of days."""
    assert list_bank_mappings() == ("icbc-credit", "icbc-debit-v1", "icbc-debit-v2")
    for name in list_bank_mappings():
        mapping = load_bank_mapping(name)
        assert mapping.name.startswith("中国工商银行")
        assert mapping.columns.date == "交易日期"


@pytest.mark.parametrize("name", ["abc", "", "../mapping", "icbc-credit.toml"])
def test_what_does_not_come_along_is_unknown(name: str) -> None:
    """A name is one of the list, never a path."""
    with pytest.raises(UnknownReferenceError, match="bank mapping"):
        load_bank_mapping(name)
