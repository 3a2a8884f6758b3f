"""Taking a running case over to another definition, with what changes by it (案件迁移)."""

from __future__ import annotations

from attrs import evolve, field, frozen

from gongtong.core.machines.comparing import MachineChange, changes_between
from gongtong.core.machines.pinning import PinnedMachine
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.cases.opening import digest_of_words
from gongtong.mediation.sources import HOUSE_MEDIATION


@frozen
class MigrateCase:
    """A request to take a case over to the definition in force (案件迁移申请).

    `to_state` is where it stands afterwards; it may be left out where the new table has the state that it is in.
    """

    case: str
    seen: int
    words: str = field(repr=False)
    to_state: str = ""


@frozen
class CaseMigrated:
    """A case runs on another definition (案件已迁移)."""

    case: str
    old: str
    new: str
    left: str
    entered: str
    version: int
    words: str


@frozen
class Migration:
    """What would change if a case were taken over (迁移影响)."""

    old: PinnedMachine
    new: PinnedMachine
    changes: tuple[MachineChange, ...]


def migration_of(old: PinnedMachine, new: PinnedMachine) -> Migration:
    """Say what would change (迁移影响)."""
    return Migration(old, new, changes_between(old.machine, new.machine))


def rule_on_migrating(
    request: MigrateCase, case: CaseOnFile, migration: Migration
) -> Granted[CaseMigrated] | Refused:
    """Let a case be taken over (案件迁移审核).

    Grounds, in this order: the case has ended, it runs on that definition already, no reason, a state that the new
    table does not have.
    """
    reasons = [*reasons_if_ended(case)]
    if migration.old.digest == migration.new.digest:
        reasons.append(
            _reason(
                "migrated_already", "案件已在现行状态表上", "it runs on that definition already"
            )
        )
    if not request.words.strip():
        reasons.append(_reason("migration_reason", "须写明迁移理由", "say why it is taken over"))
    entered = request.to_state or case.state
    known = {str(row.name) for row in migration.new.machine.states}
    if entered not in known:
        reasons.append(
            _reason(
                "migration_state",
                f"新状态表没有“{entered}”，请指明迁移后的状态",
                f"the new table has no state {entered!r}: name the one it is in afterwards",
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(
        CaseMigrated(
            case.number,
            migration.old.digest,
            migration.new.digest,
            case.state,
            entered,
            case.version + 1,
            digest_of_words(request.words.strip()),
        )
    )


def migrated(case: CaseOnFile, event: CaseMigrated, new: PinnedMachine) -> CaseOnFile:
    """Give the case as it stands on the new definition (迁移后的案件)."""
    return evolve(
        case,
        state=event.entered,
        definition=event.new,
        version=event.version,
        is_ended=new.machine.state(event.entered).is_final,
    )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
