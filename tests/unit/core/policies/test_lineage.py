"""Area codes that change in time: 监利县 421023 became 监利市 421088."""

from datetime import date

import pytest

from gongtong.core.policies import AreaCodeChange, Lineage

RENAMED = date(2020, 6, 12)
JIANLI = Lineage([AreaCodeChange("421023", "421088", RENAMED)])
EVE = date(2020, 6, 11)


def test_without_changes_the_prefixes_of_a_code_are_its_areas() -> None:
    """Province, city, district, street and community, with the country above them."""
    assert Lineage().codes_on("421003003007", EVE) == {
        "": 0,
        "42": 2,
        "4210": 4,
        "421003": 6,
        "421003003": 9,
        "421003003007": 12,
    }


@pytest.mark.parametrize("registered", ["421023", "421088"])
def test_before_the_change_only_the_old_code_is_known(registered: str) -> None:
    """Whichever code a place was registered under, an old day has the old code."""
    assert set(JIANLI.codes_on(registered, EVE)) == {"", "42", "4210", "421023"}


@pytest.mark.parametrize("registered", ["421023", "421088"])
def test_from_the_change_on_rules_of_both_codes_are_found(registered: str) -> None:
    """A rule of the county goes on applying to the city that it became."""
    assert set(JIANLI.codes_on(registered, RENAMED)) == {"", "42", "4210", "421023", "421088"}


def test_streets_change_with_their_district() -> None:
    """The codes below a district change with it."""
    assert set(JIANLI.codes_on("421023100", RENAMED)) == {
        "",
        "42",
        "4210",
        "421023",
        "421023100",
        "421088",
        "421088100",
    }


def test_a_district_that_moved_to_another_city_left_the_old_city() -> None:
    """After the move the old city's rules no longer reach the district; its own rules do."""
    moved = Lineage([AreaCodeChange("421023", "429023", RENAMED)])
    assert set(moved.codes_on("421023", EVE)) == {"", "42", "4210", "421023"}
    assert set(moved.codes_on("421023", RENAMED)) == {"", "42", "4290", "429023", "421023"}


def test_changes_follow_one_another() -> None:
    """A code that changed twice is followed through both changes, in both directions."""
    twice = Lineage(
        [
            AreaCodeChange("421088", "421099", date(2024, 1, 1)),
            AreaCodeChange("421023", "421088", RENAMED),
        ]
    )
    assert twice.latest("421023") == "421099"
    assert twice.change_days("421099") == (RENAMED, date(2024, 1, 1))
    assert set(twice.codes_on("421099", RENAMED)) >= {"421023", "421088"}
    assert "421099" not in twice.codes_on("421099", date(2023, 12, 31))


def test_a_code_that_came_back_ends() -> None:
    """A change and its reversal do not run in a circle."""
    back = Lineage(
        [
            AreaCodeChange("421023", "421088", RENAMED),
            AreaCodeChange("421088", "421023", date(2024, 1, 1)),
        ]
    )
    assert "421088" in back.codes_on("421023", date(2024, 1, 1))


def test_a_division_is_not_guessed() -> None:
    """Where one district became two, the old code does not say in which one a place lies."""
    divided = Lineage(
        [
            AreaCodeChange("421001", "421002", RENAMED),
            AreaCodeChange("421001", "421003", RENAMED),
        ]
    )
    assert set(divided.codes_on("421001", RENAMED)) == {"", "42", "4210", "421001"}
    assert set(divided.codes_on("421003", EVE)) == {"", "42", "4210", "421001"}


def test_a_merger_is_not_guessed_backwards() -> None:
    """Where two districts became one, the new code does not say in which one a place lay."""
    merged = Lineage(
        [
            AreaCodeChange("421002", "421009", RENAMED),
            AreaCodeChange("421003", "421009", RENAMED),
        ]
    )
    assert set(merged.codes_on("421009", EVE)) == {"", "42", "4210", "421009"}
    assert merged.latest("421002") == "421009"


def test_the_day_since_which_a_code_exists_is_known() -> None:
    """A new code exists from its change on, with all codes below it."""
    assert JIANLI.valid_from("421088") == RENAMED
    assert JIANLI.valid_from("421088100") == RENAMED
    assert JIANLI.valid_from("421023") is None


@pytest.mark.parametrize(
    ("old", "new"), [("4210", "421088"), ("421023", "421023"), ("42102", "42108"), ("x", "y")]
)
def test_a_change_keeps_its_level(old: str, new: str) -> None:
    """A district cannot become a city, nor itself."""
    with pytest.raises(ValueError, match=r"becomes itself|keeps its level"):
        AreaCodeChange(old, new, RENAMED)


def test_a_country_of_communities_does_not_fill_the_memory() -> None:
    """What was found is remembered up to a limit, and found again after it."""
    lineage = Lineage([AreaCodeChange("421023", "421088", RENAMED)])
    first = lineage.codes_on("421023", RENAMED)
    assert lineage.codes_on("421023", date(2024, 1, 1)) is first
    for community in range(5000):
        lineage.codes_on(f"{421003000000 + community}", RENAMED)
    again = lineage.codes_on("421023", RENAMED)
    assert again is not first
    assert again == first
