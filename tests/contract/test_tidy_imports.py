"""Who imports whom, below what import-linter sees: no cycles, nothing imported in passing."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import PurePosixPath
from types import MappingProxyType

# (file, module imported inside a function) -> why it must wait until it is called
LAZY_IMPORTS: Mapping[tuple[str, str], str] = MappingProxyType({})

# (module, what it imports for type checkers alone) -> why the two need each other's types
TYPE_CYCLES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("gongtong.core.commands", "gongtong.core.storage.unit"): (
            "a command names the type of what its handler is given"
        ),
        ("gongtong.core.commands", "gongtong.core.storage.lanes"): (
            "a command names the type of the lane that it may bring"
        ),
    }
)


@cache
def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def module_name(path: str) -> str:
    parts = PurePosixPath(path).relative_to("src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(tree: ast.Module, modules: frozenset[str]) -> Iterator[str]:
    """Name the modules of ours imported below this node; `from a import b` means a.b if it is one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from {alias.name for alias in node.names} & modules
        elif isinstance(node, ast.ImportFrom):
            inner = {f"{node.module}.{alias.name}": str(node.module) for alias in node.names}
            meant = {name if name in modules else package for name, package in inner.items()}
            yield from meant & modules


def cycle(texts: Mapping[str, str]) -> list[str]:
    """One cycle of imports, if there is any; imports for type checkers count too."""
    modules = frozenset(map(module_name, texts))
    graph = {
        name: {
            imported
            for imported in imported_modules(parsed(text), modules)
            if (name, imported) not in TYPE_CYCLES
        }
        for name, text in zip(map(module_name, texts), texts.values(), strict=True)
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def passing_imports(texts: Mapping[str, str]) -> set[tuple[str, str]]:
    """Our own modules that are imported inside a function: (file, module)."""
    return {
        (path, name)
        for path, text in texts.items()
        for function in ast.walk(parsed(text))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        for name in modules_named_by(node)
        if name.partition(".")[0] == "gongtong"
    }


def modules_named_by(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names):
            return [alias.name for alias in names]
        case ast.ImportFrom(str(module)):
            return [module]
        case _:
            return []


def test_imports_have_no_cycle(library: Mapping[str, str]) -> None:
    """No module imports itself through others, not even for a type checker."""
    assert cycle(library) == []


def test_nothing_of_ours_is_imported_in_passing(library: Mapping[str, str]) -> None:
    """Our modules are imported at the top; each exception is listed above, with its reason."""
    assert passing_imports(library) == set(LAZY_IMPORTS)


def test_a_planted_cycle_is_found() -> None:
    """Two modules that import each other are found; two that do not are not."""
    there = {"src/gongtong/a.py": "from gongtong import b", "src/gongtong/b.py": ""}
    assert cycle(there) == []
    back = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from gongtong.a import x"
    assert set(cycle({**there, "src/gongtong/b.py": back})) == {"gongtong.a", "gongtong.b"}


def test_a_planted_import_in_passing_is_found() -> None:
    """An import of ours inside a function is found, one of the standard library is not."""
    text = "def f():\n    import json\n    from gongtong.core import money\n"
    assert passing_imports({"src/gongtong/a.py": text}) == {("src/gongtong/a.py", "gongtong.core")}
