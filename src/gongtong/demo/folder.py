"""The folder of paperwork that a neighbourhood hands in (资料夹)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from attrs import frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.tabular import problem_at

REGISTER: Final = "住户登记表.csv"
SURVEY: Final = "测绘补充.csv"
WECHAT: Final = "微信支付账单.csv"
ALIPAY: Final = "支付宝交易明细.csv"
OPINIONS: Final = "入户走访记录.csv"
NOTICE: Final = "选举公告.json"
PAPER_BALLOTS: Final = "选票-纸质.csv"
ONLINE_BALLOTS: Final = "选票-线上.csv"

REQUIRED: Final = (REGISTER, WECHAT, ALIPAY, OPINIONS, NOTICE, PAPER_BALLOTS, ONLINE_BALLOTS)
OPTIONAL: Final = (SURVEY,)


@frozen
class Paper:
    """One file of the folder: its name, its bytes and their sha256 (一份资料)."""

    name: str
    content: bytes

    @property
    def digest(self) -> bytes:
        """The sha256 of the bytes (文件摘要)."""
        return hashlib.sha256(self.content).digest()


@frozen
class Folder:
    """The papers of one neighbourhood by their file names (资料夹)."""

    papers: dict[str, Paper]

    def __getitem__(self, name: str) -> Paper:
        """Give a paper that must be there."""
        return self.papers[name]

    def get(self, name: str) -> Paper | None:
        """Give a paper that may be missing (可缺资料)."""
        return self.papers.get(name)


def read_folder(folder: Path) -> Folder:
    """Read every paper of the folder; raises `InputError` naming all that are missing (读取资料夹)."""
    if not folder.is_dir():
        raise InputError(
            [
                problem_at(
                    str(folder),
                    code="folder_missing",
                    en="there is no such folder",
                    zh="找不到该文件夹",
                    remedy="give the folder that holds the paperwork with --input",
                )
            ]
        )
    papers: dict[str, Paper] = {}
    problems: list[InputProblem] = []
    for name in (*REQUIRED, *OPTIONAL):
        try:
            papers[name] = Paper(name, (folder / name).read_bytes())
        except FileNotFoundError:
            if name in REQUIRED:
                problems.append(_missing(folder, name))
        except OSError as error:
            problems.append(_unreadable(name, error))
    if problems:
        raise InputError(problems)
    return Folder(papers)


def _missing(folder: Path, name: str) -> InputProblem:
    present = "、".join(sorted(path.name for path in folder.iterdir())[:20]) or "-"
    return problem_at(
        name,
        code="file_missing",
        en=f"the file is not in {folder}; found: {present}",
        zh="资料夹里缺少该文件",
        remedy=f"put {name} into the folder under exactly this name",
    )


def _unreadable(name: str, error: OSError) -> InputProblem:
    return problem_at(
        name,
        code="file_unreadable",
        en=f"the file cannot be read: {error.strerror or error}",
        zh="文件无法读取",
        remedy="check that it is a file and that you may read it",
    )
