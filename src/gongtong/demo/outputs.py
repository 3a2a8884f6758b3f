"""Writing what people keep: whole or not at all (写出文件)."""

from __future__ import annotations

import os
from pathlib import Path

from gongtong.core.errors import InputError
from gongtong.core.tabular import problem_at


def prepare_folder(folder: Path) -> None:
    """Make the folder for the output, or say why it cannot be (准备输出文件夹)."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            [
                problem_at(
                    str(folder),
                    code="output_unusable",
                    en=f"the folder cannot be made: {error.strerror or error}",
                    zh="无法建立输出文件夹",
                    remedy="give another folder with --out",
                )
            ]
        ) from error


def write_whole(path: Path, content: bytes) -> bool:
    """Put a file in place in one move, and say whether that changed anything (整体写入).

    A process that is killed while writing leaves the old file, or none.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    partial = path.with_name(f".{path.name}.partial")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    return True
