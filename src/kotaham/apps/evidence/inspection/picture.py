"""Look into a picture: its frame first, so that no enormous canvas is ever set aside."""

import struct
import warnings
import zlib
from typing import BinaryIO

from PIL import Image, JpegImagePlugin, PngImagePlugin, UnidentifiedImageError

from kotaham.apps.evidence.inspection import limits, media
from kotaham.apps.evidence.inspection.media import Media
from kotaham.apps.evidence.inspection.reasons import Unfit
from kotaham.apps.evidence.inspection.sniff import Content

_FORMATS = {media.PNG: "PNG", media.JPEG: "JPEG"}
BROKEN = (OSError, ValueError, SyntaxError, struct.error, zlib.error, IndexError, TypeError, KeyError, OverflowError)
PLUGINS = (JpegImagePlugin.JpegImageFile, PngImagePlugin.PngImageFile)  # named, so that no other reader is loaded


def open_picture(file: BinaryIO, kind: Media) -> Image.Image:
    """Return the picture unread, after a look at its frame; raises Unfit."""
    Image.MAX_IMAGE_PIXELS = None  # our own limits stand below
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(file, formats=[_FORMATS[kind]])
    except (UnidentifiedImageError, *BROKEN) as error:
        raise Unfit("picture.broken") from error
    width, height = picture.size
    if width * height > limits.MAX_PIXELS or max(width, height) > limits.MAX_SIDE:
        raise Unfit("picture.pixels")
    return picture


def check_picture(file: BinaryIO, data: Content, kind: Media) -> None:
    """Read a picture to its end where that fits the memory allowed; raises Unfit."""
    if kind is media.PNG:
        _check_chunks(data)
    elif data.rfind(b"\xff\xd9") < 0:
        raise Unfit("picture.broken")
    picture = open_picture(file, kind)
    if picture.width * picture.height <= limits.MAX_DECODED_PIXELS:
        try:
            picture.load()
        except BROKEN as error:
            raise Unfit("picture.broken") from error


def _check_chunks(data: Content) -> None:
    """Walk the chunks of a PNG: whole, ended, and without a library of hidden notes."""
    at, notes = 8, 0
    while True:
        head = data[at : at + 8]
        if len(head) < 8:
            raise Unfit("picture.broken")
        size, name = struct.unpack(">L4s", head)
        if at + 12 + size > len(data):
            raise Unfit("picture.broken")
        notes += name in {b"tEXt", b"zTXt", b"iTXt"}
        if notes > limits.MAX_TEXT_CHUNKS:
            raise Unfit("picture.text")
        at += 12 + size
        if name == b"IEND":
            return
