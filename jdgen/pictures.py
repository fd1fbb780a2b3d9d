"""A project's own pictures, such as a ready QR code: looked at before they are printed.

What is handed on is not the file but its picture, written anew: nothing that a camera or an app
put beside it (place, device, a preview of what was cut off) leaves the house with it.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from jdgen.errors import InputError, Location, Message, Problem, message

_MOST_BYTES = 5_000_000
_LEAST_SIDE, _MOST_SIDE = 100, 6000
# Three centimetres at 1,000 dots per inch: no printer shows more.
_PRINTED_SIDE = 1200


@dataclass(frozen=True)
class Mentioned:
    """Where the data names a picture, with the key as written."""

    location: Location
    key: str


def read_picture(project: Path, name: str, mentioned: Mentioned) -> bytes:
    """Return the picture ``name`` of a project's folder as PNG.

    Raises InputError where it is not there, lies outside the folder or is no picture to print.
    """
    data = _read(project, name, mentioned)
    from PIL import Image, ImageFile, ImageOps  # heavy

    # WeasyPrint tells Pillow, for this whole process, to make do with pictures that were cut off.
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        _check_size(picture.size, name, mentioned)
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (
        OSError,
        ValueError,
        SyntaxError,  # what Pillow says of a broken PNG
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as failure:
        what = message("“{file}” is no picture that can be opened", file=name)
        hint = message("save it as PNG or JPEG, or take the key out")
        raise _problem(mentioned, what, hint) from failure
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    ground = Image.new("RGBA", upright.size, "white")
    ground.alpha_composite(upright)
    plain = ground.convert("RGB")
    plain.thumbnail((_PRINTED_SIDE, _PRINTED_SIDE))
    output = io.BytesIO()
    plain.save(output, "PNG")
    return output.getvalue()


def _check_size(size: tuple[int, int], name: str, mentioned: Mentioned) -> None:
    """Raise InputError for a picture too small to be read, or too large to be handled."""
    if all(_LEAST_SIDE <= side <= _MOST_SIDE for side in size):
        return
    what = message(
        "the picture “{file}” has {width} × {height} pixels; {least} to {most} each way are good",
        file=name, width=size[0], height=size[1], least=_LEAST_SIDE, most=_MOST_SIDE,
    )  # fmt: skip
    raise _problem(mentioned, what, message("save it in another size"))


def _read(project: Path, name: str, mentioned: Mentioned) -> bytes:
    inside = message("put the picture into the project's folder and write its path from there")
    windows, posix = PureWindowsPath(name), PurePosixPath(name)
    path = project / name
    try:
        leads_out = (
            windows.drive or windows.root or posix.root or ".." in windows.parts
            or not path.resolve().is_relative_to(project.resolve())
        )  # fmt: skip
        if leads_out:
            what = message("“{file}” leads out of the project's folder", file=name)
            raise _problem(mentioned, what, inside)
        if not path.is_file():
            raise _problem(mentioned, message("there is no picture “{file}”", file=name), inside)
        if path.stat().st_size > _MOST_BYTES:
            what = message(
                "the picture “{file}” is larger than {most} MB",
                file=name, most=_MOST_BYTES // 1_000_000,
            )  # fmt: skip
            raise _problem(mentioned, what, message("save it smaller"))
        return path.read_bytes()
    except (OSError, ValueError, RuntimeError) as failure:
        # Also a name that no file can have, and links that lead in a circle.
        what = message("the picture “{file}” can't be opened", file=name)
        raise _problem(mentioned, what, inside) from failure


def _problem(mentioned: Mentioned, what: Message, hint: Message) -> InputError:
    return InputError([Problem(mentioned.location, what, hint, mentioned.key)])
