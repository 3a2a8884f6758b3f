"""Every public thing says in both languages what it is, every test which rule it holds."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
# what a first line ends with: the Chinese term in ASCII parentheses, and a full stop
TERM = re.compile(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)\.$")
EXCEPTION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:)")
EXPLAINED = re.compile(
    r"#\s*(noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|type:\s*ignore\[[\w, -]+\]|pragma: [\w ]+)[\s#-]+\S+ \S+"
)

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

# rooms where a file that is neither furniture nor plumbing holds pure values and rules
ROOMS = ("core", "voting", "ledger", "deliberation", "mediation", "journeys")
# `sources` holds citations alone; the policy tests assert them one by one
FURNITURE = frozenset({"__init__", "policies", "service", "sources", "store", "tables"})
PLUMBING = ("src/gongtong/core/storage/", "src/gongtong/core/registry/")


@cache
def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def public_definitions(texts: Mapping[str, str]) -> Iterator[tuple[str, Definition]]:
    """Give the public classes and functions at the top of every public module."""
    for path, text in texts.items():
        if any(
            part.startswith("_") and part != "__init__.py" for part in PurePosixPath(path).parts
        ):
            continue
        for node in parsed(text).body:
            if isinstance(node, Definition) and not node.name.startswith("_"):
                yield path, node


def term_of(definition: Definition) -> str:
    """The Chinese term at the end of a docstring's first line, or nothing."""
    first_line, *_ = (ast.get_docstring(definition) or "").split("\n")
    found = TERM.search(first_line)
    return found.group(1) if found else ""


def without_term(texts: Mapping[str, str]) -> list[str]:
    return [
        f"{path}:{definition.lineno} {definition.name}"
        for path, definition in public_definitions(texts)
        if not term_of(definition)
    ]


def terms_of_classes(texts: Mapping[str, str]) -> dict[str, str]:
    """Give every Chinese term that a public class claims, with a row that would do for it."""
    rows: dict[str, str] = {}
    for path, definition in public_definitions(texts):
        if isinstance(definition, ast.ClassDef) and (terms := term_of(definition)):
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", definition.name).lower()
            sentence = (ast.get_docstring(definition) or "").split("\n")[0].rpartition(" (")[0]
            for term in terms.split(", "):
                rows.setdefault(term, f"| {term} | {words} | {sentence}. | |  <- {path}")
    return rows


def glossary_terms(markdown: str) -> Counter[str]:
    """Count how often each term opens a row of the glossary."""
    rows = (line for line in markdown.splitlines() if line.startswith("| "))
    return Counter(row.split("|")[1].strip() for row in rows)


def astray_in_glossary(texts: Mapping[str, str], markdown: str) -> list[str]:
    """List the rows that the glossary lacks, and the terms that have several."""
    counted = glossary_terms(markdown)
    missing = [row for term, row in terms_of_classes(texts).items() if not counted[term]]
    return missing + [f"{term}: {n} rows" for term, n in counted.items() if n > 1 and is_term(term)]


def is_term(cell: str) -> bool:
    """Tell a term from the heading and the ruled line of a table."""
    return bool(cell.strip("-: ")) and cell != "中文"


def unexplained_exceptions(texts: Mapping[str, str]) -> list[str]:
    """List exceptions from a check that name no rule, or give no reason behind it."""
    return [
        f"{path}:{number} {line.strip()}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if EXCEPTION.search(line) and not EXPLAINED.search(line)
    ]


def silent_tests(texts: Mapping[str, str]) -> list[str]:
    return [
        f"{path}:{node.lineno} {node.name}"
        for path, text in texts.items()
        for node in ast.walk(parsed(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]


def is_noun_file(path: str) -> bool:
    below = PurePosixPath(path).relative_to("src/gongtong").parts
    return (
        below[0] in ROOMS
        and PurePosixPath(path).stem not in FURNITURE
        and not path.startswith(PLUMBING)
    )


def mirror_of(path: str) -> str:
    below = PurePosixPath(path).relative_to("src/gongtong")
    return str("tests/unit" / below.with_name(f"test_{below.name}"))


def nouns_without_mirror(library: Mapping[str, str], suite: Mapping[str, str]) -> list[str]:
    return [
        f"{path}: no {mirror_of(path)}"
        for path in library
        if is_noun_file(path) and mirror_of(path) not in suite
    ]


def test_public_names_carry_their_chinese_term(library: Mapping[str, str]) -> None:
    """The first line of every public class and function ends with its Chinese term: `(付款指令).`."""
    assert not (found := without_term(library)), "\n".join(found)


def test_terms_are_in_the_glossary_once(library: Mapping[str, str]) -> None:
    """Every public class's Chinese term has one row in docs/glossary.md; no row is there twice."""
    found = astray_in_glossary(library, GLOSSARY.read_text(encoding="utf-8"))
    assert not found, "\n".join(found)


def test_every_test_states_its_rule(suite: Mapping[str, str]) -> None:
    """Every test has a docstring."""
    assert not (found := silent_tests(suite)), "\n".join(found)


def test_noun_files_have_a_mirror(library: Mapping[str, str], suite: Mapping[str, str]) -> None:
    """Every file of values and rules has its test file at the same place below tests/unit."""
    assert not (found := nouns_without_mirror(library, suite)), "\n".join(found)


def test_exceptions_give_their_reason(everything: Mapping[str, str]) -> None:
    """Whoever silences a check names the rule, and says why in words behind it."""
    assert not (found := unexplained_exceptions(everything)), "\n".join(found)


def test_an_unexplained_exception_is_found() -> None:
    """A planted exception without rule, or without reason, is found."""
    explained = "x = 1  # noqa: S101, S102 - the reason why"
    typed = "x = 1  # type: " + "ignore[misc]  # the reason why"
    assert unexplained_exceptions({"a.py": f"{explained}\n{typed}"}) == []
    for bad in ("noqa", "noqa: S101", "type: " + "ignore", "type: " + "ignore[misc]"):
        assert len(unexplained_exceptions({"a.py": f"x = 1  # {bad}"})) == 1


def test_a_missing_term_is_found() -> None:
    """A class without docstring, without term, or with full-width brackets is found."""
    good = 'class Order:\n    """An order to pay (付款指令)."""\n'
    assert without_term({"src/gongtong/a.py": good}) == []
    for bad in (
        "class Order: ...",
        'class Order:\n    """An order to pay."""',
        'class Order:\n    """An order to pay（付款指令）."""',
        'def pay():\n    """Pay (pay)."""',
    ):
        assert len(without_term({"src/gongtong/a.py": bad})) == 1


def test_a_term_astray_is_found() -> None:
    """A term that has no row, or two, is found; a class with two terms needs a row for each."""
    texts = {"src/gongtong/a.py": 'class Ballot:\n    """A ballot (选票, 表决票)."""\n'}
    row = "| 选票 | ballot | What a voter hands in. | |\n"
    other = "| 表决票 | ballot | The same. | |\n"
    assert astray_in_glossary(texts, row + other) == []
    assert astray_in_glossary(texts, row) == [
        "| 表决票 | ballot | A ballot. | |  <- src/gongtong/a.py"
    ]
    assert astray_in_glossary(texts, row + other + row) == ["选票: 2 rows"]


def test_a_silent_test_is_found() -> None:
    """A planted test without docstring is found, also inside a class."""
    text = "class TestX:\n    def test_y(self):\n        assert True\n"
    assert silent_tests({"tests/test_x.py": text}) == ["tests/test_x.py:2 test_y"]


def test_a_noun_without_mirror_is_found() -> None:
    """A planted noun file without test is found; furniture and plumbing need none."""
    library = dict.fromkeys(
        (
            "src/gongtong/__init__.py",
            "src/gongtong/cli.py",
            "src/gongtong/core/storage/unit.py",
            "src/gongtong/ledger/fees/store.py",
            "src/gongtong/ledger/fees/charges.py",
        ),
        "",
    )
    missing = "src/gongtong/ledger/fees/charges.py: no tests/unit/ledger/fees/test_charges.py"
    assert nouns_without_mirror(library, {}) == [missing]
    assert nouns_without_mirror(library, {"tests/unit/ledger/fees/test_charges.py": ""}) == []
