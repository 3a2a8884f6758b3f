"""Papers under entries: held against their digest, and missed where there are none."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from gongtong.ledger.books.documents import (
    WITHOUT_PAPERS,
    document_of,
    is_document,
    without_documents,
)
from gongtong.ledger.books.entries import DocumentRef, Entry, EntryKind

INVOICE = "第12345号发票".encode()


def entry(kind: EntryKind, *documents: DocumentRef) -> Entry:
    booked = datetime(2025, 1, 6, 1, tzinfo=UTC)
    day = date(2025, 1, 6)
    return Entry(UUID(int=1), 2025, 1, kind, day, booked, "u-1", "摘要", (), documents)


def test_a_file_is_known_by_its_bytes() -> None:
    """The digest is SHA-256 in hex, whatever the file is called."""
    document = document_of("发票.pdf", INVOICE)
    assert document.name == "发票.pdf"
    assert len(document.digest) == 64
    assert is_document(document, INVOICE)
    assert is_document(DocumentRef("改名.pdf", document.digest), INVOICE)


@pytest.mark.parametrize(
    "content", [b"", INVOICE[:-1], INVOICE + b"\n", INVOICE.replace(b"1", b"7")]
)
def test_another_file_is_not_it(content: bytes) -> None:
    """A byte less, a byte more and a byte changed are other files."""
    assert not is_document(document_of("发票.pdf", INVOICE), content)


@pytest.mark.parametrize("kind", sorted(EntryKind))
def test_entries_rest_on_papers(kind: EntryKind) -> None:
    """Opening, closing and reversing rest on the books themselves; all else is missed without a paper."""
    assert bool(without_documents([entry(kind)])) is (kind not in WITHOUT_PAPERS)
    assert without_documents([entry(kind, document_of("发票.pdf", INVOICE))]) == ()
