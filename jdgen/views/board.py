"""What is pasted into a job board, field by field, with a description that boards take.

Boards limit the length of a description and refuse contact details in it: those stand in a field
of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.views.catch_all import is_catch_all
from jdgen.views.contacts import without_contacts
from jdgen.views.posting import Posting, Row

# Characters, line breaks included. LinkedIn's Job Posting Schema says 25,000 and SEEK 15,000;
# the forms of smaller English boards stop at 5,000. The Chinese boards publish no figure: what
# recruiters meet there lies between 1,500 and 2,000, so that the lower one fits all.
LONGEST_DESCRIPTION: Mapping[Language, int] = {"zh": 1500, "en": 5000}

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class BoardField:
    """One field of a board's form; ``text`` may have several lines."""

    name: str
    label: str
    text: str


@dataclass(frozen=True)
class Board:
    """All fields in order; ``silenced``: where the data has contact details that were left out."""

    fields: tuple[BoardField, ...]
    silenced: tuple[Path, ...]


@dataclass(frozen=True)
class _Entry:
    """A numbered entry of the description and where it stands in the post."""

    path: Path
    text: str
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Draft:
    """A description on its way: what is left of it, and how much is gone."""

    summary: str
    duties: tuple[_Entry, ...]
    requirements: tuple[_Entry, ...]
    dropped_duties: int = 0
    dropped_requirements: int = 0


def view_board(posting: Posting) -> Board:
    """Return the fields that boards ask for one by one; those with nothing in them are left out."""
    post = posting.post
    draft, silenced = _draft(posting)
    levels = {each.name: each.text for each in post.qualifications}
    between = phrase("list_separator", post.language)
    facts = {row.name: row.text for row in (*posting.strip, *posting.facts)}
    texts = {
        "title": post.title,
        "category": post.category,
        "department": post.department,
        "superior": facts.get("reports_to", ""),
        "place": post.place_text,
        "pay": post.pay_text,
        "makeup": between.join(post.makeup),
        "experience": levels.get("experience", ""),
        "education": levels.get("education", ""),
        "openings": facts.get("openings", ""),
        "type": post.employment_type,
        "description": _fitting(draft, post.language),
        "benefits": between.join(post.benefits),
        "hours": "\n".join(posting.hours),
        "probation": post.probation,
        "highlights": "\n".join(post.highlights),
        "employer": post.employer,
        "company": _company(posting),
        "contact": _contact(posting),
        "until": post.valid_through,
    }
    return Board(
        tuple(
            BoardField(name, phrase(f"board_{name}", post.language), text)
            for name, text in texts.items()
            if text
        ),
        silenced,
    )


def _draft(posting: Posting) -> tuple[_Draft, tuple[Path, ...]]:
    """Return the whole description without contact details, and where there were some."""
    post = posting.post
    known = tuple(str(post.apply.get(name) or "") for name in ("link", "email", "phone"))
    silenced: list[Path] = []

    def clean(text: str, *path: str | int) -> str:
        kept = without_contacts(text, known)
        if kept != text:
            silenced.append(path)
        return kept

    duties = []
    for place, duty in enumerate(post.duties):
        text = clean(duty.text, "duties", place)
        tasks = [clean(task, "duties", place, "tasks", n) for n, task in enumerate(duty.tasks)]
        if text:
            kept = tuple(task for task in tasks if task)
            duties.append(_Entry(("duties", place), text, kept))
    requirements = []
    for row in _conditions(posting):
        for number, line in enumerate(row.lines):
            own = row.name == "requirements"
            path = ("recruitment", row.name, number) if own else ("qualifications", row.name)
            text = clean(line, *path)
            if text:
                label = "" if own else f"{row.label}{phrase('colon', post.language)}"
                requirements.append(_Entry(path, f"{label}{text}"))
    summary = clean(post.summary, "summary")
    return _Draft(summary, tuple(duties), tuple(requirements)), tuple(dict.fromkeys(silenced))


def _conditions(posting: Posting) -> tuple[Row, ...]:
    block = posting.block("requirements")
    return block.rows if block is not None else ()


def _fitting(draft: _Draft, language: Language) -> str:
    """Return the description, shortened by whole entries until it is no longer than allowed.

    The least important go first: what else comes up, then duties from the last one on, then
    requirements, then the summary.
    """
    limit = LONGEST_DESCRIPTION[language]
    text = _written(draft, language)
    for shorter in _shortened(draft):
        if len(text) <= limit:
            break
        text = _written(shorter, language)
    return text


def _shortened(draft: _Draft) -> Iterator[_Draft]:
    while draft.duties:
        gone = _least_important(draft.duties)
        kept = tuple(each for each in draft.duties if each is not gone)
        draft = replace(draft, duties=kept, dropped_duties=draft.dropped_duties + 1)
        yield draft
    while draft.requirements:
        draft = replace(
            draft,
            requirements=draft.requirements[:-1],
            dropped_requirements=draft.dropped_requirements + 1,
        )
        yield draft
    yield replace(draft, summary="")


def _least_important(duties: tuple[_Entry, ...]) -> _Entry:
    for duty in reversed(duties):
        if is_catch_all(duty.text):
            return duty
    return duties[-1]


def _written(draft: _Draft, language: Language) -> str:
    colon = phrase("colon", language).strip()
    parts = [draft.summary] if draft.summary else []
    for name, entries, dropped in (
        ("duties", draft.duties, draft.dropped_duties),
        ("requirements", draft.requirements, draft.dropped_requirements),
    ):
        lines = [f"{phrase(f'posting_{name}', language)}{colon}"]
        for number, entry in enumerate(entries, start=1):
            lines.append(f"{number}. {entry.text}")
            lines += [f"   ({n}) {task}" for n, task in enumerate(entry.tasks, start=1)]
        if dropped:
            lines.append(phrase(f"board_more_{name}", language, number=dropped))
        if len(lines) > 1:
            parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _company(posting: Posting) -> str:
    block = posting.block("company")
    if block is None:
        return ""
    return "\n".join((*block.lines, *_rows(block.rows, posting.post.language)))


def _contact(posting: Posting) -> str:
    block = posting.block("apply")
    if block is None:
        return ""
    return "\n".join((*block.lines, *_rows(block.rows, posting.post.language)))


def _rows(rows: tuple[Row, ...], language: Language) -> Iterator[str]:
    for row in rows:
        between = phrase("clause_break", language)
        yield f"{row.label}{phrase('colon', language)}{between.join(row.lines)}"
