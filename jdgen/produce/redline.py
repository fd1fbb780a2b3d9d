"""The redline: a new handbook with every change against an old one marked, in Word and as PDF."""

from __future__ import annotations

from dataclasses import replace

from jdgen.model import Library
from jdgen.organisation import Organisation
from jdgen.packs import Format
from jdgen.produce.document import Printed, print_document
from jdgen.produce.job import Job, Progress, Wanted, no_progress
from jdgen.project import Materials
from jdgen.views.handbook import view_handbook


def redline(
    old: Library,
    new: Library,
    materials: Materials,
    wanted: Wanted | None = None,
    progress: Progress = no_progress,
) -> Printed:
    """Return the handbook of ``new`` as a redline against ``old``, in the formats wanted.

    ``Printed.files`` holds the bytes by format: ``docx``, with tracked changes that Word's
    reviewers accept or reject one by one, and ``pdf``, with the same marked by colour and sign;
    ``pages`` is the PDF's number of pages (0 without one), ``notes`` what is worth saying.
    ``materials`` are the new project's (``jdgen.project.gather``): both states are printed with
    them, so that no change of a template or theme shows. Of ``wanted``, ``formats``, ``attach``
    (the new data travels inside both files) and ``moment`` count.

    Raises InputError where the two can't be laid side by side (other languages, nothing in
    common) or a template or character fails, EnvironmentProblem where only a PDF is wanted and
    none can be made. Nothing is read from or written to a file.
    """
    from jdgen.render.data import printed_data  # heavy, as all of render
    from jdgen.render.docx.redline import merge_word_files

    asked = wanted or Wanted()
    job = Job(new, Organisation(new), asked, materials, progress)
    views = [
        view_handbook(each, fixed_grid=materials.theme.post == "form", moment=asked.moment)
        for each in (old, new)
    ]
    files: dict[Format, bytes] = {}
    data = printed_data(new) if asked.attach else None
    if "docx" in asked.formats:
        word = replace(job, wanted=replace(asked, formats=("docx",)))
        printed = [print_document(views[0], word, None), print_document(views[1], word, data)]
        files["docx"] = merge_word_files(
            printed[0].files["docx"], printed[1].files["docx"], author(new), views[1].moment
        )
    return Printed(files, 0, ())


def author(library: Library) -> str:
    signoff = library.handbook.signoff
    name = signoff.prepared.name if signoff is not None else None
    return name or library.handbook.company or library.handbook.organisation
