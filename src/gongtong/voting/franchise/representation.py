"""Who speaks for a dwelling: co-owners, their representative, a guardian, never a mere tenant (代表行使).

One exclusive part has one head, whoever answers for it (建筑物区分所有权解释 第9条). That joint owners
elect one of them, and that a guardian votes for a ward, is 指导规则 第25条, whose text was not
checked; the head count rests on the interpretation alone.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import field, frozen

from gongtong.core.rulings import Granted, Reason, Refused, Ruling
from gongtong.voting.franchise.sources import (
    CO_OWNERS_ELECT,
    GUARDIAN,
    ONE_PART_ONE_HEAD,
    OWNER_BY_LAW,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from attrs import Attribute

C = TypeVar("C")


class Capacity(StrEnum):
    """In which quality somebody answers for a dwelling (行使身份)."""

    OWNER = "owner"
    GUARDIAN = "guardian"
    PROXY = "proxy"
    TENANT = "tenant"


@frozen
class Voice(Generic[C]):
    """What one person answers for a dwelling, and in which quality (共有人意见).

    `by` is the person's id. `speaks_for` is the owner for whom a guardian or a proxy answers.
    Whether a proxy's mandate holds is ruled on by `rule_on_proxy`, before the voice is heard.
    """

    by: str
    choice: C
    capacity: Capacity = Capacity.OWNER
    speaks_for: str = ""

    @property
    def owner(self) -> str:
        """The owner whose voice this is (所代表的业主)."""
        return self.by if self.capacity is Capacity.OWNER else self.speaks_for


def _owned(_: object, __: Attribute[tuple[str, ...]], owners: tuple[str, ...]) -> None:
    if not owners:
        message = "a dwelling has at least one owner"
        raise ValueError(message)


@frozen
class Guardianship:
    """Who acts for an owner who cannot, as a guardian (监护关系)."""

    ward: str
    guardian: str


@frozen
class OwnersOfDwelling:
    """The owners of one voter's dwellings, and whom they named to vote (共有人情况).

    `representative` is empty while they have named nobody. `guardianships` are those that the place
    knows of.
    """

    owners: tuple[str, ...] = field(validator=_owned)
    representative: str = ""
    guardianships: tuple[Guardianship, ...] = ()

    def may_guard(self, voice: Voice[C]) -> bool:
        """Say whether the voice is no guardian's, or that of the ward's own (是否监护人)."""
        return voice.capacity is not Capacity.GUARDIAN or (
            Guardianship(voice.speaks_for, voice.by) in self.guardianships
        )


@frozen
class VoiceOfDwelling(Generic[C]):
    """The one voice of a dwelling, and who gave it (房屋表决意见)."""

    choice: C
    given_by: str


def rule_on_voices(
    voices: Sequence[Voice[C]], facts: OwnersOfDwelling
) -> Ruling[VoiceOfDwelling[C]]:
    """Find the one voice among all that were given for a dwelling at once (共有人表决意见审查).

    The grounds of a refusal, in order: somebody is not an owner, somebody is not the guardian, the
    one named to vote did not vote, an owner says two things, co-owners who named nobody differ.
    Nobody's voice is a `ValueError`.
    """
    if not voices:
        message = "nobody answered for the dwelling"
        raise ValueError(message)
    heard = [voice for voice in voices if voice.owner in facts.owners]
    if facts.representative:
        heard = [voice for voice in heard if voice.owner == facts.representative]
    reasons = (
        *_strangers(voices, facts),
        *_no_guardians(voices, facts),
        *_unrepresented(voices, heard, facts),
        *_split(heard),
        *_conflict(heard),
    )
    if reasons:
        return Refused(reasons)
    return Granted(VoiceOfDwelling(heard[-1].choice, heard[-1].by))


def _strangers(voices: Sequence[Voice[C]], facts: OwnersOfDwelling) -> Iterator[Reason]:
    for by in dict.fromkeys(one.by for one in voices if one.owner not in facts.owners):
        yield Reason(
            "not_an_owner",
            zh=f"{by}不是业主，也没有业主的委托",
            en=f"{by} is not an owner and has no owner's mandate",
            source=OWNER_BY_LAW,
            params=(("by", by),),
        )


def _no_guardians(voices: Sequence[Voice[C]], facts: OwnersOfDwelling) -> Iterator[Reason]:
    for voice in voices:
        if voice.owner in facts.owners and not facts.may_guard(voice):
            yield Reason(
                "not_the_guardian",
                zh=f"{voice.by}不是{voice.speaks_for}的监护人",
                en=f"{voice.by} is not the guardian of {voice.speaks_for}",
                source=GUARDIAN,
                params=(("by", voice.by), ("ward", voice.speaks_for)),
            )


def _unrepresented(
    voices: Sequence[Voice[C]], heard: Sequence[Voice[C]], facts: OwnersOfDwelling
) -> Iterator[Reason]:
    if not heard and any(voice.owner in facts.owners for voice in voices):
        yield Reason(
            "not_the_representative",
            zh=f"共有人已推选{facts.representative}行使表决权",
            en=f"the owners have named {facts.representative} to vote",
            source=CO_OWNERS_ELECT,
            params=(("representative", facts.representative),),
        )


def _split(heard: Sequence[Voice[C]]) -> Iterator[Reason]:
    for owner in dict.fromkeys(voice.owner for voice in heard):
        own = [voice.choice for voice in heard if voice.owner == owner]
        if any(choice != own[0] for choice in own):
            yield Reason(
                "owner_split_vote",
                zh=f"{owner}的一份表决权不能拆分",
                en=f"{owner} has one vote and cannot split it",
                source=ONE_PART_ONE_HEAD,
                params=(("owner", owner),),
            )


def _conflict(heard: Sequence[Voice[C]]) -> Iterator[Reason]:
    owners = tuple(dict.fromkeys(voice.owner for voice in heard))
    if len(owners) > 1 and any(voice.choice != heard[0].choice for voice in heard):
        yield Reason(
            "co_owner_conflict",
            zh="共有人意见不一致，且未推选一人行使表决权",
            en="co-owners differ and have not named one of them to vote",
            source=CO_OWNERS_ELECT,
            params=(("owners", "、".join(owners)),),
        )
