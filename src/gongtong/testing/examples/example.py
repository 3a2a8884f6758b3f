"""One way in which a command is given in earnest (命令示例)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from attrs import field, frozen

from gongtong.testing.stage import NOW, SOMEBODY, Stage


@frozen
class CommandExample:
    """A command, what must be there before it, and what it is given (命令示例).

    `prepare` sets the stage in transactions of its own and gives the payload. `refused` turns that
    payload into one that a rule refuses on the same stage. `altered` turns it into a different one;
    it is asked for only when nothing is ever refused.
    """

    command: str
    prepare: Callable[[Stage], Any]
    refused: Callable[[Any], Any] | None = None
    altered: Callable[[Any], Any] | None = None
    actor: str = SOMEBODY
    now: datetime = NOW
    title: str = field(default="")

    def __attrs_post_init__(self) -> None:
        """Ask for a second payload: a key that is used twice must be noticed."""
        if self.refused is None and self.altered is None:
            message = f"the example of {self.command} needs `refused` or `altered`"
            raise ValueError(message)

    @property
    def id(self) -> str:
        """What test reports call it (测试名)."""
        return f"{self.command}[{self.title}]" if self.title else self.command

    def other(self, payload: Any) -> Any:
        """Give a payload that differs from the one that was prepared (另一参数)."""
        change = self.altered or self.refused
        assert change is not None
        return change(payload)
