"""What meetings leave open: the kinds that a law or a plugin adds, and the place's own (会议政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import GuardPoint, PolicyPoint
from gongtong.deliberation.assemblies.kinds import KindsOfMeeting, MeetingKinds

MEETING_KINDS: Final = GuardPoint[KindsOfMeeting]("deliberation.meeting_kinds", zh="会议类别")
"""Every answer counts: a plugin adds kinds, and restates none that a higher text has named."""

CONSULTATIONS: Final = PolicyPoint[MeetingKinds](
    "deliberation.consultations", zh="议事协商会议", value_type=MeetingKinds
)
"""The meetings in which a place talks things over; built in are the four of 四会."""
