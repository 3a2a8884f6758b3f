"""The errors a host can catch, drawn as a tree (错误).

::

    GongtongError
    |-- InputError                  a file cannot be used; every problem with its line
    |-- RefusedError                a rule said no; every ground with its source
    |-- UnknownReferenceError       an id or code that the place does not have
    |-- IdempotencyMismatchError    the same key with another payload
    |-- ConcurrentChangeError       somebody else changed the row first
    |-- CommitOutcomeUnknownError   the connection was lost inside COMMIT
    |-- PreflightError              this connection cannot keep the books safe
    |-- CodecError                  JSON that does not fit the type asked for
    |-- PolicyError
    |   |-- NoProvisionError        nothing answers this point here and on this day
    |   |-- AmbiguousProvisionsError
    |   `-- OutOfBoundsError        a local choice outside what higher law allows
    `-- PluginError                 a plugin raised, or answered with the wrong type

A refusal is an answer to a citizen; the other errors are for the programmer or the operator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.core.rulings import Reason


class GongtongError(Exception):
    """The root of all errors raised on purpose (共同错误)."""


@frozen
class InputProblem:
    """One thing wrong in one place of an input file (输入问题).

    `line` is the line in the file as an editor counts it, the first line being 1;
    `column` is the heading of the column as the file writes it.
    """

    file: str
    line: int | None
    column: str | None
    code: str
    message: str
    message_zh: str
    remedy: str

    @override
    def __str__(self) -> str:
        """Give the problem as one line for a terminal (一行说明)."""
        where = self.file
        if self.line is not None:
            where += f", line {self.line}"
        if self.column is not None:
            where += f", column {self.column}"
        return f"{where}: {self.message} ({self.message_zh}) [{self.code}] -> {self.remedy}"


class InputError(GongtongError):
    """An input that cannot be used, with every problem found in it (输入错误)."""

    def __init__(self, problems: Iterable[InputProblem]) -> None:
        """Keep the problems in the order of the file."""
        self.problems = tuple(problems)
        if not self.problems:
            message = "an InputError needs at least one problem"
            raise ValueError(message)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RefusedError(GongtongError):
    """A command that a rule refused; nothing was written (被拒绝)."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        """Keep every ground in the order in which the rule states them."""
        self.reasons = tuple(reasons)
        super().__init__("\n".join(str(reason) for reason in self.reasons))

    @property
    def codes(self) -> tuple[str, ...]:
        """The stable codes of the grounds (理由代码)."""
        return tuple(reason.code for reason in self.reasons)


class UnknownReferenceError(GongtongError):
    """A reference to something this place does not have (查无此项)."""

    def __init__(self, kind: str, reference: object) -> None:
        """Name what was looked for and under which reference."""
        self.kind = kind
        self.reference = reference
        super().__init__(f"there is no {kind} {str(reference)!r} in this place")


class IdempotencyMismatchError(GongtongError):
    """An idempotency key that was used before for something else (幂等键冲突)."""

    def __init__(self, key: str, first_command: str, second_command: str) -> None:
        """Name the key and both commands."""
        self.key = key
        self.first_command = first_command
        self.second_command = second_command
        super().__init__(
            f"the key {key!r} was first used for {first_command} with another payload; "
            f"give this {second_command} a key of its own"
        )


class ConcurrentChangeError(GongtongError):
    """Somebody else changed the same thing first; read again and decide anew (并发修改)."""

    def __init__(self, kind: str, reference: object) -> None:
        """Name the thing that changed."""
        self.kind = kind
        self.reference = reference
        super().__init__(f"{kind} {str(reference)!r} was changed by somebody else meanwhile")


class CommitOutcomeUnknownError(GongtongError):
    """The connection was lost inside COMMIT and could not be asked again (提交结果未知).

    Repeating the command with the same key is safe: it returns the first result if the commit
    went through and does the work once if it did not.
    """

    def __init__(self, key: str) -> None:
        """Name the key with which the question can be settled."""
        self.key = key
        super().__init__(
            f"the outcome of the commit is unknown; repeat it with the same key {key!r}"
        )


class PreflightError(GongtongError):
    """A connection on which the books would not be safe, with the lines that mend it (连接检查未通过)."""

    def __init__(self, findings: Iterable[str], remedy: str) -> None:
        """Keep every finding and the remedy."""
        self.findings = tuple(findings)
        self.remedy = remedy
        super().__init__("; ".join(self.findings) + "\n" + remedy)


class CodecError(GongtongError):
    """JSON that does not fit the type asked for, every fault with its path (格式错误)."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Keep every fault."""
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


class MissingExtraError(GongtongError):
    """Something that needs an optional package was asked for, and it is not installed (缺少可选组件)."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        """Name the package, the extra that brings it, and what it was wanted for."""
        self.package = package
        self.extra = extra
        super().__init__(
            f"{purpose} needs {package}, which is not installed: pip install 'gongtong[{extra}]'"
        )


class PolicyError(GongtongError):
    """A question that the policy book cannot answer (政策错误)."""


class NoProvisionError(PolicyError):
    """No provision answers this point in this place on this day (无适用规定)."""


class AmbiguousProvisionsError(PolicyError):
    """Two provisions of equal standing give different answers (规定冲突)."""


class OutOfBoundsError(PolicyError):
    """A local choice outside the floor or ceiling that higher law sets (超出上位法界限)."""


class PluginError(GongtongError):
    """A plugin that raised or answered with the wrong type (插件错误)."""

    def __init__(self, plugin: str, hook: str, message: str) -> None:
        """Name the plugin and the hook."""
        self.plugin = plugin
        self.hook = hook
        super().__init__(f"plugin {plugin!r}, hook {hook}: {message}")
