"""An edited Word file of jdgen's as data: what was printed, and what it says now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jdgen.changes import Plain
from jdgen.errors import InputError, Location, Message, Problem, message
from jdgen.importers.ids import identifier
from jdgen.model import Library
from jdgen.render.data import NOT_PRINTED
from jdgen.sync.document import Chapters, Page, cut_document
from jdgen.sync.identifying import identify
from jdgen.sync.merging import Covered, Taken
from jdgen.sync.page_reading import Page as Said
from jdgen.sync.page_reading import read_page
from jdgen.sync.page_words import Words, bare_label
from jdgen.sync.printed import PrintedPages, as_library, data_inside, only_printed, whole_of
from jdgen.sync.taking import take_post
from jdgen.sync.taking_handbook import HandbookTaking
from jdgen.sync.word import Comment, Line, WordFile
from jdgen.terms import TERMS
from jdgen.views.handbook import view_handbook
from jdgen.views.labels import printed_labels


@dataclass(frozen=True)
class FromWord:
    """What was read from a Word file.

    ``notes`` are worth saying; ``comments`` by the post in whose page they stand (empty for the
    rest), as id, title and what was noted.
    """

    taken: Taken
    notes: tuple[Message, ...]
    comments: tuple[tuple[str, str, Comment], ...]


def take_word(word: WordFile, library: Library, data: Plain) -> FromWord:
    """Read what a Word file says now; ``library`` and ``data`` are what the project says.

    Raises InputError for a file that is no handbook and no description of a post.
    """
    return _Taking(word, library, data).take()


@dataclass
class _Taking:
    word: WordFile
    library: Library
    data: Plain
    notes: list[Message] = field(default_factory=list)

    def take(self) -> FromWord:
        printed = data_inside(self.word.data)
        base = printed if printed is not None else only_printed(self.data)
        whole: Plain = whole_of(base, self.data)
        library = as_library(whole)
        if library is None:
            printed, base, library = None, only_printed(self.data), self.library
            whole = self.data
        if printed is None:
            self.notes.append(message("the file has lost the data that it was printed from: it is"
                                      " compared with data/ as it is now"))  # fmt: skip
        words = Words(library.handbook)
        fixed = _is_form(self.word, words)
        view = view_handbook(library, fixed_grid=fixed)
        titles = {s.anchor: s.chapter for s in view.sections if s.headings and s.opens_chapter}
        known = ("role_" + role.id.replace("-", "_") for role in library.roles)
        found = cut_document(self.word.body, words, titles | {"roles": _chapter(view)}, known)
        if not found.posts:
            raise InputError([_foreign(self.word.file)])
        single = self._is_single(printed, found)
        pages = PrintedPages(library, fixed=fixed)
        edited, order = self._posts(base, pages, words, (found, single))
        taken_handbook: Mapping[str, Any] = base["handbook"]
        departments: Sequence[Any] = base["departments"]
        if not single:
            taking = HandbookTaking(view, found, words)
            taken_handbook = taking.take(base["handbook"])
            departments = taking.departments(base["departments"])
            self.notes += taking.notes
        edited_data = {
            "handbook": taken_handbook, "departments": list(departments), "roles": edited,
        }  # fmt: skip
        covered = _covered(single=single)
        self._check_titles(edited, order)
        return FromWord(
            Taken(base if printed is not None else None, edited_data, covered),
            tuple(dict.fromkeys(self.notes)),
            tuple(self._comments(found, order)),
        )

    def _is_single(self, printed: Plain | None, found: Chapters) -> bool:
        chapters = found.chapters.keys() - {"roles"}
        if printed is not None and len(printed["roles"]) > 1:
            return False
        return len(found.posts) == 1 and not chapters and not found.departments

    # ---- posts

    def _posts(
        self, base: Plain, pages: PrintedPages, words: Words, cut: tuple[Chapters, bool]
    ) -> tuple[list[Any], list[str]]:
        """Return the posts as edited, and the id of the post of each page."""
        found, single = cut
        held = {each["id"]: each for each in base["roles"]}
        printed = {identifier: pages.page(identifier) for identifier in held}
        said = [self._read(page, words, held) for page in found.posts]
        ids = identify(found.posts, said, printed)
        if single:
            only = next((each for each in ids if each is not None), None)
            if only is None and len(held) > 1:
                raise InputError([_foreign(self.word.file)])
            held = {only: held[only]} if only is not None else held
        edited: dict[str, Any] = {}
        taken = {each["id"] for each in (*self.data["roles"], *base["roles"])}
        order = []
        for page, each, known in zip(found.posts, said, ids, strict=True):
            if known is not None:
                edited[known] = take_post(held[known], printed[known], each, words)
                self._note_worked_out(held[known], printed[known], each, single=single)
                if single and "direct_reports" not in held[known]:
                    edited[known].pop("direct_reports", None)
                order.append(known)
                continue
            new = self._new_post(page, each, pages, words)
            new["id"] = self._taken_before(new, base) or identifier(new["title"], taken, "post")
            taken.add(new["id"])
            edited[new["id"]] = new
            order.append(new["id"])
        result = [edited[identifier] for identifier in held if identifier in edited]
        if single:
            others = [each for each in base["roles"] if each["id"] not in held]
            result += others
        return result + [edited[each] for each in order if each not in held], order

    def _taken_before(self, new: Plain, base: Plain) -> str | None:
        """Return the id of a new post that the data has already: from an earlier sync."""
        printed = {each["id"] for each in base["roles"]}
        title = bare_label(str(new["title"]))
        same = [
            str(each["id"])
            for each in self.data["roles"]
            if each["id"] not in printed and bare_label(str(each["title"])) == title
        ]
        return same[0] if len(same) == 1 else None

    def _read(self, page: Page, words: Words, held: Mapping[str, Any]) -> Said:
        headings = {
            str(extra["heading"])
            for each in held.values()
            if f"role_{each['id']}".replace("-", "_") in page.posts
            or bare_label(each["title"]) == bare_label(page.title)
            for extra in each.get("extra", ())
        }
        return read_page(page.blocks, words, headings)

    @staticmethod
    def _new_post(page: Page, said: Said, pages: PrintedPages, words: Words) -> dict[str, Any]:
        """Return the data of a page that is new: what it says beyond an empty page."""
        title = str(said.get("grid.title") or said.get("title") or "")
        if said.get("title") and pages.is_title(title):
            title = str(said["title"])
        department = said.get("grid.department") or page.group
        empty = pages.empty(title, department or pages.organisation_name)
        post = take_post(
            {"title": title}, empty, {**said, "title": title, "grid.title": title}, words
        )
        post["title"] = title
        post["department"] = department or pages.organisation_name
        marks = [printed_labels(words.handbook)[name] for name in said.get("marks", ())]
        if marks:
            post["supplemented"] = marks
        return post

    def _note_worked_out(self, held: Any, printed: Said, said: Said, *, single: bool) -> None:
        """Say so where somebody edited what is worked out from other posts."""
        key = "grid.direct_reports"
        if single and "direct_reports" not in held and printed.get(key) != said.get(key):
            label = printed_labels(self.library.handbook)["direct_reports"]
            what = message("“{label}” is worked out from the superiors of other posts; it is not"
                           " taken from a single description", label=label)  # fmt: skip
            self.notes.append(what)

    def _check_titles(self, edited: Sequence[Any], order: Sequence[str]) -> None:
        """Refuse a file in which two pages have one title: which is which can't be told."""
        seen: dict[str, str] = {}
        problems = []
        for each in edited:
            name = bare_label(str(each.get("title", "")))
            if each["id"] in order and name in seen:
                problems.append(
                    Problem(
                        Location(self.word.file),
                        message("two posts are called “{title}”", title=each["title"]),
                        message("give the new one a title of its own, in Word"),
                    )
                )
            seen[name] = each["id"]
        if problems:
            raise InputError(problems)

    def _comments(self, found: Chapters, order: Sequence[str]) -> Any:
        """Yield the file's comments by post, those of other pages last."""
        told: set[str] = set()
        for page, post in zip(found.posts, order, strict=True):
            for number in _comment_ids(page.blocks):
                if number in self.word.comments and number not in told:
                    told.add(number)
                    yield post, page.title, self.word.comments[number]
        for number, comment in self.word.comments.items():
            if number not in told:
                yield "", "", comment


def _covered(*, single: bool) -> Covered:
    names = {"handbook": "handbook", "department": "departments", "role": "roles"}
    return {
        record: frozenset(term.name for term in TERMS[record]) - NOT_PRINTED[name]
        if record == "role" or not single
        else frozenset()
        for record, name in names.items()
    }


def _is_form(word: WordFile, words: Words) -> bool:
    """Whether posts are set as one bordered grid: its first row is one cell with the kind."""
    kind = bare_label(words.say("form_title"))
    for block in word.body:
        if not isinstance(block, Line) and block.rows and len(block.rows[0]) == 1:
            text = bare_label(block.rows[0][0].text)
            if text.startswith(kind) and len(block.rows) > 3:
                return True
    return False


def _chapter(view: Any) -> str:
    return next((s.chapter for s in view.sections if s.kind == "role"), "")


def _comment_ids(blocks: Sequence[Any]) -> Any:
    for block in blocks:
        lines = (
            [block]
            if isinstance(block, Line)
            else [line for row in block.rows for cell in row for line in cell.lines]
        )
        for line in lines:
            yield from line.comments


def _foreign(file: str) -> Problem:
    return Problem(
        Location(file),
        message("this is no handbook and no description of a post of this project"),
        message(
            "cards, notices and postings are not taken back; other documents are read by:"
            " jdgen import FILE --into DIR"
        ),
    )
