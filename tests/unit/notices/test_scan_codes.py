"""The codes that hang where shifts begin."""

import pytest
from attrs import evolve

from gongtong.core.errors import MissingExtraError
from gongtong.notices.scan_codes import render_scan_codes
from gongtong.rostering.attendance.marks import scan_code
from gongtong.testing.rosters import UP

SECRET = b"sixteen secret b"


def test_each_shift_has_a_sheet_with_its_code_drawn_and_written() -> None:
    """A phone reads the drawing, a person with a broken one the line below; what somebody wrote is text."""
    shifts = (UP.facts.shifts[0], evolve(UP.facts.shifts[1], zh="<b>"))
    page = render_scan_codes(shifts, secret=SECRET, place="court", title="签到")
    assert page.count("<section>") == page.count("<svg") == page.count("viewBox=") == 2
    for one in shifts:
        assert scan_code(SECRET, "court", one.code) in page
    assert "&lt;b&gt;" in page
    assert "19:00–21:00" in page


def test_without_the_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra has a name."""
    monkeypatch.setitem(__import__("sys").modules, "segno", None)
    with pytest.raises(MissingExtraError, match="qr"):
        render_scan_codes(UP.facts.shifts, secret=SECRET, place="court", title="签到")
