"""What changed, as lines for a terminal: readable without colours, better with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from jdgen.compare.affected import AffectedPost
from jdgen.errors import Message, message
from jdgen.terms import Language, term
from jdgen.views.comparison import ChangeRow, ComparisonView
from jdgen.views.text import Passage

Say = Callable[[Message], str]
Paint = Callable[[str, str], str]
"""How a terminal shows what was ``removed`` or ``added``: the text, and which."""

# Two values on one line: longer ones are set below one another.
_SHORT = 44
_SIGNS = {"added": "+", "removed": "–", "changed": "~", "moved": "↕"}


def tell(view: ComparisonView, say: Say, paint: Paint) -> Iterator[str]:
    """Yield the lines: the two states, the sums, then each post with its changes."""
    yield say(message("from: {name}", name=view.old))
    yield say(message("to:   {name}", name=view.new))
    posts, posts_now, people, people_now, difference = view.total.told(view.language)
    yield say(
        message(
            "posts: {posts}; headcount: {people}",
            posts=_from_to(posts, posts_now),
            people=_from_to(people, people_now)
            + (f" ({difference})" if difference != "0" else ""),
        )
    )
    for sums in view.sums:
        before, after, established, now, _ = sums.told(view.language)
        yield say(
            message(
                "    {name}: posts {posts}; headcount {people}",
                name=sums.name,
                posts=_from_to(before, after),
                people=_from_to(established, now),
            )
        )
    for _, rows in groupby(view.rows, key=lambda row: (row.record, row.id)):
        group = list(rows)
        yield ""
        first = group[0]
        yield f"{first.owner} ({first.id})" if first.id else first.owner
        for row in group:
            yield from (f"  {line}" for line in _row(row, paint))
        for reason in dict.fromkeys(row.reason for row in group if row.reason):
            for line in reason.split("\n"):
                yield "  " + say(message("reason: {reason}", reason=line))
    yield ""
    number = len(view.rows)
    if not number:
        yield say(message("No change: both say the same."))
    elif number == 1:
        yield say(message("1 change."))
    else:
        yield say(message("{number} changes.", number=number))


def tell_affected(
    affected: tuple[AffectedPost, ...], language: Language, say: Say
) -> Iterator[str]:
    """Yield who has to sign anew, post by post."""
    if not affected:
        yield say(message("No description changed: nobody has to sign anew."))
        return
    separator = "、" if language == "zh" else ", "
    for post in affected:
        if post.is_new:
            what = say(message("new post"))
        else:
            what = separator.join(term("role", name).label(language) for name in post.fields)
        yield f"{post.title} ({post.id}): {what}"
        for due in post.due:
            day = due.day.isoformat() if due.day is not None else ""
            line = message("{name}: signed {edition} on {day}", name=due.name,
                           edition=due.edition, day=day)  # fmt: skip
            yield f"    {say(line)}"
        if not post.due:
            current = message("nobody has a signature that is no longer current")
            yield f"    {say(current)}"
    people = sum(len(post.due) for post in affected)
    yield ""
    yield say(
        message(
            "Descriptions changed: {posts}; people to sign anew: {people}.",
            posts=len(affected),
            people=people,
        )
    )


def _from_to(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def _row(row: ChangeRow, paint: Paint) -> Iterator[str]:
    before, after = _plain(row.before), _plain(row.after)
    head = f"{_SIGNS[row.kind]} {row.item}"
    if row.kind in ("added", "removed"):
        said = after if row.kind == "added" else before
        shown = [paint(line, row.kind) for line in said.split("\n")]
        yield f"{head}: {shown[0]}"
        yield from (f"    {line}" for line in shown[1:])
    elif row.kind == "moved":
        yield f"{head}: {before.split('. ')[0]} → {after}"
    elif len(before) + len(after) <= _SHORT and "\n" not in before + after:
        yield f"{head}: {before} → {after}"
    else:
        yield f"{head}:"
        yield f"    – {_marked(row.before, paint)}"
        yield f"    + {_marked(row.after, paint)}"


def _plain(passage: Passage) -> str:
    return str(passage)


def _marked(passage: Passage, paint: Paint) -> str:
    """Return a text on one line, its changes between signs: [-gone-], {+come+}."""
    words = []
    for span in passage:
        text = span.text.replace("\n", " ⏎ ")
        if span.change == "removed":
            text = paint(f"[-{text}-]", span.change)
        elif span.change == "added":
            text = paint(f"{{+{text}+}}", span.change)
        words.append(text)
    return "".join(words)
