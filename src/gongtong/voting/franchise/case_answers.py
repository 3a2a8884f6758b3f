"""The answers to worked cases of the right to vote, by kind (表决资格案例)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongtong.voting.franchise.ballot_cases import answer_ballot, answer_residents_proxy
from gongtong.voting.franchise.petition_cases import answer_petition
from gongtong.voting.franchise.register_cases import answer_register

if TYPE_CHECKING:
    from gongtong.core.policies import PolicyBook
    from gongtong.voting.franchise.case_reading import CaseAnswer, Given

__all__ = [
    "answer_ballot",
    "answer_case",
    "answer_petition",
    "answer_register",
    "answer_residents_proxy",
]

_BY_KIND = {
    "ballot": answer_ballot,
    "petition": answer_petition,
    "register": answer_register,
}


def answer_case(kind: str, given: Given, book: PolicyBook, *, place: str = "") -> CaseAnswer:
    """Answer a worked case from what it states and the rules in a book (案例答案).

    `place` names a place whose house rules the book holds. The keys are those that cases expect,
    and a few that explain. Raises `ValueError` for a kind or a key that is not known.
    """
    if kind not in _BY_KIND:
        message = f"cases of the kind {kind!r} are not answered here, only {', '.join(_BY_KIND)}"
        raise ValueError(message)
    return _BY_KIND[kind](given, book, place=place)
