"""The code on the wall, and marks whose code is not that of their shift."""

from datetime import UTC, datetime

import pytest
from attrs import evolve

from gongtong.rostering.attendance.marks import (
    AttendanceMark,
    ForgedMarksError,
    MarkKind,
    MarkMeans,
    checked_marks,
    scan_code,
)

SECRET, PLACE, SHIFT = b"sixteen secret b", "court", "2026-09-04/evening"
CAME = AttendanceMark(
    SHIFT,
    "V1",
    MarkKind.CAME,
    datetime(2026, 9, 4, 11, tzinfo=UTC),
    code=scan_code(SECRET, PLACE, SHIFT),
)


def test_each_shift_and_place_has_a_code_of_its_own() -> None:
    """Whoever has one knows nothing of another."""
    codes = {
        scan_code(SECRET, PLACE, SHIFT),
        scan_code(SECRET, PLACE, "2026-09-05/evening"),
        scan_code(SECRET, "yard", SHIFT),
        scan_code(SECRET[::-1], PLACE, SHIFT),
    }
    assert len(codes) == 4


def test_a_scanned_mark_is_let_in_without_its_code() -> None:
    """Neither the secret nor the code goes further; what a leader or a paper says needs none."""
    typed = evolve(CAME, means=MarkMeans.PAPER, code="")
    assert checked_marks((CAME, typed), SECRET, PLACE) == (evolve(CAME, code=""), typed)
    assert "GT1" not in repr(CAME)


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param(evolve(CAME, code=""), id="no code"),
        pytest.param(evolve(CAME, shift="2026-09-05/evening"), id="the code of another shift"),
        pytest.param(evolve(CAME, code=CAME.code[:-1] + "x"), id="a digit is wrong"),
    ],
)
def test_every_mark_with_another_code_is_told(forged: AttendanceMark) -> None:
    """And none of them goes in."""
    with pytest.raises(ForgedMarksError) as told:
        checked_marks((CAME, forged), SECRET, PLACE)
    assert told.value.marks == (forged,)


def test_a_secret_is_long_enough() -> None:
    """Sixteen bytes are, fifteen are not."""
    with pytest.raises(ValueError, match="16 bytes"):
        scan_code(SECRET[:15], PLACE, SHIFT)
