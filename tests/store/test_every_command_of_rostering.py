"""Every command of rostering withstands failures, refusals and repetition, on both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gongtong.testing.examples.every import ROSTERING_EXAMPLES
from gongtong.testing.suite import EveryCommandSuite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongtong.testing.examples.example import CommandExample


class TestEveryCommand(EveryCommandSuite):
    """The suite that plugins inherit, over rostering."""

    examples: ClassVar[Sequence[CommandExample]] = ROSTERING_EXAMPLES
