"""The policy packs that come with the package, registered like anybody's plugin (内置插件)."""

from typing import Final

from gongtong.plugins.builtin import (
    cn_attendance,
    cn_civil_code,
    cn_debts,
    cn_incidents,
    cn_ledger,
    cn_local_votes,
    cn_mediation,
    cn_mediation_groups,
    cn_mediation_mediators,
    cn_mediation_terms,
    cn_meetings,
    cn_offices,
    cn_opinion_synonyms,
    cn_opinion_words,
    cn_patrols,
    cn_payment_words,
    cn_polls,
    cn_rosters,
    cn_volunteers,
    cn_work_calendar,
    counting_methods,
    rooms,
)
from gongtong.plugins.manifest import Plugin

BUILT_IN: Final[tuple[Plugin, ...]] = (
    cn_civil_code.plugin,
    cn_debts.plugin,
    cn_ledger.plugin,
    cn_local_votes.plugin,
    cn_mediation.plugin,
    cn_mediation_groups.plugin,
    cn_mediation_mediators.plugin,
    cn_mediation_terms.plugin,
    cn_meetings.plugin,
    cn_offices.plugin,
    cn_opinion_synonyms.plugin,
    cn_opinion_words.plugin,
    cn_patrols.plugin,
    cn_rosters.plugin,
    cn_attendance.plugin,
    cn_incidents.plugin,
    cn_payment_words.plugin,
    cn_polls.plugin,
    cn_volunteers.plugin,
    cn_work_calendar.plugin,
    counting_methods.plugin,
    rooms.plugin,
)
