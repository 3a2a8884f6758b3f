"""Silence is counted with the majority only where every condition is known to be met."""

import pytest
from attrs import evolve

from gongtong.core.codec import from_json, to_json
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.owners_votes import OwnersVote
from gongtong.voting.silence import (
    NO_TEXT,
    SilenceConditions,
    SilenceFacts,
    rule_on_silence,
)
from gongtong.voting.weights import Weight

STRICT = SilenceConditions(
    must_be_in_rules=True,
    must_be_warned=True,
    majority_alone=(MoreThan(1, 2),),
    is_contested=False,
)
FREE = SilenceConditions(
    must_be_in_rules=False, must_be_warned=False, majority_alone=(), is_contested=False
)
KNOWN = SilenceFacts(in_rules=True, warned=True)
SOURCE = Source("某条例", "第10条")
VOTE = OwnersVote(
    everyone=Weight(100, 1000),
    approving=Weight(51, 501),
    opposing=Weight(10, 100),
    silent=Weight(30, 300),
)


def codes(
    vote: OwnersVote, conditions: SilenceConditions | None, facts: SilenceFacts
) -> tuple[list[str], list[str]]:
    ruling = rule_on_silence(vote, conditions, facts, source=SOURCE)
    reasons = (*ruling.unmet, *ruling.unclear)
    assert {reason.source for reason in reasons} <= {SOURCE}
    assert ruling.may_count is (not reasons)
    return [r.code for r in ruling.unmet], [r.code for r in ruling.unclear]


def test_where_every_condition_is_met_silence_may_count() -> None:
    """In the rules, warned, and the voted majority alone above half of all."""
    assert codes(VOTE, STRICT, KNOWN) == ([], [])


def test_each_condition_that_is_not_met_is_named() -> None:
    """The rules and the warning, in this order; what is unknown is unclear and not assumed."""
    neither = SilenceFacts(in_rules=False, warned=False)
    unknown = SilenceFacts(in_rules=None, warned=None)
    assert codes(VOTE, STRICT, neither) == (
        ["voting.silence_rule_missing", "voting.silence_warning_missing"],
        [],
    )
    assert codes(VOTE, STRICT, unknown) == (
        [],
        ["voting.silence_rule_unknown", "voting.silence_warning_unknown"],
    )


@pytest.mark.parametrize("known", [False, None])
def test_what_a_text_does_not_ask_is_no_ground(known: bool | None) -> None:
    """Where neither rules nor warning are asked, nothing about them matters."""
    assert codes(VOTE, FREE, SilenceFacts(in_rules=known, warned=known)) == ([], [])


@pytest.mark.parametrize(
    ("approving", "grounds"),
    [
        pytest.param(Weight(50, 501), 1, id="heads-exactly-half"),
        pytest.param(Weight(51, 500), 1, id="area-exactly-half"),
        pytest.param(Weight(50, 500), 2, id="both-exactly-half"),
        pytest.param(Weight(51, 501), 0, id="both-just-over"),
    ],
)
def test_the_voted_majority_alone_must_exceed_half_of_all(approving: Weight, grounds: int) -> None:
    """Exactly half of all is not enough, in either dimension (浙江 2009 第10条)."""
    unmet, unclear = codes(evolve(VOTE, approving=approving), STRICT, KNOWN)
    assert unmet == ["voting.silence_majority_too_small"] * grounds
    assert unclear == []


def test_a_majority_against_may_be_followed_too() -> None:
    """The condition asks for a majority, whichever side has it."""
    turned = evolve(VOTE, approving=Weight(10, 100), opposing=Weight(51, 501))
    assert codes(turned, STRICT, KNOWN) == ([], [])


def test_where_no_side_leads_there_is_no_majority_to_follow() -> None:
    """Equal sides have no majority, whatever their size."""
    even = OwnersVote(
        everyone=Weight(100, 1000), approving=Weight(50, 500), opposing=Weight(50, 500)
    )
    at_least = evolve(STRICT, majority_alone=(AtLeast(1, 2),))
    assert len(codes(even, at_least, KNOWN)[0]) == 2


def test_nobody_who_voted_is_no_majority() -> None:
    """The only owner was silent: there is nothing to follow."""
    silent = OwnersVote(everyone=Weight(1, 1), approving=Weight(0, 0), silent=Weight(1, 1))
    assert len(codes(silent, STRICT, KNOWN)[0]) == 2


def test_a_dimension_that_nobody_stated_is_not_asked() -> None:
    """A report without areas is judged by its heads."""
    heads = OwnersVote(everyone=Weight(100, 0), approving=Weight(51, 0), silent=Weight(9, 0))
    assert codes(heads, STRICT, KNOWN) == ([], [])


def test_without_a_text_silence_is_not_counted() -> None:
    """Silence speaks only where a text lets it (民法典 140)."""
    ruling = rule_on_silence(VOTE, None, KNOWN)
    assert [reason.code for reason in ruling.unmet] == ["voting.silence_no_text"]
    assert ruling.unmet[0].source is NO_TEXT
    assert not ruling.may_count


def test_a_ground_says_what_the_majority_lacked() -> None:
    """The amounts and the bound stand in the words and in the parameters."""
    few = evolve(VOTE, approving=Weight(50, 501))
    (reason,) = rule_on_silence(few, STRICT, KNOWN, source=SOURCE).unmet
    assert reason.zh == "已表决的多数一方自身的人数为50人，占全体100人的比例须超过1/2"
    assert reason.en.startswith("the majority of those who voted has 50 owners of 100 owners")
    assert dict(reason.params) == {"alone": "50", "everyone": "100", "bound": "more than 1/2"}


def test_conditions_go_through_json_unchanged() -> None:
    """Conditions are data: a place can adopt stricter ones."""
    assert from_json(to_json(STRICT), SilenceConditions) == STRICT
