"""Sessions: who sat together, what was said and kept (调解会服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.mediation.cases.store import load_case, update_case
from gongtong.mediation.mediators.store import list_namings
from gongtong.mediation.parties.records.store import list_records
from gongtong.mediation.parties.store import list_participants, list_parties
from gongtong.mediation.sessions import store
from gongtong.mediation.sessions.minutes import (
    ConcessionReleased,
    KeepMinutes,
    KeptConcession,
    MinutesEntry,
    MinutesKept,
    MinutesSigned,
    ReleaseConcession,
    SignMinutes,
    readable,
    rule_on_minutes,
    rule_on_release,
    rule_on_signing_minutes,
)
from gongtong.mediation.sessions.openness import (
    OpennessSettled,
    SettleOpenness,
    rule_on_openness,
)
from gongtong.mediation.sessions.session import (
    CloseSession,
    OpenSession,
    SessionClosed,
    SessionFacts,
    SessionOnFile,
    SessionOpened,
    rule_on_closing_session,
    rule_on_opening_session,
)
from gongtong.mediation.sessions.standing import SessionStanding

if TYPE_CHECKING:
    from gongtong.core.rulings import Granted, Refused
    from gongtong.core.storage.unit import UnitOfWork


def session_standing(unit: UnitOfWork, case: str) -> SessionStanding | None:
    """Say how the newest session of a case stands, if there is any (调解会情况)."""
    newest = store.newest_session(unit, case)
    if newest is None:
        return None
    return SessionStanding(
        newest.number,
        is_under_way=newest.is_under_way,
        present=newest.parties,
        has_minutes=newest.entries > 0,
        minutes_signed=newest.parties <= newest.signed_by,
    )


def _facts(unit: UnitOfWork, case: str) -> SessionFacts:
    return SessionFacts(
        load_case(unit, case),
        {one.party.code: one for one in list_records(unit, case)},
        [one.person for one in list_namings(unit, case) if one.is_active],
        [one.number for one in list_participants(unit, case)],
        store.newest_session(unit, case),
        unit.today,
    )


def _settle(unit: UnitOfWork, request: SettleOpenness) -> OpennessSettled:
    case = load_case(unit, request.case)
    parties = [one.code for one in list_parties(unit, request.case)]
    event = unit.granted(rule_on_openness(request, case, parties))
    update_case(unit, request.case, case.version, openness=event.openness)
    unit.record(event)
    return event


def _open(unit: UnitOfWork, request: OpenSession) -> SessionOpened:
    event = unit.granted(rule_on_opening_session(request, _facts(unit, request.case)))
    store.save_session(unit, event, request)
    unit.record(event)
    return event


def _close(unit: UnitOfWork, request: CloseSession) -> SessionClosed:
    session = store.load_session(unit, request.case, request.number)
    event = unit.granted(rule_on_closing_session(request, session))
    store.close_session(unit, request)
    unit.record(event)
    return event


def _keep(unit: UnitOfWork, request: KeepMinutes) -> MinutesKept:
    session = store.load_session(unit, request.case, request.number)
    event = unit.granted(rule_on_minutes(request, session))
    store.add_minutes(unit, event, request)
    unit.record(event)
    return event


def _sign(unit: UnitOfWork, request: SignMinutes) -> MinutesSigned:
    session = store.load_session(unit, request.case, request.number)
    event = unit.granted(rule_on_signing_minutes(request, session))
    store.add_signatures(unit, event)
    unit.record(event)
    return event


def _release(unit: UnitOfWork, request: ReleaseConcession) -> ConcessionReleased:
    store.load_session(unit, request.case, request.number)
    kept = store.list_concessions(unit, request.case, request.number)
    event = unit.granted(rule_on_release(request, kept))
    store.release_concession(unit, event)
    unit.record(event)
    return event


SETTLE_OPENNESS: Final = Command(
    "mediation.settle_openness", SettleOpenness, OpennessSettled, _settle, zh="确定公开方式"
)
OPEN_SESSION: Final = Command(
    "mediation.open_session", OpenSession, SessionOpened, _open, zh="开调解会"
)
CLOSE_SESSION: Final = Command(
    "mediation.close_session", CloseSession, SessionClosed, _close, zh="结束调解会"
)
KEEP_MINUTES: Final = Command(
    "mediation.keep_minutes", KeepMinutes, MinutesKept, _keep, zh="登记调解记录"
)
SIGN_MINUTES: Final = Command(
    "mediation.sign_minutes", SignMinutes, MinutesSigned, _sign, zh="登记记录签名"
)
RELEASE_CONCESSION: Final = Command(
    "mediation.release_concession",
    ReleaseConcession,
    ConcessionReleased,
    _release,
    zh="公开让步",
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    SETTLE_OPENNESS,
    OPEN_SESSION,
    CLOSE_SESSION,
    KEEP_MINUTES,
    SIGN_MINUTES,
    RELEASE_CONCESSION,
)


class Sessions:
    """Sessions: who sat together, what was said and kept (调解会台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def settle_openness(self, request: SettleOpenness, *, key: str) -> OpennessSettled:
        """Settle whether others may attend (确定公开方式)."""
        return self._unit.run(SETTLE_OPENNESS, request, key=key)

    def open_session(self, request: OpenSession, *, key: str) -> SessionOpened:
        """Open a session (开调解会)."""
        return self._unit.run(OPEN_SESSION, request, key=key)

    def may_open_session(self, request: OpenSession) -> Granted[SessionOpened] | Refused:
        """Rule on a session without opening it (能否开调解会)."""
        return rule_on_opening_session(request, _facts(self._unit, request.case))

    def close_session(self, request: CloseSession, *, key: str) -> SessionClosed:
        """Close a session (结束调解会)."""
        return self._unit.run(CLOSE_SESSION, request, key=key)

    def keep_minutes(self, request: KeepMinutes, *, key: str) -> MinutesKept:
        """Write into the minutes (登记调解记录)."""
        return self._unit.run(KEEP_MINUTES, request, key=key)

    def sign_minutes(self, request: SignMinutes, *, key: str) -> MinutesSigned:
        """Enter that parties have signed the minutes as they stand (登记记录签名)."""
        return self._unit.run(SIGN_MINUTES, request, key=key)

    def release_concession(self, request: ReleaseConcession, *, key: str) -> ConcessionReleased:
        """Let others read a concession; only who made it can (公开让步)."""
        return self._unit.run(RELEASE_CONCESSION, request, key=key)

    def sessions(self, case: str) -> tuple[SessionOnFile, ...]:
        """Give the sessions of a case (调解会清单)."""
        return store.list_sessions(self._unit, case)

    def minutes(self, case: str, number: int) -> tuple[MinutesEntry, ...]:
        """Give the minutes of a session, without what was conceded (调解记录)."""
        return store.list_minutes(self._unit, case, number)

    def concessions(self, case: str, number: int) -> tuple[KeptConcession, ...]:
        """Give the concessions that others may read: those that were released (可公开的让步)."""
        return readable(store.list_concessions(self._unit, case, number))

    def privileged_concessions(self, case: str, number: int) -> tuple[KeptConcession, ...]:
        """Give all concessions, for those who sat in the session alone (保密让步)."""
        return store.list_concessions(self._unit, case, number)

    def standing(self, case: str) -> SessionStanding | None:
        """Say how the newest session stands (调解会情况)."""
        return session_standing(self._unit, case)
