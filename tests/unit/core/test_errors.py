"""Errors say what is wrong, where, and what to do."""

import pytest

from gongtong.core.errors import (
    CodecError,
    CommitOutcomeUnknownError,
    ConcurrentChangeError,
    GongtongError,
    IdempotencyMismatchError,
    InputError,
    InputProblem,
    PluginError,
    PreflightError,
    RefusedError,
    UnknownReferenceError,
)
from gongtong.core.rulings import Reason, Source

PROBLEM = InputProblem(
    "账单.csv", 17, "金额(元)", "amount_malformed", "not an amount", "金额有误", "correct it"
)


def test_a_problem_names_file_line_column_code_and_remedy() -> None:
    """One line says everything needed to mend the file."""
    assert str(PROBLEM) == (
        "账单.csv, line 17, column 金额(元): not an amount (金额有误) [amount_malformed] -> correct it"
    )
    whole = InputProblem("账单.csv", None, None, "file_missing", "missing", "缺少", "add it")
    assert str(whole) == "账单.csv: missing (缺少) [file_missing] -> add it"


def test_an_input_error_keeps_every_problem_and_needs_one() -> None:
    """All problems are told at once."""
    error = InputError([PROBLEM, PROBLEM])
    assert error.problems == (PROBLEM, PROBLEM)
    assert str(error).count("\n") == 1
    with pytest.raises(ValueError, match="at least one problem"):
        InputError([])


def test_a_refusal_raised_to_a_host_keeps_every_reason() -> None:
    """A host that forgets to look at a returned refusal would believe that money moved."""
    reason = Reason(
        "self_approval", "不得自批", "nobody approves their own request", Source("会计法", "第35条")
    )
    error = RefusedError([reason])
    assert error.codes == ("self_approval",)
    assert error.reasons == (reason,)
    assert "会计法" in str(error)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (UnknownReferenceError("election", "e-1"), "there is no election 'e-1' in this place"),
        (
            IdempotencyMismatchError("k", "ledger.pay", "ledger.book"),
            "was first used for ledger.pay",
        ),
        (ConcurrentChangeError("order", 7), "order '7' was changed by somebody else"),
        (CommitOutcomeUnknownError("k-9"), "repeat it with the same key 'k-9'"),
        (PreflightError(["no WAL"], "two lines"), "no WAL\ntwo lines"),
        (CodecError(["$.a: wrong"]), "$.a: wrong"),
        (
            PluginError("wuhan", "gongtong_provisions", "raised KeyError"),
            "plugin 'wuhan', hook gongtong_provisions",
        ),
    ],
)
def test_every_error_is_one_of_ours_and_names_its_datum(error: GongtongError, words: str) -> None:
    """A host can catch GongtongError, and the message says which thing it was."""
    assert isinstance(error, GongtongError)
    assert words in str(error)
