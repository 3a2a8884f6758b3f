"""`gongtong methods`: every counting method with its source (计票方法清单命令)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gongtong.plugins.host import Host
from gongtong.voting.methods.method_book import known_methods

if TYPE_CHECKING:
    import argparse

    from gongtong.core.codec import JsonValue
    from gongtong.voting.counting.counting_method import CountingMethod


def run(options: argparse.Namespace) -> int:
    """List the methods, those of plugins too (列出计票方法)."""
    book = Host.installed(strict=False).book
    methods = known_methods(book, on=datetime.now(tz=UTC).date(), area=options.area)
    if options.json:
        print(json.dumps([_as_json(one) for one in methods], ensure_ascii=False, indent=2))
    else:
        for method in methods:
            print("\n".join(_told(method)))
    return 0


def _ballots(method: CountingMethod) -> list[str]:
    return [kind.__name__ for kind in method.takes]


def _told(method: CountingMethod) -> list[str]:
    seats = "" if method.fixed_seats is None else f"; 只选 elects {method.fixed_seats}"
    return [
        f"{method.name}  {method.zh} {method.en}",
        f"    {method.definition_zh}",
        f"    {method.definition_en}",
        f"    选票 ballots: {', '.join(_ballots(method))}{seats}",
        f"    出处 source: {method.source} [{method.source.standing}]",
    ]


def _as_json(method: CountingMethod) -> dict[str, JsonValue]:
    return {
        "name": method.name,
        "zh": method.zh,
        "en": method.en,
        "family": method.family.value,
        "ballots": list(_ballots(method)),
        "seats": method.fixed_seats,
        "source": str(method.source),
        "standing": method.source.standing.value,
        "definition_zh": method.definition_zh,
        "definition_en": method.definition_en,
        "advice": method.advice,
    }
