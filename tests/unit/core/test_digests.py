"""A paper is known by its SHA-256, and by nothing that is merely as long."""

from hashlib import sha256

import pytest

from gongtong.core.digests import DIGEST_LENGTH, is_sha256


def test_a_digest_is_known() -> None:
    """What hashlib writes is a digest."""
    digest = sha256(b"photograph").hexdigest()
    assert len(digest) == DIGEST_LENGTH
    assert is_sha256(digest)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("", id="nothing"),
        pytest.param("a" * 63, id="one short"),
        pytest.param("a" * 65, id="one long"),
        pytest.param("g" * 64, id="no hexadecimal digit"),
        pytest.param("A" * 64, id="capitals"),
        pytest.param("a" * 63 + "\n", id="a line end"),
        pytest.param("a" * 64 + "\n", id="a line end after it"),
        pytest.param("０" * 64, id="wide digits"),
        pytest.param("٣" * 64, id="Arabic digits"),
    ],
)
def test_what_is_no_digest(written: str) -> None:
    """Length alone makes none."""
    assert not is_sha256(written)
