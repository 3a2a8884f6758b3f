"""A real browser draws the board: Chinese as Chinese, within a telephone, on sheets of A4."""

import json
import re
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest
from attrs import evolve

from gongtong.core.codec import from_json, parse
from gongtong.notices.board import BoardFacts
from gongtong.notices.render import render_board

pytestmark = pytest.mark.needs_chromium

SAMPLE = Path(__file__).parents[1] / "unit" / "notices" / "sample_board.json"
PNG_START = b"\x89PNG\r\n\x1a\n"
CHANNELS = {2: 3, 6: 4}
A4_POINTS = {(594, 841), (595, 841), (594, 842), (595, 842)}


@pytest.fixture(scope="module")
def sample() -> BoardFacts:
    return from_json(parse(SAMPLE.read_bytes()), BoardFacts)


def browse(folder: Path, html: str, *options: str) -> str:
    """Open a page in Chromium and give what it prints."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    program = program or shutil.which("google-chrome")
    assert program is not None
    page = folder / "index.html"
    page.write_text(html, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - a browser found on PATH, with fixed options
        [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder / 'profile'}",
            *options,
            page.as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout.decode("utf-8", errors="replace")


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Undo the filters of an 8-bit PNG; give its bytes per row, its rows, and all of them."""
    assert png.startswith(PNG_START)
    at, packed, width, height, channels = len(PNG_START), b"", 0, 0, 0
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        body = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, _, colour = struct.unpack(">IIBB", body[:10])
            channels = CHANNELS[colour]
        elif kind == b"IDAT":
            packed += body
        at += length + 12
    return width * channels, height, unfiltered(zlib.decompress(packed), width * channels, channels)


def unfiltered(raw: bytes, stride: int, step: int) -> bytes:
    """Rebuild each row from the one above and the pixel to the left."""
    rows = bytearray()
    above = bytearray(stride)
    for start in range(0, len(raw), stride + 1):
        kind, row = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        for at in range(stride):
            left = row[at - step] if at >= step else 0
            corner = above[at - step] if at >= step else 0
            row[at] = (row[at] + predicted(kind, left, above[at], corner)) & 0xFF
        rows += row
        above = row
    return bytes(rows)


def predicted(kind: int, left: int, up: int, corner: int) -> int:
    match kind:
        case 0:
            return 0
        case 1:
            return left
        case 2:
            return up
        case 3:
            return (left + up) // 2
        case _:
            estimate = left + up - corner
    return min((left, up, corner), key=lambda value: abs(estimate - value))


def screenshot(folder: Path, facts: BoardFacts, size: str) -> tuple[int, int, bytes]:
    """Draw a board in a window of this size."""
    folder.mkdir(exist_ok=True)
    shot = folder / "board.png"
    browse(folder, render_board(facts), f"--window-size={size}", f"--screenshot={shot}")
    return pixels(shot.read_bytes())


def test_chinese_is_drawn_as_chinese(tmp_path: Path, sample: BoardFacts) -> None:
    """Two places of four characters give two pictures; boxes for missing characters would be alike."""
    stride, height, first = screenshot(tmp_path / "a", sample, "500,400")
    renamed = evolve(sample, place_zh="江汉新村")
    _, _, second = screenshot(tmp_path / "b", renamed, "500,400")
    _, _, again = screenshot(tmp_path / "c", sample, "500,400")
    assert (stride // 500, height) in {(3, 400), (4, 400)}
    assert first == again
    changed = sum(one != other for one, other in zip(first, second, strict=True))
    # four characters of 22 pixels: some hundreds of pixels change, and nothing but they
    assert 300 < changed < 10_000


def test_the_page_has_ink_of_every_kind(tmp_path: Path, sample: BoardFacts) -> None:
    """The red of the heading, the blue of the bars, dark text and light paper are all there."""
    stride, height, drawn = screenshot(tmp_path, sample, "500,1000")
    step = stride // 500
    colours: dict[bytes, int] = {}
    for at in range(0, stride * height, step):
        colour = drawn[at : at + 3]
        colours[colour] = colours.get(colour, 0) + 1
    assert colours[bytes.fromhex("9c1f1f")] > 50_000
    assert colours[bytes.fromhex("1a5a96")] > 3_000
    assert colours[bytes.fromhex("fffdf8")] > 50_000
    assert colours[bytes.fromhex("1d1a17")] > 300


@pytest.mark.parametrize("width", [320, 390, 768, 1100])
def test_nothing_is_wider_than_the_window(tmp_path: Path, sample: BoardFacts, width: int) -> None:
    """From a small telephone to a desk, nobody has to scroll sideways."""
    page = json.dumps(render_board(sample)).replace("</", "<\\/")
    measuring = (
        f"<title></title><iframe id=f style='width:{width}px;height:900px;border:0'></iframe>"
        f"<script>f.onload = () => document.title = f.contentDocument.documentElement.scrollWidth;"
        f"f.srcdoc = {page}</script>"
    )
    dom = browse(tmp_path, measuring, "--window-size=1400,1000", "--dump-dom")
    title = re.search(r"<title>(\d+)</title>", dom)
    assert title is not None
    assert int(title[1]) == width


def test_the_board_prints_on_a4(tmp_path: Path, sample: BoardFacts) -> None:
    """The year of the sample fits on five sheets of A4, with its fonts in the file."""
    target = tmp_path / "board.pdf"
    browse(tmp_path, render_board(sample), "--no-pdf-header-footer", f"--print-to-pdf={target}")
    pdf = target.read_bytes()
    boxes = re.findall(rb"/MediaBox \[0 0 (\d+)[\d.]* (\d+)[\d.]*\]", pdf)
    assert 3 <= len(boxes) <= 5
    assert {(int(across), int(down)) for across, down in boxes} <= A4_POINTS
    assert b"/FontFile" in pdf
