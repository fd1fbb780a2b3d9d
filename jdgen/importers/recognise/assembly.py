"""Pieces put together into posts, departments and the handbook, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jdgen.errors import message
from jdgen.importers.blocks import Block, Document, Heading, Place, Table
from jdgen.importers.recognise.builders import Builder, alike, titled, value_of
from jdgen.importers.recognise.labels import is_section
from jdgen.importers.recognise.lines import source_of
from jdgen.importers.recognise.names import is_post, name_in_heading
from jdgen.importers.recognise.order import descriptions_first, titles_first
from jdgen.importers.recognise.pieces import Labelled, Piece, Rows, Start, Unlabelled
from jdgen.importers.recognise.tables import pieces_of_table
from jdgen.importers.recognise.tables_words import NOTE
from jdgen.importers.recognise.values import GUESSED, Behind, Value, read_rows, read_value
from jdgen.importers.recognised import FieldPath, Found

HEADING_DIFFERS = message("the heading above calls the post so, its label otherwise")
FIRST_LINE = message("no label: taken from the document's first line")

# A post's own fields that, before any post, speak of the whole document.
OF_DOCUMENT = {
    "document_number", "version", "effective_date", "control_status", "revisions", "signoff",
}  # fmt: skip
_HANDBOOK = re.compile(
    "(?:人员规划|(?:岗位|职位|职务|工作|部门)?(?:职责|责任|职能)?(?:说明书|描述书?|手册|汇编|大全)(?:汇编)?"
    "|(?:岗位|部门|工作)?职责(?:汇编|大全|手册)?|人员编制|定岗定编.*|组织.*手册)$"
)


# A label that only this document has, with its value: 性别：不限.
_OWN_LABEL = re.compile(r"^([^:：。；;，,]{2,24}?)\s*[:：]\s*(\S.*)$", re.DOTALL)
_OWNER = re.compile(
    r"(?:公司|集团|有限|大学|学院|医院|银行|研究院|co\.,? ?ltd\.?|inc\.?|llc|gmbh|corporation)$",
    re.IGNORECASE,
)


_ORGANISATION = re.compile("(?:中心|公司|集团|部|局|院|厂|社|校|店|处|会)$")
_ABOUT_POSTS = re.compile(r"岗位|职位|工作|介绍|\b(?:role|job|position)\b", re.IGNORECASE)


class Assembly:
    """The records of one document as its pieces come in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.place = Place(document.file, message("the document"))
        self.handbook = Builder("handbook", "", self.place)
        self.departments: list[Builder] = []
        self.posts: list[Builder] = []
        self.post: Builder | None = None
        self.department: Builder | None = None
        self.section: str = ""
        self.heading = ""

    def take(self, pieces: Sequence[Piece]) -> None:
        """Take in all pieces of the document."""
        for piece in titles_first(descriptions_first(pieces)):
            if isinstance(piece, Start):
                self._start(piece)
            elif isinstance(piece, Labelled):
                self._labelled(piece)
            else:
                self._unlabelled(piece.block)

    # -- where records begin

    def _start(self, piece: Start) -> None:
        self.heading = ""
        if piece.record == "department":
            self.post = None
            self._open_department(piece.name, piece.place)
            return
        if self.post is not None and not self.post.fields and alike(self.post.name, piece.name):
            return
        self._open_post(Builder("role", piece.name, piece.place, sure=piece.sure))

    def _open_post(self, post: Builder) -> Builder:
        post.section = self.section
        self.posts.append(post)
        self.post = post
        self.heading = ""
        return post

    def _open_department(self, name: str, place: Place) -> Builder:
        department = next((each for each in self.departments if alike(each.name, name)), None)
        if department is None:
            department = Builder("department", name, place)
            self.departments.append(department)
        self.department = department
        self.section = department.name
        return department

    def _title(self, value: Value) -> None:
        name = str(value.plain)
        post = self.post
        if post is not None and (post.titled or value_of(post, "title")):
            if alike(post.name, name):
                return
            post = None
        if post is None:
            post = Builder("role", name, value.place)
            self._open_post(post)
        elif not alike(post.name, name) and is_post(post.name) and post.name not in name:
            alias = Found(
                ("aliases",), [post.name], post.name, post.place, "", False, HEADING_DIFFERS
            )
            post.put(alias)
        titled(value, post)
        self.heading = ""

    # -- labels and what stands behind them

    def _labelled(self, piece: Labelled) -> None:
        target = record, path = self._target(piece)
        if isinstance(piece.value, Rows):
            found = read_rows(path, piece.label, piece.value, piece.place)
        else:
            blocks = self._without_forms(piece.value)
            found = read_value(Behind(path, piece.label, blocks, piece.place))
        self.heading = ""
        for each in found:
            if isinstance(each, Value) and target == ("role", ("title",)):
                self._title(each)
            elif isinstance(each, Value) and target == ("department", ("name",)):
                self.post = None
                self._open_department(str(each.plain), each.place)
            else:
                self._builder(record).read(each, sure=piece.sure)

    def _without_forms(self, value: Sequence[Block]) -> tuple[Block, ...]:
        """Take in the tables of a value that have labels of their own; return the rest of it."""
        blocks: list[Block] = []
        for block in value:
            inside = pieces_of_table(block) if isinstance(block, Table) else []
            if not any(isinstance(each, Labelled) for each in inside):
                blocks.append(block)
                continue
            for each in inside:
                if isinstance(each, Unlabelled):
                    blocks.append(each.block)
                elif isinstance(each, Labelled):
                    self._labelled(each)
                else:
                    self._start(each)
        return tuple(blocks)

    def _target(self, piece: Labelled) -> tuple[str, FieldPath]:
        """Return the field that a label means here: in a post, a department or the document."""
        record, path = piece.target
        if record == "role" and self.post is None:
            return self._outside_of_posts(path)
        if record == "department" and self.post is not None:
            if path == ("name",) and ("department",) not in self.post:
                return "role", ("department",)
            if path == ("duties",) and self.department is None:
                return "role", path
        return record, path

    def _outside_of_posts(self, path: FieldPath) -> tuple[str, FieldPath]:
        """Return what a post's label means where no post is open."""
        if self.department is not None and path[0] in ("duties", "headcount", "summary"):
            return "department", path
        if not self.posts and path == ("department",):
            return "department", ("name",)
        if not self.posts and path[0] in OF_DOCUMENT:
            return "handbook", path
        return "role", path

    def _builder(self, record: str) -> Builder:
        if record == "handbook":
            return self.handbook
        if record == "department":
            return self.department or self._open_department(self.section, self.place)
        return self.post or self._open_post(Builder("role", "", self.place, sure=False))

    # -- what has no label

    def _unlabelled(self, block: Block) -> None:
        if isinstance(block, Table):
            self._leave(source_of([block]), block.place, self.heading)
            return
        text = block.text.strip()
        if not text or is_section(text) or self._is_known(text):
            return
        if self._at_the_beginning() and (isinstance(block, Heading) or _may_be_title(text)):
            self.heading = text if isinstance(block, Heading) else ""
            self._name_handbook(text, block.place)
        elif isinstance(block, Heading):
            self.heading = text
        else:
            self._passage(text, block.place)

    def _passage(self, text: str, place: Place) -> None:
        """Keep a passage: as a post's purpose where it can be nothing else, else as left over."""
        own = _OWN_LABEL.match(text)
        words = own[2] if own and is_section(own[1]) else text
        if self.post is not None and (not own or words is not text) and self._is_summary(words):
            self.post.put(Found(("summary",), words, words, place, "", False, GUESSED))
        elif own:
            self.heading = ""
            self._leave(own[2], place, own[1].strip())
        else:
            self._leave(text, place, self.heading)

    def _is_summary(self, text: str) -> bool:
        """Whether sentences right below a post's name say what it is there for."""
        post = self.post
        if post is None or ("summary",) in post or ("duties",) in post:
            return False
        if NOTE.match(text):
            return False
        if self.heading and not _ABOUT_POSTS.search(self.heading):
            return False
        return len(text) >= 12 and text.rstrip().endswith(("。", "."))

    def _at_the_beginning(self) -> bool:
        return not (self.posts or self.departments or self.handbook.name)

    def _is_known(self, text: str) -> bool:
        """Whether a line only says the name that the open record has anyhow."""
        names = [each.name for each in (self.post, self.department, self.handbook) if each]
        plain = name_in_heading(text)
        return any(alike(name, text) or alike(name, plain) for name in names)

    def _leave(self, text: str, place: Place, heading: str) -> None:
        (self.post or self.department or self.handbook).leave(text, place, heading)

    def _name_handbook(self, text: str, place: Place) -> None:
        """Take the document's first line for its title, and whose it is from that."""
        if _OWNER.search(text):
            self.handbook.put(Found(("company",), text, text, place, "", False, FIRST_LINE))
            return
        self.handbook.name = text
        self.handbook.put(Found(("title",), text, text, place, "", False, FIRST_LINE))
        owner = owner_in(text)
        if owner != text and _ORGANISATION.search(owner):
            self.handbook.put(Found(("organisation",), owner, text, place, "", False, FIRST_LINE))


def owner_in(title: str) -> str:
    """Return whose handbook a title names: 综合管理部岗位职责汇编 → 综合管理部."""
    return _HANDBOOK.sub("", title).strip()


def _may_be_title(text: str) -> bool:
    return len(text) <= 40 and not re.search("[。；;：:]", text)
