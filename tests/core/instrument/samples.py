"""The small instrument that the tests of this room start from."""

SMALL = """\
schema: 1
id: contoh
version: '2026'
language: id
title: Contoh
nature: example
notice: Bukan ketentuan hukum.
subject: city
in_force: {from: 2026-01-01}
groups:
  - {code: G1, title: Hak hidup}
  - {code: G2, title: Hak perempuan, hole: Belum ada data}
aggregation: {method: flat_mean}
policies:
  missing: {rule: incomplete}
  not_applicable: {rule: lowers_maximum}
  gap: {rule: flag}
rounding: {}
predicates:
  levels:
    - {code: BAIK, title: Baik, from: 75}
  below: Belum baik
indicators:
  - code: A1
    group: G1
    title: Angka kematian ibu
    unit: orang
    owners: [Dinas Kesehatan]
    scoring:
      kind: bands
      bands:
        - {below: 10, points: 5}
        - {from: 10, points: 0}
  - code: A2
    group: G1
    title: Cara melapor
    scoring:
      kind: choice
      options:
        - {code: a, title: Daring, points: 5}
        - {code: b, title: Surat, points: 1}
"""
TRANSLATION = """\
schema: 1
id: contoh
version: '2026'
language: en
title: Example
notice: Not law.
groups:
  G1: {title: Right to life}
  G2: {title: Women's rights, hole: No data yet}
predicates: {BAIK: Good}
below: Not good yet
indicators:
  A1: {title: Maternal mortality, unit: people, owners: [Health office]}
  A2:
    title: How to report
    options: {a: Online, b: By letter}
"""


def changed(*changes: tuple[str, str], text: str = SMALL) -> str:
    """Return the text with each change made once; a change that no longer fits is an error of the test."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
