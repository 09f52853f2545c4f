"""Draw a page or a picture anew as PNG for the screen; nothing of the original file reaches the reader."""

from io import BytesIO
from typing import BinaryIO

import pypdfium2
from PIL import Image, ImageOps

from kotaham.apps.evidence.inspection import limits, media
from kotaham.apps.evidence.inspection.media import Media
from kotaham.apps.evidence.inspection.picture import BROKEN, open_picture
from kotaham.apps.evidence.inspection.reasons import Unfit


def draw(file: BinaryIO, kind: Media, page: int) -> bytes:
    """Return the PNG of page `page` (from 1) of a PDF, or of a picture; raises Unfit."""
    drawn = _page(file, page) if kind is media.PDF else _picture(file, kind)
    out = BytesIO()
    drawn.save(out, "PNG", optimize=False)
    return out.getvalue()


def _page(file: BinaryIO, number: int) -> Image.Image:
    try:
        with pypdfium2.PdfDocument(file) as document:
            if not 1 <= number <= len(document):
                raise Unfit("pdf.page")
            page = document[number - 1]
            scale = limits.PREVIEW_SIDE / max(1.0, *page.get_size())
            drawn: Image.Image = page.render(scale=min(scale, 4.0), may_draw_forms=False).to_pil()
            return drawn.convert("RGB")
    except pypdfium2.PdfiumError as error:
        raise Unfit("pdf.broken") from error


def _picture(file: BinaryIO, kind: Media) -> Image.Image:
    picture = open_picture(file, kind)
    side = (limits.PREVIEW_SIDE, limits.PREVIEW_SIDE)
    try:
        picture.draft("RGB", side)  # a JPEG is read at an eighth of its size where that is enough
        upright = ImageOps.exif_transpose(picture)
        flat = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
        flat.thumbnail(side)
        return flat
    except BROKEN as error:
        raise Unfit("picture.broken") from error
