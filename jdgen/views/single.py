"""A post's description as a document of its own, to sign and to file: 岗位说明书."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from jdgen.model import Role
from jdgen.organisation import Organisation
from jdgen.terms.phrases import phrase
from jdgen.views.identity import document_moment, issuer
from jdgen.views.labels import printed_labels
from jdgen.views.posts import PostSections
from jdgen.views.role import RoleViews
from jdgen.views.sections import HandbookView
from jdgen.views.text import Mentions


class SingleViews:
    """Makes the single descriptions of a library's posts, each with its pages of the handbook.

    ``fixed_grid`` as the theme sets posts (see RoleViews.view); ``moment`` dates the files of
    posts and handbooks that have no date of their own.
    """

    def __init__(
        self, organisation: Organisation, *, fixed_grid: bool, moment: datetime | None = None
    ) -> None:
        self._organisation = organisation
        self._handbook = organisation.library.handbook
        self._moment = moment
        self._kind = phrase("form_title", self._handbook.language)
        # Other posts are named here, and described elsewhere: nothing to lead to.
        mentions = Mentions(organisation, linked=False)
        self._roles = RoleViews(organisation, mentions, printed_labels(self._handbook))
        self._sections = PostSections(self._roles, self._kind, fixed_grid=fixed_grid)

    def view(self, role: Role) -> HandbookView:
        """Return one post's description."""
        handbook = self._handbook
        between = "　" if handbook.language == "zh" else ": "
        department = self._organisation.department(role.department)
        own = issuer(handbook)
        title = f"{self._kind}{between}{role.title}"
        # Sheets come apart, and the one that is signed may be the second: each says whose it is.
        section = replace(self._sections.section(role), chapter=title, opens_chapter=True)
        dates = (role.effective_date, handbook.issue_date, handbook.effective_date)
        return HandbookView(
            title=title,
            language=handbook.language,
            organisation=own,
            sections=(section,),
            subject=handbook.title,
            keywords=(department.name if department else role.department,),
            moment=document_moment(dates, self._moment),
            labels=dict(self._roles.labels),
            running_title=own,
            loose=True,
        )
