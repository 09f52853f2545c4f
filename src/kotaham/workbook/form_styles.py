"""The look of the form: one calm palette, light yellow where people write, everything else locked."""

from typing import Any

INK, MUTED, BRAND, BAND, SOFT, INPUT, LINE, WARN = (
    "#1B2A32",
    "#5B6B75",
    "#17495C",
    "#D9E8EE",
    "#F2F6F8",
    "#FFF8DC",
    "#B9C6CD",
    "#FCE9C8",
)
_BASE = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top", "text_wrap": True}
_CELL = {**_BASE, "border": 1, "border_color": LINE}
_INPUT = {**_CELL, "bg_color": INPUT, "locked": False}

STYLES: dict[str, dict[str, Any]] = {
    "plain": _BASE,
    "title": {**_BASE, "font_size": 16, "bold": True, "font_color": BRAND, "text_wrap": False, "valign": "vcenter"},
    "subtitle": {**_BASE, "font_color": MUTED, "text_wrap": False, "valign": "vcenter"},
    "notice": {
        **_BASE,
        "indent": 1,
        "bg_color": WARN,
        "bold": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": "#E2B866",
    },
    "label": {**_BASE, "bold": True, "align": "right", "valign": "vcenter", "indent": 1},
    "header": {
        **_CELL,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": BRAND,
        "valign": "vcenter",
        "align": "center",
    },
    "group": {**_BASE, "bold": True, "font_size": 12, "font_color": BRAND, "bg_color": BAND, "valign": "vcenter"},
    "element": {**_BASE, "italic": True, "font_color": MUTED, "bg_color": SOFT, "valign": "vcenter"},
    "hole": {**_BASE, "italic": True, "font_color": MUTED},
    "code": {**_CELL, "font_color": MUTED, "font_size": 8},
    "indicator": {**_CELL, "bold": True},
    "part": {**_CELL, "align": "left", "indent": 2},
    "unit": {**_CELL, "font_color": MUTED},
    "explain": {**_CELL, "font_color": MUTED, "font_size": 9},
    "status": {**_CELL, "align": "center", "font_color": MUTED, "font_size": 9, "hidden": True},
    "locked": {**_CELL, "bg_color": SOFT},
    "done": {
        **_BASE,
        "indent": 1,
        "bold": True,
        "font_color": BRAND,
        "valign": "vcenter",
        "hidden": True,
        "text_wrap": False,
    },
    "good": {"font_color": "#1E6B3A", "bg_color": "#E3F3E6"},
    "number": {**_INPUT, "align": "right"},
    "choice": {**_INPUT, "num_format": "@"},
    "date": {**_INPUT, "align": "right", "num_format": "dd/mm/yyyy"},
    "text": {**_INPUT, "num_format": "@"},
    "free": _INPUT,
    "swatch": {**_CELL, "bg_color": INPUT},
    "place": {**_CELL, "text_wrap": False, "bold": True, "num_format": "@"},
    "warning": {**_BASE, "bold": True, "font_color": "#8A4B00", "text_wrap": False},
    "heading": {**_BASE, "bold": True, "font_size": 12, "font_color": BRAND},
    "step": {**_BASE, "font_size": 11, "align": "left", "indent": 1},
    "tilted": {**_CELL, "bold": True, "bg_color": SOFT, "valign": "top"},
    "small": {**_CELL, "font_size": 9, "font_color": MUTED},
    "machine": {
        **_CELL,
        "font_size": 8,
        "font_color": "#FFFFFF",
        "bg_color": BRAND,
        "align": "center",
        "text_wrap": False,
    },
}


class Styles:
    """The formats of one workbook by name, made when first used."""

    def __init__(self, book: Any) -> None:
        """Take the workbook."""
        self.book = book
        self.made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Return the format of this name."""
        if name not in self.made:
            self.made[name] = self.book.add_format(STYLES[name])
        return self.made[name]
