"""The documents of an edition: the handbook and every single description, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from jdgen.editions.environment import made_with
from jdgen.editions.manifest import MadeWith
from jdgen.errors import EnvironmentProblem
from jdgen.model import Library
from jdgen.organisation import Organisation
from jdgen.produce import handbook, roles
from jdgen.produce.document import NO_PDF
from jdgen.produce.guarding import guarded
from jdgen.produce.job import Job, Made, Progress, Wanted, no_progress
from jdgen.project import Checks, Named, gather
from jdgen.resources import has_own_templates

OUTPUT = "output"

__all__ = ["OUTPUT", "Documents", "Progress", "make_documents", "no_progress"]


@dataclass(frozen=True)
class Documents:
    """Files by their path below the edition, pages by pack, and what they were made with."""

    files: Mapping[str, bytes]
    pages: Mapping[str, int]
    made_with: MadeWith


def make_documents(
    project: Path, library: Library, dated: date, progress: Progress = no_progress
) -> Documents:
    """Make both packs in both formats; ``dated``: for what has no date in the data.

    Raises InputError or EnvironmentProblem with all that is wrong.
    """
    from jdgen.render.templates import check_html, check_word  # heavy: Jinja

    path = ("handbook", "theme")
    named = Named(library.locate(*path), library.spell(*path))
    checks = Checks(check_html, check_word)
    moment = datetime.combine(dated, time(), UTC)
    own = has_own_templates(project)
    with guarded(own, len(library.roles), progress) as reporting:
        materials = gather(project, library.handbook.theme, checks, named)
        try:
            environment = made_with(materials.faces)
        except OSError as failure:
            # An edition of Word files alone would have no pages to compare and none to file.
            raise EnvironmentProblem([NO_PDF]) from failure
        job = Job(library, Organisation(library), Wanted(moment=moment), materials, reporting)
        made: dict[str, Made] = {"handbook": handbook.make(job), "roles": roles.make(job)}
    return Documents(
        {f"{OUTPUT}/{name}": data for each in made.values() for name, data in each.files.items()},
        {pack: each.pages for pack, each in made.items()},
        environment,
    )
