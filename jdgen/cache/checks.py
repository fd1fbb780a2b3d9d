"""What the checks found of each post, kept for the next build: which of them look at it again.

Nothing that is told is kept, only which checks found something of a post: these look again. So a
file of the cache can spare work and never speak. It holds for one handbook, one day and one
installation, by content of the posts' files; one that is damaged, or was not written by this
account on this machine, is as good as none (``kept``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from jdgen.cache.kept import KeptFolder
from jdgen.cache.stamp import CACHE, Observed
from jdgen.checks.check import Checked, Earlier
from jdgen.library import Loaded
from jdgen.organisation import names_of
from jdgen.request import Request

FOLDER = f"{CACHE}/checks"
_MOST_BYTES = 4 * 1024 * 1024  # a handbook of 1,000 posts takes 60 KB a day
_BAD = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


@dataclass(frozen=True)
class ChecksKept:
    """What is known of each post from an earlier build, and where to keep what is found now.

    ``posts`` are digests of the posts' files by id, ``names`` one of the names that all go by.
    """

    folder: KeptFolder | None = None
    key: str = ""
    names: str = ""
    posts: Mapping[str, str] = field(default_factory=dict)
    earlier: Earlier = field(default_factory=Earlier)

    def keep(self, checked: Checked) -> None:
        """Keep what was found of each post, in place of what was known."""
        known = self.earlier.same_names and checked.by_post == self.earlier.by_post
        if self.folder is None or known:
            return
        found = {
            self.posts[role]: sorted(codes)
            for role, codes in checked.by_post.items()
            if role in self.posts
        }
        self.folder.put(self.key, json.dumps({"names": self.names, "found": found}).encode())
        self.folder.tidy()


def recall_checks(request: Request, observed: Observed | None, loaded: Loaded) -> ChecksKept:
    """Return what earlier builds of this project know of its posts; None seen: nothing is kept."""
    if observed is None:
        return ChecksKept()
    library, files = loaded.library, loaded.files
    own = library.locate("handbook").file
    common = hashlib.sha256(f"{observed.environment}\n{request.today}\n".encode() + files[own])
    posts = {
        role.id: hashlib.sha256(files[library.locate("role", role.id).file]).hexdigest()[:32]
        for role in library.roles
    }
    names = hashlib.sha256(repr(sorted({*names_of(library)})).encode("utf-8", "replace"))
    folder = KeptFolder(request.project / FOLDER, _MOST_BYTES)
    said, found = _unpacked(folder.get(common.hexdigest()))
    by_post = {role: found[digest] for role, digest in posts.items() if digest in found}
    earlier = Earlier(by_post, said == names.hexdigest())
    return ChecksKept(folder, common.hexdigest(), names.hexdigest(), posts, earlier)


def _unpacked(data: bytes | None) -> tuple[str, Mapping[str, frozenset[str]]]:
    """Return the names and what was found of each file; nothing where it is of another shape."""
    try:
        content = json.loads(data or b"")
        found = {str(file): frozenset(map(str, codes)) for file, codes in content["found"].items()}
        return str(content["names"]), found
    except _BAD:
        return "", {}
