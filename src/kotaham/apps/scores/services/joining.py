"""Join the lists of the rooms below: past figures for try-outs, and who uses an instrument."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.instruments.services import Past, PastFigures, Use, past, used_by
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.scores import queries
from kotaham.apps.scores.services.running import stored
from kotaham.apps.submissions.services import Way, when_asked_for_ways
from kotaham.core.facts import FactTable
from kotaham.core.facts_json import facts_from_json
from kotaham.core.language import Lang, Say
from kotaham.core.policy import Reach

NAME = "scores"
MOST = 20  # runs that are offered
RUNS = Say("{n} tahap sudah dihitung", "{n} {n:stage is|stages are} scored")
TITLE = Say("{round}: {stage}, {run}", "{round}: {stage}, {run}")


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    past[NAME] = PastFigures(past_runs, past_table)
    used_by[NAME] = scored_by
    when_asked_for_ways(ways)


def ways(submission: Any, actor: Actor) -> Iterator[Way]:
    """Name the page of the scores of a report, where a stage is scored that the actor may see."""
    announced = submission.state in queries.ANNOUNCED or bool(reach_of(actor, "scores.examine"))
    stages = tuple(str(stage) for stage in queries.ORDER) if announced else (str(queries.ORDER[0]),)
    if reach_of(actor, "scores.see") and queries.is_scored(submission.pk, stages):
        yield Way(_("Nilai laporan ini"), reverse("scores:city", args=[submission.pk]), "bar-chart-steps")


def past_runs(actor: Actor) -> Iterator[Past]:
    """Yield the newest run of each stage of the rounds, the last stage first, for those who see every result."""
    if reach_of(actor, "scores.check") is not Reach.ALL:
        return
    seen = list(rounds.all_seen(actor)[:MOST])
    newest = queries.latest_of(row.pk for row in seen)
    lang: Lang = actor.lang
    for row in seen:
        for stage in reversed(queries.ORDER):
            if run := newest.get((row.pk, stage)):
                words = TITLE.text(lang, round=row.title, stage=queries.TITLES[stage].text(lang), run=run)
                yield Past(str(run.pk), words, row.instrument_id)


def past_table(actor: Actor, key: str) -> FactTable:
    """Return the facts of a run that was offered to the actor."""
    run = queries.one(int(next(one.key for one in past_runs(actor) if one.key == key))).get()
    facts, _record = stored(run)
    return facts_from_json(json.loads(facts))


def scored_by(actor: Actor, versions: Sequence[int]) -> Mapping[int, list[Use]]:
    """Return the rounds that the actor sees and that versions have judged, with how far they are scored."""
    rows = list(rounds.all_seen(actor).filter(instrument_id__in=list(versions))[:MOST])
    newest = queries.latest_of(row.pk for row in rows)
    found: dict[int, list[Use]] = {}
    for row in rows:
        made = sum((row.pk, stage) in newest for stage in queries.ORDER)
        if made:
            note = RUNS.text(actor.lang, n=made)
            found.setdefault(row.instrument_id, []).append(Use(row.title, f"/putaran/{row.pk}/nilai", note))
    return found
