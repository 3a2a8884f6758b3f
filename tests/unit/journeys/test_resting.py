"""What is asked of the journey from a vote to a spending."""

from datetime import date
from uuid import UUID

from gongtong.journeys.resting import RestOnVote
from gongtong.journeys.spend_by_vote import VotedTerms
from gongtong.ledger.spending.requests import Spending


def test_fund_and_purpose_are_those_of_the_spending() -> None:
    """Only the most and the payee are said anew, for the question may have named more, or nobody."""
    spending = Spending(
        UUID(int=1), "sanitation", "5102", 100, "更换水泵", "新民建材", "asker", date(2025, 1, 1)
    )
    request = RestOnVote(spending.id, UUID(int=2), 1, 500, " 新民建材 ")
    assert request.terms_for(spending) == VotedTerms("sanitation", "更换水泵", 500, "新民建材")
    anybody = RestOnVote(spending.id, UUID(int=2), 1, 500)
    assert anybody.terms_for(spending).payee == ""
