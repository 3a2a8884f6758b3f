"""The tests that every command must pass, to be inherited by a plugin's tests (命令测试套件)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest

from gongtong.testing.sweep import EVERY_WAY, FEWER_WAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongtong.testing.databases import EngineKind
    from gongtong.testing.examples.example import CommandExample
    from gongtong.testing.rehearsal import Rehearsal

NOTHING = "no difference"


class EveryCommandSuite:
    """Four tests on both engines for each example; name a subclass `Test...` (命令测试套件).

    ::

        class TestMyCommands(EveryCommandSuite):
            examples = (CommandExample("myplugin.lend_key", prepare=lend_key, refused=...),)
    """

    examples: ClassVar[Sequence[CommandExample]] = ()
    tries_every_way: ClassVar[bool] = False
    """On PostgreSQL too; SQLite, where it costs little, is always failed in every way."""

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Run each test for each example that it applies to (逐例参数化)."""
        if "example" not in metafunc.fixturenames:
            return
        examples = [
            example
            for example in self.examples
            if example.refused is not None or "refused" not in metafunc.function.__name__
        ]
        metafunc.parametrize("example", examples, ids=[example.id for example in examples])

    @pytest.fixture
    def rehearsal(
        self,
        example: CommandExample,
        gongtong_engine_kind: EngineKind,
        gongtong_rehearse: Callable[[CommandExample, EngineKind], Rehearsal],
    ) -> Rehearsal:
        """Give the example on its prepared stage (演练)."""
        return gongtong_rehearse(example, gongtong_engine_kind)

    def test_a_failure_at_any_call_leaves_all_or_nothing(
        self, rehearsal: Rehearsal, gongtong_engine_kind: EngineKind
    ) -> None:
        """Whatever call fails, nothing partial is left, and a repetition does the work once."""
        is_cheap = gongtong_engine_kind == "sqlite"
        report = rehearsal.sweep(EVERY_WAY if self.tries_every_way or is_cheap else FEWER_WAYS)
        assert report.points > 0
        assert not report.violations, "\n".join(str(one) for one in report.violations[:5])

    def test_a_refused_command_writes_nothing(self, rehearsal: Rehearsal) -> None:
        """A refusal names its grounds, and the database is as before even if the host commits."""
        reasons, written = rehearsal.refuse()
        assert reasons
        assert written == NOTHING

    def test_a_repeated_command_gives_its_first_result(self, rehearsal: Rehearsal) -> None:
        """The same key twice: the first result again, and nothing written."""
        first, second, written = rehearsal.repeat()
        assert second == first
        assert written == NOTHING

    def test_a_key_used_for_something_else_is_noticed(self, rehearsal: Rehearsal) -> None:
        """The same key with another payload is an error and writes nothing."""
        was_noticed, written = rehearsal.misuse_key()
        assert was_noticed
        assert written == NOTHING
