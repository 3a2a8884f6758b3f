"""The list of plugins, for people."""

from gongtong.plugins.report import PluginReport, PluginState, lines

WORKS = PluginReport(
    "apple", "dist-apple", "1.2", PluginState.ACTIVE, hooks=("gongtong_area_codes", "on_events")
)
BROKEN = PluginReport("pear", "dist-pear", "0.1", PluginState.FAILED_IMPORT, "SystemExit: 3")


def test_the_list_can_be_printed_in_both_languages() -> None:
    """A line each, with what a plugin does or why it does not."""
    assert lines([WORKS, BROKEN]) == (
        "apple  dist-apple 1.2  启用  gongtong_area_codes, on_events",
        "pear  dist-pear 0.1  导入失败  SystemExit: 3",
    )
    assert lines([WORKS, BROKEN], language="en") == (
        "apple  dist-apple 1.2  active  gongtong_area_codes, on_events",
        "pear  dist-pear 0.1  failed import  SystemExit: 3",
    )


def test_a_plugin_that_nobody_chose_is_no_fault() -> None:
    """Everything but active and disabled asks somebody to act, and every state has a name."""
    assert {state for state in PluginState if not state.is_fault} == {
        PluginState.ACTIVE,
        PluginState.DISABLED,
    }
    assert all(state.zh for state in PluginState)
