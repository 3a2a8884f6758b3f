"""How many ballots it takes to change a result, exactly or at the least, in words (结果变动所需票数)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.voting.counting.telling import Sentence


class Change(StrEnum):
    """What is done with ballots: cast for others instead, or cast in addition (选票变动方式)."""

    SWITCHED = "switched"
    ADDED = "added"


_WORDS: Final = {
    Change.SWITCHED: ("改投", "switched", "be switched"),
    Change.ADDED: ("增加", "added", "be added"),
}


@frozen
class Least:
    """The fewest ballots, switched or added; nothing where no number of them is enough (最少票数)."""

    switched: int | None
    added: int | None


def _none_or_count(_: object, __: object, ballots: int | None) -> None:
    if ballots is not None and ballots < 0:
        message = f"{ballots} ballots cannot be changed"
        raise ValueError(message)


@frozen(kw_only=True)
class Margin:
    """The smallest number of ballots that could change a result (变动票数).

    The result has changed where another set of candidates is elected, or where a tie makes it depend
    on the rule for ties. `ballots` is nothing where no number is enough, and 0 where a tie is there
    already. Where `is_exact` is false, fewer ballots certainly cannot change the result, but it may
    take more. A ballot is one of weight one; a switched ballot may be any ballot that the method
    accepts.
    """

    change: Change
    ballots: int | None = field(validator=_none_or_count)
    is_exact: bool

    @property
    def sentence(self) -> Sentence:
        """Say it in both languages (双语说明).

        >>> Margin(change=Change.SWITCHED, ballots=12, is_exact=True).sentence.zh
        '至少要有12张选票改投，结果才会改变；12张就足以改变。'
        """
        done_zh, done_en, be_done = _WORDS[self.change]
        if self.ballots is None:
            return Sentence(
                f"无论多少张选票{done_zh}，结果都不会改变。",
                f"No number of ballots {done_en} changes the result.",
            )
        if not self.ballots:
            return Sentence(
                "已有并列，结果取决于并列的处理；不改变任何选票也可能不同。",
                "There is a tie: the result depends on how it is broken, with no ballot changed.",
            )
        zh = f"至少要有{self.ballots}张选票{done_zh}，结果才会改变"
        en = f"At least {_ballots(self.ballots)} must {be_done} before the result changes"
        if self.is_exact:
            return Sentence(
                f"{zh}；{self.ballots}张就足以改变。", f"{en}, and {self.ballots} can be enough."
            )
        return Sentence(f"{zh}；这是下限，实际可能需要更多。", f"{en}; it may take more.")


def _ballots(number: int) -> str:
    return "1 ballot" if number == 1 else f"{number} ballots"
