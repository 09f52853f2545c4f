"""An instrument of 120 indicators that exists for the benchmark alone, and answers to it drawn from a seed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from house import Chance

SLUG, INDICATORS = "tolok-ukur", 120
BONUS = ("NT-1", "NT-2")
RIGHTS = ("SEHAT", "DIDIK", "ANAK", "KERJA", "AMAN")
KINDS = ("bands", "ratio", "yes_no", "choice", "checklist", "document")
HEAD = """\
schema: 1
id: {slug}
version: "{label}"
language: id
title: Instrumen rekaan untuk tolok ukur
nature: example
notice: Dibuat untuk mengukur kecepatan, bukan peraturan.
subject: city
in_force: {{from: 2020-01-01, to: null}}
sources: {{REKAAN: Rekaan untuk tolok ukur}}
groups:
{groups}aggregation: {{method: group_mean}}
scale: 100
policies:
  missing: {{rule: incomplete}}
  not_applicable: {{rule: lowers_maximum}}
  gap: {{rule: flag}}
rounding: {{decimals: 2}}
predicates:
  levels:
    - {{code: baik, title: Baik, from: 80}}
    - {{code: cukup, title: Cukup, from: 50}}
  below: Kurang
bonus:
  cap: 5
  items:
    - {{code: NT-1, title: Jawaban dan bukti diumumkan, max_points: 3, evidence: [Alamat laman]}}
    - {{code: NT-2, title: Hasil dibahas bersama warga, max_points: 2}}
indicators:
"""
ONE = """\
  - code: {code}
    group: {group}
    title: Rekaan untuk tolok ukur nomor {number}
    help: Hitung semua yang tercatat pada masa data, juga yang dicatat oleh perangkat daerah lain.
    unit: persen
    period: 1 Januari-31 Desember masa data
    owners: [Dinas Kesehatan]
    evidence: [Rekap yang ditandatangani kepala dinas, Tangkapan layar aplikasi]
    example: Rekap dua belas bulan dengan nomor dan tanggal surat.
    direction: higher_better
"""
SCORING: Mapping[str, str] = {
    "bands": """\
    scoring:
      kind: bands
      bands:
        - {from: 95, points: 10}
        - {from: 80, below: 95, points: 6}
        - {below: 80, points: 2}
      possible: {from: 0, to: 100}
""",
    "ratio": """\
    scoring:
      kind: ratio
      numerator: Yang terlayani
      denominator: Seluruhnya
      per: 100
      bands:
        - {from: 90, points: 10}
        - {from: 70, below: 90, points: 6}
        - {below: 70, points: 1}
      possible: {from: 0}
""",
    "yes_no": "    scoring: {kind: yes_no, yes: 5, no: 0}\n",
    "choice": """\
    scoring:
      kind: choice
      options:
        - {code: a, title: Milik sendiri dan buka 24 jam, points: 5}
        - {code: b, title: Bekerja sama dengan lembaga lain, points: 3}
        - {code: c, title: Belum ada, points: 0}
""",
    "checklist": """\
    scoring:
      kind: checklist
      items:
        - {code: telepon, title: Nomor telepon menjawab 24 jam, required: true}
        - {code: petugas, title: Petugas terlatih}
        - {code: rekap, title: Rekap bulanan tanpa nama}
      bands:
        - {exactly: 3, points: 10}
        - {from: 1, to: 2, points: 5}
        - {exactly: 0, points: 0}
      without_required: 2
""",
    "document": "    scoring: {kind: document, valid: 10, invalid: 4, absent: 0}\n",
}
Draw = Callable[[Chance], dict[str, Any]]
DRAWS: Mapping[str, Draw] = {
    "bands": lambda chance: {"number": f"{int(chance.random() * 1000) / 10:.1f}".removesuffix(".0")},
    "ratio": lambda chance: {"numerator": str(int(chance.random() * 900)), "denominator": "900"},
    "yes_no": lambda chance: {"yes": chance.random() < 0.7},
    "choice": lambda chance: {"choice": chance.one("abc")},
    "checklist": lambda chance: {"checked": sorted(chance.sample(("telepon", "petugas", "rekap"), 2))},
    "document": lambda chance: {
        "document": {"present": True, "from": f"20{chance.one('012')}1-01-01", "until": "2049-12-31"}
    },
}


@dataclass(frozen=True)
class Leaf:
    """One indicator: its code and the way it is answered."""

    code: str
    kind: str

    def draw(self, chance: Chance) -> dict[str, Any]:
        """Return an answer; now and then there is none, for a reason."""
        luck = chance.random()
        if luck < 0.03:
            return {"missing": "Belum dicatat"}
        return {"not_applicable": "Tidak ada di kota ini"} if luck < 0.05 else DRAWS[self.kind](chance)


LEAVES = tuple(Leaf(f"TU-{number:03}", KINDS[number % len(KINDS)]) for number in range(1, INDICATORS + 1))


def document(label: str) -> str:
    """Return the file of a version."""
    groups = "".join(f"  - {{code: {code}, title: Hak {code.lower()}}}\n" for code in RIGHTS)
    each = INDICATORS // len(RIGHTS)
    return HEAD.format(slug=SLUG, label=label, groups=groups) + "".join(
        ONE.format(code=leaf.code, group=RIGHTS[at // each], number=at + 1) + SCORING[leaf.kind]
        for at, leaf in enumerate(LEAVES)
    )
