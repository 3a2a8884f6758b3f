"""Examples of the commands of this desk (调解会命令示例)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.mediation.cases.cases import Openness
from gongtong.mediation.mediators.naming import NameMediators
from gongtong.mediation.sessions.minutes import (
    Concession,
    KeepMinutes,
    ReleaseConcession,
    SignMinutes,
)
from gongtong.mediation.sessions.openness import OpennessWish, SettleOpenness
from gongtong.mediation.sessions.session import (
    CloseSession,
    OpenSession,
    Presence,
    SessionOutcome,
)
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.mediation_cases import open_case
from gongtong.testing.examples.mediation_mediators import MEDIATOR, add_mediators
from gongtong.testing.examples.mediation_parties import (
    CASE,
    DEVELOPER,
    NEIGHBOUR,
    TODAY,
    add_developer,
    add_neighbour,
)

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

WISHES: Final = (
    OpennessWish(DEVELOPER, Openness.OPEN),
    OpennessWish(NEIGHBOUR, Openness.CLOSED),
)
SESSION: Final = OpenSession(
    CASE, TODAY, "社区调解室", (MEDIATOR,), (Presence(DEVELOPER), Presence(NEIGHBOUR))
)
MINUTES: Final = KeepMinutes(
    CASE, 1, "双方陈述了各自的意见", (Concession(DEVELOPER, "愿意赔偿五百元"),)
)


def prepare_session(stage: Stage) -> None:
    """Open a case with two parties and a mediator (调解会准备)."""
    open_case(stage, CASE)
    add_developer(stage)
    add_neighbour(stage)
    add_mediators(stage)
    stage.run("mediation.name_mediators", NameMediators(CASE, (MEDIATOR,)), key="name")


def _wishes(stage: Stage) -> SettleOpenness:
    prepare_session(stage)
    return SettleOpenness(CASE, WISHES)


def _opening(stage: Stage) -> OpenSession:
    stage.run("mediation.settle_openness", _wishes(stage), key="openness")
    return SESSION


def _minutes(stage: Stage) -> KeepMinutes:
    stage.run("mediation.open_session", _opening(stage), key="session")
    return MINUTES


def _signing(stage: Stage) -> SignMinutes:
    stage.run("mediation.keep_minutes", _minutes(stage), key="minutes")
    return SignMinutes(CASE, 1, (DEVELOPER,))


def _closing(stage: Stage) -> CloseSession:
    stage.run("mediation.keep_minutes", _minutes(stage), key="minutes")
    return CloseSession(CASE, 1, SessionOutcome.ADJOURNED, "补充材料")


def _release(stage: Stage) -> ReleaseConcession:
    stage.run("mediation.keep_minutes", _minutes(stage), key="minutes")
    return ReleaseConcession(CASE, 1, 1, DEVELOPER)


EXAMPLES: Final = (
    CommandExample(
        "mediation.settle_openness",
        _wishes,
        refused=lambda request: evolve(request, wishes=WISHES[:1]),
    ),
    CommandExample(
        "mediation.open_session", _opening, refused=lambda request: evolve(request, venue=" ")
    ),
    CommandExample(
        "mediation.keep_minutes", _minutes, refused=lambda request: evolve(request, text="")
    ),
    CommandExample(
        "mediation.sign_minutes",
        _signing,
        refused=lambda request: evolve(request, parties=("nobody",)),
    ),
    CommandExample(
        "mediation.close_session", _closing, refused=lambda request: evolve(request, reason="")
    ),
    CommandExample(
        "mediation.release_concession",
        _release,
        refused=lambda request: evolve(request, by=NEIGHBOUR),
    ),
)
