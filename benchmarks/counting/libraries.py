"""Each library counts the same bytes: first it makes ballots of its own kind, then it counts (各库接法).

A library is a pair of functions, loaded only in the process that measures it. What it is handed are
rows of bytes, as a database or a file gives them.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from attrs import frozen
from counting.workloads import COMMITTEE, SEATS

Extra = dict[str, Any]


@frozen
class Library:
    """What is measured: its name, by which methods, which of them it counts exactly, and how (被测库)."""

    name: str
    methods: frozenset[str]
    exact: frozenset[str]
    module: str
    convert: Callable[[str, bytes, int, Extra], Any]
    count: Callable[[str, Any, Extra], list[int]]


def _matrix(rows: bytes, columns: int) -> Any:
    np = importlib.import_module("numpy")
    return np.frombuffer(rows, np.uint8).reshape(-1, columns)


def _grouped(rows: bytes, columns: int) -> Counter[bytes]:
    return Counter(rows[at : at + columns] for at in range(0, len(rows), columns))


def _bare(method: str, ballots: Any, extra: Extra) -> list[int]:
    bare = importlib.import_module("counting.bare_numpy")
    if "areas" in extra:
        np = importlib.import_module("numpy")
        extra = {"areas": np.frombuffer(extra["areas"], np.int64)}
    return list(getattr(bare, method.replace("-", "_"))(ballots, **extra))


def _ours(method: str, rows: bytes, columns: int, extra: Extra) -> Any:
    names = tuple(map(str, range(columns)))
    if method == "owners-vote":
        return importlib.import_module("counting.owners").ballots(rows)
    if method in ("irv", "stv", "borda", "schulze", "ranked-pairs"):
        rankings = importlib.import_module("gongtong.voting.counting.rankings")
        return rankings.Rankings.from_orders(names, rows)
    approvals = importlib.import_module("gongtong.voting.counting.approvals")
    ballots = approvals.Approvals.from_flags(names, rows)
    if method.startswith("pb-"):
        projects = importlib.import_module("gongtong.voting.counting.projects")
        return projects.ProjectVotes(ballots, tuple(extra["costs"]), extra["budget"])
    return ballots


def _count_ours(method: str, ballots: Any, extra: Extra) -> list[int]:
    if method == "owners-vote":
        return list(importlib.import_module("counting.owners").decide(ballots, extra))
    settings = importlib.import_module("gongtong.voting.counting.counting_method").CountSettings
    catalogue = importlib.import_module("gongtong.voting.methods.catalogue")
    name = "stv-scottish" if method == "stv" else method
    (chosen,) = (one for one in catalogue.METHODS if one.name == name)
    seats = {
        "stv": SEATS,
        "seq-phragmen": COMMITTEE,
        "seq-pav": COMMITTEE,
        "equal-shares": COMMITTEE,
    }
    counted = chosen.run(ballots, settings(seats=seats.get(method, 1)))
    return [int(one) for one in counted.elected]


def _votelib(method: str, ballots: Any, _: Extra) -> list[int]:
    seq = importlib.import_module("votelib.evaluate.sequential")
    con = importlib.import_module("votelib.evaluate.condorcet")
    convert = importlib.import_module("votelib.convert")
    if method in ("irv", "stv"):
        seats = 1 if method == "irv" else SEATS
        return list(seq.TransferableVoteSelector(quota_function="droop").evaluate(ballots, seats))
    if method == "seq-pav":
        app = importlib.import_module("votelib.evaluate.approval")
        return list(app.SequentialProportionalApproval().evaluate(ballots, COMMITTEE))
    rule = con.Schulze() if method == "schulze" else con.RankedPairs()
    return list(rule.evaluate(convert.RankedToCondorcetVotes().convert(ballots), 1))


def _for_votelib(method: str, rows: bytes, columns: int, _: Extra) -> Any:
    grouped = _grouped(rows, columns).items()
    if method == "seq-pav":
        return {frozenset(i for i, named in enumerate(row) if named): n for row, n in grouped}
    return {tuple(row): n for row, n in grouped}


def _for_pyrankvote(_: str, rows: bytes, columns: int, __: Extra) -> Any:
    rank = importlib.import_module("pyrankvote")
    people = [rank.Candidate(str(number)) for number in range(columns)]
    ballots = [
        rank.Ballot(ranked_candidates=[people[one] for one in rows[at : at + columns]])
        for at in range(0, len(rows), columns)
    ]
    return people, ballots


def _pyrankvote(method: str, ballots: Any, _: Extra) -> list[int]:
    rank = importlib.import_module("pyrankvote")
    if method == "irv":
        return [int(one.name) for one in rank.instant_runoff_voting(*ballots).get_winners()]
    result = rank.single_transferable_vote(*ballots, number_of_seats=SEATS)
    return [int(one.name) for one in result.get_winners()]


def _for_vote_core(method: str, rows: bytes, columns: int, _: Extra) -> Any:
    if method in ("irv", "stv"):
        return [{"count": n, "ballot": list(row)} for row, n in _grouped(rows, columns).items()]
    return [
        {"count": n, "ballot": [[c] for c in row]} for row, n in _grouped(rows, columns).items()
    ]


def _vote_core(method: str, ballots: Any, _: Extra) -> list[int]:
    own = [dict(one) for one in ballots]
    if method == "irv":
        return [importlib.import_module("py3votecore.irv").IRV(own).as_dict()["winner"]]
    if method == "stv":
        stv = importlib.import_module("py3votecore.stv").STV
        return list(stv(own, required_winners=SEATS).as_dict()["winners"])
    if method == "schulze":
        rule = importlib.import_module("py3votecore.schulze_method").SchulzeMethod
    else:
        rule = importlib.import_module("py3votecore.ranked_pairs").RankedPairs
    return [rule(own, ballot_notation=rule.BALLOT_NOTATION_GROUPING).as_dict()["winner"]]


def _svvamp(method: str, ballots: Any, _: Extra) -> list[int]:
    svvamp = importlib.import_module("svvamp")
    profile = svvamp.Profile(preferences_rk=ballots)  # it remembers results: a fresh one each time
    rule = {"irv": svvamp.RuleIRV, "schulze": svvamp.RuleSchulze, "borda": svvamp.RuleBorda}
    return [int(rule.get(method, svvamp.RuleRankedPairs)()(profile).w_)]


def _for_abcvoting(_: str, rows: bytes, columns: int, __: Extra) -> Any:
    profile = importlib.import_module("abcvoting.preferences").Profile(columns)
    profile.add_voters(
        [
            [one for one, named in enumerate(rows[at : at + columns]) if named]
            for at in range(0, len(rows), columns)
        ]
    )
    return profile


def _abcvoting(method: str, ballots: Any, _: Extra) -> list[int]:
    rules = importlib.import_module("abcvoting.abcrules")
    rule = {"seq-phragmen": "seqphragmen", "seq-pav": "seqpav", "equal-shares": "equal-shares"}
    return sorted(rules.compute(rule[method], ballots, committeesize=COMMITTEE, resolute=True)[0])


def _for_pabutools(_: str, rows: bytes, columns: int, extra: Extra) -> Any:
    election = importlib.import_module("pabutools.election")
    projects = [election.Project(str(n), cost) for n, cost in enumerate(extra["costs"])]
    instance = election.Instance(projects, budget_limit=extra["budget"])
    ballots = [
        election.ApprovalBallot(
            [projects[one] for one, named in enumerate(rows[at : at + columns]) if named]
        )
        for at in range(0, len(rows), columns)
    ]
    return instance, election.ApprovalProfile(ballots, instance=instance)


def _pabutools(method: str, ballots: Any, _: Extra) -> list[int]:
    rules = importlib.import_module("pabutools.rules")
    # it divides by the cost, so that worth what a project costs means: by the number of votes
    worth = importlib.import_module("pabutools.election").Cost_Sat
    instance, profile = ballots
    rule = (
        rules.greedy_utilitarian_welfare if method == "pb-greedy" else rules.method_of_equal_shares
    )
    found = rule(instance, profile, sat_class=worth)
    return [int(one.name) for one in found]


_RANKED: Final = frozenset({"irv", "stv", "schulze", "ranked-pairs"})
_TRANSFERS: Final = frozenset({"irv", "stv"})
_WHOLE: Final = frozenset({"irv", "schulze", "ranked-pairs", "borda"})
_NONE: Final[frozenset[str]] = frozenset()
_COMMITTEES: Final = frozenset({"seq-phragmen", "seq-pav", "equal-shares"})
_BUDGETS: Final = frozenset({"pb-greedy", "pb-equal-shares"})
_ALL: Final = _RANKED | _COMMITTEES | _BUDGETS | {"borda", "owners-vote"}

LIBRARIES: Final = (
    Library("gongtong", _ALL, _ALL, "gongtong.voting", _ours, _count_ours),
    Library("numpy", _ALL, _NONE, "numpy", lambda _, rows, n, __: _matrix(rows, n), _bare),
    Library(
        "votelib",
        _RANKED | {"seq-pav"},
        _RANKED | {"seq-pav"},
        "votelib",
        _for_votelib,
        _votelib,
    ),
    Library("py-vote-core", _RANKED, _RANKED - {"stv"}, "py3votecore", _for_vote_core, _vote_core),
    Library("pyrankvote", _TRANSFERS, _NONE, "pyrankvote", _for_pyrankvote, _pyrankvote),
    Library(
        "svvamp",
        _WHOLE,
        _WHOLE,
        "svvamp",
        lambda _, rows, n, __: _matrix(rows, n).astype("int64"),
        _svvamp,
    ),
    Library("abcvoting", _COMMITTEES, _COMMITTEES, "abcvoting", _for_abcvoting, _abcvoting),
    Library("pabutools", _BUDGETS, _BUDGETS, "pabutools", _for_pabutools, _pabutools),
)
