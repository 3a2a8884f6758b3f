"""How far an assessment in parts has come (计费进度)."""

from __future__ import annotations

from attrs import evolve, frozen

from gongtong.ledger.fees.assessing import FeesAssessed


@frozen
class AssessmentProgress:
    """The parts that are charged and committed, and what they came to (计费进度).

    `latest` is what the last part gave: nothing new where it had been charged in an earlier run.
    """

    parts: int
    done: int = 0
    dwellings: int = 0
    charges: int = 0
    amount_fen: int = 0
    already_charged: int = 0
    latest: FeesAssessed | None = None

    def after(self, event: FeesAssessed) -> AssessmentProgress:
        """Give the progress when one more part is done (推进)."""
        return evolve(
            self,
            done=self.done + 1,
            dwellings=self.dwellings + event.dwellings,
            charges=self.charges + event.charges,
            amount_fen=self.amount_fen + event.amount_fen,
            already_charged=self.already_charged + event.already_charged,
            latest=event,
        )

    @property
    def is_done(self) -> bool:
        """Whether every part is charged (是否完成)."""
        return self.done == self.parts
