"""Charts as DrawingML: valid, with ids of their own, and drawn by LibreOffice in full."""

import re
import subprocess
from pathlib import Path
from typing import Any

import docx
import pymupdf
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt
from openxml_audit import OpenXmlValidator

from jdgen.charts.drawingml import draw_drawingml, ids_used
from jdgen.charts.layout import INSET_X, INSET_Y, QUIET, Box, Chart, Node, lay_out
from tests.checkers.tools import need, require
from tests.test_charts_samples import HEIGHT, SAMPLES, WIDTH, measure, open_pdf, squeezed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MARGIN = 72.0


def draw(root: Node) -> tuple[Chart, ...]:
    """Lay out for the sheet that all tests share."""
    return lay_out(root, width=WIDTH, height=HEIGHT, measure=measure)


def as_drawingml(chart: Chart, first_id: int = 1, alt: str = "构架图") -> str:
    """Draw with the palette and the fonts of all tests."""
    return draw_drawingml(
        chart,
        palette=QUIET,
        first_id=first_id,
        alt=alt,
        name="Chart",
        paragraph_style="ChartText",
        latin_font="Times New Roman",
        east_asian_font="黑体",
    )


def save(charts: tuple[Chart, ...], path: Path) -> None:
    """Put charts into a Word file, one below the other."""
    document = docx.Document()
    document.styles.add_style("Chart Text", 1)
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595.3), Pt(841.9)
    section.left_margin = section.right_margin = Pt(MARGIN)
    section.top_margin = section.bottom_margin = Pt(MARGIN)
    for relation in list(document.part.rels.values()):
        if "stylesWithEffects" in relation.reltype:
            document.part.drop_rel(relation.rId)
    first_id = 1
    for chart in charts:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.page_break_before = first_id > 1
        run = paragraph.add_run()
        run._r.append(parse(as_drawingml(chart, first_id)))
        first_id += ids_used(chart)
    document.save(str(path))


def parse(xml: str) -> Any:
    """Parse a drawing; python-docx types its elements more narrowly than they are used here."""
    return parse_xml(xml)


@pytest.mark.parametrize("name", ["one", "eleven", "three hundred", "long titles", "empty titles"])
def test_the_drawing_has_a_shape_with_the_text_of_every_box(name: str) -> None:
    """Titles and details in order, breaks where the layout broke lines."""
    for chart in draw(SAMPLES[name]):
        drawing = parse(as_drawingml(chart))
        paragraphs = [
            [
                "".join({f"{W}br": "\n", f"{W}t": e.text or ""}.get(e.tag, "") for e in p.iter())
                for p in box.iter(f"{W}p")
            ]
            for box in drawing.iter(f"{W}txbxContent")
        ]
        wanted = [
            ["\n".join(box.lines), *([box.detail] if box.detail else [])] for box in chart.boxes
        ]
        assert paragraphs == wanted


def test_ids_count_on_from_the_first_and_are_all_different() -> None:
    """The group and every shape; `ids_used` agrees."""
    for chart in draw(SAMPLES["three hundred"])[:2]:
        drawing = parse(as_drawingml(chart, 100))
        tags = (f"{WP}docPr", f"{WPS}cNvPr")
        ids = [int(e.get("id")) for e in drawing.iter() if e.tag in tags]
        assert sorted(ids) == list(range(100, 100 + ids_used(chart)))


def test_places_are_the_same_as_in_the_layout_to_the_emu() -> None:
    """A point is 12,700 EMU; nothing is rounded."""
    (chart,) = draw(SAMPLES["thirty"])
    drawing = parse(as_drawingml(chart))
    shapes = [s for s in drawing.iter(f"{WPS}wsp") if s.find(f"{WPS}txbx") is not None]
    for shape, box in zip(shapes, chart.boxes, strict=True):
        offset, extent = shape.find(f".//{A}off"), shape.find(f".//{A}ext")
        emu = [int(offset.get("x")), int(offset.get("y"))]
        emu += [int(extent.get("cx")), int(extent.get("cy"))]
        assert [n / 12700 for n in emu] == pytest.approx([box.x, box.y, box.width, box.height])
        body = shape.find(f"{WPS}bodyPr")
        assert int(body.get("lIns")) == int(body.get("rIns")) == INSET_X * 12700
        assert int(body.get("tIns")) == int(body.get("bIns")) == INSET_Y * 12700


def test_targets_become_hyperlinks_and_drafts_dashed_outlines() -> None:
    """Round the text, since a click on the shape itself only selects it in Word."""
    tree = Node("甲", "1人", target="role_a", children=(Node("乙", draft=True),))
    (chart,) = draw(tree)
    drawing = parse(as_drawingml(chart))
    anchors = [link.get(f"{W}anchor") for link in drawing.iter(f"{W}hyperlink")]
    assert anchors == ["role_a", "role_a"]
    assert len(list(drawing.iter(f"{A}prstDash"))) == 1


def test_word_sets_han_and_latin_apart_in_boxes_as_in_the_text() -> None:
    """LibreOffice does so in shapes whether asked to or not, and the PDF does so too."""
    (chart,) = draw(Node("总经理", "1人"))
    drawing = as_drawingml(chart)
    for name in ("autoSpaceDE", "autoSpaceDN"):
        assert drawing.count(f'<w:{name} w:val="1"/>') == 2


def test_markup_and_forbidden_characters_stay_text() -> None:
    """In titles, names and the alternative text."""
    (chart,) = draw(Node('R&D <b>"总"</b>\x00'))
    drawing = parse(as_drawingml(chart, alt='<"&\x01'))
    texts = (text.text or "" for text in drawing.iter(f"{W}t"))
    assert squeezed(*texts) == 'R&D<b>"总"</b>\ufffd'
    properties = drawing.find(f".//{WP}docPr")
    assert properties is not None
    assert properties.get("descr") == '<"&\ufffd'


def test_a_word_file_with_charts_passes_the_validator(tmp_path: Path) -> None:
    """The Open XML SDK said the same of all samples when this was written."""
    charts = draw(SAMPLES["three hundred"])
    path = tmp_path / "charts.docx"
    save(charts, path)
    result = OpenXmlValidator().validate(str(path))
    assert result.is_valid, [str(error) for error in result.errors]


def test_the_validator_sees_a_fault_planted_in_the_text_of_a_box(tmp_path: Path) -> None:
    """An alignment that doesn't exist, so that its silence means something."""
    (chart,) = draw(SAMPLES["three"])
    document = docx.Document()
    drawing = as_drawingml(chart).replace('<w:jc w:val="center"/>', '<w:jc w:val="middle"/>')
    document.add_paragraph().add_run()._r.append(parse(drawing))
    path = tmp_path / "fault.docx"
    document.save(str(path))
    errors = [str(error) for error in OpenXmlValidator().validate(str(path)).errors]
    assert any("middle" in error or "jc" in error for error in errors), errors


def test_libreoffice_draws_every_title_where_the_layout_put_it(tmp_path: Path) -> None:
    """All lines are in the PDF, within half a line of their place, and none wraps once more."""
    need("soffice")
    charts = (*draw(SAMPLES["thirty"]), *draw(SAMPLES["long titles"]))
    save(charts, tmp_path / "charts.docx")
    subprocess.run(
        [
            str(require("soffice")),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "charts.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pdf = tmp_path / "charts.pdf"
    assert pdf.exists(), "soffice ends with 0 even where it fails"
    with open_pdf(pdf) as document:
        assert len(document) == len(charts)
        for page, chart in zip(document, charts, strict=True):
            drawn = lines_of(page)
            for box in chart.boxes:
                for row in box.rows:
                    assert set_in(box, row.baseline, drawn) == squeezed(row.text)


def set_in(box: Box, baseline: float, drawn: list[tuple[str, float, float]]) -> str:
    """Return what is written in a box at a line, from left to right.

    Half a pitch up and down, since another line is a whole one away.
    """
    here = [
        (middle, text)
        for text, middle, y in drawn
        if box.x < middle - MARGIN < box.x + box.width
        and abs(y - MARGIN - baseline) < box.pitch / 2
    ]
    return "".join(text for _, text in sorted(here))


def lines_of(page: pymupdf.Page) -> list[tuple[str, float, float]]:
    """Return the pieces of text on a page with their middle and baseline."""
    found: list[tuple[str, float, float]] = []
    for block in page.get_text("dict")["blocks"]:  # type: ignore[no-untyped-call]
        for line in block.get("lines", []):
            text = "".join(span["text"] for span in line["spans"])
            x0, _, x1, _ = line["bbox"]
            found.append((re.sub(r"\s", "", text), (x0 + x1) / 2, line["spans"][0]["origin"][1]))
    return found
