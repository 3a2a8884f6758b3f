"""Examples of the commands for opinions (议事命令示例)."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.deliberation.canvass_sheet import OpinionBatch
from gongtong.deliberation.confirmation import CategoryChoice
from gongtong.deliberation.opinions import Opinion
from gongtong.testing.examples.example import CommandExample

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

_DAY: Final = date(2025, 3, 16)
_TOMORROW: Final = date(2025, 6, 11)
_OPINIONS: Final = (
    Opinion("Y0001", _DAY, DwellingLabel(1, 1, 101), "刘洋", "楼道的灯坏了，晚上看不见"),
    Opinion("Y0002", _DAY, DwellingLabel(2, 1, 102), "刘洋", "垃圾没有人清运"),
)


def _batch(*opinions: Opinion) -> OpinionBatch:
    text = "\n".join(str(opinion) for opinion in opinions)
    return OpinionBatch("走访记录.csv", hashlib.sha256(text.encode()).hexdigest(), opinions)


def _second_batch(stage: Stage) -> OpinionBatch:
    record_opinions(stage)
    third = evolve(_OPINIONS[0], number="Y0003", text="希望增加健身器材")
    return _batch(_OPINIONS[0], third)


def record_opinions(stage: Stage) -> None:
    """Record two opinions (登记示例意见)."""
    with stage.work() as work:
        work.deliberation.record_opinions(_batch(*_OPINIONS), key="stage/opinions")


def _choice(stage: Stage) -> CategoryChoice:
    record_opinions(stage)
    with stage.work() as work:
        category = work.deliberation.words().categories[-1].code
    return CategoryChoice("Y0001", category)


EXAMPLES: Final = (
    CommandExample(
        "deliberation.record_opinions",
        _second_batch,
        refused=lambda batch: evolve(
            batch,
            opinions=(*batch.opinions, evolve(_OPINIONS[1], number="Y9", visited_on=_TOMORROW)),
        ),
    ),
    CommandExample(
        "deliberation.confirm_category",
        _choice,
        refused=lambda choice: evolve(choice, category="no-such-category"),
    ),
)
