"""Judge the name of a file as it was given: what it is called may not deceive the person who downloads it."""

import re
import unicodedata
from pathlib import PurePosixPath

from kotaham.apps.evidence.inspection import limits
from kotaham.apps.evidence.inspection.media import BY_ENDING, Media
from kotaham.apps.evidence.inspection.reasons import Unfit

_RUNS = re.compile(
    r"\.(exe|com|scr|bat|cmd|pif|ms[ip]|cpl|dll|jar|jse?|vb[se]|ws[fh]|ps1|sh|py|pl|php|phtml|aspx?|jsp|x?html?|shtml|svgz?"
    r"|xml|hta|lnk|url|desktop|reg|apk|app|do[ct]m|xl[st]m|ppt?m|potm)"
)
_GROUPS = (
    (_RUNS, "type.runs"),
    (re.compile(r"\.(mp4|mov|avi|mkv|webm|mp3|wav|m4a|ogg|aac)"), "type.film"),
    (re.compile(r"\.(zip|rar|7z|tar|gz|tgz|bz2|xz|iso)"), "type.archive"),
    (re.compile(r"\.(doc|xls|ppt)"), "type.old-office"),
    (re.compile(r"\.(gif|webp|bmp|tiff?|hei[cf]|avif)"), "type.picture"),
)


def media_of_name(name: str) -> Media:
    """Return what the name says the file is; raises Unfit when the name is no honest name of evidence."""
    _check_letters(name)
    ending = PurePosixPath(name).suffix.lower()
    inner = [suffix.lower().strip() for suffix in PurePosixPath(name).suffixes[:-1]]
    if runs := [suffix for suffix in inner if _RUNS.fullmatch(suffix)]:
        raise Unfit("name.two-endings", runs[0])
    if ending not in BY_ENDING:
        raise Unfit(_why_not(ending), ending[:12] or "–")
    return BY_ENDING[ending]


def _check_letters(name: str) -> None:
    if "/" in name or "\\" in name:
        raise Unfit("name.path")
    if not name.strip() or name.startswith("."):
        raise Unfit("name.empty")
    if len(name) > limits.MAX_NAME_CHARS or len(name.encode("utf-8", "replace")) > limits.MAX_NAME_BYTES:
        raise Unfit("name.long", limits.MAX_NAME_CHARS)
    # Control (Cc), direction and other unseen marks (Cf), halves of letters (Cs): none is seen, all deceive.
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for letter in name):
        raise Unfit("name.unseen")


def _why_not(ending: str) -> str:
    return next((reason for endings, reason in _GROUPS if endings.fullmatch(ending)), "type.other")
