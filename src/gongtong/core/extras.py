"""Optional packages, loaded when something of theirs is asked for and not before (可选组件)."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from gongtong.core.errors import MissingExtraError

FILES: Final = "files"
"""The extra that brings what reads and writes XLSX, OFX and XML."""


def load_extra(module: str, *, purpose: str, extra: str = FILES) -> Any:
    """Import an optional module, or raise `MissingExtraError` that says what to install (载入可选组件)."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name is not None and error.name.partition(".")[0] != package:
            raise
        raise MissingExtraError(package, extra, purpose) from error
