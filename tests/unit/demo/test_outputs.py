"""A file is written whole or not at all."""

from pathlib import Path

import pytest

from gongtong.core.errors import InputError
from gongtong.demo.outputs import prepare_folder, write_whole


def test_a_file_is_written_once_and_left_alone_while_it_stays_the_same(tmp_path: Path) -> None:
    """The answer says whether anything changed."""
    path = tmp_path / "report.json"
    assert write_whole(path, b"1") is True
    assert write_whole(path, b"1") is False
    assert write_whole(path, b"2") is True
    assert path.read_bytes() == b"2"
    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]


def test_what_a_killed_process_left_half_written_is_replaced(tmp_path: Path) -> None:
    """The half lies beside the file, never in its place."""
    (tmp_path / ".report.json.partial").write_bytes(b"ha")
    assert write_whole(tmp_path / "report.json", b"whole") is True
    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(InputError, match="output_unusable"):
        prepare_folder(tmp_path / "out")
