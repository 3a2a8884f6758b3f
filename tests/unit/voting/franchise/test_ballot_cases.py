"""Answers to cases of a single ballot: taken or not, by whom, and through whom."""

from typing import Any

import pytest

from gongtong.core.policies import PolicyBook
from gongtong.plugins.host import Host
from gongtong.voting.franchise.ballot_cases import answer_ballot, answer_residents_proxy

BOOK = Host.of().book
UNIT = {"id": "u1", "area": "100.00", "owners": ["A"]}


def error(**given: Any) -> str | None:
    found: str | None = answer_ballot(given, BOOK).get("error")
    return found


@pytest.mark.parametrize(
    ("ballot", "code"),
    [
        ({"by": "A"}, None),
        ({"by": "guardian"}, None),
        ({"by": "tenant", "mandate": None}, "not_an_owner"),
        ({"by": "tenant", "mandate": "written"}, None),
        ({"by": "X"}, "not_an_owner"),
    ],
)
def test_who_may_cast_a_ballot(ballot: dict[str, Any], code: str | None) -> None:
    """The owner, a guardian, a tenant with a mandate; not a tenant without, nor a stranger."""
    found = answer_ballot({"unit": UNIT, "ballot": ballot}, BOOK)
    assert found.get("error") == code
    assert found["counted"] == (None if code else {"heads": 1, "area": "100.00"})
    assert found["accepted"] is (code is None)


def test_what_a_ballot_says_is_counted() -> None:
    """The choice, and the unit's weight where the case states it."""
    assert answer_ballot({"ballot": "for"}, BOOK) == {
        "accepted": True,
        "counted": {"choice": "for"},
    }
    assert answer_ballot({"unit": "u1", "ballot": {"by": "owner", "choice": "for"}}, BOOK) == {
        "accepted": True,
        "counted": {"choice": "for", "heads": 1},
    }


@pytest.mark.parametrize(
    ("system", "code"), [("private_app", "system_not_official"), ("official", None)]
)
def test_the_system_of_an_online_ballot(system: str, code: str | None) -> None:
    """Beijing takes online votes through its own system alone; the nation does not ask."""
    assert error(jurisdiction="CN-110000", channel="online", system=system) == code
    assert error(channel="online", system=system) is None
    assert error(jurisdiction="CN-110000", channel="paper") is None


def test_several_grounds_are_listed() -> None:
    """An unpublished topic, in a private system, by an oral mandate: all three are told."""
    found = answer_ballot(
        {
            "jurisdiction": "CN-110000",
            "system": "private_app",
            "ballot_topic": "T2",
            "published_topics": ["T1"],
            "proxy": {"form": "oral"},
        },
        BOOK,
    )
    assert [one["code"] for one in found["grounds"]] == [
        "system_not_official",
        "topic_not_published",
        "proxy_not_written",
    ]


@pytest.mark.parametrize(("before", "code"), [(2, None), (3, "proxy_limit"), (4, "proxy_limit")])
def test_the_limit_is_told(before: int, code: str | None) -> None:
    """Weifang's three: with the answer whether it was kept or not; the nation has none."""
    proxy = {"form": "written", "holder_is_owner": True, "accepted_before": before}
    found = answer_ballot({"jurisdiction": "CN-370700", "proxy": proxy}, BOOK)
    assert (found.get("error"), found["limit"], found["accepted"]) == (code, 3, code is None)
    assert answer_ballot({"proxy": proxy}, BOOK) == {"accepted": True}


@pytest.mark.parametrize(
    ("mode", "candidate", "before", "code"),
    [
        ("all_voters", False, 2, None),
        ("all_voters", False, 3, "proxy_limit"),
        ("household", True, 0, "proxy_candidate"),
        ("by_representatives", False, 0, "no_proxy_in_mode"),
    ],
)
def test_residents_mandates(mode: str, candidate: bool, before: int, code: str | None) -> None:
    """At most three, never to a candidate, none among representatives; from 2026 on."""
    proxy = {"mode": mode, "holder_is_candidate": candidate, "accepted_before": before}
    found = answer_residents_proxy({"date": "2026-03-01", "proxy": proxy}, BOOK)
    assert (found.get("error"), found["limit"]) == (code, 3)
    before_the_law = {"date": "2025-12-31", "proxy": proxy}
    assert answer_residents_proxy(before_the_law, BOOK) == {"rule": None}


@pytest.mark.parametrize(
    "given", [{"colour": "red"}, {"proxy": {"colour": "red"}}, {"proxy": {"form": "sung"}}]
)
def test_what_is_not_known_is_an_error(given: dict[str, Any]) -> None:
    """A key or a word that the format does not have is refused, not passed over."""
    with pytest.raises(ValueError, match=r"not read: colour|sung"):
        answer_ballot(given, PolicyBook())
