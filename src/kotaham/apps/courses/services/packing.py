"""One module as one HTML file for days without a signal: text, transcript and files inside, videos apart.

Nothing in it asks the network. Its size is known before it is loaded; a file beyond `MOST_INSIDE` stays outside, and
the pack says so.
"""

from base64 import b64encode
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kotaham.apps.courses.models import Module
from kotaham.apps.courses.rules import as_html
from kotaham.apps.courses.services import files

MOST_INSIDE = 5 * 2**20
PICTURES = {"png", "jpeg"}
FRAME = 3_000  # bytes of the page around the content, at most


@dataclass(frozen=True, slots=True)
class Inside:
    """A file inside a pack."""

    name: str
    address: SafeString  # a data: address, made here of bytes
    picture: bool


def is_inside(module: Module) -> bool:
    """Tell whether the pack holds the file of a module."""
    return module.kind != Module.Kind.VIDEO and 0 < files.size_of(module) <= MOST_INSIDE


def size_of(module: Module) -> int:
    """Return how many bytes the pack of a module has, the page around it reckoned at its most."""
    text = len(as_html(module.text).encode())
    return FRAME + text + (files.size_of(module) * 4 // 3 + 200 if is_inside(module) else 0)


def pack_of(module: Module, course: str, back: str) -> bytes:
    """Return the pack; `back` is the full address of the page on which the learner goes on."""
    context = {
        "module": module,
        "course": course,
        "back": back,
        "text": SafeString(as_html(module.text)),
        "inside": _inside(module) if is_inside(module) else None,
        "outside": bool(module.file) and not is_inside(module),
    }
    return render_to_string("courses/pack.html", context).encode()


def _inside(module: Module) -> Inside:
    opened = files.opened(module)
    data = b64encode(b"".join(opened.chunks())).decode()
    return Inside(opened.name, SafeString(f"data:{opened.mime};base64,{data}"), files.media_of(module) in PICTURES)
