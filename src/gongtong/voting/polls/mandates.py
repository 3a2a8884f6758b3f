"""Mandates that are kept with a poll: who may cast somebody else's ballot (表决活动委托).

A mandate covers the whole ballot: a ballot answers every question at once, and a motion that is left
blank is an abstention that takes part, so nobody can vote for another on one question only.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.codec import canonical, to_json
from gongtong.core.periods import local_day
from gongtong.voting.franchise.proxies import (
    HolderRole,
    Instruction,
    MandateForm,
    VotingMandate,
)
from gongtong.voting.franchise.representation import Capacity
from gongtong.voting.polls.answers import Answer, MotionAnswer, Picked, in_one_way

MAX_HOLDER_LENGTH: Final = 120


@frozen
class ToldAnswer:
    """How the principal told the holder to answer a question, counted from 1 (委托指示)."""

    question: int
    answer: Answer


@frozen(kw_only=True)
class AppointProxy:
    """The request to record who may vote for a voter of the roll (登记委托请求).

    `label` is a line of the voter, `holder` the one who may cast, as the place names him, and
    `holder_label` his own line, where he stands on the roll. `capacity` is `PROXY` for a mandate;
    `OWNER` for the one whom joint owners named among themselves, and `GUARDIAN`, are recorded on the
    word of whoever records them. `signed_by` says who signed, where it was not the voter.
    """

    poll_id: UUID
    label: str
    holder: str
    form: MandateForm
    capacity: Capacity = Capacity.PROXY
    holder_label: str = ""
    is_company_staff: bool = False
    signed_by: str = ""
    instructions: tuple[ToldAnswer, ...] = ()


@frozen(kw_only=True)
class ProxyAppointed:
    """Somebody may vote for a voter (委托已登记).

    Which questions have an instruction is told, and not what it says: the record would tell it
    before the close. `limit` is how many mandates the holder may have, if anything limits them.
    """

    poll_id: UUID
    mandate_id: UUID
    label: str
    voter_id: UUID
    holder: str
    holder_id: UUID | None
    form: MandateForm
    capacity: Capacity
    roles: tuple[HolderRole, ...]
    instructed: tuple[int, ...]
    limit: int | None


@frozen
class RevokeProxy:
    """The request to revoke a mandate, before the principal's ballot is in (取消委托请求)."""

    poll_id: UUID
    mandate_id: UUID


@frozen(kw_only=True)
class ProxyRevoked:
    """A mandate holds no longer (委托已取消)."""

    poll_id: UUID
    mandate_id: UUID
    label: str
    voter_id: UUID
    holder: str


@frozen(kw_only=True)
class PollMandate:
    """A mandate as it is kept with its poll (在册委托)."""

    id: UUID
    label: str
    voter_id: UUID
    holder: str
    holder_id: UUID | None
    form: MandateForm
    capacity: Capacity
    roles: tuple[HolderRole, ...]
    instructions: tuple[ToldAnswer, ...]
    recorded_at: datetime
    revoked_at: datetime | None = None

    @property
    def is_in_force(self) -> bool:
        """Whether nobody has revoked it (是否有效)."""
        return self.revoked_at is None

    def is_held_by(self, by: str) -> bool:
        """Say whether a name, or the id of a voter, is that of the holder (是否受托人)."""
        return by == self.holder or (self.holder_id is not None and by == str(self.holder_id))

    def as_ruled_on(self) -> VotingMandate:
        """Give the mandate as the rules of the franchise see it; topics are numbers of questions (委托)."""
        return VotingMandate(
            principal=str(self.voter_id),
            holder=self.holder if self.holder_id is None else str(self.holder_id),
            form=self.form,
            instructions=tuple(
                Instruction(str(one.question), words_of(one.answer)) for one in self.instructions
            ),
            revoked_on=None if self.revoked_at is None else local_day(self.revoked_at),
        )


def words_of(answer: Answer) -> str:
    """Say an answer in words that are the same for the same answer alone (答复用语).

    >>> words_of(Picked(("东门",)))
    '东门'
    """
    match in_one_way(answer):
        case MotionAnswer((choice,)):
            return choice.zh
        case Picked((name,)):
            return name
        case other:
            return canonical(to_json(other)).decode()
