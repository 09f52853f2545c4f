"""Run as a program: look into the file on standard input, under limits, and answer in one line of JSON.

    python -I -m kotaham.apps.evidence.inspection.child inspect pdf 0 MEMORY SECONDS
    python -I -m kotaham.apps.evidence.inspection.child draw pdf 3 MEMORY SECONDS

The answer of `draw` is followed by the bytes of a PNG. A reason is sent as a key of `reasons.REASONS`, never as words.
"""

import json
import mmap
import os
import sys
from typing import BinaryIO

from kotaham.apps.evidence.inspection import cage, limits, media
from kotaham.apps.evidence.inspection.film import check_film
from kotaham.apps.evidence.inspection.media import BY_NAME, Media
from kotaham.apps.evidence.inspection.office import media_of_archive
from kotaham.apps.evidence.inspection.pdf import check_pdf
from kotaham.apps.evidence.inspection.picture import check_picture
from kotaham.apps.evidence.inspection.preview import draw
from kotaham.apps.evidence.inspection.reasons import Unfit
from kotaham.apps.evidence.inspection.sniff import media_of_content, refuse_second_face
from kotaham.apps.evidence.inspection.text import check_text

Answer = dict[str, object]


def inspect(file: BinaryIO, named: Media) -> Answer:
    """Return the kind and the pages of a file that can be taken; raises Unfit."""
    size = os.fstat(file.fileno()).st_size
    if size == 0:
        raise Unfit("empty")
    if size > limits.MAX_FILE_BYTES:
        raise Unfit("large")
    data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    found = media_of_content(data, named) or media_of_archive(data)
    if found is not named:
        raise Unfit("disagrees", found.name.upper())
    return {"media": found.name, "pages": _look(file, data, found)}


def _look(file: BinaryIO, data: mmap.mmap, kind: Media) -> int:
    if kind in {media.CSV, media.TXT, media.VTT}:
        check_text(data, kind)
        return 0
    if kind in {media.PDF, media.PNG, media.JPEG, media.MP4}:
        refuse_second_face(data, kind)
    if kind is media.MP4:
        check_film(data)
    if kind is media.PDF:
        return check_pdf(file, data)
    if kind in {media.PNG, media.JPEG}:
        check_picture(file, data, kind)
        return 1
    return 0


def answer(verb: str, kind: Media, page: int, file: BinaryIO) -> tuple[Answer, bytes]:
    """Do one errand; whatever goes wrong becomes the key of a reason."""
    try:
        if verb == "draw":
            return {"media": kind.name}, draw(file, kind, page)
        return inspect(file, kind), b""
    except Unfit as unfit:
        return {"unfit": unfit.key, "value": unfit.value}, b""
    except MemoryError:
        return {"unfit": "hard.memory"}, b""
    except RecursionError:
        return {"unfit": "hard.depth"}, b""


def main() -> int:
    """Shut the process in, then look."""
    verb, kind, page, memory, seconds = sys.argv[1:6]
    cage.limit(int(memory), float(seconds))
    held = cage.shut()
    told, picture = answer(verb, BY_NAME[kind], int(page), sys.stdin.buffer)
    sys.stdout.buffer.write(json.dumps({**told, "held": held}).encode() + b"\n" + picture)
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing is left to tidy, and a parser's own tidying could still go wrong


if __name__ == "__main__":
    sys.exit(main())
