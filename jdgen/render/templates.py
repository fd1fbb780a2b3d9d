"""Jinja as jdgen uses it: sandboxed, escaping, and with an error for every unknown name.

Templates come as text by name, never as paths: a project's own ones are looked up before the
installed ones by whoever gathers them (``project``). What fails in one is told with its file and
line; a Word file has no lines, so there it is told by the text of the tag.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from types import CodeType
from typing import Any, NoReturn

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jdgen.bounds import LESS, TooLongError
from jdgen.errors import InputError, Location, Message, Problem, message

Show = Callable[[Any], Any]

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPENING = re.compile(r"\{[{%#]")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_MARKUP = re.compile(r"<[^>]*>")
_ANY_HTML = "html/section.html"
_SHOWN = 80  # characters of a tag repeated in a message
# Characters that one page, and one Word file, may have: the largest known have a hundredth.
_MOST_PAGE = 32 * 1024 * 1024
_MOST_WORD = 512 * 1024 * 1024

_OURS = message("compare it with the template that came with jdgen")
_NAMES = message("correct the name; docs/templates.md lists all names that a template can use")
_UNCLOSED = message("a tag or comment begins here and never ends")
# What Jinja 3.1 says of a template that it can't read, and how it is said here.
_SYNTAX: tuple[tuple[str, Message], ...] = (
    (
        r"Encountered unknown tag '(?P<word>end\w*|else|elif)'\..*to be closed is '(?P<tag>\w*)'.*",
        message("“{word}” can't stand here; “{tag}”, which begins above, is not closed yet"),
    ),
    (
        r"Encountered unknown tag '(?P<word>end\w*|else|elif)'.*",
        message("“{word}” stands here, and there is nothing for it to close"),
    ),
    (
        r"Encountered unknown tag '(?P<word>[^']*)'.*",
        message("there is no instruction called “{word}”"),
    ),
    (
        r"Unexpected end of template.*to be closed is '(?P<tag>[^']*)'.*",
        message("“{tag}” begins and is never closed"),
    ),
    (
        r"No (filter|test) named '(?P<word>[^']*)'.*",
        message("there is no filter or test called “{word}”"),
    ),
    (
        r"unexpected char '(?P<word>.*)' at .*",
        message("the character {word} can't stand here"),
    ),
    (r"unexpected end of template.*|Missing end of .*|.*got 'end of template'.*", _UNCLOSED),
    (
        r".*(got|unexpected) 'end of .*",
        message("something is missing at the end of this tag"),
    ),
    (
        r"expected token '.*', got '(?P<word>.*)'|unexpected '(?P<word2>[^']*)'.*",
        message("something is missing before “{word}”, or it is too much"),
    ),
)


class _TooMuchError(Exception):
    """A template prints more than any page holds."""


@contextlib.contextmanager
def _for_python(name: str | None) -> Iterator[None]:
    """Say of what is nested too deeply for Python's own reader which template it is."""
    try:
        yield
    except (RecursionError, MemoryError, SyntaxError, ValueError) as failure:
        raise jinja2.TemplateSyntaxError(str(failure), 1, name) from failure


class _Environment(ImmutableSandboxedEnvironment):
    """Gives each template its name as file name, and every failure the text that it happened in.

    A calculation that neither time nor memory bounds can stop (``bounds``) is refused beforehand.
    """

    intercepted_binops = frozenset({"**"})

    def __init__(self, texts: Mapping[str, str], show: Show) -> None:
        self._texts = dict(texts)
        self._show = show
        super().__init__(
            loader=jinja2.FunctionLoader(self._load),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=show,
            trim_blocks=False,
            auto_reload=False,
        )
        # A Word file is filled in as a whole, a page by itself.
        self._most = _MOST_PAGE if texts else _MOST_WORD
        self.concat = self._joined  # type: ignore[method-assign]  # as Jinja lets one do

    def _joined(self, pieces: Iterable[str]) -> str:
        """Join what a template prints, up to as much as a page or a Word file may have."""
        found, size = [], 0
        for piece in pieces:
            size += len(piece)
            if size > self._most:
                raise _TooMuchError
            found.append(piece)
        return "".join(found)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse powers: nothing on a page needs them, and one can take for ever."""
        if operator == "**":
            raise jinja2.exceptions.SecurityError("**")
        return super().call_binop(context, operator, left, right)

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        if name not in self._texts:
            return None
        return self._texts[name], name, lambda: True

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> Any:
        """Read a template no further than its form."""
        with _for_python(name):
            return super().parse(source, name, filename)

    def from_string(self, source: Any, *arguments: Any, **options: Any) -> jinja2.Template:
        """Remember the text, which has no name: a part of a Word file."""
        self._texts[""] = source if isinstance(source, str) else ""
        return super().from_string(source, *arguments, **options)

    def compile(  # type: ignore[override]  # whoever passes `raw` gets text, as before
        self, source: Any, name: str | None = None, filename: str | None = None, **how: Any
    ) -> Any:
        """Compile each text once in a process, however many documents are made from it.

        What Python itself can't take of a template is an error of the template.
        """
        with _for_python(name):
            if not isinstance(source, str) or how:
                return super().compile(source, name, filename, **how)
            try:
                return _compiled(self._show, source, name, filename)
            except jinja2.TemplateSyntaxError:
                # Once more, to fail here: the failure is to know this environment's texts.
                return super().compile(source, name, filename)

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Raise what went wrong as a TemplateError that knows the texts of all templates."""
        try:
            super().handle_exception(source)
        except jinja2.TemplateError as failure:
            vars(failure)["jdgen_texts"] = self._texts
            raise
        except Exception as failure:
            # Also what a template makes Python run into: KeyError, RecursionError, MemoryError.
            wrapped = jinja2.TemplateRuntimeError(str(failure) or type(failure).__name__)
            vars(wrapped)["jdgen_texts"] = self._texts
            raise wrapped.with_traceback(failure.__traceback__) from failure


@lru_cache(maxsize=256)
def _compiled(show: Show, source: str, name: str | None, filename: str | None) -> CodeType:
    """Return a template's code; how values are shown goes into it, and nothing of the values."""
    code: CodeType = jinja2.Environment.compile(_Environment({}, show), source, name, filename)
    return code


def environment(texts: Mapping[str, str], show: Show) -> ImmutableSandboxedEnvironment:
    """Return a Jinja environment over ``texts`` (by name); ``show`` prints each value."""
    return _Environment(texts, show)


def check_html(texts: Mapping[str, str]) -> None:
    """Raise InputError with every HTML template that can't be read, used or not."""
    problems = _html_problems(tuple(texts.items()))
    if problems:
        raise InputError(problems)


# What was found once holds for the same texts: a watch looks at them in every round.
@lru_cache(maxsize=8)
def _html_problems(texts: tuple[tuple[str, str], ...]) -> tuple[Problem, ...]:
    jinja = _Environment(dict(texts), str)
    problems: list[Problem] = []
    for name, text in texts:
        try:
            jinja.compile(text, name, name, raw=True)
        except jinja2.TemplateSyntaxError as failure:
            problems += explain(failure, _ANY_HTML).problems
    return tuple(problems)


def check_word(template: str, paragraphs: Sequence[str]) -> None:
    """Raise InputError where the tags of one part of a Word template can't be read.

    ``template`` is its name below ``templates`` (``word/handbook.docx``).

    Looked at before docxtpl does, which joins a tag that is never closed with what follows it.
    """
    problems = _word_problems(template, tuple(paragraphs))
    if problems:
        raise InputError(problems)


@lru_cache(maxsize=64)
def _word_problems(template: str, paragraphs: tuple[str, ...]) -> tuple[Problem, ...]:
    problems = [
        Problem(Location(f"templates/{template}"), _UNCLOSED, _OURS, _shortened(paragraph))
        for paragraph in paragraphs
        if _OPENING.search(_TAG.sub("", paragraph))
    ]
    if not problems:
        text = "\n".join(_as_jinja(paragraph) for paragraph in paragraphs)
        try:
            _Environment({"": text}, str).parse(text)
        except jinja2.TemplateSyntaxError as failure:
            problems += explain(failure, template).problems
    return tuple(problems)


def _as_jinja(paragraph: str) -> str:
    """Return a paragraph's tags without what docxtpl adds to Jinja, all in one line.

    docxtpl 0.20: a tag may name what it stands for (``{%tr`` the whole row); quotation marks as
    Word makes them are read as straight ones; some tags are carried out on the cell.
    """
    tags = " ".join(tag.translate(_STRAIGHT) for tag in _TAG.findall(paragraph))
    tags = re.sub(r"\{%-?\s*(colspan|cellbg|hm|vm)\b.*?%\}", "", tags)
    return re.sub(r"(\{[{%#])(tr|tc|p|r)\s", r"\1 ", tags).replace("\n", " ")


def explain(failure: Exception, template: str) -> InputError:
    """Turn a template's failure into a problem with file, line and what to do.

    ``template`` is the one that was asked for, below ``templates/``; the failure may lie in one
    that it includes, in the same folder or below.
    """
    texts: Mapping[str, str] = vars(failure).get("jdgen_texts", {})
    what, hint, word = _words(failure)
    name, line = _place(failure, texts)
    lines = texts.get(name, "").splitlines()
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    location, key = Location(f"templates/{template}"), ""
    if name:
        file = PurePosixPath("templates") / PurePosixPath(template).parent / name
        location = Location(str(file), line, _column(written, word))
    else:
        key = _tag(written, word)
    return InputError([Problem(location, what, hint, key)])


def _words(failure: Exception) -> tuple[Message, Message, str]:
    """Return what is wrong, what to do, and the word in the template that it is about."""
    if (beyond := _beyond(failure)) is not None:
        return (*beyond, "")
    said = str(failure.message if isinstance(failure, jinja2.TemplateError) else failure)
    if isinstance(failure, jinja2.TemplateNotFound):
        word = str(failure.name)
        what = message("there is no template called “{name}”", name=word)
        return what, message("correct the name, or put a file of this name there"), word
    if isinstance(failure, jinja2.exceptions.SecurityError):
        what = message("this does something that templates may not do")
        return what, message("take it out; templates can only print, choose and repeat"), ""
    if isinstance(failure, jinja2.UndefinedError):
        found = re.search(r"(?:attribute|element|name) '?([^']+)'?$|'([^']+)' is undefined", said)
        word = (found[1] or found[2]) if found else said
        return message("there is nothing called “{name}” here", name=word), _NAMES, word
    for pattern, what in _SYNTAX:
        if found := re.fullmatch(pattern, said, re.DOTALL):
            groups = {name: text for name, text in found.groupdict().items() if text}
            word = groups.get("word", groups.get("word2", ""))
            return Message(what.text, {**groups, "word": word}), _OURS, word
    if isinstance(failure, jinja2.TemplateSyntaxError):
        what = message("this can't be read as an instruction")
    else:
        what = message("this can't be done with the value that it is given")
    return what, _OURS, ""


def _beyond(failure: Exception) -> tuple[Message, Message] | None:
    """Return what is said of a template that asks for more than it may have, else None."""
    if isinstance(failure.__cause__, TooLongError):
        (problem,) = failure.__cause__.problems
        return problem.what, LESS
    if isinstance(failure.__cause__, (MemoryError, _TooMuchError)):
        return message("this asks for more memory than a page can need"), LESS
    if isinstance(failure, jinja2.TemplateSyntaxError) and failure.__cause__ is not None:
        return message("instructions are nested too deeply here"), _OURS
    return None


def _place(failure: Exception, texts: Mapping[str, str]) -> tuple[str, int]:
    """Return the name of the template in which it failed, empty for a Word file's, and the line."""
    if isinstance(failure, jinja2.TemplateSyntaxError):
        return failure.name or "", failure.lineno
    name, line, traceback = "", 0, failure.__traceback__
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file in texts or (file == "<template>" and "" in texts):
            name, line = file if file in texts else "", traceback.tb_lineno
        traceback = traceback.tb_next
    return name, line


def _column(written: str, word: str) -> int:
    """Return where in a line ``word`` stands in a tag, else where the first tag begins."""
    for tag in _TAG.finditer(written) if word else ():
        if word in tag[0]:
            return tag.start() + tag[0].index(word) + 1
    return max(written.find(word) if word else written.find("{"), 0) + 1


def _tag(written: str, word: str) -> str:
    """Return the tag of a Word file's paragraph that holds ``word``, or all of its tags."""
    tags = [_MARKUP.sub("", tag) for tag in _TAG.findall(written)]
    shown = next((tag for tag in tags if word and word in tag), " ".join(tags))
    shown = shown or _MARKUP.sub("", written).strip()
    return _shortened(shown)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
