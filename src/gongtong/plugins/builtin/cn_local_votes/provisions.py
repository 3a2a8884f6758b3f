"""Every local provision of the pack, subject by subject (地方表决规定)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Final

from gongtong.core.policies import AnyProvision
from gongtong.plugins.builtin.cn_local_votes import (
    petitions,
    proxies,
    rolls,
    silence,
    systems,
    topics,
)
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions

_SUBJECTS: Final = (petitions, proxies, rolls, silence, systems, topics)


@gongtong_provisions.impl
def local_provisions() -> Iterable[AnyProvision]:
    """Give the provisions of every subject (地方表决规定)."""
    return chain.from_iterable(subject.PROVISIONS for subject in _SUBJECTS)


plugin: Final = Plugin("cn-local-votes", hooks=__name__)
