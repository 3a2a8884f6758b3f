"""Letters to households that owe what is due: what, since when, and how to pay (催缴通知).

A letter asks; it never threatens. Who serves a compound may not stop water, power, heat or gas to
make people pay (民法典第944条第3款): a text that says so is refused.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Source, Standing

DUNNING: Final = Source("民法典", "第944条第2款", date(2021, 1, 1))
"""Who does not pay in time may be asked to pay within a reasonable time (催告)."""
NO_CUTTING_OFF: Final = Source("民法典", "第944条第3款", date(2021, 1, 1))
"""Nobody may be made to pay by stopping power, water, heat or gas (不得停水停电催交)."""
LETTER_RULES: Final = Source("收费规则", "催缴", standing=Standing.HOUSE)

# a verb of stopping, at most a few small words, and a supply that is no part of another word
_THREAT: Final = re.compile(
    r"(?:停止?|中断|切断|掐断?|断|关停|限制?|拉)(?:供应?|您|你|家|的|其|用|掉|了|贵|户){0,5}"
    r"(?:水|电(?![子话脑信梯])|燃气|气|暖|热)|拉闸"
)


@frozen
class ArrearsLetterTerms:
    """How a place asks for what is due (催缴规则).

    `least_days` is the shortest time to pay that a letter gives: the law asks for a reasonable one and
    names no number.
    """

    least_days: int = 15


@frozen
class LetterLine:
    """One charge in a letter: what it is, when it fell due, and what is open (催缴明细)."""

    zh: str
    period_zh: str
    due_on: date
    open_fen: int
    explanation_zh: str


@frozen
class ArrearsLetter:
    """A letter to one household, as it is sent (催缴通知书).

    `addressee` is masked; `number` counts the letters of the place in a year, and is left out in a
    preview. `ways` say how to pay and whom to ask.
    """

    place_zh: str
    label: DwellingLabel
    addressee: str
    written_on: date
    pay_by: date
    lines: tuple[LetterLine, ...]
    ways: tuple[str, ...]
    number: int | None = None

    @property
    def due_fen(self) -> int:
        """What the letter asks for (催缴金额)."""
        return sum(line.open_fen for line in self.lines)

    @property
    def reference(self) -> str:
        """The number as it is written on the letter (文号)."""
        if self.number is None:
            return "草稿"
        return f"催{self.written_on.year}年第{self.number}号"


def letter_text(letter: ArrearsLetter) -> str:
    """Write a letter as plain text; the same letter gives the same text (催缴通知文本).

    Its SHA-256 is kept with the letter, so that nobody has to argue about what was sent.
    """
    lines = [
        f"{letter.place_zh}缴费提醒",
        letter.reference,
        "",
        f"{letter.label}住户（{letter.addressee}）：",
        "",
        f"截至{letter.written_on}，下列费用已到期而尚未缴清，共{format_yuan(letter.due_fen)}元：",
        *(
            f"{number}. {line.zh}（{line.period_zh}），{line.due_on}到期，"
            f"尚欠{format_yuan(line.open_fen)}元。{line.explanation_zh}"
            for number, line in enumerate(letter.lines, start=1)
        ),
        "",
        f"请于{letter.pay_by}前缴纳。缴费方式：",
        *(f"- {' '.join(way.split())}" for way in letter.ways),
        "",
        *CLOSING_LINES,
        "",
        f"{letter.written_on}",
    ]
    return "\n".join(lines) + "\n"


CLOSING_LINES: Final = (
    "如有困难，可以申请分期缴费；如对金额有异议，请与我们核对，账目随时可查。",
    "如已缴纳，请告知缴费日期和方式，以便核对。",
    "不会因欠费停水、停电、停气、停暖。",
)
"""What every letter ends with (结语)."""


def threats_in(texts: Sequence[str]) -> tuple[str, ...]:
    """Find the texts that speak of cutting off water, power, heat or gas (停供催交用语).

    >>> threats_in(["微信缴费", "逾期将停水", "不缴费断您家的电"])
    ('逾期将停水', '不缴费断您家的电')
    """
    return tuple(text for text in texts if _THREAT.search(text))
