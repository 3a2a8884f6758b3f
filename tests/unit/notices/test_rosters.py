"""A roster drawn as the page at the gate."""

from attrs import evolve

from gongtong.notices.rosters import render_roster
from gongtong.testing.rosters import UP


def test_the_page_has_every_name_that_may_be_shown_and_every_gap() -> None:
    """Two sheets, masked names, how many are missing, the digest; what somebody wrote is text."""
    page = render_roster(UP, {"V1": "刘**", "V2": "<b>"}, title="九月排班")
    assert page.count("<section>") == 2
    for text in ("晚间巡逻", "19:00–21:00", "刘**", "缺1人", "缺2人", UP.digest, "9月4日", "周五"):
        assert text in page
    assert "<b>" not in page
    assert "&lt;b&gt;" not in page
    assert "2026年9月1日公布" in page


def test_a_later_version_says_why_it_is_another() -> None:
    """The number of the version and the reason."""
    later = evolve(UP, version=2, reason="一人生病")
    page = render_roster(later, {}, title="九月排班")
    assert "第2版" in page
    assert "变更原因：一人生病" in page
