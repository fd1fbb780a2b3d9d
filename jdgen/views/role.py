"""One post as it is printed: the same values for the handbook and for a single description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jdgen.model import Handbook, Role
from jdgen.organisation import Organisation
from jdgen.terms import Language
from jdgen.terms.choices import STATUSES
from jdgen.terms.phrases import phrase
from jdgen.views.grid import role_grid
from jdgen.views.parts import Field, Part, SignatureBox, plain, signature_boxes
from jdgen.views.role_parts import MARKED_PARTS, RoleParts
from jdgen.views.text import Mentions, role_anchor
from jdgen.views.wording import Wording

# What `空白项` (empty_field) says to have a line to write on, and that line.
_LINE_WORDS = ("线", "横线", "line")
_LINE_TO_WRITE_ON = "＿" * 8


@dataclass(frozen=True)
class RoleView:
    """A post, ready to print."""

    id: str
    anchor: str
    title: str
    form_title: str
    draft: str
    supplemented: str
    written_in: str
    control: tuple[str, ...]
    grid: tuple[tuple[Field, ...], ...]
    parts: tuple[Part, ...]
    signoff: tuple[SignatureBox, ...]
    acknowledgement: str
    acknowledged: str
    holder: tuple[str, ...]
    sign_lines: tuple[str, ...]


class RoleViews:
    """Makes the views of a library's posts."""

    def __init__(
        self, organisation: Organisation, mentions: Mentions, labels: Mapping[str, str]
    ) -> None:
        self.organisation = organisation
        self.handbook: Handbook = organisation.library.handbook
        self.language: Language = self.handbook.language
        self.mentions = mentions
        self.labels = labels
        empty = self.handbook.empty_field
        self.wording = Wording(
            language=self.language,
            labels=labels,
            mentions=mentions,
            blank=plain(_LINE_TO_WRITE_ON if empty in _LINE_WORDS else empty),
        )

    def view(self, role: Role, *, fixed_grid: bool) -> RoleView:
        """Return one post's view.

        With ``fixed_grid`` (the form theme) every part and field of the form is there, an empty
        one showing what the handbook sets (无, / or a line to write on); without it what a post
        leaves out is not printed.
        """
        language = self.language
        draft = phrase("draft_note", language) if role.is_draft else ""
        colon = phrase("colon", language)
        return RoleView(
            id=role.id,
            anchor=role_anchor(role),
            title=role.title,
            form_title=f"{phrase('form_title', language)}　{role.title}",
            draft=draft,
            supplemented=phrase("supplemented_note", language) if role.supplemented else "",
            written_in=self._written_in(role),
            control=self._control(role),
            grid=role_grid(role, self.organisation, self.wording, fixed=fixed_grid),
            parts=RoleParts(role, self.wording, fixed=fixed_grid).all(),
            signoff=signature_boxes(role.signoff, language),
            acknowledgement=phrase("acknowledgement", language),
            acknowledged=phrase("acknowledged", language),
            holder=(
                phrase("holder", language),
                phrase("superior", language),
                phrase("date", language),
            ),
            sign_lines=tuple(
                f"{phrase(who, language)}{colon}{_LINE_TO_WRITE_ON * 2}　"
                f"{phrase('date', language)}{colon}{_LINE_TO_WRITE_ON}"
                for who in ("holder", "superior")
            ),
        )

    def _written_in(self, role: Role) -> str:
        """Name the single fields that were written in; whole parts are marked where they stand."""
        names = {each: self.wording.canonical(each) for each in role.supplemented}
        fields = [each for each, name in names.items() if name not in MARKED_PARTS]
        if not fields:
            return ""
        colon = phrase("colon", self.language)
        listed = self.wording.separator.join(fields)
        return f"{phrase('supplemented_note', self.language)}{colon}{listed}"

    def _control(self, role: Role) -> tuple[str, ...]:
        """The control line, but for the number of pages, which the layout gives.

        A post without a document number and version of its own is part of the handbook's.
        """
        colon = phrase("colon", self.language)
        own = role.document_number is not None or role.version is not None
        pieces = []
        for name in ("document_number", "version", "effective_date", "control_status"):
            value = getattr(role, name)
            if not own and name in ("document_number", "version"):
                value = getattr(self.handbook, name)
            if value:
                pieces.append(f"{self.labels[name]}{colon}{value}")
        if role.status is not None:
            status = role.status if self.language == "zh" else STATUSES[role.status]
            pieces.append(f"{self.labels['status']}{colon}{status}")
        if role.source is not None:
            pieces.append(f"{self.labels['source']}{colon}{role.source}")
        return tuple(pieces)
