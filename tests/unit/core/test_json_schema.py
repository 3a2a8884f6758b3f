"""The schema of a value says what its JSON looks like."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

import pytest
from attrs import frozen

from gongtong.core.json_schema import json_schema
from gongtong.core.shares import AtLeast, Bound


class Kind(StrEnum):
    """Kinds for the test (种类)."""

    ONE = "one"
    TWO = "two"


@frozen
class Leaf:
    """A leaf of the example (叶)."""

    fen: int
    share: Fraction | None = None


@frozen
class Tree:
    """A tree of the example (树)."""

    kind: Kind
    on: date
    leaves: tuple[Leaf, ...]
    pair: tuple[int, str]
    bound: Bound


def test_a_class_becomes_a_closed_object_with_its_required_fields() -> None:
    """What has a default may be left out; what is not named is refused."""
    schema = json_schema(Leaf)
    assert schema["$ref"] == "#/$defs/Leaf"
    assert schema["$defs"] == {
        "Leaf": {
            "type": "object",
            "title": "A leaf of the example (叶).",
            "properties": {
                "fen": {"type": ["integer", "string"], "pattern": "^-?[0-9]+$"},
                "share": {
                    "anyOf": [
                        {"type": "string", "pattern": "^-?[0-9]+(/[0-9]+)?$"},
                        {"type": "null"},
                    ]
                },
            },
            "required": ["fen"],
            "additionalProperties": False,
        }
    }


def test_enums_tuples_and_bounds_keep_their_meaning() -> None:
    """A bound carries the word that tells at least from more than."""
    definitions = json_schema(Tree)["$defs"]
    assert isinstance(definitions, dict)
    tree = definitions["Tree"]
    assert isinstance(tree, dict)
    properties = tree["properties"]
    assert isinstance(properties, dict)
    assert properties["kind"] == {"enum": ["one", "two"]}
    assert properties["on"] == {"type": "string", "format": "date"}
    assert properties["leaves"] == {"type": "array", "items": {"$ref": "#/$defs/Leaf"}}
    assert properties["pair"] == {
        "type": "array",
        "prefixItems": [
            {"type": ["integer", "string"], "pattern": "^-?[0-9]+$"},
            {"type": "string"},
        ],
        "minItems": 2,
        "maxItems": 2,
    }
    assert properties["bound"] == {
        "anyOf": [{"$ref": "#/$defs/AtLeast"}, {"$ref": "#/$defs/MoreThan"}]
    }
    least = definitions[AtLeast.__name__]
    assert isinstance(least, dict)
    assert least["required"] == ["bound", "numerator", "denominator"]


def test_a_type_without_a_json_form_is_refused() -> None:
    """A float has no schema here, and neither has a set."""
    with pytest.raises(TypeError, match="no JSON form"):
        json_schema(float)
    with pytest.raises(TypeError, match="no JSON form"):
        json_schema(set[int])


@frozen
class Pair:
    """Two leaves of the example (双叶)."""

    first: Leaf
    second: Leaf


def test_a_class_that_stands_twice_is_defined_once_and_referred_to_twice() -> None:
    """Both properties point to the one definition."""
    definitions = json_schema(Pair)["$defs"]
    assert isinstance(definitions, dict)
    pair = definitions["Pair"]
    assert isinstance(pair, dict)
    assert pair["properties"] == {
        "first": {"$ref": "#/$defs/Leaf"},
        "second": {"$ref": "#/$defs/Leaf"},
    }


def another_leaf() -> type:
    """Make a class that is called like the leaf above and is another."""

    @frozen
    class Leaf:
        """Another leaf (另一叶)."""

        words: str

    return Leaf


def test_two_classes_of_one_name_are_refused() -> None:
    """The second would otherwise be described as the first."""
    with pytest.raises(TypeError, match="two classes of one schema are called Leaf"):
        json_schema(tuple[Leaf, another_leaf()])  # type: ignore[misc]  # a class made at run time


@frozen
class Branch:
    """A branch with branches (枝)."""

    twigs: "tuple[Branch, ...]" = ()


def test_a_class_may_contain_itself() -> None:
    """Its definition refers to itself and does not go on for ever."""
    assert json_schema(Branch)["$defs"] == {
        "Branch": {
            "type": "object",
            "title": "A branch with branches (枝).",
            "properties": {"twigs": {"type": "array", "items": {"$ref": "#/$defs/Branch"}}},
            "required": [],
            "additionalProperties": False,
        }
    }


@frozen
class Ring:
    """One of two forms that look alike (环)."""

    turns: int = 0
    form: Literal["ring"] = "ring"


def test_a_literal_is_the_one_word_that_may_stand_there_and_must() -> None:
    """The classes of a union are told apart by it, so it is required although it has a default."""
    definition = json_schema(Ring)["$defs"]
    assert isinstance(definition, dict)
    assert definition["Ring"] == {
        "type": "object",
        "title": "One of two forms that look alike (环).",
        "properties": {
            "turns": {"type": ["integer", "string"], "pattern": "^-?[0-9]+$"},
            "form": {"enum": ["ring"]},
        },
        "required": ["form"],
        "additionalProperties": False,
    }


def test_words_with_values_are_an_object_of_any_words() -> None:
    """What was counted by name: names are not known beforehand, the kind of the counts is."""
    schema = json_schema(Mapping[str, int])
    assert schema["type"] == "object"
    assert schema["additionalProperties"] == {
        "type": ["integer", "string"],
        "pattern": "^-?[0-9]+$",
    }
    with pytest.raises(TypeError):
        json_schema(Mapping[int, int])
