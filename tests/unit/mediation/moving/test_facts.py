"""What is known of a case is one value."""

from gongtong.mediation.moving.facts import CaseWish
from gongtong.testing.case_facts import ALL_IN_ORDER


def test_a_wish_is_empty_by_itself_and_its_words_do_not_show() -> None:
    """Words stay out of logs."""
    assert CaseWish().words == ""
    assert "秘密" not in repr(CaseWish("秘密"))
    assert len(ALL_IN_ORDER.parties) == 2
