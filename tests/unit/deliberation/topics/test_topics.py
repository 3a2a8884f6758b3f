"""Topics: a code and a title."""

from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.topics.topics import OpenTopic, reasons_without_reason, rule_on_topic


def test_a_topic_has_a_free_code_and_a_title() -> None:
    """The record has the title as a digest."""
    told = rule_on_topic(OpenTopic("light", "楼道照明"), taken=False, actor="u-chair")
    assert isinstance(told, Granted)
    assert "照明" not in str(told.event)
    wrong = rule_on_topic(OpenTopic("light", " "), taken=True, actor="u-chair")
    assert isinstance(wrong, Refused)
    assert wrong.codes == ("deliberation.topic_exists", "deliberation.bad_name")


def test_a_change_says_why() -> None:
    """Five hundred characters are enough, one more is too much."""
    assert list(reasons_without_reason("长" * 500, "light")) == []
    for text in (" ", "长" * 501):
        (reason,) = reasons_without_reason(text, "light")
        assert reason.code == "deliberation.reason_missing"
