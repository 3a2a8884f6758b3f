"""Digests that papers, photographs and files are known by (材料摘要)."""

from __future__ import annotations

import re
from typing import Final

DIGEST_LENGTH: Final = 64
_SHA256: Final = re.compile(rf"[0-9a-f]{{{DIGEST_LENGTH}}}", re.ASCII)


def is_sha256(digest: str) -> bool:
    """Say whether this is how a SHA-256 is written: 64 hexadecimal digits, none of them capital (是否摘要).

    What is merely as long is none: a name of 64 letters shows nothing.

    >>> from hashlib import sha256
    >>> is_sha256(sha256(b"a photograph").hexdigest()), is_sha256("x" * 64)
    (True, False)
    """
    return _SHA256.fullmatch(digest) is not None
