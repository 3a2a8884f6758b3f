"""Examples of the commands of commitments (承诺命令示例)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.deliberation.commitments.commitments import CommitmentAnswer
from gongtong.deliberation.commitments.opening import OpenCommitments
from gongtong.deliberation.commitments.promising import (
    AskHousehold,
    CloseCommitments,
    HandOver,
    ShowDone,
    VerifyDone,
)
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import CHAIR, HOMES, move_in, take_office
from gongtong.testing.stage import NOW

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

CAMPAIGN: Final = OpenCommitments(
    "2025-1",
    "自行拆除楼道内搭建",
    date(2025, 7, 10),
    "meeting/2025-05/2",
    tuple(home.label for home in HOMES[:2]),
)
"""Two households are asked to take down what they built (示例承诺活动)."""
FIRST: Final = CAMPAIGN.households[0]
PHOTOGRAPH: Final = "ab" * 32
_DAY: Final = date(2025, 6, 10)
_VISITORS: Final = ("u-canvasser", "u-neighbour")


def opened(stage: Stage) -> str:
    """Open the campaign (开展示例承诺活动)."""
    move_in(stage)
    take_office(stage)
    with stage.work(CHAIR) as work:
        work.deliberation.commitments.open_commitments(CAMPAIGN, key="stage/campaign")
    return CAMPAIGN.number


def visit(
    dwelling: DwellingLabel, answer: CommitmentAnswer | None, *, on: date = _DAY
) -> AskHousehold:
    """Ask for a visit by two people to be recorded (示例入户)."""
    return AskHousehold(CAMPAIGN.number, dwelling, on, _VISITORS, answer)


def _opening(stage: Stage) -> OpenCommitments:
    move_in(stage)
    take_office(stage)
    return CAMPAIGN


def _asking(stage: Stage) -> AskHousehold:
    opened(stage)
    return visit(FIRST, CommitmentAnswer.AGREES)


def _showing(stage: Stage) -> ShowDone:
    return ShowDone(opened(stage), FIRST, PHOTOGRAPH)


def _verifying(stage: Stage) -> VerifyDone:
    shown = _showing(stage)
    with stage.work() as work:
        work.deliberation.commitments.show_done(shown, key="stage/shown")
    return VerifyDone(shown.number, FIRST, PHOTOGRAPH)


def _handing(stage: Stage) -> HandOver:
    number = opened(stage)
    with stage.work() as work:
        refusal = visit(FIRST, CommitmentAnswer.REFUSES)
        work.deliberation.commitments.ask_household(refusal, key="stage/refused")
    return HandOver(number, FIRST, "topic/7")


def _closing(stage: Stage) -> CloseCommitments:
    number = opened(stage)
    with stage.work(CHAIR, now=NOW + timedelta(days=60)) as work:
        for dwelling in CAMPAIGN.households:
            order = HandOver(number, dwelling, "case/2025-1")
            work.deliberation.commitments.hand_over_commitment(order, key=f"stage/{dwelling}")
    return CloseCommitments(number)


EXAMPLES: Final = (
    CommandExample(
        "deliberation.open_commitments",
        _opening,
        refused=lambda request: evolve(request, rests_on=""),
        actor=CHAIR,
    ),
    CommandExample(
        "deliberation.ask_household",
        _asking,
        refused=lambda request: evolve(request, visitors=()),
    ),
    CommandExample(
        "deliberation.show_done",
        _showing,
        refused=lambda request: evolve(request, evidence_digest="photograph"),
    ),
    CommandExample(
        "deliberation.verify_done",
        _verifying,
        refused=lambda request: evolve(request, evidence_digest="cd" * 32),
        actor="u-another",
    ),
    CommandExample(
        "deliberation.hand_over_commitment",
        _handing,
        refused=lambda request: evolve(request, to="nobody"),
        actor=CHAIR,
    ),
    CommandExample(
        "deliberation.close_commitments",
        _closing,
        altered=lambda request: evolve(request, number="2025-2"),
        actor=CHAIR,
        now=NOW + timedelta(days=61),
    ),
)
