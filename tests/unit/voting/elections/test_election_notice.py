"""The notice of an election: read in full, or refused with every key that must be mended."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from gongtong.core.errors import InputError
from gongtong.core.periods import SHANGHAI
from gongtong.voting.elections.ballots import Contest, VotingPeriod
from gongtong.voting.elections.election_notice import ElectionNotice, read_election_notice
from gongtong.voting.readings import ChannelPriority

GOOD: Mapping[str, Any] = {
    "候选人": ["甲", " 乙 "],
    "应选": 1,
    "开始": "2025-05-10T08:00:00+08:00",
    "截止": "2025-05-20T18:00:00+08:00",
    "重复投票": "以最后一次有效提交为准",
}


def read(data: object) -> ElectionNotice:
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return read_election_notice(text.encode(), file="选举公告.json")


def problems(data: object) -> list[tuple[str | None, str]]:
    with pytest.raises(InputError) as caught:
        read(data)
    assert all(p.remedy and p.message_zh for p in caught.value.problems)
    return [(p.column, p.code) for p in caught.value.problems]


def test_a_notice_is_read() -> None:
    """Names, seats, period and the rule for several ballots of one owner."""
    opens_at = datetime(2025, 5, 10, 8, 0, tzinfo=SHANGHAI)
    closes_at = datetime(2025, 5, 20, 18, 0, tzinfo=SHANGHAI)
    assert read(GOOD) == ElectionNotice(
        Contest(("甲", "乙"), 1, VotingPeriod(opens_at, closes_at)),
        ChannelPriority.LAST_VALID_BALLOT_WINS,
    )


@pytest.mark.parametrize(
    ("words", "priority"),
    [
        ("以最后一次有效提交为准", "last_valid_ballot_wins"),
        ("以第一次有效提交为准", "first_valid_ballot_wins"),
        ("以纸质选票为准", "paper"),
        ("以线上投票为准", "online"),
        ("内容不一致的均作废", "void"),
        ("paper", "paper"),
    ],
)
def test_the_rule_for_several_ballots_is_named_in_words(words: str, priority: str) -> None:
    """Each rule has its words in the notice; its own name is understood too."""
    assert read({**GOOD, "重复投票": words}).channel_priority.value == priority


def test_an_unknown_rule_is_refused_with_the_readings_listed() -> None:
    """Nothing is guessed: the remedy lists what may be announced."""
    with pytest.raises(InputError) as caught:
        read({**GOOD, "重复投票": "看情况"})
    (problem,) = caught.value.problems
    assert problem.code == "unknown_rule_for_several_ballots"
    for priority in ChannelPriority:
        assert f"{priority.zh} ({priority})" in problem.remedy


def test_every_missing_key_is_reported() -> None:
    """An empty notice lacks all five keys."""
    assert problems({}) == [
        ("候选人", "missing_key"),
        ("应选", "missing_key"),
        ("开始", "missing_key"),
        ("截止", "missing_key"),
        ("重复投票", "missing_key"),
    ]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("候选人", "甲、乙", "not_a_list_of_names"),
        ("候选人", ["甲", 2], "not_a_list_of_names"),
        ("应选", "7", "not_a_whole_number"),
        ("应选", True, "not_a_whole_number"),
        ("开始", "2025-05-10T08:00:00", "not_an_instant"),
        ("截止", "下周", "not_an_instant"),
        ("截止", 20250520, "not_an_instant"),
        ("重复投票", None, "unknown_rule_for_several_ballots"),
    ],
)
def test_a_value_of_the_wrong_kind_is_reported(key: str, value: object, code: str) -> None:
    """Quotation marks around a number, a time without its zone: each is named with its remedy."""
    assert problems({**GOOD, key: value}) == [(key, code)]


@pytest.mark.parametrize("text", ["[1]", "{", '{"应选": 7.5}', '{"应选": 7, "应选": 8}'])
def test_what_is_no_json_object_is_refused(text: str) -> None:
    """A list, half a file, a fraction of a seat, a key twice: none is a notice."""
    assert problems(text) == [(None, "not_a_json_object")]
