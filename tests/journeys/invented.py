"""Invented answers to any instrument, by a seed: of every kind, some missing, some not applicable."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

from kotaham.core.instrument.kinds import Bands, Checklist, Choice, Direct, Document, Ratio, YesNo
from kotaham.core.instrument.model import Indicator, Instrument
from kotaham.core.numbers import plain

Value = dict[str, Any]
# A second instrument for tests: every way to score there is that a sealed version can have, odd numbers, and a tree.
EVERY_KIND = """\
schema: 1
id: uji-semua-cara
version: "1"
language: id
title: Instrumen rekaan dengan semua cara menilai
nature: example
notice: Contoh, bukan peraturan.
subject: city
in_force: {from: 2020-01-01, to: null}
sources: {REKAAN: Rekaan untuk uji}
groups:
  - {code: SATU, title: Hak pertama}
  - {code: DUA, title: Hak kedua}
aggregation: {method: group_mean}
scale: 100
policies:
  missing: {rule: zero_points}
  not_applicable: {rule: lowers_maximum}
  gap: {rule: nearest_lower}
rounding: {decimals: 2}
predicates:
  on: total_with_bonus
  levels:
    - {code: baik, title: Baik, from: 60}
    - {code: cukup, title: Cukup, from: 30}
  below: Kurang
bonus:
  cap: 4
  items:
    - {code: NT-A, title: Diumumkan, max_points: 3}
    - {code: NT-B, title: Dibahas, max_points: 2}
indicators:
  - code: S-1
    group: SATU
    title: Angka dengan celah
    direction: higher_better
    scoring:
      kind: bands
      bands:
        - {from: 80, points: 10}
        - {from: 40, to: 79, points: 7}
        - {below: 40, points: 3}
      possible: {from: 0, to: 100}
  - code: S-2
    group: SATU
    title: Rasio
    direction: lower_better
    scoring:
      kind: ratio
      numerator: Kejadian
      denominator: Penduduk
      per: 100000
      small_below: 1000
      bands:
        - {to: 50, points: 9}
        - {above: 50, points: 2}
      possible: {from: 0}
  - {code: S-3, group: SATU, title: Ya atau tidak, scoring: {kind: yes_no, yes: 7, no: 0}}
  - code: D-1
    group: DUA
    title: Pilihan
    scoring:
      kind: choice
      options:
        - {code: a, title: Lengkap, points: 5}
        - {code: b, title: Sebagian, points: 2.5}
        - {code: c, title: Belum, points: 0}
  - code: D-2
    group: DUA
    title: Daftar butir
    scoring:
      kind: checklist
      items:
        - {code: satu, title: Butir satu, required: true}
        - {code: dua, title: Butir dua}
        - {code: tiga, title: Butir tiga}
      bands:
        - {exactly: 3, points: 10}
        - {from: 1, to: 2, points: 4}
        - {exactly: 0, points: 0}
      without_required: 1
  - {code: D-3, group: DUA, title: Dokumen, scoring: {kind: document, valid: 10, invalid: 4, absent: 0}}
  - code: D-4
    group: DUA
    title: Poin penelaah
    scoring: {kind: direct, from: 0, to: 10, step: 0.5, criteria: Menurut mutu naskah.}
"""


def answers_for(instrument: Instrument, seed: int) -> Mapping[str, Value | None]:
    """Return an answer for every indicator; None stands for one that nobody gave."""
    chance = Random(seed)
    may_not_apply = instrument.policies.not_applicable.rule != "refused"
    return {one.code: _answer(one, chance, may_not_apply) for one in instrument.known_indicators}


def _answer(indicator: Indicator, chance: Random, may_not_apply: bool) -> Value | None:
    drawn = chance.random()
    if drawn < 0.06:
        return None
    if drawn < 0.12:
        return {"missing": "Belum dihitung \u2013 \u201ctunggu\u201d {2026}"}
    if drawn < 0.18 and may_not_apply:
        return {"not_applicable": "Tidak ada wilayah pesisir"}
    return _value(indicator, chance)


def _value(indicator: Indicator, chance: Random) -> Value:
    match indicator.scoring:
        case Bands(possible=span):
            low = span.from_ if span and span.from_ is not None else Fraction(0)
            high = span.to if span and span.to is not None else Fraction(100)
            return {"number": plain(low + (high - low) * Fraction(chance.randrange(1001), 1000))}
        case Ratio():
            base = chance.randrange(200, 90_000)
            return {"numerator": str(chance.randrange(base)), "denominator": f"{base}.50"}
        case YesNo():
            return {"yes": chance.random() < 0.5}
        case Choice(options=options):
            return {"choice": chance.choice(options).code}
        case Checklist(items=items):
            return {"checked": [item.code for item in items if chance.random() < 0.6]}
        case Document():
            until = chance.choice(["", "2025-06-30", "2030-01-01"])
            return {"document": {"present": chance.random() < 0.8, "from": "2024-02-01", "until": until}}
        case Direct() as direct:
            step = direct.step or Fraction(1)
            return {"points": plain(direct.from_ + step * chance.randrange(int((direct.to - direct.from_) / step) + 1)),
                    "reason": "Dibaca penelaah"}  # fmt: skip
        case _:
            return {"number": "1"}
