"""Jinja as jdgen uses it: sandboxed, escaping, and with an error for every unknown name.

Templates come as text by name, never as paths: a project's own ones are looked up before the
installed ones by whoever gathers them (``project``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jdgen.errors import InputError, Location, Problem, message

Show = Callable[[Any], Any]


def environment(texts: Mapping[str, str], show: Show) -> ImmutableSandboxedEnvironment:
    """Return a Jinja environment over ``texts`` (by name); ``show`` prints each value."""
    return ImmutableSandboxedEnvironment(
        loader=jinja2.DictLoader(dict(texts)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=show,
        trim_blocks=False,
        auto_reload=False,
    )


def explain(failure: Exception, template: str) -> InputError:
    """Turn a template's failure into a problem with file, line and what to do."""
    name, line = template, 1
    if isinstance(failure, jinja2.TemplateSyntaxError):
        name, line = failure.name or template, failure.lineno
        what = message("the template can't be read: {detail}", detail=failure.message or "")
        hint = message("compare this line with the template that came with jdgen")
    elif isinstance(failure, jinja2.UndefinedError):
        line = _line_in(failure, name) or line
        found = re.search(r"'([^']+)'(?: is undefined| has no attribute '([^']+)')?", str(failure))
        word = (found[2] or found[1]) if found else str(failure)
        what = message("the template asks for “{name}”, which does not exist", name=word)
        hint = message("correct the name; docs/templates.md lists all names a template can use")
    elif isinstance(failure, jinja2.exceptions.SecurityError):
        line = _line_in(failure, name) or line
        what = message("the template does something that templates may not do")
        hint = message("take this line out; templates can only print, choose and repeat")
    else:
        line = _line_in(failure, name) or line
        what = message("the template fails: {detail}", detail=str(failure))
        hint = message("compare this line with the template that came with jdgen")
    return InputError([Problem(Location(f"templates/{name}", line, 1), what, hint)])


def _line_in(failure: Exception, template: str) -> int:
    """Return the last template line that the failure passed through, 0 if unknown."""
    line, traceback = 0, failure.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename.endswith(template) or code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
