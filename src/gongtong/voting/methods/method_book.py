"""The counting methods that a policy book knows: ours, and those of plugins (可用计票方法)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongtong.core.errors import NoProvisionError
from gongtong.voting.counting.counting_method import CountingMethod, UncountableError
from gongtong.voting.methods.catalogue import METHODS
from gongtong.voting.methods.policies import COUNTING_METHOD, METHOD_NAME

if TYPE_CHECKING:
    from datetime import date

    from gongtong.core.policies import PolicyBook


def method_names(book: PolicyBook) -> tuple[str, ...]:
    """Give the names that provisions speak for: ours in the order of the catalogue, then others (方法名称)."""
    named = {
        str(value)
        for provision in book.provisions
        if provision.point == COUNTING_METHOD
        for condition in provision.conditions
        for value in condition.values
    }
    ours = [method.name for method in METHODS if method.name in named]
    return (*ours, *sorted(named - set(ours)))


def find_method(book: PolicyBook, name: str, *, on: date, area: str = "") -> CountingMethod:
    """Give the method that counts under a name in an area on a day (查找计票方法).

    Raises `UncountableError`, which lists all names, where there is none.
    """
    try:
        return book.resolve(COUNTING_METHOD, area, on, facts={METHOD_NAME.name: name}).value
    except NoProvisionError as error:
        listed = ", ".join(method_names(book))
        message = f"there is no counting method {name!r}（没有此计票方法）; 可用 known: {listed}"
        raise UncountableError(message) from error


def known_methods(book: PolicyBook, *, on: date, area: str = "") -> tuple[CountingMethod, ...]:
    """Give every method that can be asked for in an area on a day (全部计票方法)."""
    found: list[CountingMethod] = []
    for name in method_names(book):
        try:
            found.append(find_method(book, name, on=on, area=area))
        except UncountableError:
            continue  # in force elsewhere, or on another day
    return tuple(found)
