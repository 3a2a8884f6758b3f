"""The answer as data: the keys of the worked cases, exact fractions, words in both languages."""

import json
from collections.abc import Mapping
from typing import Any

from gongtong.plugins.host import Host
from gongtong.voting.owners.owner_vote_answers import decide_owners_vote
from gongtong.voting.owners.owner_vote_given import read_given
from gongtong.voting.owners.owner_vote_results import REQUIREMENT, answer_as_data

BOOK = Host.of().book


def answered(data: Mapping[str, Any]) -> Any:
    """Answer a vote on a covenant, through JSON."""
    given = read_given({"matter": "covenant", **data}, file="vote.json")
    return json.loads(json.dumps(answer_as_data(decide_owners_vote(given, BOOK))))


def test_a_settled_vote_has_results_words_and_sources() -> None:
    """Shares are exact fractions, the base is named, and no alternative stands beside it."""
    data = answered(
        {
            "date": "2024-05-01",
            "total": {"heads": 338, "area": "23660.00"},
            "returned": {"for": {"heads": 214, "area": "16000.00"}},
        }
    )
    assert (data["quorum"], data["passed"], data["basis"]) == (False, False, "participating")
    assert data["participation"] == {"heads": "107/169", "area": "800/1183"}
    assert data["approval"] == {"heads": "1", "area": "1"}
    assert not data.keys() & {"alternatives", "heads_only", "requirement", "reading"}
    assert "还差12人" in data["finding"]["zh"]
    assert "12 owners more" in data["finding"]["en"]
    assert data["given"] == {"date": "2024-05-01", "jurisdiction": "CN", "matter": "covenant"}
    assert data["rule"]["provision"] == "cn.civil-code.278.2"
    assert data["rule"]["sources"][0] == {
        "text": "《民法典》第278条第1款第2项",
        "standing": "verified",
        "in_force_from": "2021-01-01",
        "in_force_until": None,
        "note": "",
    }
    first, second, *_ = data["checks"]
    assert (first["part"], first["whole"], first["missing"], first["met"]) == (214, 338, 12, False)
    assert (first["of"], first["abstention"], first["bound"]) == ("total", "counts", "at least 2/3")
    assert (second["dimension"], second["part"], second["missing"]) == ("area", "16000.00", "0.00")
    assert first["percent"] == "63.31%"


def test_what_is_left_open_is_listed_with_the_outcome_of_each_reading() -> None:
    """Both readings, their shares and words, and what the place must do."""
    data = answered(
        {
            "total": {"heads": 3},
            "returned": {"for": {"heads": 1}, "invalid": {"heads": 1}},
        }
    )
    assert data["heads_only"] is True
    assert data["requirement"] == REQUIREMENT
    assert data["reading"] == "invalid ballot = did not take part"
    assert data["certain"] is True
    first, second = data["alternatives"]
    assert (first["reading"], first["reading_zh"]) == (
        "invalid ballot = took part",
        "废票算参与表决",
    )
    assert (first["quorum"], first["passed"], first["approval"]) == (True, False, {"heads": "1/2"})
    assert (second["quorum"], second["participation"]) == (False, {"heads": "1/3"})
    assert first["rules"] == {
        "spoilt": "takes_part_approves_nobody",
        "silent": "not_counted",
        "following": "not_allowed",
    }
    assert first["finding"]["zh"].startswith("未通过。")
    assert [note["code"] for note in data["notes"]] == [
        "voting.spoilt_ballots",
        "voting.heads_only",
    ]


def test_the_text_on_silence_is_cited_where_it_was_asked() -> None:
    """Its standing is told: this one was read in a copy only."""
    data = answered(
        {
            "jurisdiction": "CN-310000",
            "total": {"heads": 3},
            "returned": {"for": {"heads": 2}},
            "not_returned": {"delivered": {"heads": 1}},
            "rules": {"silent": "count_with_majority", "in_rules_of_procedure": False},
        }
    )
    assert data["silence_rule"]["provision"] == "cn-31.silence"
    assert data["silence_rule"]["sources"][0]["standing"] == "unverified"
    assert "alternatives" not in data


def test_what_only_a_court_could_see_otherwise_asks_nothing_of_the_place() -> None:
    """Outside Shanghai the place's rule on silence is followed; the other reading stands beside it."""
    data = answered(
        {
            "total": {"heads": 3},
            "returned": {"for": {"heads": 1}},
            "not_returned": {"delivered": {"heads": 2}},
            "rules": {
                "silent": "count_with_majority",
                "in_rules_of_procedure": True,
                "warned_of_effect": True,
            },
        }
    )
    assert (data["passed"], data["certain"], "requirement" in data) == (True, False, False)
    assert [(one["passed"], one["chosen"]) for one in data["alternatives"]] == [
        (True, True),
        (False, False),
    ]
