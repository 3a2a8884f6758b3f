"""Drafts and entries as canonical JSON text, written in one go (凭证文本).

A posting is written many times more often than anything else here; its text is what the codec would
give, byte for byte, and a law holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from gongtong.core.codec import SAFE_INTEGER, canonical, instant_text, quoted, to_json
from gongtong.ledger.books.entries import DocumentRef, Draft, Entry, Posting
from gongtong.ledger.books.posting.batches import BatchPosted, PostEntries


def draft_text(draft: Draft) -> str:
    """Write a draft (草稿文本)."""
    return (
        f'{{"documents":{_documents(draft.documents)},"effective_on":"{draft.effective_on.isoformat()}",'
        f'"kind":"{draft.kind.value}","narration":{quoted(draft.narration)},'
        f'"postings":[{_postings(draft.postings)}],"reverses":{_id(draft.reverses)}}}'
    )


def entry_text(entry: Entry) -> str:
    """Write an entry (凭证文本)."""
    return (
        f'{{"booked_at":"{instant_text(entry.booked_at)}","booked_by":{quoted(entry.booked_by)},'
        f'"documents":{_documents(entry.documents)},"effective_on":"{entry.effective_on.isoformat()}",'
        f'"id":"{entry.id}","kind":"{entry.kind.value}","narration":{quoted(entry.narration)},'
        f'"number":{entry.number},"postings":[{_postings(entry.postings)}],'
        f'"reverses":{_id(entry.reverses)},"year":{entry.year}}}'
    )


def posted_text(entries: Iterable[Entry]) -> str:
    """Write the event `EntriesPosted` (入账事件文本)."""
    return f'{{"entries":[{",".join(map(entry_text, entries))}]}}'


def request_text(request: PostEntries) -> str:
    """Write the request for a batch (批量申请文本)."""
    return f'{{"drafts":[{",".join(map(draft_text, request.drafts))}]}}'


def drafts_in(request: str) -> str:
    """Take the JSON list of the drafts out of the text of a request (申请中的草稿)."""
    return request.removeprefix('{"drafts":').removesuffix("}")


def batch_text(batch: BatchPosted, drafts: str | None = None) -> str:
    """Write the event `BatchPosted`; the list of its drafts may have been written before (批量事件文本)."""
    if drafts is None:
        drafts = f"[{','.join(map(draft_text, batch.drafts))}]"
    numbers = ",".join(
        f'{{"first":{run.first},"last":{run.last},"year":{run.year}}}' for run in batch.numbers
    )
    return (
        f'{{"booked_at":"{instant_text(batch.booked_at)}","booked_by":{quoted(batch.booked_by)},'
        f'"drafts":{drafts},"first_id":"{batch.first_id}","numbers":[{numbers}]}}'
    )


def _postings(postings: Iterable[Posting]) -> str:
    return ",".join(
        [
            f'{{"account":{quoted(one.account)},"amount_fen":{one.amount_fen},'
            f'"dwelling_id":{_id(one.dwelling_id)},"fund":{quoted(one.fund)},'
            f'"memo":{quoted(one.memo)}}}'
            if type(one.amount_fen) is int and -SAFE_INTEGER <= one.amount_fen <= SAFE_INTEGER
            else canonical(to_json(one)).decode()
            for one in postings
        ]
    )


def _documents(documents: tuple[DocumentRef, ...]) -> str:
    return canonical(to_json(list(documents))).decode() if documents else "[]"


def _id(value: UUID | None) -> str:
    return "null" if value is None else f'"{value}"'
