"""The public names are what they say they are: all there, and nothing besides."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest

import gongtong


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(gongtong.__path__, "gongtong."):
        if not found.name.endswith(".__main__"):
            yield importlib.import_module(found.name)


def names_for_type_checkers() -> list[str]:
    """Give the names that gongtong imports for type checkers, which cannot see lazy ones."""
    guarded = [n for n in ast.parse(inspect.getsource(gongtong)).body if isinstance(n, ast.If)]
    imports = [n for block in guarded for n in block.body if isinstance(n, ast.ImportFrom)]
    return [alias.asname or alias.name for statement in imports for alias in statement.names]


def test_what_is_announced_is_what_people_and_type_checkers_see() -> None:
    """`__all__`, `dir()` and the imports for type checkers name the same things."""
    assert sorted(gongtong.__all__) == sorted(names_for_type_checkers())
    assert sorted(gongtong.__all__) == sorted(n for n in dir(gongtong) if not n.startswith("_"))


@pytest.mark.parametrize("name", gongtong.__all__)
def test_an_announced_name_is_there(name: str) -> None:
    """Every public name can be loaded, and bears its own name."""
    loaded = getattr(gongtong, name)
    assert getattr(loaded, "__name__", name) == name


def test_every_list_of_names_is_true() -> None:
    """Every `__all__` of every module names what is there, and nothing twice; ruff orders them."""
    for module in modules():
        announced = list(getattr(module, "__all__", ()))
        assert len(announced) == len(set(announced)), module.__name__
        assert [name for name in announced if not hasattr(module, name)] == [], module.__name__


def test_names_that_do_not_exist_are_refused() -> None:
    """Asking the package for a name it does not have raises AttributeError."""
    assert not hasattr(gongtong, "no_such_name")
