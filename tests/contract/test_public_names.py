"""The public names are what they say they are: all there, in order, nothing besides."""

import importlib
import pkgutil
from types import ModuleType

import gongtong


def modules() -> list[ModuleType]:
    """Every module of the library, the command line apart."""
    names = (found.name for found in pkgutil.walk_packages(gongtong.__path__, "gongtong."))
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def test_what_is_announced_is_what_can_be_reached() -> None:
    """`gongtong.__all__` names exactly the public attributes of the package, modules apart."""
    reachable = {name for name in dir(gongtong) if not name.startswith("_")}
    submodules = {found.name for found in pkgutil.iter_modules(gongtong.__path__)}
    assert set(gongtong.__all__) - {"__version__"} == reachable - submodules
    assert all(getattr(gongtong, name) is not None for name in gongtong.__all__)


def test_announced_names_are_sorted_and_there() -> None:
    """Every `__all__` is in alphabetical order, without doubles, and each name is there."""
    for module in modules():
        announced = list(getattr(module, "__all__", ()))
        assert announced == sorted(set(announced)), module.__name__
        assert [name for name in announced if not hasattr(module, name)] == [], module.__name__


def test_names_that_do_not_exist_are_refused() -> None:
    """Asking the package for a name it does not have raises AttributeError."""
    assert not hasattr(gongtong, "no_such_name")
