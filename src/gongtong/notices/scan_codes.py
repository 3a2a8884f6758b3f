"""The codes that hang where shifts begin, as a page to print (签到码页面)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen
from markupsafe import Markup

from gongtong.core.extras import load_extra
from gongtong.notices.letters import page_named
from gongtong.rostering.attendance.marks import scan_code
from gongtong.rostering.rosters.weekly import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.rostering.rosters.shifts import Shift

QR: Final = "qr"
"""The extra that brings what draws QR codes (二维码组件)."""
_PAGE: Final = "scan_codes.html.j2"


@frozen
class _Card:
    """The code of a shift, drawn."""

    shift: Shift
    hours: str
    code: str
    svg: Markup


def render_scan_codes(shifts: Iterable[Shift], *, secret: bytes, place: str, title: str) -> str:
    """Draw the codes of some shifts as one HTML page to print, one code to a sheet (绘制签到码).

    Raises `MissingExtraError` without segno, `ValueError` for a secret that is too short.
    """
    segno = load_extra("segno", purpose="drawing the code of a shift", extra=QR)
    cards = []
    for one in shifts:
        code = scan_code(secret, place, one.code)
        svg = segno.make(code, error="m", micro=False).svg_inline(omitsize=True, border=4)
        hours = f"{clock(one.begin)}–{clock(one.end)}"
        cards.append(_Card(one, hours, code, Markup(svg)))  # noqa: S704 - drawn by segno, of squares alone
    return page_named(_PAGE).render(title=title, cards=cards)
