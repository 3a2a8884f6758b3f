"""Rostering of one place: a desk for each part of it (排班服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand
from gongtong.rostering.attendance.service import COMMANDS as ATTENDANCE_COMMANDS
from gongtong.rostering.attendance.service import Attendance
from gongtong.rostering.hours.service import COMMANDS as HOURS_COMMANDS
from gongtong.rostering.hours.service import Hours
from gongtong.rostering.incidents.service import COMMANDS as INCIDENT_COMMANDS
from gongtong.rostering.incidents.service import Incidents
from gongtong.rostering.patrols.service import COMMANDS as PATROL_COMMANDS
from gongtong.rostering.patrols.service import Patrols
from gongtong.rostering.rosters.service import COMMANDS as ROSTER_COMMANDS
from gongtong.rostering.rosters.service import Rosters
from gongtong.rostering.swaps.service import COMMANDS as SWAP_COMMANDS
from gongtong.rostering.swaps.service import Swaps
from gongtong.rostering.volunteers.service import COMMANDS as VOLUNTEER_COMMANDS
from gongtong.rostering.volunteers.service import Volunteers

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork

COMMANDS: Final[tuple[AnyCommand, ...]] = (
    *VOLUNTEER_COMMANDS,
    *PATROL_COMMANDS,
    *HOURS_COMMANDS,
    *ROSTER_COMMANDS,
    *SWAP_COMMANDS,
    *ATTENDANCE_COMMANDS,
    *INCIDENT_COMMANDS,
)


class Rostering:
    """The desks of rostering in one place (排班台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desks on a unit of work."""
        self.volunteers = Volunteers(unit)
        self.patrols = Patrols(unit)
        self.hours = Hours(unit)
        self.rosters = Rosters(unit)
        self.swaps = Swaps(unit)
        self.attendance = Attendance(unit)
        self.incidents = Incidents(unit)
