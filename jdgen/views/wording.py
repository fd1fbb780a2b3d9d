"""How one handbook puts things: its language and labels, its links, its sign for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jdgen.model import Role
from jdgen.terms import Language, canonical_key
from jdgen.terms.phrases import phrase
from jdgen.views.text import Mentions, Passage


@dataclass(frozen=True)
class Wording:
    """What the pieces of a post's page are worded with.

    ``labels`` are the fields' printed labels by canonical name; ``blank`` stands in a field that
    the form has and the post leaves empty.
    """

    language: Language
    labels: Mapping[str, str]
    mentions: Mentions
    blank: Passage

    def canonical(self, label: str) -> str:
        """Return the name of the post's field that ``label`` stands for; else the label itself."""
        for name, printed in self.labels.items():
            if printed == label and "." not in name:
                return name
        return canonical_key("role", label) or label

    @property
    def separator(self) -> str:
        """What stands between the items of a list in one line."""
        return phrase("list_separator", self.language)

    def references(self, texts: Iterable[str], role: Role) -> Passage:
        """Return several posts as links in one passage, none to ``role``, whose page it is."""
        return self.mentions.references(texts, self.separator, on=role)
