"""Every command withstands failures, refusals and repetition, on both engines.

The files beside this one hold the commands of the ledger, so that they can be run side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gongtong.community import BUILT_IN_COMMANDS
from gongtong.testing.examples.every import COMMUNITY_EXAMPLES, EXAMPLES
from gongtong.testing.suite import EveryCommandSuite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongtong.testing.examples.example import CommandExample


class TestEveryCommand(EveryCommandSuite):
    """The suite that plugins inherit, over the register, votes, opinions and journeys."""

    examples: ClassVar[Sequence[CommandExample]] = COMMUNITY_EXAMPLES


def test_every_built_in_command_has_an_example() -> None:
    """A new command fails this test until it has an example, and then has to pass the others."""
    shown = {example.command for example in EXAMPLES}
    assert {command.name for command in BUILT_IN_COMMANDS} == shown


def test_no_two_examples_have_the_same_name() -> None:
    """Each example is reported under a name of its own."""
    assert len({example.id for example in EXAMPLES}) == len(EXAMPLES)
