"""A mapping of accounts says what each stands for, once."""

import pytest

from gongtong.core.errors import InputError
from gongtong.core.places import DwellingLabel
from gongtong.ledger.importing.account_mapping import (
    AccountMapping,
    AccountRule,
    AccountTarget,
    read_account_mapping,
)

WHOLE = r"""
[[account]]
name = "资产:现金"
account = "1001"
fund = "sanitation"

[[account]]
pattern = '应收:(?P<building>\d+)-(?P<room>\d+)'
account = "1122"
fund = "sanitation"
unit = 1
"""


def told(text: str) -> list[tuple[str | None, str]]:
    with pytest.raises(InputError) as caught:
        read_account_mapping(text.encode(), file="m.toml")
    assert all(one.remedy for one in caught.value.problems)
    return [(one.column, one.code) for one in caught.value.problems]


def test_names_and_patterns_stand_for_accounts_and_dwellings() -> None:
    """A pattern is about the whole name; what its groups do not give, the rule does."""
    mapping = read_account_mapping(WHOLE.encode(), file="m.toml")
    assert mapping.target("资产:现金") == AccountTarget("1001", "sanitation")
    assert mapping.target("应收:3-502") == AccountTarget(
        "1122", "sanitation", DwellingLabel(3, 1, 502)
    )
    for name in ("资产:现金:1", "应收:3-502:旧", "应收:a-b", ""):
        assert mapping.target(name) is None


def test_the_first_rule_that_is_about_a_name_counts() -> None:
    """An exception stands before the pattern."""
    mapping = AccountMapping(
        (AccountRule("1001", "a", name="x1"), AccountRule("1002", "a", pattern="x."))
    )
    assert [mapping.target(name) for name in ("x1", "x2")] == [
        AccountTarget("1001", "a"),
        AccountTarget("1002", "a"),
    ]


def test_figures_that_are_none_are_no_dwelling() -> None:
    """A group that catches letters makes the rule be about something else."""
    rule = AccountRule("1122", "a", pattern="H(?P<room>.+)", building=1, unit=1)
    assert rule.target("H001") == AccountTarget("1122", "a", DwellingLabel(1, 1, 1))
    assert rule.target("Hx") is None
    assert rule.target("H" + "9" * 10) is None


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(None, "no_rules")]),
        ("x = 1", [(None, "no_rules")]),
        ("account = 1", [(None, "no_rules")]),
        ("[[account]", [(None, "not_toml")]),
        ("x = " + "9" * 5_000, [(None, "not_toml")]),
        ("account = [1]", [("account[1]", "wrong_kind")]),
        (
            '[[account]]\nname = 1\npattern = "a"\nbuilding = "x"\nfoo = 1\n',
            [
                ("account[1]", "unknown_key"),
                ("account[1]", "wrong_kind"),
                ("account[1]", "wrong_kind"),
                ("account[1]", "missing_key"),
                ("account[1]", "missing_key"),
                ("account[1]", "missing_key"),
            ],
        ),
        (
            '[[account]]\npattern = "("\naccount = "1"\nfund = "a"\n',
            [("account[1]", "bad_pattern")],
        ),
        (
            '[[account]]\npattern = "(?P<flat>1)"\naccount = "1"\nfund = "a"\n',
            [("account[1]", "bad_pattern")],
        ),
    ],
)
def test_every_mistake_is_told(text: str, problems: list[tuple[str | None, str]]) -> None:
    """With the number of the rule."""
    assert told(text) == problems


def test_bytes_that_are_no_text_are_told() -> None:
    """A mapping is UTF-8."""
    with pytest.raises(InputError, match="not_toml"):
        read_account_mapping(b"\xff", file="m.toml")
