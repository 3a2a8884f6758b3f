"""The mappings that come with the library (内置银行映射)."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from gongtong.core.errors import UnknownReferenceError
from gongtong.ledger.exchange.banks.mapping import BankMapping
from gongtong.ledger.exchange.banks.mapping_file import read_bank_mapping

_SUFFIX: Final = ".toml"


def list_bank_mappings() -> tuple[str, ...]:
    """Name the mappings that come with the library, such as ``icbc-debit-v2`` (列出内置映射)."""
    names = [entry.name for entry in _folder().iterdir() if entry.name.endswith(_SUFFIX)]
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names))


def load_bank_mapping(name: str) -> BankMapping:
    """Give a mapping that comes with the library; raises `UnknownReferenceError` (取内置映射)."""
    if name not in list_bank_mappings():
        raise UnknownReferenceError("bank mapping", name)
    content = _folder().joinpath(name + _SUFFIX).read_bytes()
    return read_bank_mapping(content, file=name + _SUFFIX)


def _folder() -> Traversable:
    return files("gongtong.ledger.exchange.banks") / "mappings"
