"""A plugin's settings: read by its own class, with every fault at once."""

from collections.abc import Iterable
from datetime import date

import pytest
from attrs import field, frozen

from gongtong.core.codec import JsonValue
from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, PolicyPoint, Provision, Rank
from gongtong.core.rulings import Source
from gongtong.plugins import Plugin, hookimpl
from gongtong.plugins.host import Host
from gongtong.plugins.report import PluginState

DAYS = PolicyPoint[int]("test.days", zh="期限", value_type=int)


def days(value: int, identity: str = "days") -> AnyProvision:
    """A provision for the city."""
    return Provision(
        identity,
        DAYS,
        value,
        area="4210",
        in_force=since("2020-01-01"),
        rank=Rank.BYLAW,
        cites=[Source("x")],
    )


@frozen
class Fee:
    amount_fen: int = field()

    @amount_fen.validator
    def _above_nothing(self, _: object, amount_fen: int) -> None:
        if amount_fen <= 0:
            raise ValueError("must be above nothing")


@frozen
class Settings:
    fee: Fee
    title: str = ""


class Configured:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @hookimpl
    def gongtong_provisions(self) -> Iterable[AnyProvision]:
        return [days(self.settings.fee.amount_fen)]


class Plain:
    @hookimpl
    def gongtong_provisions(self) -> Iterable[AnyProvision]:
        return ()


def test_a_plugin_is_made_with_the_settings_of_the_host() -> None:
    """Settings are read by the plugin's own class before its hooks are made."""
    plugin = Plugin("fee", hooks=Configured, config=Settings)
    host = Host.of(plugin, settings={"fee": {"fee": {"amount_fen": 30000}}})
    assert host.book.resolve(DAYS, "4210", date(2024, 5, 1)).value == 30000


def test_all_faults_of_the_settings_are_told_with_their_paths() -> None:
    """A misspelt key, a missing one and a value out of range, each where it stands."""
    plugin = Plugin("fee", hooks=Configured, config=Settings)
    settings: dict[str, dict[str, JsonValue]] = {
        "fee": {"fee": {"amount_fen": 0}, "titel": "x", "title": 3}
    }
    host = Host.of(plugin, settings=settings, strict=False)
    report = next(report for report in host.reports if report.name == "fee")
    assert report.state is PluginState.INVALID
    told = report.detail.split("; ")
    assert "fee.fee: must be above nothing" in told
    assert "fee: unknown settings: titel" in told
    assert any(line.startswith("fee.title: ") for line in told)
    assert len(told) == 3
    missing = Host.of(plugin, strict=False)
    assert [r.detail for r in missing.reports if r.name == "fee"] == ["fee.fee: is missing"]


def test_settings_for_nobody_are_refused() -> None:
    """A misspelt plugin name would otherwise leave the plugin with its defaults."""
    with pytest.raises(ExceptionGroup) as raised:
        Host.of(settings={"fea": {}})
    assert "there is no such plugin" in str(raised.value.exceptions[0])
    host = Host.of(Plugin("local", hooks=Plain()), settings={"local": {"a": 1}}, strict=False)
    assert [r.detail for r in host.reports if r.name == "local"] == ["local: takes no settings"]


def test_settings_that_are_no_class_of_their_own_are_told_plainly() -> None:
    """A configuration type without fields has no paths to name."""
    plugin = Plugin("fee", hooks=Configured, config=int)
    host = Host.of(plugin, strict=False)
    (told,) = [report.detail for report in host.reports if report.name == "fee"]
    assert told.startswith("fee: ")
