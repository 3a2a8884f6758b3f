"""What a command about rosters names, found in the place or told to be missing (排班命令查找)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongtong.cli.session import option_unusable
from gongtong.core.errors import UnknownReferenceError

if TYPE_CHECKING:
    from gongtong.community import Work
    from gongtong.rostering.rosters.publishing import PublishedRoster
    from gongtong.rostering.volunteers.volunteer import Volunteer


def roster_up(work: Work, code: str) -> PublishedRoster:
    """Give a roster of the place; raises `InputError` that names those there are (取得在册排班)."""
    desk = work.rostering.rosters
    try:
        return desk.roster(code)
    except UnknownReferenceError as error:
        raise option_unusable(
            "CODE",
            en=f"the place has no roster {code!r}",
            zh=f"没有编号为{code}的排班",
            remedy=f"there are: {'、'.join(desk.codes()) or 'none'}",
        ) from error


def volunteer_on(work: Work, code: str, *, option: str) -> Volunteer:
    """Give a volunteer of the place; raises `InputError` under the option that named him (取得志愿者)."""
    try:
        return work.rostering.volunteers.volunteer(code)
    except UnknownReferenceError as error:
        raise option_unusable(
            option,
            en=f"the place has no volunteer {code!r}",
            zh=f"没有编号为{code}的志愿者",
            remedy="give the code under which the volunteer was enrolled",
        ) from error
