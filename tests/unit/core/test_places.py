"""Places have codes, dwellings have labels, and both are read strictly."""

from uuid import UUID

import pytest

from gongtong.core.places import DwellingLabel, Place, place_id_of


def test_a_place_has_the_same_id_wherever_its_code_is_written() -> None:
    """The id is derived from the code, so no look-up is needed and two systems agree."""
    assert place_id_of("silk-dormitory") == UUID("9042d606-d60e-5434-9f18-f36a91f8106b")
    assert place_id_of("silk-dormitory") == Place("silk-dormitory", "丝线厂宿舍").id
    assert place_id_of("silk-dormitory") != place_id_of("silk-dormitory-2")


@pytest.mark.parametrize("code", ["", "-a", "a-", "A", "a_b", "宿舍", "a b", "a" * 65])
def test_a_place_code_that_could_be_mistaken_is_refused(code: str) -> None:
    """Codes are lower-case ASCII, so that they survive addresses and file names."""
    with pytest.raises(ValueError, match="is not a place code"):
        Place(code, "某小区")


def test_a_place_code_may_have_64_characters() -> None:
    """The limit is the width of the column."""
    assert Place("a" * 64, "某小区").code == "a" * 64


@pytest.mark.parametrize("area", ["", "42", "4210", "421003", "421003001", "421003001001"])
def test_an_area_is_a_lineage_of_gb_t_2260_digits(area: str) -> None:
    """Country, province, city, district, street and community."""
    assert Place("p", "某小区", area).area == area


@pytest.mark.parametrize("area", ["4", "421", "42100", "4210030", "42100a", "421003-1"])
def test_an_area_of_another_length_is_refused(area: str) -> None:
    """A cut-off code would apply the wrong law."""
    with pytest.raises(ValueError, match="is not an area code"):
        Place("p", "某小区", area)


def test_a_place_has_a_name_that_its_column_can_hold() -> None:
    """At most 200 characters in either language; the English one may be absent."""
    assert Place("p", "某" * 200, name_en="n" * 200).name_zh == "某" * 200
    for names in ({"name_zh": "某" * 201}, {"name_zh": "某", "name_en": "n" * 201}):
        with pytest.raises(ValueError, match="at most 200 characters"):
            Place("p", **names)
    for blank in ("", " \u3000"):
        with pytest.raises(ValueError, match="a place has a Chinese name"):
            Place("p", blank)


def test_a_dwelling_is_read_and_written_as_building_unit_and_room() -> None:
    """The short form is for files, the long one for people."""
    label = DwellingLabel.parse(" 10-1-602 ")
    assert label == DwellingLabel(10, 1, 602)
    assert str(label) == "10-1-602"
    assert label.zh() == "10栋1单元602室"
    assert DwellingLabel.parse("1-1-0101") == DwellingLabel(1, 1, 101)


@pytest.mark.parametrize(
    "text", ["", "10-602", "10-1-602-1", "10栋1单元602", "a-1-602", "10--602", "１-1-602"]
)
def test_a_dwelling_written_otherwise_is_refused(text: str) -> None:
    """Nothing is guessed: free text is read elsewhere."""
    with pytest.raises(ValueError, match="is not a dwelling written as building-unit-room"):
        DwellingLabel.parse(text)


def test_dwellings_stand_in_the_order_of_the_buildings() -> None:
    """Building 10 comes after building 9, not after building 1."""
    labels = [DwellingLabel(10, 1, 101), DwellingLabel(9, 3, 602), DwellingLabel(9, 3, 101)]
    assert [str(label) for label in sorted(labels)] == ["9-3-101", "9-3-602", "10-1-101"]


def test_a_position_is_the_numbers_of_a_label() -> None:
    """For sorting thousands of dwellings."""
    assert DwellingLabel(10, 1, 602).position == (10, 1, 602)
