"""Taking a foreign journal into the books: every transaction once, or nothing at all (账簿接收审核)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.entries import MOST_NARRATION, DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.exchange.journal_files.journal import Journal, JournalTransaction, keys_of
from gongtong.ledger.importing.account_mapping import AccountMapping, AccountTarget

IMPORT_RULES: Final = Source("记账规则", "接收外来账簿", standing=Standing.HOUSE)
_MOST_SHOWN: Final = 20


@frozen
class ImportJournal:
    """A request to take the transactions of a journal into the books by a mapping of its accounts (账簿接收申请)."""

    journal: Journal
    mapping: AccountMapping


@frozen
class JournalImported:
    """A journal was taken over: so many new entries; `known` were taken over before (账簿已接收)."""

    file: str
    digest: str
    entries: int
    known: int


@frozen
class JournalFacts:
    """What is known when a journal is taken over (账簿接收依据).

    `dwellings` are those of the register; `known` are the keys of transactions taken over before.
    """

    dwellings: Mapping[DwellingLabel, UUID]
    known: Collection[str]
    held: Collection[Office]


@frozen
class JournalPlan:
    """What taking over a journal comes to: drafts, each with the key of its transaction (账簿接收方案)."""

    drafts: tuple[tuple[str, Draft], ...]
    event: JournalImported


def rule_on_journal(request: ImportJournal, facts: JournalFacts) -> Granted[JournalPlan] | Refused:
    """Draft an entry for each new transaction, or name every ground against the journal (账簿接收审核).

    Grounds, in this order: the office, the cashier, accounts that nothing stands for, dwellings that are not
    there, transactions that do not balance in each fund once their accounts are mapped.
    """
    journal = request.journal
    targets = {name: request.mapping.target(name) for name in journal.accounts}
    reasons = (
        *reasons_against_bookkeeper(facts.held, act=("接收账簿", "take over a journal")),
        *_unmapped(journal, targets),
        *_strangers(targets, facts),
        *_unbalanced(journal, targets),
    )
    if reasons:
        return Refused(reasons)
    document = DocumentRef(journal.file, journal.digest)
    drafts = tuple(
        (key, _draft(one, targets, facts, document))
        for key, one in zip(keys_of(journal), journal.transactions, strict=True)
        if key not in facts.known
    )
    known = len(journal.transactions) - len(drafts)
    event = JournalImported(journal.file, journal.digest, len(drafts), known)
    return Granted(JournalPlan(drafts, event))


def _draft(
    transaction: JournalTransaction,
    targets: Mapping[str, AccountTarget | None],
    facts: JournalFacts,
    document: DocumentRef,
) -> Draft:
    return Draft(
        kind=EntryKind.IMPORTED,
        effective_on=transaction.day,
        narration=_narration(transaction),
        postings=tuple(
            Posting(
                target.account,
                target.fund,
                one.amount_fen,
                None if target.dwelling is None else facts.dwellings[target.dwelling],
                one.memo[:MOST_NARRATION],
            )
            for one in transaction.postings
            if (target := targets[one.account]) is not None
        ),
        documents=(document,),
    )


def _narration(transaction: JournalTransaction) -> str:
    said = f"({transaction.code}) " if transaction.code else ""
    return (f"{said}{transaction.narration}".strip() or "接收账簿")[:MOST_NARRATION]


def _unmapped(journal: Journal, targets: Mapping[str, AccountTarget | None]) -> Iterator[Reason]:
    lines = journal.accounts
    for name in [name for name, target in targets.items() if target is None][:_MOST_SHOWN]:
        yield _reason(
            "ledger.journal_account_unmapped",
            f"第{lines[name]}行：科目“{name}”没有对应的科目",
            f"line {lines[name]}: nothing stands for the account {name!r}",
            ("account", name),
        )


def _strangers(
    targets: Mapping[str, AccountTarget | None], facts: JournalFacts
) -> Iterator[Reason]:
    labels = {
        target.dwelling
        for target in targets.values()
        if target is not None and target.dwelling is not None
    }
    for label in sorted(labels - set(facts.dwellings))[:_MOST_SHOWN]:
        yield _reason(
            "ledger.dwelling_unknown",
            f"名册中没有{label}",
            f"there is no dwelling {label} in the register",
            ("dwelling", str(label)),
        )


def _unbalanced(journal: Journal, targets: Mapping[str, AccountTarget | None]) -> Iterator[Reason]:
    shown = 0
    for one in journal.transactions:
        sums: dict[str, int] = defaultdict(int)
        for posting in one.postings:
            if (target := targets[posting.account]) is not None:
                sums[target.fund] += posting.amount_fen
        off = {fund: fen for fund, fen in sums.items() if fen}
        is_mapped = all(targets[posting.account] is not None for posting in one.postings)
        if off and is_mapped and shown < _MOST_SHOWN:
            shown += 1
            funds = "、".join(f"{fund} {format_yuan(fen)}" for fund, fen in off.items())
            yield _reason(
                "ledger.journal_unbalanced_in_fund",
                f"第{one.line}行：按资金借贷不平：{funds}",
                f"line {one.line}: it does not balance in each fund: {funds}",
                ("line", str(one.line)),
            )


def _reason(code: str, zh: str, en: str, *params: tuple[str, str]) -> Reason:
    return Reason(code, zh, en, IMPORT_RULES, params)
