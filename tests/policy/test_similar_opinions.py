"""Opinions that sound alike are suggested, on a set that was labelled by hand and is published beside this file."""

import csv
from pathlib import Path

import pytest

from gongtong.deliberation.topics.policies import SIMILAR_OPINIONS, SYNONYMS
from gongtong.deliberation.topics.similar import KnownText
from gongtong.plugins.host import Host
from gongtong.testing.disputes import TODAY
from gongtong.testing.stage import PLACE

LABELLED = Path(__file__).parent / "opinions" / "similar.csv"
FIVE = 5


def labelled() -> list[tuple[str, str, str]]:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return [(row["议题"], row["类别"], row["意见建议"]) for row in csv.DictReader(file)]


def hits(*, within_category: bool) -> tuple[int, int]:
    """Count the opinions of which one of the five nearest is about the same thing."""
    book, rows = Host.of().book, labelled()
    builder = book.resolve(SIMILAR_OPINIONS, area=PLACE, on=TODAY).value
    words = book.resolve(SYNONYMS, area=PLACE, on=TODAY).value
    known = tuple(
        KnownText(str(place), text, category) for place, (_, category, text) in enumerate(rows)
    )
    engine = builder.build(known, words)
    found = 0
    for place, (topic, category, text) in enumerate(rows):
        wanted = category if within_category else None
        near = engine.nearest(text, limit=FIVE + 1, category=wanted)
        others = [int(one.number) for one in near if one.number != str(place)][:FIVE]
        found += any(rows[other][0] == topic for other in others)
    return found, len(rows)


@pytest.mark.policy(source="house", clause="deliberation.similar_opinions")
@pytest.mark.parametrize(
    ("within_category", "least_percent"), [(False, 75), (True, 90)], ids=["of all", "of the kind"]
)
def test_one_of_five_suggestions_is_about_the_same_thing(
    within_category: bool, least_percent: int
) -> None:
    """For three quarters of all opinions, and nine tenths where the canvasser has named the kind; a person merges."""
    found, count = hits(within_category=within_category)
    assert found * 100 >= least_percent * count


@pytest.mark.policy(source="house", clause="deliberation.similar_opinions")
def test_the_labelled_set_is_what_it_says() -> None:
    """192 opinions in six ways of saying each of 32 things."""
    rows = labelled()
    topics = {topic for topic, _, _ in rows}
    assert (len(rows), len(topics)) == (192, 32)
    assert all(sum(topic == one for topic, _, _ in rows) == 6 for one in topics)
    assert len({text for _, _, text in rows}) == len(rows)
