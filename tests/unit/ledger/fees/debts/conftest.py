"""Every test of these rules begins with an empty history."""

import pytest

from gongtong.testing.debt_histories import DebtHistory


@pytest.fixture
def history() -> DebtHistory:
    """An empty history."""
    return DebtHistory()
