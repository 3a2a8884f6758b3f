"""One voice for each dwelling: co-owners, the one they named, a guardian, a tenant."""

import pytest

from gongtong.core.rulings import Granted, Refused, Standing
from gongtong.voting.franchise.representation import (
    Capacity,
    Guardianship,
    OwnersOfDwelling,
    Voice,
    VoiceOfDwelling,
    rule_on_voices,
)
from gongtong.voting.franchise.sources import (
    CO_OWNERS_ELECT,
    GUARDIAN,
    ONE_PART_ONE_HEAD,
    OWNER_BY_LAW,
)

COUPLE = OwnersOfDwelling(("A", "B"))
NAMED = OwnersOfDwelling(("A", "B"), representative="A")
SOLE = OwnersOfDwelling(("A",))
WARD = OwnersOfDwelling(("A", "B"), guardianships=(Guardianship("A", "G"),))


def codes(*voices: Voice[str], facts: OwnersOfDwelling) -> tuple[str, ...]:
    ruling = rule_on_voices(voices, facts)
    return ruling.codes if isinstance(ruling, Refused) else ()


def test_co_owners_who_agree_are_one_voice() -> None:
    """Two ballots that say the same are one voice (建筑物区分所有权解释 9)."""
    ruling = rule_on_voices([Voice("A", "for"), Voice("B", "for")], COUPLE)
    assert ruling == Granted(VoiceOfDwelling("for", "B"))


def test_one_co_owner_speaks_while_the_other_is_silent() -> None:
    """Nobody contradicts: the voice stands."""
    assert rule_on_voices([Voice("B", "for")], COUPLE) == Granted(VoiceOfDwelling("for", "B"))


def test_co_owners_who_differ_need_a_representative() -> None:
    """They elect one of them; until then their dwelling has no voice (指导规则 25)."""
    ruling = rule_on_voices([Voice("A", "for"), Voice("B", "against")], COUPLE)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("co_owner_conflict",)
    assert ruling.reasons[0].source is CO_OWNERS_ELECT
    assert CO_OWNERS_ELECT.standing is Standing.UNVERIFIED
    assert ruling.reasons[0].params == (("owners", "A、B"),)


def test_the_one_they_named_speaks_for_all() -> None:
    """What the others say does not count, whether they agree or not."""
    ruling = rule_on_voices([Voice("A", "for"), Voice("B", "against")], NAMED)
    assert ruling == Granted(VoiceOfDwelling("for", "A"))


def test_the_others_do_not_speak_for_the_one_they_named() -> None:
    """If only another co-owner votes, nobody has voted."""
    assert codes(Voice("B", "for"), facts=NAMED) == ("not_the_representative",)


def test_one_owner_does_not_split_his_vote() -> None:
    """One head cannot be for and against."""
    ruling = rule_on_voices([Voice("A", "for"), Voice("A", "against")], SOLE)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("owner_split_vote",)
    assert ruling.reasons[0].source is ONE_PART_ONE_HEAD
    assert codes(Voice("A", "for"), Voice("A", "for"), facts=SOLE) == ()


def test_a_tenant_without_a_mandate_is_nobody() -> None:
    """Who only lives there does not vote (建筑物区分所有权解释 1)."""
    ruling = rule_on_voices([Voice("T", "for", Capacity.TENANT)], SOLE)
    assert isinstance(ruling, Refused)
    assert (ruling.codes, ruling.reasons[0].source) == (("not_an_owner",), OWNER_BY_LAW)


@pytest.mark.parametrize("capacity", [Capacity.GUARDIAN, Capacity.PROXY])
def test_a_guardian_and_a_proxy_give_the_owners_voice(capacity: Capacity) -> None:
    """It is the ward's or the principal's voice, given by another."""
    ruling = rule_on_voices([Voice("G", "for", capacity, "A")], WARD)
    assert ruling == Granted(VoiceOfDwelling("for", "G"))
    assert codes(Voice("G", "for", capacity, "X"), facts=WARD) == ("not_an_owner",)


@pytest.mark.parametrize(("by", "ward"), [("H", "A"), ("G", "B")])
def test_a_guardian_of_nobody_here_is_none(by: str, ward: str) -> None:
    """Another person for the ward, or the guardian for another owner (民法典 23)."""
    ruling = rule_on_voices([Voice(by, "for", Capacity.GUARDIAN, ward)], WARD)
    assert isinstance(ruling, Refused)
    assert (ruling.codes, ruling.reasons[0].source) == (("not_the_guardian",), GUARDIAN)
    assert ruling.reasons[0].params == (("by", by), ("ward", ward))


def test_a_proxy_against_the_principal_splits_the_vote() -> None:
    """An owner who votes and lets another vote otherwise has said two things."""
    both = (Voice("A", "for"), Voice("P", "against", Capacity.PROXY, "A"))
    assert codes(*both, facts=SOLE) == ("owner_split_vote",)


def test_every_ground_is_told() -> None:
    """A stranger, a split vote and a conflict: three grounds in order, each once."""
    voices = (
        Voice("X", "for"),
        Voice("A", "for"),
        Voice("X", "for"),
        Voice("A", "against"),
        Voice("B", "for"),
    )
    assert codes(*voices, facts=COUPLE) == (
        "not_an_owner",
        "owner_split_vote",
        "co_owner_conflict",
    )


def test_nobodys_voice_is_no_question() -> None:
    """No voice at all is the caller's mistake, as is a dwelling without owners."""
    with pytest.raises(ValueError, match="nobody answered"):
        rule_on_voices([], SOLE)
    with pytest.raises(ValueError, match="at least one owner"):
        OwnersOfDwelling(())
