"""One door to the answers of all kinds."""

import pytest

from gongtong.core.policies import PolicyBook
from gongtong.voting.franchise.case_answers import answer_case


def test_the_kind_decides_who_answers() -> None:
    """A register is counted, a ballot judged, a petition weighed."""
    unit = {"id": "u1", "area": "100.00", "owners": ["A"], "status": "delivered"}
    assert answer_case("register", {"units": [unit]}, PolicyBook())["heads"] == 1
    assert answer_case("ballot", {"ballot": "for"}, PolicyBook())["accepted"] is True
    with pytest.raises(ValueError, match="not read: x"):
        answer_case("petition", {"x": 1}, PolicyBook())


def test_other_kinds_are_not_answered() -> None:
    """A kind that is not ours is named with those that are."""
    with pytest.raises(ValueError, match="'money' are not answered here, only ballot, petition"):
        answer_case("money", {}, PolicyBook())
