"""The scores of a run on the terminal."""

from collections import Counter
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from kotaham.cli.setting import out
from kotaham.core.instrument.model import Group, Instrument
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import exact, show
from kotaham.core.scoring.words import STATES
from kotaham.report.run import Run

MANY = 30  # more places than this are summed up, not listed


def print_scores(run: Run, lang: Lang) -> None:
    """Print the scores of a run: a table of few places or a summary of many, and what a reader must know besides."""
    instrument, results = run.told_in, run.record["results"]
    out.print(f"{instrument.title} ({instrument.id}@{instrument.version})", markup=False, soft_wrap=True)
    if instrument.notice:
        out.print(instrument.notice, markup=False, soft_wrap=True)
    if refused := len(run.record["refused"]):
        said = Say(
            "SEBAGIAN: {n} dari {all} baris ditolak.", "PARTIAL: {n} of {all} {all:row|rows} {n:was|were} refused."
        )
        out.print(said.text(lang, n=refused, all=run.record["rows"]["in"]), markup=False)
    if len(results) <= MANY:
        out.print(_table(run, lang))
        _print_reasons(run, lang)
    else:
        _print_summary(run, lang)
    for group in instrument.groups:
        if group.hole:
            out.print(f"{group.title}: {group.hole}", markup=False, soft_wrap=True)
    if run.record["instrument"]["unknown"]:
        said = Say(
            "Instrumen ini punya {n} hal yang belum diketahui; lihat: kotaham instrument check {ref}",
            "This instrument has {n} {n:thing|things} that are not known; see: kotaham instrument check {ref}",
        )
        number = run.record["instrument"]["unknown"]
        out.print(said.text(lang, n=number, ref=instrument.id), markup=False, soft_wrap=True)


def _table(run: Run, lang: Lang) -> Table:
    heads = {"id": ("Kode", "Daerah", "Nilai", "Predikat"), "en": ("Code", "City", "Score", "Predicate")}[lang]
    shown = [group for group in run.told_in.groups if not group.hole]
    shown, titles = _rights_that_fit(shown, out.width - (60 if run.told_in.predicates.levels else 36))
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(heads[0], no_wrap=True)
    table.add_column(heads[1], min_width=16)
    table.add_column(heads[2], justify="right", no_wrap=True)
    for title in titles:
        table.add_column(title, justify="right")
    if run.told_in.predicates.levels:
        table.add_column(heads[3])
    decimals = run.told_in.rounding.decimals
    for result in sorted(run.record["results"], key=lambda one: (one["rank"] is None, one["rank"] or 0, one["code"])):
        values = {branch["code"]: branch["value"] for branch in result["branches"] if branch["kind"] == "group"}
        cells = [_shown(result["total_with_bonus"], decimals, lang)]
        cells += [_shown(values.get(group.code), decimals, lang) for group in shown]
        cells += [predicate_of(run.told_in, result)] if run.told_in.predicates.levels else []
        table.add_row(escape(result["code"]), escape(result["name"]), *(escape(cell) for cell in cells))
    return table


def _print_reasons(run: Run, lang: Lang) -> None:
    """Say why a place has no total, and which predicate a gate withholds from it."""
    levels = {level.code: level.title for level in run.told_in.predicates.levels}
    gates = {gate.code: gate.title for gate in run.told_in.gates}
    no_total = Say("{name}: tanpa nilai akhir karena {why}", "{name}: no total because of {why}")
    withheld = Say("{name}: {title} tertahan; syarat: {gates}", "{name}: {title} is withheld; condition: {gates}")
    for result in run.record["results"]:
        if result["total"] is None:
            missing = [(a["indicator"], STATES[a["state"]].text(lang)) for a in result["answers"] if _open(a)]
            why = ", ".join(f"{code} ({state})" for code, state in missing[:6]) + (" ..." if len(missing) > 6 else "")
            out.print(no_total.text(lang, name=result["name"], why=why or "-"), markup=False, soft_wrap=True)
        for code in result["verdict"]["withheld"]:
            short = "; ".join(gates[gate["code"]] for gate in result["verdict"]["gates"] if gate["short"])
            said = withheld.text(lang, name=result["name"], title=levels[code], gates=short)
            out.print(said, markup=False, soft_wrap=True)


def _open(answer: dict[str, Any]) -> bool:
    """Tell whether an answer keeps a total from being told."""
    return answer["points"] is None and answer["state"] != "not_applicable" and "left_out" not in answer["marks"]


def _rights_that_fit(groups: list[Group], room: int) -> tuple[list[Group], list[str]]:
    """Return the rights to show and their headings: titles where there is room, else codes, else no rights at all."""
    titles = without_common_start([group.title for group in groups])
    codes = [group.code for group in groups]
    for heads in (titles, codes):
        if sum(max(map(len, head.split()), default=0) + 3 for head in heads) <= room:
            return groups, heads
    return [], []


def without_common_start(titles: list[str]) -> list[str]:
    """Drop the words that all titles begin with (`Hak`), so that a table fits a terminal."""
    words = [title.split() for title in titles]
    common = 0
    while len(titles) > 1 and len({tuple(one[: common + 1]) for one in words}) == 1:
        common += 1
    return [" ".join(one[common:]) or title for one, title in zip(words, titles, strict=True)]


def _shown(value: str | None, decimals: int, lang: Lang) -> str:
    return show(None if value is None else exact(value), decimals, lang)


def predicate_of(instrument: Instrument, result: dict[str, object]) -> str:
    """Tell the predicate of a result, or a dash when there is none."""
    verdict = result["verdict"]
    if not isinstance(verdict, dict):
        return "–"
    if verdict["below"]:
        return str(instrument.predicates.below)
    titles = {level.code: level.title for level in instrument.predicates.levels}
    return titles.get(verdict["predicate"], "–")


def _print_summary(run: Run, lang: Lang) -> None:
    results = run.record["results"]
    totals = sorted(exact(one["total_with_bonus"]) for one in results if one["total_with_bonus"] is not None)
    said = Say(
        "{n} daerah; {m} punya nilai akhir, {k} tidak. Median {median}, terendah {low}, tertinggi {high}.",
        "{n} {n:city|cities}; {m} have a total, {k} have none. Median {median}, lowest {low}, highest {high}.",
    )
    middle = (totals[(len(totals) - 1) // 2] + totals[len(totals) // 2]) / 2 if totals else None
    decimals = run.told_in.rounding.decimals
    ends = {
        "median": show(middle, decimals, lang),
        "low": show(totals[0] if totals else None, decimals, lang),
        "high": show(totals[-1] if totals else None, decimals, lang),
    }
    counts = {"n": len(results), "m": len(totals), "k": len(results) - len(totals)}
    out.print(said.text(lang, **counts, **ends), markup=False, soft_wrap=True)
    if run.told_in.predicates.levels:
        for title, count in Counter(predicate_of(run.told_in, one) for one in results).most_common():
            out.print(f"  {title}: {count}", markup=False)
