"""Examples of the commands of this desk (会议命令示例)."""

from __future__ import annotations

from typing import Final

from gongtong.testing.examples.example import CommandExample

EXAMPLES: Final[tuple[CommandExample, ...]] = ()
