"""A host: what its plugins brought, and what they are asked and told later."""

from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from gongtong.core.commands import Command
from gongtong.core.errors import AmbiguousProvisionsError, PluginError
from gongtong.core.periods import since
from gongtong.core.places import Place
from gongtong.core.policies import AnyProvision, AreaCodeChange, PolicyPoint, Provision, Rank
from gongtong.core.rulings import Reason, Source
from gongtong.plugins import ObjectionRequest, Plugin, hookimpl
from gongtong.plugins.host import Host
from gongtong.plugins.report import PluginState
from gongtong.voting.policies import DECISION_RULE

DAYS = PolicyPoint[int]("test.days", zh="期限", value_type=int)
PLACE = Place("silk-dormitory", "丝绸宿舍", "421003")
REQUEST = ObjectionRequest("ledger.pay", object(), PLACE, "u-17", date(2024, 5, 1))
REASON = Reason("not_yet", zh="尚未", en="not yet", source=Source("x"))


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


class Brings:
    """A plugin that registers something of everything but tables."""

    @hookimpl
    def gongtong_provisions(self) -> Iterable[AnyProvision]:
        yield days(7)

    @hookimpl
    def gongtong_policy_points(self) -> Iterable[object]:
        return [DAYS]

    @hookimpl
    def gongtong_area_codes(self) -> Iterable[AreaCodeChange]:
        return [AreaCodeChange("421023", "421088", date(2020, 6, 12))]

    @hookimpl
    def gongtong_commands(self) -> Iterable[object]:
        return [Command("test.do", int, int, lambda _, payload: payload, zh="做")]


class Raises:
    """A plugin whose every hook fails."""

    @hookimpl
    def gongtong_provisions(self) -> Iterable[AnyProvision]:
        raise RuntimeError("no provisions today")


def test_a_host_gathers_what_its_plugins_bring() -> None:
    """Provisions carry the plugin's name; codes, points and commands arrive with them."""
    host = Host.of(Plugin("local", hooks=Brings()))
    answer = host.book.resolve(DAYS, "421088", date(2024, 5, 1))
    assert (answer.value, answer.provision.plugin) == (7, "local")
    assert host.book.lineage.latest("421023") == "421088"
    assert host.points["test.days"] is DAYS
    assert [command.name for command in host.commands] == ["test.do"]
    assert host.steps == ()


def test_two_hosts_share_nothing() -> None:
    """There is no plugin manager of the whole process."""
    with_plugin, without = Host.of(Plugin("local", hooks=Brings())), Host.of()
    assert "test.days" in with_plugin.points
    assert "test.days" not in without.points


def test_built_in_packs_are_plugins_that_can_be_blocked() -> None:
    """The Civil Code comes through the same hooks as anybody's rules."""
    assert DECISION_RULE in Host.of().book.points
    blocked = Host.installed(path=[], block=["cn-civil-code"])
    states = {report.name: report.state for report in blocked.reports}
    assert states["cn-civil-code"] is PluginState.DISABLED
    assert not [p for p in blocked.book.provisions if p.point is DECISION_RULE]


def test_a_plugin_that_fails_while_registering_is_named() -> None:
    """A strict host raises with the cause; a lenient one leaves the plugin out and says why."""
    plugin = Plugin("broken", hooks=Raises())
    with pytest.raises(ExceptionGroup) as raised:
        Host.of(plugin)
    fault = raised.value.exceptions[0]
    assert isinstance(fault, PluginError)
    assert (fault.plugin, "no provisions today" in str(fault)) == ("broken", True)
    host = Host.of(plugin, Plugin("local", hooks=Brings()), strict=False)
    states = {report.name: report.state for report in host.reports}
    assert (states["broken"], states["local"]) == (PluginState.INVALID, PluginState.ACTIVE)


@pytest.mark.parametrize("answer", [["a text"], [None], 3, None])
def test_an_answer_of_the_wrong_type_is_named(answer: object) -> None:
    """What a type checker would have caught is caught at the start all the same."""

    class Answers:
        @hookimpl
        def gongtong_provisions(self) -> object:
            return answer

    with pytest.raises(ExceptionGroup) as raised:
        Host.of(Plugin("careless", hooks=Answers()))
    assert "plugin 'careless', hook gongtong_provisions" in str(
        raised.value.exceptions[0].__cause__
    )


def test_two_plugins_that_answer_differently_are_found_at_the_start() -> None:
    """The error names both, before any decision is taken."""

    class Other:
        @hookimpl
        def gongtong_provisions(self) -> Iterable[AnyProvision]:
            return [days(8, "other")]

    with pytest.raises(AmbiguousProvisionsError, match=r"local.*other"):
        Host.of(Plugin("local", hooks=Brings()), Plugin("other", hooks=Other()))


def test_two_plugins_cannot_give_one_command() -> None:
    """A command's name says which handler runs."""

    class Namesake:
        @hookimpl
        def gongtong_commands(self) -> Iterable[object]:
            return [Command("test.do", str, str, lambda _, payload: payload, zh="做")]

    with pytest.raises(ExceptionGroup) as raised:
        Host.of(Plugin("local", hooks=Brings()), Plugin("namesake", hooks=Namesake()))
    assert "test.do is a command of local already" in str(raised.value.exceptions[0])


class Wrapped:
    @hookimpl(wrapper=True)
    def gongtong_provisions(self) -> Iterator[None]:
        yield


class First:
    @hookimpl(tryfirst=True)
    def gongtong_provisions(self) -> Iterable[object]:
        return ()


class Awaits:
    @hookimpl
    async def gongtong_provisions(self) -> Iterable[object]:
        return ()


class KeywordOnly:
    @hookimpl
    def objections_to(self, *, request: ObjectionRequest) -> Iterable[Reason]:
        del request
        return ()


class Explodes:
    @property
    def gongtong_provisions(self) -> object:
        raise RuntimeError("looked at")


class OtherArgument:
    @hookimpl
    def objections_to(self, asked: ObjectionRequest) -> Iterable[Reason]:
        del asked
        return ()


@pytest.mark.parametrize(
    ("hooks", "told"),
    [
        (Wrapped(), "asks for wrapper"),
        (First(), "asks for tryfirst"),
        (Awaits(), "is a coroutine"),
        (KeywordOnly(), "the parameter request must be a plain one"),
        (OtherArgument(), "asked"),
        (object(), "implements no hook"),
        (Explodes(), "RuntimeError: looked at"),
    ],
)
def test_what_would_surprise_later_is_refused_at_the_start(hooks: object, told: str) -> None:
    """Wrappers, chosen order, coroutines, keyword-only and unknown parameters."""
    host = Host.of(Plugin("odd", hooks=hooks), strict=False)
    report = next(report for report in host.reports if report.name == "odd")
    assert report.state is PluginState.INVALID
    assert told in report.detail
