"""Where tests put databases that nobody keeps (临时目录)."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

MEMORY: Final = Path("/dev/shm")  # noqa: S108 - private directories are made in it
"""Files in memory, where the system has them: copying a database there is eight times faster (内存目录)."""
_ROOM_NEEDED: Final = 4 * 1024**3


def make_scratch_directory(prefix: str) -> Path:
    """Make a private directory, in memory if there is room (新建临时目录)."""
    has_room = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= _ROOM_NEEDED
    chosen = MEMORY if has_room and "TMPDIR" not in os.environ else None
    return Path(tempfile.mkdtemp(prefix=prefix, dir=chosen))
