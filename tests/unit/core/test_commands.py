"""A command is data about a verb: a stable name, a payload, a result, a handler."""

import re

import pytest

from gongtong.community import BUILT_IN_COMMANDS
from gongtong.core.commands import AnyCommand, Command
from gongtong.core.json_schema import json_schema

NAME = re.compile(
    r"(register|voting|ledger|deliberation|mediation|rostering|journeys)\.[a-z]+(_[a-z]+)*"
)


def test_no_two_commands_have_one_name() -> None:
    """The name stands in the record and in the table of keys, so it must tell commands apart."""
    names = [command.name for command in BUILT_IN_COMMANDS]
    assert len(names) == len(set(names))
    assert len(names) >= 20


@pytest.mark.parametrize("command", BUILT_IN_COMMANDS, ids=lambda command: command.name)
def test_a_command_says_its_room_its_chinese_term_and_what_goes_in_and_out(
    command: AnyCommand,
) -> None:
    """What goes in and out has a JSON form without floats, so that any host can call it."""
    assert isinstance(command, Command)
    assert NAME.fullmatch(command.name)
    assert re.fullmatch(r"[\u4e00-\u9fff]+", command.zh)
    assert callable(command.handle)
    assert json_schema(command.payload)["$ref"] == f"#/$defs/{command.payload.__name__}"
    assert json_schema(command.result)["$ref"] == f"#/$defs/{command.result.__name__}"
