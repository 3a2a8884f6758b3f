"""What is asked of the journey from a vote to a spending (援引表决请求)."""

from uuid import UUID

from attrs import frozen

from gongtong.journeys.spend_by_vote import VotedTerms
from gongtong.ledger.spending.requests import Spending


@frozen
class RestOnVote:
    """A request to let a spending rest on a question of a certified poll (援引表决申请).

    `question` counts from 1. `most_fen` and `payee` are what the question named; fund and purpose are
    those of the spending.
    """

    spending_id: UUID
    poll_id: UUID
    question: int
    most_fen: int
    payee: str = ""

    def terms_for(self, spending: Spending) -> VotedTerms:
        """Give the terms that must have been voted on (应表决要素)."""
        return VotedTerms(spending.fund, spending.purpose, self.most_fen, self.payee.strip())
