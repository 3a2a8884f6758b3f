"""The house keeps its pieces small: budgets, and proof that each budget bites."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath

import pytest

type_of_function = ast.FunctionDef | ast.AsyncFunctionDef

FILE_LINES = 400
BODY_LINES = 40
METHODS = 15
POSITIONAL_PARAMETERS = 4
PARAMETERS = 8
# the one excuse that counts, and only with words behind it
EXCUSED = re.compile(r"#\s*noqa: PLR091[37].*\s\w+ \w+")
FORBIDDEN_NAMES = frozenset({"utils", "helpers", "misc", "common", "base", "manager"})


@cache
def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def functions(text: str) -> Iterator[type_of_function]:
    return (node for node in ast.walk(parsed(text)) if isinstance(node, type_of_function))


def body_lines(function: type_of_function) -> int:
    """Count the lines of a body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return function.body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]  # ast.parse always sets it


def long_files(texts: Mapping[str, str]) -> list[str]:
    lengths = {path: len(text.splitlines()) for path, text in texts.items()}
    return [f"{path}: {n} lines" for path, n in lengths.items() if n > FILE_LINES]


def long_functions(texts: Mapping[str, str]) -> list[str]:
    return [
        f"{path}:{function.lineno} {function.name}: {body_lines(function)} lines"
        for path, text in texts.items()
        for function in functions(text)
        if body_lines(function) > BODY_LINES
    ]


def wide_classes(texts: Mapping[str, str]) -> list[str]:
    """List classes with too many methods; the overloads of one method count once."""
    return [
        f"{path}:{node.lineno} {node.name}: {len(methods)} methods"
        for path, text in texts.items()
        for node in ast.walk(parsed(text))
        if isinstance(node, ast.ClassDef)
        and len(methods := {m.name for m in node.body if isinstance(m, type_of_function)}) > METHODS
    ]


def many_parameters(texts: Mapping[str, str]) -> list[str]:
    return [
        f"{path}:{function.lineno} {function.name}: {positional} positional, {total} in all"
        for path, text in texts.items()
        for function in functions(text)
        for positional, total in [parameter_counts(function)]
        if (positional > POSITIONAL_PARAMETERS or total > PARAMETERS)
        and not EXCUSED.search(text.splitlines()[function.lineno - 1])
    ]


def parameter_counts(function: type_of_function) -> tuple[int, int]:
    """Count the parameters a caller may give by position, and all of them."""
    arguments = function.args
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
    positional = len(names) - (names[:1] in (["self"], ["cls"]))
    return positional, positional + len(arguments.kwonlyargs)


def forbidden_names(texts: Mapping[str, str]) -> list[str]:
    return [
        path for path in texts if FORBIDDEN_NAMES & set(PurePosixPath(path).with_suffix("").parts)
    ]


def test_files_are_short(everything: Mapping[str, str]) -> None:
    """No file has more than 400 lines."""
    assert not (found := long_files(everything)), "\n".join(found)


def test_functions_are_short(everything: Mapping[str, str]) -> None:
    """No function body has more than 40 lines, its docstring apart."""
    assert not (found := long_functions(everything)), "\n".join(found)


def test_classes_have_few_methods(everything: Mapping[str, str]) -> None:
    """No class has more than 15 methods."""
    assert not (found := wide_classes(everything)), "\n".join(found)


def test_functions_take_few_parameters(library: Mapping[str, str]) -> None:
    """No function takes more than 4 parameters by position, or 8 in all, without saying why."""
    assert not (found := many_parameters(library)), "\n".join(found)


def test_no_module_is_a_drawer_for_everything(everything: Mapping[str, str]) -> None:
    """No module is called utils, helpers, misc, common, base or manager."""
    assert not (found := forbidden_names(everything)), "\n".join(found)


def function_of(lines: int) -> str:
    return 'def f():\n    """Do it."""\n' + "    x = 1\n" * lines


def class_of(methods: int) -> str:
    return "class C:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(methods))


@pytest.mark.parametrize(
    ("check", "kept", "offender"),
    [
        pytest.param(long_files, "x = 1\n" * 400, "x = 1\n" * 401, id="401-lines"),
        pytest.param(long_functions, function_of(40), function_of(41), id="41-lines-in-a-body"),
        pytest.param(wide_classes, class_of(15), class_of(16), id="16-methods"),
        pytest.param(
            many_parameters,
            "def f(self, a, b, c, d): ...",
            "def f(self, a, b, c, d, e): ...",
            id="5-by-position",
        ),
        pytest.param(
            many_parameters,
            "def f(a, *, b, c, d, e, f, g, h): ...",
            "def f(a, *, b, c, d, e, f, g, h, i): ...",
            id="9-in-all",
        ),
    ],
)
def test_each_budget_bites(
    check: Callable[[Mapping[str, str]], list[str]], kept: str, offender: str
) -> None:
    """A planted offender, one over the budget, is found; what is exactly within it is kept."""
    assert check({"src/gongtong/planted.py": kept}) == []
    assert len(check({"src/gongtong/planted.py": offender})) == 1


@pytest.mark.parametrize("path", ["src/gongtong/utils.py", "src/gongtong/common/money.py"])
def test_a_forbidden_name_is_found(path: str) -> None:
    """A planted module or folder of a forbidden name is found."""
    assert forbidden_names({path: ""}) == [path]
