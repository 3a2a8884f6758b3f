"""A roster as the page at the gate: a sheet for each week, its figures and its digest (排班公示页面)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.notices.letters import page_named
from gongtong.rostering.rosters.figures import figures_of
from gongtong.rostering.rosters.weekly import weekly_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongtong.rostering.rosters.publishing import PublishedRoster

_PAGE: Final = "roster.html.j2"


def render_roster(held: PublishedRoster, names: Mapping[str, str], *, title: str) -> str:
    """Draw a roster as one HTML page to print, a week to a sheet; `names` are those that may be shown (绘制排班表)."""
    sheets = weekly_sheets(held.facts.shifts, held.roster, names)
    figures = figures_of(held.facts.shifts, held.roster)
    return page_named(_PAGE).render(title=title, held=held, sheets=sheets, figures=figures)
