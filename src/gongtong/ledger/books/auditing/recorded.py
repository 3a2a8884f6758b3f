"""An entry as the record of events keeps it, held against the rows of the books (凭证与记录核对)."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any, Final
from uuid import UUID

from attrs import Factory, field, frozen

from gongtong.core.codec import JsonValue, to_json
from gongtong.ledger.books.entries import Entry, Posting, voucher_label
from gongtong.ledger.books.verifying import Finding

KIND: Final = ".EntriesPosted"
"""How the kind of every event ends that brought entries, whatever command made it (入账事件)."""
BATCH_KIND: Final = ".BatchPosted"
"""How the kind of an event ends that brought a batch: its drafts, the first id and the numbers (批量入账事件)."""
_EXACT: Final = 2**53


def _id_in_body(recorded: "RecordedEntry") -> UUID:
    return UUID(str(recorded.body["id"]))


@frozen
class RecordedEntry:
    """An entry in the record, with the number of the event that brought it (记录中的凭证)."""

    sequence: int
    body: Mapping[str, JsonValue]
    id: UUID = field(init=False, default=Factory(_id_in_body, takes_self=True))

    @property
    def label(self) -> str:
        """The voucher number as people write it (凭证号)."""
        return voucher_label(int(str(self.body["year"])), int(str(self.body["number"])))


def entries_in(body: Any) -> Iterator[Mapping[str, JsonValue]]:
    """Give the entries that an event brought, as `body_of` writes them (事件中的凭证).

    The event of a batch tells once what all of its entries share, and an id and a number for each
    follow from the first ones.
    """
    if "drafts" not in body:
        yield from body.get("entries", ())
        return
    following = {run["year"]: count(int(run["first"])) for run in body["numbers"]}
    booked = {"booked_at": body["booked_at"], "booked_by": body["booked_by"]}
    for number, draft in enumerate(body["drafts"], UUID(body["first_id"]).int):
        year = int(draft["effective_on"][:4])
        own = {"id": str(UUID(int=number)), "year": year, "number": next(following[year])}
        yield draft | booked | own


def body_of(entry: Entry) -> dict[str, JsonValue]:
    """Write an entry as the record keeps it, by hand, since there may be millions (凭证记录形式)."""
    return {
        "id": str(entry.id),
        "year": entry.year,
        "number": entry.number,
        "kind": str(entry.kind),
        "effective_on": entry.effective_on.isoformat(),
        "booked_at": to_json(entry.booked_at),
        "booked_by": entry.booked_by,
        "narration": entry.narration,
        "postings": [_posting(posting) for posting in entry.postings],
        "documents": [
            {"name": document.name, "digest": document.digest} for document in entry.documents
        ],
        "reverses": None if entry.reverses is None else str(entry.reverses),
    }


def _posting(posting: Posting) -> JsonValue:
    amount = posting.amount_fen
    return {
        "account": posting.account,
        "fund": posting.fund,
        # beyond what every reader of JSON keeps exactly, amounts are text
        "amount_fen": amount if -_EXACT < amount < _EXACT else str(amount),
        "dwelling_id": None if posting.dwelling_id is None else str(posting.dwelling_id),
        "memo": posting.memo,
    }


def differences_of(
    recorded: Iterable[RecordedEntry], kept: Mapping[UUID, Entry]
) -> Iterator[Finding]:
    """Name every recorded entry that is missing from the books or stands there otherwise (凭证差异)."""
    for one in recorded:
        entry = kept.get(one.id)
        at = (("entry", one.label), ("event", str(one.sequence)))
        if entry is None:
            yield Finding(
                "ledger.entry_missing",
                f"凭证{one.label}在事件{one.sequence}中有记录，账簿中却没有",
                f"entry {one.label} is in event {one.sequence} and not in the books",
                at,
            )
            continue
        body = body_of(entry)
        if body != one.body:
            changed = ", ".join(
                sorted(key for key in {*body, *one.body} if body.get(key) != one.body.get(key))
            )
            yield Finding(
                "ledger.entry_differs",
                f"凭证{one.label}与事件{one.sequence}的记录不同：{changed}",
                f"entry {one.label} differs from event {one.sequence} in {changed}",
                (*at, ("fields", changed)),
            )


def unrecorded(labels: Iterable[str]) -> Iterator[Finding]:
    """Name entries in the books that no event brought (无记录凭证)."""
    for label in labels:
        yield Finding(
            "ledger.entry_unrecorded",
            f"凭证{label}在账簿中，事件记录中却没有",
            f"entry {label} is in the books and in no event",
            (("entry", label),),
        )


def stray(count: int) -> Iterator[Finding]:
    """Name postings that belong to no entry (无凭证分录)."""
    if count:
        yield Finding(
            "ledger.postings_without_entry",
            f"有{count}行分录不属于任何凭证",
            f"{count} postings belong to no entry",
            (("postings", str(count)),),
        )


def broken_at(sequence: int | None) -> Iterator[Finding]:
    """Name the event at which the chain of the record breaks (断链)."""
    if sequence is not None:
        yield Finding(
            "ledger.record_broken",
            f"事件链在第{sequence}条断开",
            f"the record is broken at event {sequence}",
            (("event", str(sequence)),),
        )
