"""What an examination report tells: parties, corrections, the arithmetic, how far the readers of the sample agree."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kotaham.apps.instruments import queries as instruments
from kotaham.apps.offices import queries as offices
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions.services.preview import told as told_value
from kotaham.apps.verification.models import Case, Check, Question, Stage
from kotaham.apps.verification.queries import Reckoned, agreement_of, overlay, readings_of, reckon
from kotaham.apps.verification.rules import ALL_REASONS, FEWEST_PAIRS, READER, Agreement
from kotaham.core.dates import day
from kotaham.core.language import Lang
from kotaham.core.numbers import exact, show

LANGUAGE: Lang = "id"  # an official paper


def told_of(submission: Any, case: Case, paper: Mapping[str, Any], edition: int) -> dict[str, Any]:
    """Return everything that the paper prints, as plain data."""
    with override(LANGUAGE):
        self_, now = reckon(submission, {}), reckon(submission, overlay([submission.pk], Stage.VERIFIED))
        on = paper["day"]
        return {
            "lang": LANGUAGE,
            "title": _("Berita Acara Penelaahan"),
            "header": _("Berita acara penelaahan · %(name)s") % {"name": submission.name},
            "footer": _("Dibuat oleh KotaHAM dari hasil baca para penelaah"),
            "notices": notices(submission.round),
            "words": _words(),
            "number": paper["number"],
            "place": paper["place"],
            "day": day(on, LANGUAGE) if isinstance(on, date) else "",
            **({} if on and paper["place"] else {"by-hand": _("Tempat dan tanggal diisi saat ditandatangani")}),
            "signatories": paper["signatories"],
            "edition": str(edition),
            "parties": _parties(submission, case),
            "summary": _summary(submission),
            "corrections": _corrections(submission, self_, now),
            "arithmetic": _arithmetic(submission, self_, now),
            **_unscored(now),
            "agreement": tell_agreement(agreement_of(submission.pk), LANGUAGE),
        }


def notices(round_: Any) -> list[str]:
    """Return what every paper of a round must say of it."""
    found = [_("Data rekaan untuk peragaan")] if round_.demo else []
    return [*found, _("Uji coba, tidak menghasilkan predikat resmi")] if round_.trial else found


def _words() -> dict[str, str]:
    return {
        "page": _("Halaman"),
        "number": _("Nomor"),
        "parties": _("Para pihak dan bahan"),
        "summary": _("Ringkasan pembacaan"),
        "corrections": _("Koreksi"),
        "none": _("Tidak ada koreksi: semua jawaban diterima sebagaimana dikirim."),
        "indicator": _("Indikator"),
        "self": _("Nilai mandiri"),
        "verified": _("Hasil penelaahan"),
        "points": _("Poin"),
        "reason": _("Alasan"),
        "arithmetic": _("Perhitungan"),
        "arithmetic-about": _("Dihitung oleh mesin dari jawaban; tidak ada angka yang diketik."),
        "part": _("Bagian"),
        "agreement": _("Kesepakatan dua penelaah pada contoh"),
        "signatures": _("Tanda tangan"),
        "edition": _("Edisi"),
        "blank": _("diisi tangan"),
    }


def _parties(submission: Any, case: Case) -> list[list[str]]:
    version = submission.round.instrument
    receipt = submissions.receipts(submission.pk).first()
    kanwil = offices.names([case.office_id or 0]).get(case.office_id or 0, "")
    return [
        [_("Yang dinilai"), f"{submission.name} ({submission.place_code}), {submission.province}"],
        [_("Penelaah"), kanwil],
        [_("Pembaca"), case.reader.name if case.reader else "-"],
        [_("Pembaca kedua contoh"), case.second.name if case.second else "-"],
        [_("Putaran"), f"{submission.round.title}, {submission.round.period}"],
        [_("Instrumen"), f"{version.title} ({version.ref})"],
        [_("Tanda terima laporan"), str(receipt) if receipt else "-"],
        [_("Sidik SHA-256 laporan"), receipt.digest if receipt else "-"],
    ]


def _summary(submission: Any) -> list[list[str]]:
    rows = Check.objects.filter(answer__submission_id=submission.pk, stage=Stage.VERIFIED, slot=READER, seen__gt=0)
    asked = Question.objects.filter(answer__submission_id=submission.pk, stage=Stage.VERIFIED)
    return [
        [_("Jawaban seluruhnya"), str(submission.total)],
        [_("Dibaca satu per satu"), str(rows.filter(bulk=False).count())],
        [_("Diterima sekaligus karena tidak mencurigakan"), str(rows.filter(bulk=True).count())],
        [_("Dikoreksi"), str(len([1 for held in readings_of(submission.pk).values() if Stage.VERIFIED in held]))],
        [_("Pertanyaan kepada kabupaten/kota"), str(asked.count())],
    ]


def _corrections(submission: Any, self_: Reckoned, now: Reckoned) -> list[dict[str, str]]:
    titles = {one.code: one.title for one in instruments.instrument_of(submission.round.instrument).known_indicators}
    readings = readings_of(submission.pk)
    found = []
    for answer in submissions.answers(submission.pk):
        reading = readings.get(answer.pk, {}).get(Stage.VERIFIED)
        if reading is None:
            continue
        points = [show_points(one.points(answer.code)) for one in (self_, now)]
        found.append(
            {
                "code": answer.code,
                "title": titles.get(answer.code, ""),
                "self": told_value(submission, answer.code, reading.before, LANGUAGE) or _("belum dijawab"),
                "verified": told_value(submission, answer.code, reading.value, LANGUAGE),
                "points": " → ".join(points),
                "kind": ALL_REASONS[reading.reason_code].id,
                "reason": reading.reason,
            }
        )
    return found


def _arithmetic(submission: Any, self_: Reckoned, now: Reckoned) -> list[list[str]]:
    """Return the rights and the total before and after, with the decimals of the instrument."""
    instrument = instruments.instrument_of(submission.round.instrument)
    decimals = instrument.rounding.decimals
    rows = [
        [group.title, *(_shown(_branch(one, group.code), decimals) for one in (self_, now))]
        for group in instrument.groups
    ]
    totals = [one.result["total"] if one.result else None for one in (self_, now)]
    bonus = [one.result["bonus"] if one.result else None for one in (self_, now)]
    if any(part not in {None, "0"} for part in bonus):
        rows.append([_("Nilai tambah yang dihitung"), *(_shown(one, decimals) for one in bonus)])
    return [*rows, [_("Nilai akhir"), *(_shown(one, decimals) for one in totals)]]


def _unscored(now: Reckoned) -> dict[str, str]:
    """Return why there is no total after the examination: which answers have no points."""
    if now.result is None or now.result["total"] is not None:
        return {}
    codes = [one["indicator"] for one in now.result["answers"] if one["points"] is None]
    words = _("Tanpa nilai akhir; jawaban tanpa poin: %(codes)s.")
    return {"unscored": words % {"codes": ", ".join(codes)}} if codes else {}


def _branch(reckoned: Reckoned, code: str) -> str | None:
    branches: Sequence[Mapping[str, Any]] = reckoned.result["branches"] if reckoned.result else ()
    return next((one["value"] for one in branches if one["kind"] == "group" and one["code"] == code), None)


def _shown(text: str | None, decimals: int) -> str:
    return show(None if text is None else exact(text), decimals, LANGUAGE)


def show_points(text: str | None) -> str:
    """Show exact points in full when they end, else rounded."""
    return show(None if text is None else exact(text), lang=LANGUAGE)


def tell_agreement(found: Agreement, lang: Lang) -> str:
    """Tell how far two readers agree; under the fewest pairs no number, for it would mean nothing."""
    if not found.pairs:
        return _("Tidak ada jawaban yang dibaca dua orang.")
    if not found.enough:
        return _("Baru %(n)s jawaban dibaca dua orang, terlalu sedikit untuk dihitung (paling sedikit %(least)s).") % {
            "n": found.pairs, "least": FEWEST_PAIRS,
        }  # fmt: skip
    share = show((found.share or 0) * 100, 1, lang)
    if found.kappa is None:
        words = _(
            "%(n)s jawaban dibaca dua orang, sepakat %(share)s persen; "
            "kappa tidak terdefinisi karena semua putusan sama."
        )
        return words % {"n": found.pairs, "share": share}
    kappa = show(found.kappa, 2, lang)
    return _("%(n)s jawaban dibaca dua orang, sepakat %(share)s persen, kappa Cohen %(kappa)s.") % {
        "n": found.pairs, "share": share, "kappa": kappa,
    }  # fmt: skip
