"""`gongtong plugins`: what became of every plugin (插件清单命令)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gongtong.plugins.host import Host
from gongtong.plugins.report import PluginReport, lines

if TYPE_CHECKING:
    import argparse

    from gongtong.core.codec import JsonValue


def run(options: argparse.Namespace) -> int:
    """List the plugins; exit status 1 when one of them has a fault (列出插件)."""
    reports = Host.installed(strict=False).reports
    if options.json:
        print(json.dumps([_as_json(report) for report in reports], ensure_ascii=False, indent=2))
    else:
        for line in lines(reports):
            print(line)
    return int(any(report.state.is_fault for report in reports))


def _as_json(report: PluginReport) -> dict[str, JsonValue]:
    return {
        "name": report.name,
        "distribution": report.distribution,
        "version": report.version,
        "state": report.state.value,
        "detail": report.detail,
        "hooks": list(report.hooks),
    }
