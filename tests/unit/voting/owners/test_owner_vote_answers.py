"""Answering a vote: the place's rules are followed, what is left open is listed, nothing is picked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from gongtong.core.errors import InputError
from gongtong.core.policies import PolicyBook
from gongtong.plugins.host import Host
from gongtong.voting.owners.owner_vote_answers import OwnersVoteAnswer, decide_owners_vote
from gongtong.voting.owners.owner_vote_given import read_given
from gongtong.voting.thresholds import Dimension

BOOK = Host.of().book
WARNED = {
    "silent": "count_with_majority",
    "in_rules_of_procedure": True,
    "warned_of_effect": True,
}


def weight(heads: int) -> Mapping[str, Any]:
    return {"heads": heads, "area": f"{heads * 100}.00"}


def decide(  # the parts of one vote
    for_: int = 0,
    *,
    against: int = 0,
    invalid: int = 0,
    following: int = 0,
    delivered: int = 0,
    rules: Mapping[str, Any] | None = None,
    where: str = "CN",
    day: str = "2024-05-01",
    book: PolicyBook = BOOK,
) -> OwnersVoteAnswer:
    """Decide a vote of one hundred owners of a hundred m2 each."""
    parts = {"for": for_, "against": against, "invalid": invalid, "following": following}
    data = {
        "date": day,
        "jurisdiction": where,
        "matter": "hire_or_dismiss_manager",
        "total": weight(100),
        "returned": {name: weight(heads) for name, heads in parts.items()},
        "not_returned": {"delivered": weight(delivered)},
        "rules": rules or {},
    }
    return decide_owners_vote(read_given(data, file="vote.json"), book)


def outcomes(answer: OwnersVoteAnswer) -> list[tuple[str, bool, bool, bool]]:
    return [
        (one.en, one.finding.has_quorum, one.finding.is_passed, one.is_chosen)
        for one in answer.readings
    ]


def codes(answer: OwnersVoteAnswer) -> list[str]:
    return [note.code for note in answer.finding.notes]


def test_a_plain_vote_has_one_reading() -> None:
    """Neither spoilt nor silent ballots: there is nothing to choose."""
    answer = decide(67, against=1)
    assert not answer.is_open
    assert answer.is_certain
    assert outcomes(answer) == [("", True, True, True)]
    assert answer.rule.provision.id == "cn.civil-code.278.4"
    assert answer.sources == answer.rule.provision.cites


def test_spoilt_ballots_without_a_rule_leave_two_readings() -> None:
    """Sixty for and seven spoilt: two thirds only if the spoilt took part; "passed" needs both readings."""
    answer = decide(60, invalid=7)
    assert outcomes(answer) == [
        ("invalid ballot = took part", True, True, True),
        ("invalid ballot = did not take part", False, False, True),
    ]
    assert not answer.finding.is_passed
    assert not answer.is_certain
    assert answer.is_for_the_place
    assert answer.finding.notes[0].en.endswith("here; the place has stated no rule")


def test_where_every_reading_passes_the_answer_is_certain() -> None:
    """Seventy for and seven spoilt: the outcome does not hang on them."""
    answer = decide(70, invalid=7)
    assert answer.is_open
    assert answer.is_certain
    assert answer.finding.is_passed


@pytest.mark.parametrize(
    ("spoilt", "passed"), [("takes_part_approves_nobody", True), ("did_not_take_part", False)]
)
def test_a_rule_of_the_place_settles_spoilt_ballots(spoilt: str, passed: bool) -> None:
    """With the rule stated there is one reading, and the finding says whose rule it is."""
    answer = decide(60, invalid=7, rules={"spoilt": spoilt})
    assert [one.finding.is_passed for one in answer.readings] == [passed]
    assert "by the rules of the place" in answer.finding.notes[0].en


def test_silence_without_a_rule_is_absence() -> None:
    """The place has said nothing, and silence speaks only where a rule lets it (民法典 140)."""
    answer = decide(60, delivered=40)
    assert outcomes(answer) == [("", False, False, True)]
    assert codes(answer) == ["voting.silent_ballots"]
    assert "小区未作规定" in answer.finding.notes[0].zh


def test_silence_counts_where_the_conditions_of_the_city_are_met() -> None:
    """Shanghai: in the rules, delivered, warned; the court counted it, so nothing is left open."""
    answer = decide(40, against=10, delivered=40, rules=WARNED, where="CN-310000")
    assert outcomes(answer) == [("", True, True, True)]
    assert answer.silence is not None
    assert answer.silence.may_count
    assert answer.sources != answer.rule.provision.cites


def test_elsewhere_the_other_reading_stays_listed() -> None:
    """No court has settled it for the country: the place's rule is followed, the doubt is shown."""
    answer = decide(40, against=10, delivered=40, rules=WARNED)
    assert outcomes(answer) == [
        ("silence = takes part with the majority", True, True, True),
        ("silence = did not take part", False, False, False),
    ]
    assert answer.finding.is_passed
    assert not answer.is_for_the_place
    assert answer.readings[1].finding.notes[0].code == "voting.silence_contested"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"in_rules_of_procedure": False}, "voting.silence_rule_missing"),
        ({"warned_of_effect": False}, "voting.silence_warning_missing"),
    ],
)
@pytest.mark.parametrize("where", ["CN", "CN-310000"])
def test_a_condition_that_is_not_met_leaves_silence_out(
    where: str, change: Mapping[str, bool], code: str
) -> None:
    """The finding says which condition failed, and under which text."""
    answer = decide(40, delivered=40, rules={**WARNED, **change}, where=where)
    assert outcomes(answer) == [("", False, False, True)]
    assert codes(answer) == [code]
    assert answer.silence is not None
    assert answer.silence_text is not None
    assert answer.silence.unmet[0].source == answer.silence_text.provision.cites[0]
    assert answer.finding.notes[0].zh.startswith("未返回的选票不计入：")


def test_conditions_of_which_nothing_is_known_leave_two_readings() -> None:
    """Whether owners were warned was not stated: "passed" is not claimed."""
    rules = {"silent": "count_with_majority", "in_rules_of_procedure": True}
    answer = decide(40, delivered=40, rules=rules, where="CN-310000")
    assert [one[1:] for one in outcomes(answer)] == [(True, True, True), (False, False, True)]
    assert not answer.finding.is_passed
    assert codes(answer) == ["voting.silence_warning_unknown"]


def test_no_text_allows_silence_before_the_guidance() -> None:
    """In 2009 no text spoke of it: silence is not counted, and the finding says so."""
    answer = decide(60, delivered=40, rules=WARNED, day="2009-12-31")
    assert answer.silence_text is None
    assert codes(answer) == ["voting.silence_no_text"]
    assert outcomes(answer) == [("", True, True, True)]


def test_nobody_was_silent_so_nothing_is_asked() -> None:
    """A rule on silence without silent ballots raises no question."""
    answer = decide(70, rules={"silent": "count_with_majority"})
    assert (answer.silence, answer.is_open, codes(answer)) == (None, False, [])


def test_ballots_for_the_majority_without_a_rule_leave_every_reading() -> None:
    """Not allowed (and then spoilt, one way or the other), following, or taking part only."""
    answer = decide(50, against=10, following=10)
    assert [one.en for one in answer.readings] == [
        "invalid ballot = took part; ballot for the majority = invalid",
        "invalid ballot = did not take part; ballot for the majority = invalid",
        "invalid ballot = did not take part; ballot for the majority = follows it",
        "invalid ballot = did not take part; ballot for the majority = takes part only",
    ]
    settled = decide(50, against=10, following=10, rules={"following": "with_majority"})
    assert outcomes(settled) == [("", True, True, True)]


def test_heads_alone_are_decided_as_heads() -> None:
    """Without areas only the heads are checked, and the finding says what is missing."""
    data = {
        "matter": "covenant",
        "total": {"heads": 3},
        "returned": {"for": {"heads": 2}},
        "not_returned": {"undelivered": {"heads": 1}},
    }
    answer = decide_owners_vote(read_given(data, file="vote.json"), BOOK)
    assert answer.finding.is_passed
    checks = (*answer.finding.participation, *answer.finding.approval)
    assert {check.threshold.dimension for check in checks} == {Dimension.HEADS}
    assert codes(answer) == ["voting.heads_only", "voting.not_reached"]


def test_a_day_without_a_rule_is_an_error_of_the_input() -> None:
    """Before 2007-10-01 no rule is known; the error says so."""
    with pytest.raises(InputError) as caught:
        decide(70, day="2007-09-30")
    assert [problem.code for problem in caught.value.problems] == ["no_rule_registered"]
    assert decide(70, day="2007-10-01").given.on == date(2007, 10, 1)
