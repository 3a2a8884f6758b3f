"""Entries that are taken into the books together, all or none (批量过账)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.rulings import Reason
from gongtong.ledger.books.entries import Draft, Entry, Stamp
from gongtong.ledger.sources import VOUCHER_RULES

MOST_DRAFTS: Final = 20_000
"""How many drafts one batch takes: all of it is in memory at once, and one event tells of it (批量上限)."""


@frozen
class PostEntries:
    """A request to post drafts together, all of them or none (批量记账申请)."""

    drafts: tuple[Draft, ...]


@frozen
class NumberRun:
    """The voucher numbers that a batch took in one year, without a gap (号段)."""

    year: int
    first: int
    last: int


@frozen
class BatchPosted:
    """Drafts have been taken into the books together (批量已入账).

    This is all there is to know of them, and shorter than the entries: ids count on from `first_id` by
    one, and the numbers of each year go on from the first of its run, both in the order of the drafts.
    """

    first_id: UUID
    numbers: tuple[NumberRun, ...]
    booked_at: datetime
    booked_by: str
    drafts: tuple[Draft, ...]

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        """What each draft was given when it became an entry (入账戳记)."""
        following = {run.year: count(run.first) for run in self.numbers}
        return tuple(
            Stamp(UUID(int=number), next(following[draft.effective_on.year]), *self._booked)
            for number, draft in enumerate(self.drafts, self.first_id.int)
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries as the books keep them (凭证)."""
        return tuple(
            Entry(
                stamp.id,
                draft.effective_on.year,
                stamp.number,
                draft.kind,
                draft.effective_on,
                stamp.booked_at,
                stamp.booked_by,
                draft.narration,
                draft.postings,
                draft.documents,
                draft.reverses,
            )
            for stamp, draft in zip(self.stamps, self.drafts, strict=True)
        )

    @property
    def _booked(self) -> tuple[datetime, str]:
        return self.booked_at, self.booked_by


@frozen
class BatchSummary:
    """What came of a batch: how many entries, under which numbers, and the sum of their debits (批量记账结果)."""

    entries: int
    numbers: tuple[NumberRun, ...]
    debit_fen: int


def reasons_of_size(request: PostEntries) -> Iterator[Reason]:
    """Refuse a batch of nothing, and one that is too large to be one (批量大小要求)."""
    many = len(request.drafts)
    if not many:
        yield Reason(
            "ledger.nothing_to_post", "没有要记账的凭证", "there is no draft to post", VOUCHER_RULES
        )
    elif many > MOST_DRAFTS:
        yield Reason(
            "ledger.batch_too_large",
            f"一批最多{MOST_DRAFTS}张凭证，现有{many}张",
            f"a batch takes at most {MOST_DRAFTS} drafts, not {many}",
            VOUCHER_RULES,
            (("drafts", str(many)),),
        )


def summary_of(batch: BatchPosted) -> BatchSummary:
    """Sum up a batch (批量汇总)."""
    debit_fen = sum(
        posting.amount_fen
        for draft in batch.drafts
        for posting in draft.postings
        if posting.amount_fen > 0
    )
    return BatchSummary(len(batch.drafts), batch.numbers, debit_fen)


def runs_of(drafts: Iterable[Draft], last: Mapping[int, int]) -> tuple[NumberRun, ...]:
    """Give the numbers that drafts take, after the last one of each year (分配凭证号).

    >>> runs_of((), {2025: 7})
    ()
    """
    taken: dict[int, int] = defaultdict(int)
    for draft in drafts:
        taken[draft.effective_on.year] += 1
    return tuple(
        NumberRun(year, last.get(year, 0) + 1, last.get(year, 0) + many)
        for year, many in sorted(taken.items())
    )


def tidied(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Give drafts as the books keep them: no blanks around a narration (整理草稿)."""
    return tuple(
        draft
        if (narration := draft.narration.strip()) == draft.narration
        else evolve(draft, narration=narration)
        for draft in drafts
    )
