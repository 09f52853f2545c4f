"""Draw a QR code as a picture of plain squares, for print and for pages; the same text gives the same picture."""

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from kotaham.report.printing import Drawing

QUIET = 4  # squares of white around it, as ISO/IEC 18004 asks


def qr_svg(text: str) -> Drawing:
    """Return the code of a text as SVG: one path, black on white."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make()
    rows = code.get_matrix()
    dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows)
    return Drawing(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{dots}" fill="#000"/></svg>'
    )
