"""The annex of a regulation typed in a spreadsheet: an empty form out, an instrument in, and back without loss."""

from kotaham.workbook.annex_read import read_annex
from kotaham.workbook.annex_write import write_annex

__all__ = ["read_annex", "write_annex"]
