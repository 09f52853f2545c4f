"""`kotaham explain`, `replay` and `compare`: what can be done with a result afterwards."""

import json
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from kotaham.cli.setting import WANTING, Language, err, language, library, must_exist, out, refusing
from kotaham.core.compare import Comparison, Move, compare
from kotaham.core.errors import Kind, Refused, Where
from kotaham.core.facts import Answer
from kotaham.core.facts_json import canonical_json
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.translate import Translation, translated
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import show
from kotaham.core.record import replay
from kotaham.core.scoring.explain import Told, explain, told_html, told_json, told_text
from kotaham.report.outputs import PACK, RECORD, SCORES
from kotaham.report.pack import Pack, read_pack
from kotaham.report.run import Run
from kotaham.report.tables import write_scores_csv

Result = Annotated[Path, typer.Argument(metavar="HASIL", help="Folder hasil atau result-pack.zip / outputs or pack.")]

NO_CITY = Kind(
    "evidence.no-city",
    Say("Daerah '{code}' tidak ada dalam hasil ini.", "There is no city '{code}' in this result."),
    Say("Yang ada: {codes}.", "There are: {codes}."),
)
NO_PACK = Kind(
    "evidence.no-pack",
    Say("{path} bukan folder hasil dan bukan paket hasil.", "{path} is neither an output folder nor a pack."),
    Say("Berikan folder dari --out, atau result-pack.zip di dalamnya.", "Give the folder of --out, or its pack."),
)
LANGUAGES: tuple[Lang, ...] = ("id", "en")
FORMATS = {"text": told_text, "html": told_html}


def explain_command(
    result: Result,
    city: Annotated[str, typer.Option("--city", help="Kode daerah / code of the city, e.g. 31.71.")],
    right: Annotated[str | None, typer.Option("--right", help="Kode hak / code of a right.")] = None,
    indicator: Annotated[str | None, typer.Option("--indicator", help="Kode indikator / of an indicator.")] = None,
    format: Annotated[str, typer.Option("--format", help="text, json, html.")] = "text",  # noqa: A002
    lang: Language = "id",
) -> None:
    """Jelaskan asal sebuah nilai: jawaban, rentang, poin, hak, nilai akhir, predikat (tell how a score came about).

    \b
    Contoh / example:
      kotaham explain hasil/jakarta --city 31.71 --indicator IPM
    """
    spoken = language(lang)
    with refusing(spoken):
        pack = _open(result)
        _warn_of_forgery(pack, spoken)
        told = _explain(pack, city, spoken, right, indicator)
        if format == "json":
            typer.echo(json.dumps(told_json(told), ensure_ascii=False, indent=2))
        elif format in FORMATS:
            typer.echo(FORMATS[format](told))
        else:
            raise typer.BadParameter("text / json / html", param_hint="--format")


def _warn_of_forgery(pack: Pack, lang: Lang) -> None:
    """Say when a pack is not what its own facts and instrument give; its explanations would explain a forgery."""
    if replay(pack.instrument, pack.table, pack.record):
        said = Say(
            "Perhatian: catatan dalam hasil ini tidak sama dengan hitungan ulangnya; penjelasan di bawah menceritakan "
            "catatan itu. Lihat bedanya: kotaham replay.",
            "Note: the record of this result is not what its own facts give; the explanation below tells that record. "
            "See the differences: kotaham replay.",
        )
        err.print(said.text(lang), markup=False, soft_wrap=True)


def _open(path: Path) -> Pack:
    """Open the pack of an output folder, or a pack itself."""
    file = path / PACK if path.is_dir() else path
    if not file.is_file():
        raise Refused(NO_PACK(Where(str(path)), path=str(path)))
    return read_pack(must_exist(file))


def _explain(pack: Pack, city: str, lang: Lang, right: str | None, indicator: str | None) -> Told:
    results: dict[str, Any] = {one["code"]: one for one in pack.record["results"]}
    if city not in results:
        some = ", ".join(list(results)[:20]) + (" ..." if len(results) > 20 else "")
        raise Refused(NO_CITY(Where(), code=city, codes=some))
    at = [subject.code for subject in pack.table.subjects].index(city)
    answers: dict[str, Answer | None] = {code: column[at] for code, column in pack.table.columns.items()}
    return explain(spoken_in(pack.instrument, lang), results[city], answers, lang, group=right, indicator=indicator)


def spoken_in(instrument: Instrument, lang: Lang) -> Instrument:
    """Return the instrument in a language, where a translation of this very version is on the shelves."""
    if lang == instrument.language:
        return instrument
    try:
        shelved = library().find(f"{instrument.id}@{instrument.version}")
        translation: Translation = library().translation(f"{instrument.id}@{instrument.version}", lang)
    except Refused:
        return instrument
    return translated(instrument, translation) if shelved.instrument == instrument else instrument


def replay_command(result: Result, lang: Language = "id") -> None:
    """Hitung ulang sebuah hasil dari instrumen dan jawabannya; harus sama persis (recompute a result).

    \b
    Contoh / example:
      kotaham replay hasil/jakarta
    """
    spoken = language(lang)
    with refusing(spoken):
        pack = _open(result)
        different = replay(pack.instrument, pack.table, pack.record) + _beside_pack(result, pack)
        for path in different:
            out.print(f"- {path}", markup=False, soft_wrap=True)
        if different:
            said = Say("BERBEDA di {n} tempat.", "DIFFERENT in {n} {n:place|places}.")
            out.print(said.text(spoken, n=len(different)), markup=False)
            raise typer.Exit(WANTING)
        said = Say(
            "Sama persis: {n} daerah dihitung ulang, sidik jari instrumen {digest}.",
            "Equal: {n} {n:city|cities} recomputed, instrument digest {digest}.",
        )
        digest = pack.record["instrument"]["content_sha256"]
        out.print(said.text(spoken, n=len(pack.record["results"]), digest=digest), markup=False, soft_wrap=True)
        if result.is_dir():
            beside = Say(
                "Diperiksa: result-pack.zip, record.json, scores.csv. Laporan HTML, PDF, dan XLSX tidak diperiksa.",
                "Checked: result-pack.zip, record.json, scores.csv. The HTML, PDF and XLSX reports were not checked.",
            )
            out.print(beside.text(spoken), markup=False, soft_wrap=True)


def _beside_pack(path: Path, pack: Pack) -> list[str]:
    """Return the files of an output folder that do not say what its pack says."""
    if not path.is_dir():
        return []
    different = []
    if (path / RECORD).is_file() and (path / RECORD).read_bytes() != canonical_json(pack.record):
        different.append(RECORD)
    if (path / SCORES).is_file() and (path / SCORES).read_bytes() not in _scores_in_both_languages(pack):
        different.append(SCORES)
    return different


def _scores_in_both_languages(pack: Pack) -> list[bytes]:
    made = []
    with TemporaryDirectory() as folder:
        for lang in LANGUAGES:
            told_in = spoken_in(pack.instrument, lang)
            file = Path(folder) / f"{lang}.csv"
            write_scores_csv(file, Run(pack.instrument, told_in, pack.record, pack.table, pack.instrument_text), lang)
            made.append(file.read_bytes())
    return made


def compare_command(
    old: Annotated[Path, typer.Argument(metavar="LAMA", help="Hasil lama / the old result.")],
    new: Annotated[Path, typer.Argument(metavar="BARU", help="Hasil baru / the new result.")],
    city: Annotated[str | None, typer.Option("--city", help="Satu daerah, semua sebab / one city, all causes.")] = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Jumlah daerah yang tampil / most cities shown.")] = 20,
    lang: Language = "id",
) -> None:
    """Bandingkan dua hasil: daerah mana yang nilainya berubah dan karena indikator apa (compare two runs).

    \b
    Contoh / example:
      kotaham compare hasil/2019 hasil/2021
    """
    spoken = language(lang)
    with refusing(spoken):
        before, after = _open(old), _open(new)
        found = compare(before.record, after.record)
        if not found.same_instrument:
            said = Say(
                "Perhatian: kedua hasil dinilai dengan isi instrumen yang berbeda ({old} dan {new}).",
                "Note: the two results were judged by different instrument contents ({old} and {new}).",
            )
            names = {"old": _judged_by(before), "new": _judged_by(after)}
            out.print(said.text(spoken, **names), markup=False, soft_wrap=True)
        _warn_of_basis(found, spoken)
        titles = {one.code: one.title for one in spoken_in(after.instrument, spoken).known_indicators}
        _print_moves(found, titles, after.instrument.rounding.decimals, city, most, spoken)


def _judged_by(pack: Pack) -> str:
    digest = pack.record["instrument"]["content_sha256"][:12]
    return f"{pack.instrument.id}@{pack.instrument.version}, {digest}"


def _warn_of_basis(found: Comparison, lang: Lang) -> None:
    """Say when the totals of the two runs rest on different indicators."""
    other = [move for move in found.moves if move.basis]
    if other:
        said = Say(
            "Perhatian: bagi {n} daerah indikator yang dihitung berbeda di kedua hasil ({codes}); selisih nilainya "
            "sebagian atau seluruhnya berasal dari perbedaan itu, bukan dari perubahan keadaan.",
            "Note: for {n} {n:city|cities} different indicators count in the two results ({codes}); part or all of "
            "the change comes from that, not from what happened.",
        )
        codes = ", ".join(sorted({code for move in other for code in move.basis}))
        out.print(said.text(lang, n=len(other), codes=codes), markup=False, soft_wrap=True)


def _print_moves(
    found: Comparison, titles: dict[str, str], decimals: int, city: str | None, most: int, lang: Lang
) -> None:
    moves = [move for move in found.moves if city in (None, move.code)]
    if city is not None and not moves:
        raise Refused(NO_CITY(Where(), code=city, codes=", ".join(move.code for move in found.moves[:20])))
    heads = {
        "id": ("Daerah", "Lama", "Baru", "Selisih", "Peringkat", "Sebab"),
        "en": ("City", "Old", "New", "Change", "Rank", "Causes"),
    }[lang]
    table = Table(box=SIMPLE_HEAD)
    for at, head in enumerate(heads):
        table.add_column(head, justify="right" if 0 < at < 5 else "left", no_wrap=0 < at < 5)
    for move in moves[:most]:
        table.add_row(*(escape(cell) for cell in _row(move, titles, decimals, len(moves) == 1, lang)))
    out.print(table)
    counts = {
        "both": len(found.with_presence("both")),
        "old": len(found.with_presence("only_old")),
        "new": len(found.with_presence("only_new")),
        "shown": min(most, len(moves)),
    }
    said = Say(
        "{both} daerah ada di kedua hasil; {old} hanya di yang lama; {new} hanya di yang baru; {shown} ditampilkan.",
        "{both} cities are in both results; {old} only in the old; {new} only in the new; {shown} shown.",
    )
    out.print(said.text(lang, **counts), markup=False, soft_wrap=True)


def _row(move: Move, titles: dict[str, str], decimals: int, every: bool, lang: Lang) -> tuple[str, ...]:
    causes = move.causes if every else move.causes[:3]
    told = [
        f"{cause.indicator} {titles.get(cause.indicator, '')}: {signed(cause.change, decimals, lang)}"
        for cause in causes
        if cause.change or every
    ]
    others = sum(1 for cause in move.causes[len(causes) :] if cause.change)
    if others:
        told.append(Say("dan {n} lainnya", "and {n} others").text(lang, n=others))
    if move.bonus_change:
        told.append(Say("nilai tambah: {n}", "bonus: {n}").text(lang, n=signed(move.bonus_change, decimals, lang)))
    change = "–" if move.change is None else signed(move.change, decimals, lang)
    rank = f"{move.old_rank or '–'} → {move.new_rank or '–'}"
    old, new = show(move.old_total, decimals, lang), show(move.new_total, decimals, lang)
    return f"{move.code} {move.name}", old, new, change, rank, "\n".join(told)


def signed(value: Fraction, decimals: int, lang: Lang) -> str:
    """Show a change with its sign."""
    return f"{'+' if value > 0 else ''}{show(value, decimals, lang)}"
