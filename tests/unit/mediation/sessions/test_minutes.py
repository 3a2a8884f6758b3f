"""Minutes, and concessions that stay between the parties."""

from attrs import evolve

from gongtong.core.rulings import Granted, Refused, Standing
from gongtong.mediation.sessions.minutes import (
    Concession,
    KeepMinutes,
    KeptConcession,
    ReleaseConcession,
    SignMinutes,
    readable,
    rule_on_minutes,
    rule_on_release,
    rule_on_signing_minutes,
)
from gongtong.mediation.sessions.session import Presence, SessionOnFile
from gongtong.testing.disputes import CASE, TODAY

SESSION = SessionOnFile(
    CASE.number, 1, TODAY, ("u-m",), (Presence("developer"), Presence("owners")), entries=2
)
MINUTES = KeepMinutes(CASE.number, 1, "双方陈述", (Concession("developer", "愿付五百"),))
KEPT = (KeptConcession(1, "developer", "愿付五百"), KeptConcession(2, "owners", "愿减", TODAY))


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_minutes_go_on_and_are_never_changed() -> None:
    """An entry has the next number; neither text nor concession is in the event."""
    ruling = rule_on_minutes(MINUTES, SESSION)
    assert isinstance(ruling, Granted)
    assert (ruling.event.entry, ruling.event.concessions) == (3, 1)
    assert "陈述" not in str(ruling.event)
    assert "五百" not in repr(MINUTES)
    absent = evolve(MINUTES, text=" ", concessions=(Concession("court", "x"),))
    assert codes(rule_on_minutes(absent, SESSION)) == ["minutes_text", "concession_by_whom"]


def test_who_was_there_signs_the_minutes_as_they_stand() -> None:
    """Once, and not before there are any."""
    request = SignMinutes(CASE.number, 1, ("owners", "developer"))
    ruling = rule_on_signing_minutes(request, SESSION)
    assert isinstance(ruling, Granted)
    assert (ruling.event.entry, ruling.event.parties) == (2, ("developer", "owners"))
    assert codes(rule_on_signing_minutes(evolve(request, parties=("court",)), SESSION)) == [
        "minutes_signed_by"
    ]
    signed = evolve(SESSION, signed_by=frozenset(("owners",)))
    assert codes(rule_on_signing_minutes(request, signed)) == ["minutes_signed"]
    assert codes(rule_on_signing_minutes(request, evolve(SESSION, entries=0))) == [
        "minutes_missing"
    ]


def test_a_concession_is_read_by_others_when_who_made_it_says_so() -> None:
    """And by nobody else before."""
    assert readable(KEPT) == KEPT[1:]
    request = ReleaseConcession(CASE.number, 1, 1, "developer")
    assert isinstance(rule_on_release(request, KEPT), Granted)
    other = rule_on_release(evolve(request, by="owners"), KEPT)
    assert isinstance(other, Refused)
    assert other.codes == ("mediation.concession_of_another",)
    assert other.reasons[0].source.standing is Standing.UNVERIFIED
    again = evolve(request, concession=2, by="owners")
    assert codes(rule_on_release(again, KEPT)) == ["concession_released"]
    assert codes(rule_on_release(evolve(request, concession=3), KEPT)) == ["concession_unknown"]
