"""A spending at each stage, and what is known when it is ruled on."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.spending.requests import Spending
from gongtong.ledger.spending.spending_facts import SpendingFacts
from gongtong.ledger.spending.two_keys import DEFAULT_TWO_KEYS, TwoKeysRule, statutory_pairs

TODAY = date(2025, 2, 6)


@pytest.fixture
def spending() -> Spending:
    """Asked for on 1 February 2025: 6,000 yuan for a pump."""
    return Spending(
        UUID(int=7),
        "sanitation",
        "5102",
        600_000,
        "更换水泵",
        "新民建材",
        "asker",
        date(2025, 2, 1),
    )


@pytest.fixture
def known() -> Callable[..., SpendingFacts]:
    """Give the facts for who acts, with these offices and this rule."""

    def facts(
        actor: str, *held: Office, rule: TwoKeysRule = DEFAULT_TWO_KEYS, **other: Any
    ) -> SpendingFacts:
        base = SpendingFacts(
            actor=actor,
            held=held,
            today=TODAY,
            rule=rule,
            statutory=statutory_pairs(CASHIER_KEEPS_NO_BOOKS),
            accounts={account.code: account for account in DEFAULT_CHART.accounts},
            funds={"sanitation"},
            available_fen=10**9,
        )
        return evolve(base, **other)

    return facts
