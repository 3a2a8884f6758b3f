"""The papers that entries rest on: held against their digests, and missed where there are none (原始凭证核对)."""

import hashlib
from collections.abc import Iterable
from typing import Final

from gongtong.ledger.books.entries import DocumentRef, Entry, EntryKind

WITHOUT_PAPERS: Final = frozenset({EntryKind.OPENING, EntryKind.CLOSING, EntryKind.REVERSAL})
"""Entries that rest on the books themselves (无需原始凭证的凭证)."""


def document_of(name: str, content: bytes) -> DocumentRef:
    """Refer to a file by its name and the SHA-256 of its bytes (登记原始凭证).

    >>> document_of("发票.pdf", b"").digest[:8]
    'e3b0c442'
    """
    return DocumentRef(name, hashlib.sha256(content).hexdigest())


def is_document(reference: DocumentRef, content: bytes) -> bool:
    """Whether these bytes are the file that an entry rests on, whatever it is called now (核对原始凭证)."""
    return hashlib.sha256(content).hexdigest() == reference.digest


def without_documents(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Give the entries that should rest on a document and name none (缺原始凭证的凭证)."""
    return tuple(
        entry for entry in entries if not entry.documents and entry.kind not in WITHOUT_PAPERS
    )
