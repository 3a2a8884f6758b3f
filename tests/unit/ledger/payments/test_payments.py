"""The states of a payment are those that the tables know."""

from gongtong.ledger.payments.payments import PaymentState, SettledAs


def test_states_and_ways_out_of_suspense_are_stable_words() -> None:
    """They stand in stored rows: a new word needs a migration."""
    assert [state.value for state in PaymentState] == [
        "matched",
        "in_suspense",
        "settled",
        "expense",
        "refunded",
        "not_booked",
    ]
    assert [way.value for way in SettledAs] == ["dwelling", "other_income", "refund"]
