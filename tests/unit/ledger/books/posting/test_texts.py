"""Texts of drafts and entries; the laws of posting hold them to the codec."""

from datetime import date
from uuid import UUID

from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.books.posting.texts import draft_text


def test_the_text_of_a_draft_is_canonical_json() -> None:
    """Keys in order, no blanks, large numbers as text."""
    draft = Draft(
        EntryKind.MANUAL,
        date(2025, 1, 6),
        '收"费"',
        (Posting("1122", "sanitation", 2**53, UUID(int=1), "\n"),),
        (DocumentRef("账单", "0f"),),
    )
    assert draft_text(draft) == (
        '{"documents":[{"digest":"0f","name":"账单"}],"effective_on":"2025-01-06","kind":"manual",'
        '"narration":"收\\"费\\"","postings":[{"account":"1122","amount_fen":"9007199254740992",'
        '"dwelling_id":"00000000-0000-0000-0000-000000000001","fund":"sanitation","memo":"\\n"}],'
        '"reverses":null}'
    )
