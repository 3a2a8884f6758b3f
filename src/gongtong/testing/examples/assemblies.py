"""Examples of the commands of meetings, each a step further (会议命令示例)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from gongtong.deliberation.assemblies.annulment import AnnulMeeting, AnnulmentGround
from gongtong.deliberation.assemblies.calling import CallMeeting, GiveNotice, SettleAgenda
from gongtong.deliberation.assemblies.kinds import MeetingBasis
from gongtong.deliberation.assemblies.meetings import AgendaItem, Show
from gongtong.deliberation.assemblies.minutes import (
    KeepMinutes,
    PublishMinutes,
    SignMinutes,
    TakeDownMinutes,
)
from gongtong.deliberation.assemblies.sitting import (
    Attendee,
    CloseMeeting,
    DecideItem,
    RecordAttendance,
)
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import CHAIR, take_office

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

CALLING: Final = datetime(2026, 3, 2, 1, tzinfo=UTC)
"""When the meeting of the examples is called and told (示例召集时刻)."""
MEETING_DAY: Final = datetime(2026, 3, 20, 6, tzinfo=UTC)
SHOWN: Final = datetime(2026, 3, 23, 1, tzinfo=UTC)
DOWN: Final = datetime(2026, 4, 8, 1, tzinfo=UTC)
"""When it is held, shown, and may come down again (示例会议各日)."""
NUMBER: Final = "2026-1"
CALL: Final = CallMeeting(
    NUMBER,
    "residents_meeting",
    "第一次居民会议",
    date(2026, 3, 20),
    (AgendaItem(1, "修订居民公约", studied_on=date(2026, 2, 27), links=("topic/7",)),),
)
"""A meeting of residents with one item (示例会议)."""
NOTICE: Final = GiveNotice(NUMBER, date(2026, 3, 20), MeetingBasis.HOUSEHOLDS, entitled=4)
ROLL: Final = RecordAttendance(
    NUMBER, tuple(Attendee(voter) for voter in ("u-chair", "u-cashier", "u-bookkeeper"))
)
DECISION: Final = DecideItem(NUMBER, 1, Show(2, 1))
MINUTES: Final = KeepMinutes(NUMBER, "到会三户，两户同意，一户不同意。")
_ORDER: Final = "ab" * 32
_STEPS: Final[tuple[tuple[str, Any, datetime], ...]] = (
    ("call_meeting", CALL, CALLING),
    ("give_notice", NOTICE, CALLING),
    ("record_attendance", ROLL, MEETING_DAY),
    ("decide_item", DECISION, MEETING_DAY),
    ("close_meeting", CloseMeeting(NUMBER), MEETING_DAY),
    ("keep_minutes", MINUTES, MEETING_DAY),
)


def up_to(stage: Stage, step: str) -> None:
    """Take the meeting through its steps, up to the one before this (推进示例会议)."""
    take_office(stage)
    for name, payload, now in _STEPS:
        if name == step:
            return
        stage.run(f"deliberation.{name}", payload, key=f"stage/{name}", actor=CHAIR, now=now)


def signed(stage: Stage) -> None:
    """Take it up to minutes that two people have signed (签署示例记录)."""
    up_to(stage, "")
    for person in ("u-cashier", "u-bookkeeper"):
        order = SignMinutes(NUMBER, digest_of_minutes(stage))
        stage.run("deliberation.sign_minutes", order, key=person, actor=person, now=MEETING_DAY)


def digest_of_minutes(stage: Stage) -> str:
    """Give the digest of the minutes (示例记录摘要)."""
    with stage.work() as work:
        return work.deliberation.assemblies.ask.meeting(NUMBER).minutes_digest


def _before(step: str, payload: Any) -> Any:
    def prepare(stage: Stage) -> Any:
        up_to(stage, step)
        return payload

    return prepare


def _signing(stage: Stage) -> SignMinutes:
    up_to(stage, "")
    return SignMinutes(NUMBER, digest_of_minutes(stage))


def _publishing(stage: Stage) -> PublishMinutes:
    signed(stage)
    return PublishMinutes(NUMBER)


def _taking_down(stage: Stage) -> TakeDownMinutes:
    signed(stage)
    shown = PublishMinutes(NUMBER)
    stage.run("deliberation.publish_minutes", shown, key="stage/show", actor=CHAIR, now=SHOWN)
    return TakeDownMinutes(NUMBER)


def _example(
    name: str, payload: Any, refused: Any, *, now: datetime, actor: str = CHAIR
) -> CommandExample:
    return CommandExample(
        f"deliberation.{name}", _before(name, payload), refused=refused, actor=actor, now=now
    )


EXAMPLES: Final = (
    _example("call_meeting", CALL, lambda request: evolve(request, number=""), now=CALLING),
    CommandExample(
        "deliberation.settle_agenda",
        _before("give_notice", SettleAgenda(NUMBER, CALL.items)),
        refused=lambda request: evolve(request, items=(evolve(CALL.items[0], item=2),)),
        actor=CHAIR,
        now=CALLING,
    ),
    _example("give_notice", NOTICE, lambda request: evolve(request, entitled=0), now=CALLING),
    _example(
        "record_attendance",
        ROLL,
        lambda request: evolve(request, attendees=request.attendees * 2),
        now=MEETING_DAY,
    ),
    _example(
        "decide_item",
        DECISION,
        lambda request: evolve(request, show=Show(4, 0)),
        now=MEETING_DAY,
    ),
    CommandExample(
        "deliberation.close_meeting",
        _before("close_meeting", CloseMeeting(NUMBER)),
        altered=lambda request: evolve(request, number="2026-2"),
        actor=CHAIR,
        now=MEETING_DAY,
    ),
    _example("keep_minutes", MINUTES, lambda request: evolve(request, text=" "), now=MEETING_DAY),
    CommandExample(
        "deliberation.sign_minutes",
        _signing,
        refused=lambda request: evolve(request, digest=_ORDER),
        actor="u-cashier",
        now=MEETING_DAY,
    ),
    CommandExample(
        "deliberation.publish_minutes",
        _publishing,
        refused=lambda request: evolve(request, place=""),
        actor=CHAIR,
        now=SHOWN,
    ),
    CommandExample(
        "deliberation.take_down_minutes",
        _taking_down,
        altered=lambda request: evolve(request, number="2026-2"),
        actor=CHAIR,
        now=DOWN,
    ),
    CommandExample(
        "deliberation.annul_meeting",
        _before("", AnnulMeeting(NUMBER, AnnulmentGround.COURT, _ORDER)),
        refused=lambda request: evolve(request, document_digest="order"),
        actor=CHAIR,
        now=SHOWN,
    ),
)
