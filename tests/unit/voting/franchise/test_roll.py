"""The roll: fixed, found by voter, provable, and chained when it is corrected."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.errors import UnknownReferenceError
from gongtong.voting.franchise.bases import ElectorateBasis, Entitled
from gongtong.voting.franchise.roll import CorrectionKind, Roll, RollCorrection, RollRuling
from gongtong.voting.weights import Weight

DAY = date(2026, 3, 1)
ONE, TWO, THREE = (Entitled(UUID(int=n), f"1-1-10{n}", Weight(1, n * 1000)) for n in (1, 2, 3))


def roll(*entries: Entitled) -> Roll:
    return Roll(DAY, ElectorateBasis.OWNER_PARTY, entries)


def correction(kind: CorrectionKind, entry: Entitled) -> RollCorrection:
    ruling = RollRuling(entry.voter_id, kind, True, DAY, "筹备组", "登记簿")
    return RollCorrection(kind, entry, ruling, DAY)


def test_the_order_given_plays_no_part() -> None:
    """The same voters give the same roll and the same digest."""
    assert roll(TWO, ONE) == roll(ONE, TWO)
    assert roll(TWO, ONE).digest() == roll(ONE, TWO).digest()
    assert roll(ONE, TWO).weight == Weight(2, 3000)


def test_the_digest_is_pinned() -> None:
    """The digest of a roll never changes between versions: it is on paper already."""
    assert roll(ONE, TWO).digest().hex() == (
        "64080922120d2c81ff9a99e67226703c23f3c8078faec37a5bb7ed6ba4abeca8"
    )


def test_a_voter_is_found_by_id() -> None:
    """Who is not on the roll is an error that names him."""
    assert roll(ONE).entry_of(ONE.voter_id) is ONE
    assert ONE.voter_id in roll(ONE)
    assert TWO.voter_id not in roll(ONE)
    with pytest.raises(UnknownReferenceError, match="voter on the roll"):
        roll(ONE).entry_of(TWO.voter_id)


def test_nobody_stands_twice() -> None:
    """One voter, one entry."""
    with pytest.raises(ValueError, match="twice"):
        roll(ONE, Entitled(ONE.voter_id, "1-1-999"))


@pytest.mark.parametrize(
    ("kind", "entry", "left"),
    [
        (CorrectionKind.ADD, THREE, (ONE, TWO, THREE)),
        (CorrectionKind.REMOVE, TWO, (ONE,)),
        (
            CorrectionKind.CHANGE_WEIGHT,
            Entitled(TWO.voter_id, TWO.label, Weight(1, 5)),
            (ONE, Entitled(TWO.voter_id, TWO.label, Weight(1, 5))),
        ),
    ],
)
def test_a_correction_gives_a_new_roll(
    kind: CorrectionKind, entry: Entitled, left: tuple[Entitled, ...]
) -> None:
    """Added, removed or weighed anew; the old roll stands as it was, and the new one names it."""
    before = roll(ONE, TWO)
    after = before.corrected(correction(kind, entry))
    assert after.entries == left
    assert after.previous == before.digest()
    assert after.digest() != before.digest()
    assert before.entries == (ONE, TWO)


CORRECTED = roll(ONE, TWO).corrected(correction(CorrectionKind.REMOVE, TWO))


def test_the_digest_of_a_corrected_roll_is_pinned() -> None:
    """It names the roll before it and the ruling, and never changes between versions."""
    assert CORRECTED.digest().hex() == (
        "91d4e0e2b42ab64e9ec2d2920e516ee159bcb20ac441b8347a54fa866531c006"
    )


@pytest.mark.parametrize(
    "other",
    [
        {"ruled_by": "居委会"},
        {"grounds": "其他"},
        {"ruled_on": date(2026, 3, 2)},
        {"is_upheld": False},
        {"kind": CorrectionKind.ADD},
        {"voter_id": UUID(int=9)},
        {"objection_id": UUID(int=1)},
        {"objection_id": UUID(int=2)},
    ],
)
def test_the_ruling_is_under_the_digest(other: dict[str, Any]) -> None:
    """Two rolls alike but for one word of the ruling have two digests."""
    made = correction(CorrectionKind.REMOVE, TWO)
    changed = evolve(made, ruling=evolve(made.ruling, **other))
    after = roll(ONE, TWO).corrected(changed)
    assert after.entries == CORRECTED.entries
    assert after.digest() != CORRECTED.digest()


def test_objections_are_told_apart_under_the_digest() -> None:
    """Two objections that led to the same roll leave two digests."""
    made = correction(CorrectionKind.REMOVE, TWO)
    digests = {
        roll(ONE, TWO)
        .corrected(evolve(made, ruling=evolve(made.ruling, objection_id=one)))
        .digest()
        for one in (None, UUID(int=1), UUID(int=2))
    }
    assert len(digests) == 3


@pytest.mark.parametrize(
    "other",
    [
        Roll(date(2026, 3, 2), ElectorateBasis.OWNER_PARTY, (ONE, TWO)),
        Roll(DAY, ElectorateBasis.HOUSEHOLD, (ONE, TWO)),
        Roll(DAY, ElectorateBasis.OWNER_PARTY, (ONE, TWO), previous=b"x"),
        roll(ONE),
        roll(ONE, Entitled(TWO.voter_id, "1-1-9", TWO.weight)),
        roll(ONE, Entitled(TWO.voter_id, TWO.label, Weight(2, 2000))),
        roll(ONE, Entitled(TWO.voter_id, TWO.label, Weight(1, 2001))),
        roll(ONE, Entitled(UUID(int=9), TWO.label, TWO.weight)),
    ],
)
def test_everything_is_under_the_digest(other: Roll) -> None:
    """Day, basis, forerunner, voters, labels and weights: any difference gives another digest."""
    assert other.digest() != roll(ONE, TWO).digest()
