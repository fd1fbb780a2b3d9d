"""A project's own pictures: what can't be printed is told, what is printed is the picture alone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
import segno
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from jdgen.errors import InputError, Location
from jdgen.pictures import Mentioned, read_picture
from tests.cards import EMPLOYER, cards, decoded, paragraphs
from tests.checkers.libreoffice import convert_to_pdf
from tests.checkers.ooxml import check_docx
from tests.checkers.pdfcheck import check_pdf
from tests.checkers.tools import need
from tests.postings import CLERK, change, write
from tests.small import jdgen

GROUP = "https://chat.example.com/group/1"
BESIDE = "taken-by-somebody-somewhere"
HERE = Mentioned(Location("data/handbook.yaml", 3, 5), "招聘.应聘方式.二维码图片")
MISSING = "请把图片放进项目文件夹，并写从该文件夹起的路径"


def picture(*, width: int = 300, kind: str = "PNG") -> bytes:
    """Return a picture of a QR code, with a secret in what stands beside the picture."""
    output = io.BytesIO()
    segno.make_qr(GROUP).save(output, kind="png", scale=10)
    with Image.open(output) as code:
        plain = code.convert("RGB").resize((width, width))
    output = io.BytesIO()
    if kind == "PNG":
        beside = PngInfo()
        beside.add_text("Author", BESIDE)
        plain.save(output, "PNG", pnginfo=beside)
    else:
        plain.save(output, kind, comment=BESIDE.encode(), quality=95)
    return output.getvalue()


def told(project: Path, name: str) -> str:
    """Return what is said of a picture that can't be used."""
    with pytest.raises(InputError) as failure:
        read_picture(project, name, HERE)
    (problem,) = failure.value.problems
    assert (problem.location, problem.key) == (HERE.location, HERE.key)
    assert problem.hint is not None
    return str(problem.what)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_handed_on_without_what_stood_beside_it(tmp_path: Path, kind: str) -> None:
    """PNG whatever it was; the same picture, no text, no preview, no place."""
    (tmp_path / "群").write_bytes(picture(kind=kind))
    data = read_picture(tmp_path, "群", HERE)
    assert BESIDE in picture(kind=kind).decode("latin-1")
    assert BESIDE not in data.decode("latin-1")
    with Image.open(io.BytesIO(data)) as read:
        assert (read.format, read.size, read.mode) == ("PNG", (300, 300), "RGB")


def test_a_picture_larger_than_any_print_is_made_smaller(tmp_path: Path) -> None:
    """A photograph of 5,000 pixels would make every card as heavy as itself."""
    (tmp_path / "large.png").write_bytes(picture(width=5000))
    with Image.open(io.BytesIO(read_picture(tmp_path, "large.png", HERE))) as read:
        assert read.size == (1200, 1200)


def test_a_picture_lies_on_white_and_upright(tmp_path: Path) -> None:
    """What is see-through is white; a photograph is turned as its camera was held."""
    Image.new("RGBA", (200, 100), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    with Image.open(io.BytesIO(read_picture(tmp_path, "clear.png", HERE))) as read:
        assert read.getpixel((5, 5)) == (255, 255, 255)
    turned = Image.Exif()
    turned[0x0112] = 6  # the camera was held upright
    Image.new("RGB", (200, 100), "red").save(tmp_path / "turned.jpg", exif=turned)
    with Image.open(io.BytesIO(read_picture(tmp_path, "turned.jpg", HERE))) as read:
        assert read.size == (100, 200)


def test_nothing_outside_the_project_is_read(tmp_path: Path) -> None:
    """No way up, no full path of any system, no link that leads out; one that stays in is good."""
    outside = tmp_path / "outside.png"
    outside.write_bytes(picture())
    project = tmp_path / "project"
    (project / "图").mkdir(parents=True)
    (project / "图" / "own.png").write_bytes(picture())
    (project / "link.png").symlink_to(outside)
    (project / "inside.png").symlink_to(project / "图" / "own.png")
    (project / "folder").symlink_to(tmp_path)
    for name in (
        "../outside.png", "图/../../outside.png", str(outside), "link.png", "folder/outside.png",
        "C:\\outside.png", "\\outside.png", "..\\outside.png", "图\\..\\..\\outside.png",
    ):  # fmt: skip
        assert told(project, name) == f"“{name}” leads out of the project's folder"
    assert read_picture(project, "inside.png", HERE) == read_picture(project, "图/own.png", HERE)


def test_what_is_no_picture_is_told(tmp_path: Path) -> None:
    """Missing, a folder, no name at all; text, SVG, cut off, too small, too large, a bomb."""
    (tmp_path / "folder").mkdir()
    for name in ("missing.png", "folder", "."):
        assert told(tmp_path, name) == f"there is no picture “{name}”"
    assert told(tmp_path, "a\0b") == "the picture “a\0b” can't be opened"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"/>'
    for data in (b"", b"text", svg, picture()[:-400], picture(kind="JPEG")[:200]):
        (tmp_path / "broken.png").write_bytes(data)
        assert told(tmp_path, "broken.png") == "“broken.png” is no picture that can be opened"
    for width in (99, 6001):
        Image.new("1", (width, 200)).save(tmp_path / "size.png")
        assert told(tmp_path, "size.png") == (
            f"the picture “size.png” has {width} × 200 pixels; 100 to 6000 each way are good"
        )
    # 20,000 pixels each way: a few bytes that open to 400 megapixels.
    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png", optimize=True)
    assert "bomb.png" in told(tmp_path, "bomb.png")
    (tmp_path / "heavy.png").write_bytes(picture() + b"\0" * 5_000_000)
    assert told(tmp_path, "heavy.png") == "the picture “heavy.png” is larger than 5 MB"


def test_a_ready_picture_stands_on_the_card_in_place_of_the_code(tmp_path: Path) -> None:
    """A chat group's, say; both files pass their checkers with it, and hold nothing but it."""
    need("soffice", "zbarimg", "pdftoppm", "verapdf", "java", "jaxb", "openxml-audit",
         "ooxml-validator")  # fmt: skip
    apply = {"链接": "https://jobs.example.com/a", "二维码图片": "图/群.jpg"}
    project = write(tmp_path / "p", change(CLERK, 招聘={"应聘方式": apply}), handbook=EMPLOYER)
    (project / "图").mkdir()
    (project / "图" / "群.jpg").write_bytes(picture(kind="JPEG"))
    made = {path.name: path for path in cards(project, tmp_path, size="A6").files}
    docx, pdf = made["出纳.docx"], made["出纳.pdf"]
    assert "扫码联系" in paragraphs(docx)
    for name, each in ("pdf", pdf), ("word", convert_to_pdf(docx, tmp_path)):
        assert decoded(each, tmp_path / name) == [GROUP]
    assert check_pdf([pdf]) == []
    copy = tmp_path / "card.docx"
    copy.write_bytes(docx.read_bytes())
    assert check_docx([copy]) == []
    with zipfile.ZipFile(docx) as archive:
        (media,) = [name for name in archive.namelist() if "media" in name]
        assert BESIDE not in archive.read(media).decode("latin-1")
        assert '扫码联系用人单位的二维码"' in archive.read("word/document.xml").decode("utf-8")
    with pikepdf.open(pdf) as document:
        streams = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
        assert [each for each in streams if each.get("/Subtype") == pikepdf.Name.Image]


def test_a_missing_picture_stops_the_cards_and_not_the_handbook(tmp_path: Path) -> None:
    """Told with file, line and key; what prints no picture doesn't ask for it."""
    project = write(
        tmp_path / "p",
        change(CLERK, 招聘={"应聘方式": {"二维码图片": "群.png"}}),
        handbook=EMPLOYER,
    )
    command = ("build", "cards", "--project", project, "--lang", "zh")
    run = jdgen(*command)
    assert run.status == 1
    *said, _ = run.errors.splitlines()
    assert said[0].startswith("data/roles/clerk.yaml:")
    assert said[0].endswith("招聘.应聘方式.二维码图片: 没有名为“群.png”的图片")
    assert said[1] == f"    {MISSING}"
    assert not (project / "output").exists()
    run = jdgen("build", "handbook", "--project", project, "--lang", "zh", "--format", "docx")
    assert run.status == 0
