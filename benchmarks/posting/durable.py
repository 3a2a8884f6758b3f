"""A PostgreSQL that keeps what it commits: the one of the tests, without the settings that make it fast."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from gongtong.testing import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

FORGETFUL = ("fsync", "full_page_writes", "autovacuum")


@contextmanager
def durable_postgres() -> Iterator[postgres.PostgresServer]:
    """Start it on disk, with fsync and vacuum on; a server named in the environment is used as it is."""
    kept = tuple(one for one in postgres._FAST_SETTINGS if not one.startswith(FORGETFUL))  # noqa: SLF001 - measured without them

    def on_disk(prefix: str) -> Path:
        return Path(tempfile.mkdtemp(prefix=prefix))

    with (
        mock.patch.object(postgres, "_FAST_SETTINGS", kept),
        mock.patch.object(postgres, "make_scratch_directory", on_disk),
    ):
        server = postgres.open_postgres()
        try:
            yield server
        finally:
            server.stop()
