"""Who belongs and reports where, as trees for the charts, and the same told in words."""

from __future__ import annotations

from jdgen.charts.layout import Node
from jdgen.model import Department, Role
from jdgen.organisation import Organisation
from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.views.text import department_anchor, role_anchor


class Structure:
    """A handbook's two charts, still to be laid out."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.name = organisation.library.handbook.organisation
        self.language: Language = organisation.library.handbook.language

    def _words(self, name: str, **values: object) -> str:
        return phrase(name, self.language, **values)

    def department_tree(self) -> Node:
        """Departments below the organisation; one whose duties are printed leads to them."""

        def node(department: Department | None) -> Node:
            name = department.name if department else self.name
            below = tuple(node(d) for d in self.organisation.sub_departments(department))
            target = department_anchor(department.id) if department and department.duties else ""
            return Node(name, target=target, children=below)

        return node(None)

    def role_tree(self) -> Node:
        """Reporting lines from the one top; several tops hang under the organisation."""

        def node(role: Role) -> Node:
            return Node(
                role.title,
                detail=self._people(role),
                target=role_anchor(role),
                draft=role.is_draft,
                children=tuple(node(below) for below in self.organisation.subordinates(role)),
            )

        tops = self.organisation.tops
        if len(tops) == 1:
            return node(tops[0])
        own = tuple(node(r) for r in tops if self.organisation.department(r.department) is None)
        by_department = []
        for department in self.organisation.departments:
            members = tuple(
                node(r) for r in tops if self.organisation.department(r.department) is department
            )
            if members:
                by_department.append(Node(department.name, children=members))
        return Node(self.name, children=(*own, *by_department))

    def _people(self, role: Role) -> str:
        if role.headcount is None:
            return ""
        if role.headcount.text.isdigit():
            return self._words("headcount_unit", number=role.headcount.text)
        return role.headcount.text

    def describe_departments(self) -> str:
        """Say in words what the chart of departments shows, for those who can't see it."""
        names = self._words("list_separator").join(d.name for d in self.organisation.departments)
        return self._words("department_chart_alt", organisation=self.name,
                           names=names or self._words("none"))  # fmt: skip

    def describe_roles(self) -> str:
        """Say in words what the chart of posts shows: who reports to whom."""
        lines = []
        for role in self.organisation.roles:
            below = self.organisation.subordinates(role)
            if below:
                names = self._words("list_separator").join(each.title for each in below)
                lines.append(self._words("reports_to_alt", superior=role.title, names=names))
        return self._words("role_chart_alt", organisation=self.name,
                           lines="".join(lines))  # fmt: skip
