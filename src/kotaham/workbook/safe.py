"""Write text from people so that no program takes it for a formula."""

from typing import Any

RISKY = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\0",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)  # the last four: full width

# Every XlsxWriter workbook of the project is opened with these.
STRINGS_STAY_TEXT: dict[str, Any] = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def safe_cell(text: str) -> str:
    """Return text for a CSV cell; what a spreadsheet would take for a formula gets an apostrophe in front.

    Plain negative numbers stay as they are. Wide forms of the signs count too.

    >>> safe_cell("=1+1"), safe_cell("-5"), safe_cell("Kota Bogor")
    ("'=1+1", '-5', 'Kota Bogor')
    """
    if not text.startswith(RISKY) or _is_number(text):
        return text
    return f"'{text}"


def _is_number(text: str) -> bool:
    body = text.removeprefix("-")
    return bool(body) and body.isascii() and body.replace(".", "", 1).replace(",", "", 1).isdigit()
