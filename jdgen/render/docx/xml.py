"""WordprocessingML by hand: names, ordered children, small builders (ECMA-376 part 1, 17)."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from jdgen.typography import AMBIGUOUS

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives its element class no public name

# The order in which the schema wants the children of an element (17.3.1.26, 17.3.2.28, 17.6.17,
# 17.7.4.17); what stands elsewhere makes the file invalid to Word.
_ORDER = {
    parent: names.split()
    for parent, names in {
        "pPr": """
            pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
            suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap
            overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
            snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
            textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr
            sectPr pPrChange
        """,
        "rPr": """
            rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss
            imprint noProof snapToGrid vanish webHidden color spacing w kern position sz
            szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout
            specVanish oMath
        """,
        "sectPr": """
            headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
            pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg
            textDirection bidi rtlGutter docGrid
        """,
        "style": """
            name aliases basedOn next link autoRedefine hidden uiPriority semiHidden
            unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr
            rPr tblPr trPr tcPr tblStylePr
        """,
    }.items()
}


def w(name: str) -> str:
    """Return ``name`` in Word's namespace."""
    return f"{{{W}}}{name}"


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(etree.QName(element).localname)


def element(name: str, /, **attributes: object) -> Element:
    """Build one element of Word's namespace; attributes are of that namespace too."""
    return etree.Element(w(name), {w(key): str(value) for key, value in attributes.items()})


def child(parent: Element, name: str) -> Element:
    """Return the child ``name`` of ``parent``, put in at the place the schema gives it."""
    found = parent.find(w(name))
    if found is None:
        found = element(name)
        _insert(parent, found)
    return found


def put(parent: Element, name: str, /, **attributes: object) -> Element:
    """Put the child ``name`` with these attributes in its place, instead of an earlier one."""
    found = parent.find(w(name))
    if found is not None:
        parent.remove(found)
    new = element(name, **attributes)
    _insert(parent, new)
    return new


def remove(parent: Element, name: str) -> None:
    """Take the child ``name`` away, where there is one."""
    found = parent.find(w(name))
    if found is not None:
        parent.remove(found)


def _insert(parent: Element, new: Element) -> None:
    order = _ORDER.get(local_name(parent))
    name = local_name(new)
    if order is None or name not in order:
        if local_name(parent) in ("p", "r") and name in ("pPr", "rPr"):
            parent.insert(0, new)
        else:
            parent.append(new)
        return
    later = set(order[order.index(name) + 1 :])
    for index, existing in enumerate(parent):
        if local_name(existing) in later:
            parent.insert(index, new)
            return
    parent.append(new)


def properties(parent: Element) -> Element:
    """Return a paragraph's ``pPr`` or a run's ``rPr``, made where it is missing."""
    name = "pPr" if local_name(parent) == "p" else "rPr"
    found = parent.find(w(name))
    if found is None:
        found = element(name)
        parent.insert(0, found)
    return found


def text_run(text: str, run_properties: Element | None) -> Element:
    """Build a run of ``text``, with a copy of the given properties."""
    run = element("r")
    if run_properties is not None:
        run.append(_copy(run_properties))
    content = element("t")
    content.text = text
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(content)
    return run


def full_width(text: str, run_properties: Element | None, *, chinese: bool) -> Element | None:
    """Return the properties that a run of ``text`` needs, for quotes and dashes that it may hold.

    In a Chinese document these are full-width; in Latin fonts, which have them too, they are not,
    unless the run says whose they are (17.3.2.26).
    """
    if not chinese or not any(character in AMBIGUOUS for character in text):
        return run_properties
    told = element("rPr") if run_properties is None else _copy(run_properties)
    child(told, "rFonts").set(w("hint"), "eastAsia")
    return told


def field_runs(instruction: str, result: str, run_properties: Element | None) -> list[Element]:
    """Build a field whose stored result is ``result`` (17.16.5)."""
    runs = []
    for kind in ("begin", "instruction", "separate", "result", "end"):
        run = element("r")
        if run_properties is not None:
            run.append(_copy(run_properties))
        if kind == "instruction":
            code = element("instrText")
            code.text = f" {instruction} "
            code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(code)
        elif kind == "result":
            content = element("t")
            content.text = result
            run.append(content)
        else:
            run.append(element("fldChar", fldCharType=kind))
        runs.append(run)
    return runs


def _copy(source: Element) -> Element:
    return etree.fromstring(etree.tostring(source))
