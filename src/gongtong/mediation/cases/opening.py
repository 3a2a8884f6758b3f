"""Opening a case: the dispute is put on file, and the definition in force is pinned (案件立案)."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.machines.pinning import PinnedMachine
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.cases.cases import CaseOnFile, CaseSource, Openness, Risk
from gongtong.mediation.sources import HOUSE_MEDIATION

MOST_NUMBER: Final = 32
MOST_NAME: Final = 40
MOST_SUBJECT: Final = 200
MOST_DESCRIPTION: Final = 20_000


@frozen
class OpenCase:
    """A request to put a dispute on file (立案申请).

    `number` is the file number, such as 2026-017; `subject` says in a line what the dispute is about, and
    `description` the rest. `channel` is how it came in, such as "doorstep"; `level` who has it, such as "community".
    """

    number: str
    kind: str
    subject: str
    source: CaseSource
    channel: str
    level: str = "community"
    risk: Risk = Risk.GREEN
    description: str = ""


@frozen
class CaseOpened:
    """A case was put on file; its words are under a digest (已立案)."""

    number: str
    kind: str
    source: CaseSource
    channel: str
    level: str
    risk: Risk
    state: str
    definition: str
    words: str
    opened_by: str
    opened_on: date


@frozen
class OpeningFacts:
    """What is known when a case is opened (立案事实)."""

    actor: str
    today: date
    definition: PinnedMachine
    taken: Collection[str] = ()


def digest_of_words(*words: str) -> str:
    """Give the digest under which the record keeps what was said, in 64 hexadecimal digits (言词摘要).

    Where one of them ends and the next begins goes under the digest too.
    """
    told = "".join(f"{len(one)}:{one}" for one in words)
    return hashlib.sha256(told.encode()).hexdigest()


def rule_on_opening(request: OpenCase, facts: OpeningFacts) -> Granted[CaseOpened] | Refused:
    """Let a dispute be put on file (立案审核).

    Grounds, in this order: the number, one that is taken, the kind, the channel, the level, the subject, the
    description.
    """
    reasons = tuple(_reasons(request, facts))
    if reasons:
        return Refused(reasons)
    return Granted(
        CaseOpened(
            number=_normal(request.number),
            kind=_normal(request.kind),
            source=request.source,
            channel=_normal(request.channel),
            level=_normal(request.level),
            risk=request.risk,
            state=str(facts.definition.machine.start),
            definition=facts.definition.digest,
            words=digest_of_words(request.subject.strip(), request.description.strip()),
            opened_by=facts.actor,
            opened_on=facts.today,
        )
    )


def case_as_opened(event: CaseOpened, subject: str) -> CaseOnFile:
    """Give the case as it stands when it has just been opened (立案后的案件)."""
    return CaseOnFile(
        number=event.number,
        kind=event.kind,
        subject=subject,
        source=event.source,
        state=event.state,
        definition=event.definition,
        risk=event.risk,
        openness=Openness.UNSETTLED,
        level=event.level,
        opened_on=event.opened_on,
        applied_on=None,
        accepted_on=None,
        is_ended=False,
        version=1,
    )


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _reasons(request: OpenCase, facts: OpeningFacts) -> Iterator[Reason]:
    yield from _reasons_of_name("case_number", "案件编号", request.number, MOST_NUMBER)
    if _normal(request.number) in facts.taken:
        yield _reason(
            "case_number_taken",
            f"案件编号{request.number}已使用",
            f"there is a case {request.number} already",
        )
    yield from _reasons_of_name("case_kind", "纠纷类型", request.kind, MOST_NAME)
    yield from _reasons_of_name("case_channel", "来源渠道", request.channel, MOST_NAME)
    yield from _reasons_of_name("case_level", "办理层级", request.level, MOST_NAME)
    yield from _reasons_of_name("case_subject", "纠纷事由", request.subject, MOST_SUBJECT)
    if len(request.description) > MOST_DESCRIPTION:
        yield _reason(
            "case_description",
            f"纠纷经过不超过{MOST_DESCRIPTION}字",
            f"the description has at most {MOST_DESCRIPTION} characters",
        )


def _reasons_of_name(code: str, zh: str, text: str, most: int) -> Iterator[Reason]:
    if not 0 < len(_normal(text)) <= most:
        yield _reason(
            code, f"{zh}须有1至{most}字", f"it has 1 to {most} characters: {text[: most + 1]!r}"
        )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
