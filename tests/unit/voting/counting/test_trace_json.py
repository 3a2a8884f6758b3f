"""A count goes into JSON and comes back the same."""

import pytest

from gongtong.core.codec import canonical
from gongtong.core.errors import CodecError
from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.trace_json import count_from_json, count_to_json
from gongtong.voting.methods.plurality import METHOD

BALLOTS = Rankings.from_ballots("ab", [([[0, 1]], 1), ([[1]], 1), ([[0]], 1)])


def test_figures_are_exact_text_by_name() -> None:
    """Half a vote is written as a fraction, an open tie with those who are level."""
    written = count_to_json(METHOD.run(BALLOTS, CountSettings()))
    assert written["scores"] == {"a": "3/2", "b": "3/2"}
    assert written["elected"] == []
    assert written["undecided"] == ["a", "b"]


def test_what_is_written_is_read_again() -> None:
    """To the byte."""
    count = METHOD.run(BALLOTS, CountSettings())
    written = count_to_json(count)
    assert count_from_json(written) == count
    assert canonical(count_to_json(count_from_json(written))) == canonical(written)


@pytest.mark.parametrize("data", [[], {}, {"scores": {}}, {"scores": []}])
def test_what_is_no_count_is_refused(data: object) -> None:
    """With an error that says what is missing."""
    with pytest.raises(CodecError):
        count_from_json(data)  # type: ignore[arg-type]  # anything may stand in a file
