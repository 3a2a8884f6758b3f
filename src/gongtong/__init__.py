"""Building blocks for neighbourhoods that govern themselves (共同).

The rules can be used without a database: importing this package loads neither SQLAlchemy nor any
plugin. `Gongtong` and everything that needs the database is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongtong.community import Gongtong, Work
    from gongtong.core.errors import (
        GongtongError,
        InputError,
        PreflightError,
        RefusedError,
    )
    from gongtong.core.offices import Actor
    from gongtong.core.places import DwellingLabel, Place
    from gongtong.core.policies import GuardPoint, PolicyPoint, Provision
    from gongtong.core.rulings import Granted, Reason, Refused, Source
    from gongtong.core.shares import AtLeast, MoreThan
    from gongtong.core.storage.engines import configure_sqlite, preflight, sqlite_engine
    from gongtong.core.storage.retrying import retrying
    from gongtong.plugins import hookimpl

_HOMES = {
    "Actor": "gongtong.core.offices",
    "AtLeast": "gongtong.core.shares",
    "DwellingLabel": "gongtong.core.places",
    "Gongtong": "gongtong.community",
    "GongtongError": "gongtong.core.errors",
    "Granted": "gongtong.core.rulings",
    "GuardPoint": "gongtong.core.policies",
    "InputError": "gongtong.core.errors",
    "MoreThan": "gongtong.core.shares",
    "Place": "gongtong.core.places",
    "PolicyPoint": "gongtong.core.policies",
    "PreflightError": "gongtong.core.errors",
    "Provision": "gongtong.core.policies",
    "Reason": "gongtong.core.rulings",
    "Refused": "gongtong.core.rulings",
    "RefusedError": "gongtong.core.errors",
    "Source": "gongtong.core.rulings",
    "Work": "gongtong.community",
    "configure_sqlite": "gongtong.core.storage.engines",
    "hookimpl": "gongtong.plugins",
    "preflight": "gongtong.core.storage.engines",
    "retrying": "gongtong.core.storage.retrying",
    "sqlite_engine": "gongtong.core.storage.engines",
}

__all__ = [
    "Actor",
    "AtLeast",
    "DwellingLabel",
    "Gongtong",
    "GongtongError",
    "Granted",
    "GuardPoint",
    "InputError",
    "MoreThan",
    "Place",
    "PolicyPoint",
    "PreflightError",
    "Provision",
    "Reason",
    "Refused",
    "RefusedError",
    "Source",
    "Work",
    "configure_sqlite",
    "hookimpl",
    "preflight",
    "retrying",
    "sqlite_engine",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home when it is first asked for (按需加载)."""
    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names (公开名称)."""
    return sorted(__all__)
