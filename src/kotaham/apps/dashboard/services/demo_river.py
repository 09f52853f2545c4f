"""Tell the rounds of the demonstration through the services of the rooms, each step by whom it belongs to.

Each round is one unit: it is there whole, or not at all. What is told is in `rules/river_story.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kotaham.apps.dashboard.rules import river_story as story
from kotaham.apps.dashboard.rules.river_story import City, Found, Said, Share, Tells
from kotaham.apps.dashboard.services.paper import paper
from kotaham.apps.events import services as events
from kotaham.apps.evidence import queries as evidences
from kotaham.apps.evidence import services as evidence
from kotaham.apps.gate.services import Actor, system
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.publication import services as publication
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.rounds import services as planning
from kotaham.apps.scores import services as scores
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.apps.verification import queries as verifying
from kotaham.apps.verification import services as verification
from kotaham.core.facts_json import canonical_json, facts_to_json
from kotaham.core.policy import Reach

TELLER = system("dashboard.demo")
KANWIL, CENTRE = "verified", "validated"
Cast = Mapping[str, Actor]
Reports = Mapping[str, int]
ACCEPTED = Found("accept", "")


def rounds_told() -> bool:
    """Tell whether the last of the rounds is there already, or the instruments that they need are not; one look."""
    return _there(story.TRIAL) or instruments.by_ref(story.EXAMPLE) is None


def tell_rounds(cast: Cast) -> None:
    """Write the rounds that are not there yet, each in one unit."""
    for told, tell in STORIES:
        if not _there(told):
            with events.work(TELLER):
                tell(told, cast)


def _there(told: Tells) -> bool:
    return rounds.made_up().filter(title=told.title).exists()


def _opened(told: Tells, cast: Cast, codes: list[str], previous: int | None = None) -> tuple[int, Reports]:
    """Prepare and open a round; return its number and those of its reports."""
    eko, today = cast["eko"], timezone.localdate()
    version = instruments.by_ref(told.instrument)
    assert version is not None  # noqa: S101 - looked at before anything is told
    year = today.year - told.years
    wish = planning.Wish(
        told.title, version.pk, str(year), date(year, 12, 31), "Contoh, tanpa dasar hukum", told.trial,
        told.endorsements, told.bonus, objection_days=story.WINDOW, previous=previous,
    )  # fmt: skip
    made = planning.create(wish, actor=eko, demo=True)
    first = today - timedelta(days=story.BEGUN)
    days: dict[str, tuple[date | None, date | None]] = {
        step: (first if step in {"fill", "submit"} else None, today + timedelta(days=after))
        for step, after in told.days.items()
    }
    planning.set_days(made.pk, days, actor=eko, version=made.version)
    planning.join(made.pk, codes, actor=eko)
    planning.open_round(made.pk, actor=eko, reason=story.OPENED)
    return made.pk, dict(submissions.of_round(made.pk).values_list("place_code", "pk"))


def _before(told: Tells, cast: Cast) -> None:
    """Tell last year's round from the first answer to the decision."""
    pk, reports = _opened(told, cast, [city.code for city in story.CITIES])
    for city in story.CITIES:
        report, who = reports[city.code], cast[city.who]
        _answer_all(report, city, told, who, ready=False)  # nobody looks at that any more
        sending.send(report, actor=who, confirmed=story.BY_READERS)
        _verified(report, cast, story.FOUND_BEFORE.get(city.code, {}))
        _validated(report, cast, timezone.now() - timedelta(days=story.WINDOW + 1))
    publication.settle(pk, actor=cast["eko"])
    for stage in ("self", KANWIL, CENTRE, "final"):
        _run(pk, stage, cast)
    draft = publication.draft(pk, story.DECISION_TITLE, actor=cast["eko"])
    decree = publication.Decree(story.DECREE_NUMBER, timezone.localdate(), story.SIGNATORY)
    publication.freeze(draft.pk, decree, actor=cast["hadi"], version=draft.version)


def _now(told: Tells, cast: Cast) -> None:
    """Tell the round that runs: every city stands somewhere else."""
    previous = rounds.made_up().get(title=story.BEFORE.title).pk
    pk, reports = _opened(told, cast, [city.code for city in story.CITIES], previous)
    _answer_all(reports[story.SERIBU.code], story.SERIBU, told, cast["rudi"], first=story.HALF)
    _shared(reports[story.PUSAT.code], told, cast)
    _answer_all(reports[story.UTARA.code], story.UTARA, told, cast["citra"])
    sending.propose(reports[story.UTARA.code], actor=cast["citra"])
    for city in (story.BARAT, story.SELATAN, story.TIMUR):
        _answer_all(reports[city.code], city, told, cast[city.who])
        if city is story.TIMUR:
            _claim(reports[city.code], cast["tono"])
        _endorsed_and_sent(reports[city.code], cast[city.who], cast["kartika"])
    _half_read(reports[story.BARAT.code], cast)
    _returned(reports[story.SELATAN.code], cast)
    timur = reports[story.TIMUR.code]
    _verified(timur, cast, story.LOWERED, bonus="1")
    _validated(timur, cast)
    code, wanted, grounds = story.OBJECTION
    begun = publication.begin(timur, code, publication.Wish(grounds, wanted), actor=cast["tono"])
    publication.file(begun.pk, actor=cast["tono"])
    for stage in ("self", KANWIL, CENTRE):
        _run(pk, stage, cast)


def _trial(told: Tells, cast: Cast) -> None:
    """Tell the trial of an instrument of which not everything is known."""
    pk, reports = _opened(told, cast, [story.PUSAT.code])
    report, ani = reports[story.PUSAT.code], cast["ani"]
    versions = _versions(report)
    for code, number in story.TRIAL_ANSWERS.items():
        _say(report, code, Said({"number": number}), ani, versions[code])
    open_ones = submissions.answers(report).filter(value__isnull=True).values_list("code", flat=True)
    sending.send(report, actor=ani, confirmed=list(open_ones))
    _run(pk, "self", cast)


def _answer_all(
    report: int, city: City, told: Tells, actor: Actor, first: int | None = None, *, ready: bool = True
) -> None:
    """Let a coordinator answer, and prove all but a few answers with the one file of the city."""
    versions, piece = _versions(report), _file_of(actor)
    for code, said in list(story.sheet(city, told.years, list(versions)).items())[:first]:
        if piece is not None and code not in story.UNPROVED:
            sending.prove(report, code, actor=actor, evidence=piece)
        _say(report, code, said, actor, versions[code], ready=ready or said.value is None)


def _versions(report: int) -> dict[str, int]:
    """Return by code, in the order of the instrument, the versions of the answers of a report."""
    return dict(submissions.answers(report).order_by("position").values_list("code", "version"))


def _file_of(actor: Actor) -> int | None:
    """Return the file of an office that proves its answers; added the first time, and None while it is not ready."""
    title = story.FILE_TITLE.format(office=actor.office_name)
    found = _piece(actor, title)
    if found is not None:
        return found
    lines = [line.format(office=actor.office_name) for line in story.FILE_LINES]
    source = evidence.Source(name="data-dukung.pdf", file=_pdf(lines))
    made = evidence.add(actor=actor, draft=evidence.Draft(title, story.FILE_NOTE), source=source)
    look_now(made, actor)
    return _piece(actor, title)


def look_now(made: Any, actor: Actor) -> None:
    """Look into a file that waits for the machine; when it is too busy even for that, its job does so later."""
    waiting = evidences.revisions(made).filter(state="inspecting").first()
    if waiting is not None:
        with suppress(evidence.Busy):
            evidence.inspect_later(actor=actor, revision=waiting.pk)


def _pdf(lines: list[str]) -> SimpleUploadedFile:
    return SimpleUploadedFile("data-dukung.pdf", paper(lines), "application/pdf")


def _piece(actor: Actor, title: str) -> int | None:
    """Return a piece of the actor's own office that can prove something, by its title."""
    own = evidences.listed(actor, Reach.OWN, evidences.Wanted(), timezone.localdate())
    return own.filter(title=title, latest__gt=0).values_list("pk", flat=True).first()


def _say(report: int, code: str, said: Said, actor: Actor, version: int, *, ready: bool = True) -> None:
    """Let somebody answer, and say that the answer is done."""
    kept = sending.save_answer(report, code, sending.Said(said.value, said.note), actor=actor, version=version)
    if ready:
        sending.mark_ready(report, code, actor=actor, version=kept.version)


def _shared(report: int, told: Tells, cast: Cast) -> None:
    """Let the coordinator of Pusat share out, and the units get to work."""
    words = story.sheet(story.PUSAT, told.years, list(_versions(report)))
    for share in story.SHARES:
        _share(report, share, words, cast)
    versions = _versions(report)
    for code in story.OWN:
        _say(report, code, words[code], cast["ani"], versions[code])


def _share(report: int, share: Share, words: Mapping[str, Said], cast: Cast) -> None:
    unit, due = cast[share.who], timezone.localdate() + timedelta(days=story.UNIT_DUE)
    sending.delegate(report, share.codes, actor=cast["ani"], unit=unit.office or 0, due=due)
    who, proved, title = story.PROVED
    piece = _piece(unit, title) if who == share.who else None
    if piece is not None:
        sending.prove(report, proved, actor=unit, evidence=piece)
    versions = _versions(report)
    for place, code in enumerate(share.codes[: share.said]):
        _say(report, code, words[code], unit, versions[code], ready=place < share.ready)


def _claim(report: int, actor: Actor) -> None:
    item, points, note = story.CLAIM
    sending.claim(report, [sending.BonusWish(item, Fraction(points), note)], actor=actor)


def _endorsed_and_sent(report: int, city: Actor, province: Actor) -> None:
    sending.propose(report, actor=city)
    digest = sha256(canonical_json(facts_to_json(submissions.facts([report])))).hexdigest()
    sending.endorse(report, sending.Mark("province"), actor=province, digest=digest)
    sending.send(report, actor=city, confirmed=story.BY_READERS)


def _taken(report: int, cast: Cast) -> list[str]:
    """Let the two verifiers take a report; return the codes of the sample that both read."""
    verification.take(report, actor=cast["dewi"])
    verification.read_second(report, actor=cast["oki"])
    case = verifying.case_of(report)
    return list(case.sample) if case else []


def _half_read(report: int, cast: Cast) -> None:
    """Let the first verifier read half of the sample, and the second one answer of it."""
    sample = _taken(report, cast)
    for code in sample[: max(1, len(sample) // 2)]:
        _check(report, code, _found(code, {}), cast["dewi"])
    _check(report, sample[0], _found(sample[0], {}), cast["oki"])


def _returned(report: int, cast: Cast) -> None:
    """Send a report back with its questions."""
    sample = _taken(report, cast)
    for code, found in story.ASKED.items():
        _check(report, code, found, cast["dewi"])
        if code in sample:
            _check(report, code, found, cast["oki"])
    verification.give_back(report, actor=cast["dewi"])


def _verified(report: int, cast: Cast, said: Mapping[str, Found], bonus: str = "") -> None:
    """Read a report for the Kanwil, whole."""
    for code in _taken(report, cast):
        _check(report, code, _found(code, said), cast["oki"])
    _read(report, KANWIL, said, cast["dewi"])
    if bonus:
        verification.recognise(report, story.CLAIM[0], bonus, story.RECOGNISED, actor=cast["dewi"])
    verification.conclude(report, actor=cast["dewi"])


def _validated(report: int, cast: Cast, now: Any = None) -> None:
    """Assess a report for the centre, and announce it."""
    verification.assess(report, actor=cast["gita"])
    _read(report, CENTRE, {}, cast["gita"])
    for claim in submissions.claims([report]):
        verification.recognise(report, claim.item, "1", story.RECOGNISED, actor=cast["gita"])
    verification.validate(report, actor=cast["gita"], now=now)


def _read(report: int, stage: str, said: Mapping[str, Found], actor: Actor) -> None:
    """Read every answer: what is unsuspicious and accepted at once, the others one by one."""
    many = {row.answer.code: row.answer.version for row in verification.bulk(_desk(report, stage))}
    many = {code: version for code, version in many.items() if code not in said}
    if many:
        verification.accept_many(report, many, actor=actor, confirmed=True)
    for row in _desk(report, stage).rows:
        if row.own(actor.person) is None:
            found = _found(row.answer.code, said) if row.base is None or said else ACCEPTED
            _check(report, row.answer.code, found, actor)


def _desk(report: int, stage: str) -> Any:
    case = verifying.case_of(report)
    assert case is not None  # noqa: S101 - it was opened when the report was sent
    return verifying.desk(submissions.get(report).get(), case, stage)


def _found(code: str, said: Mapping[str, Found]) -> Found:
    """Return what readers find of an answer; those that readers judge get their points."""
    if points := story.BY_READERS.get(code):
        return Found("correct", story.GIVEN, {"points": points, "reason": story.GIVEN}, "other")
    return said.get(code, ACCEPTED)


def _check(report: int, code: str, found: Found, actor: Actor) -> None:
    answer = submissions.answer(report, code).get()
    if found.value is not None and submissions.same(found.value, answer.value):
        found = ACCEPTED  # the city has said just that
    words = verification.Words(found.verdict, found.value, found.reason, found.words)
    version = answer.version
    verification.check(report, code, words, actor=actor, version=version, edition=0)


def _run(round_pk: int, stage: str, cast: Cast) -> None:
    """Score a round now; the job that was asked for finds it done."""
    scores.make(scores.ask_run(round_pk, stage, actor=cast["gita"]).pk, actor=cast["gita"])


STORIES: Sequence[tuple[Tells, Callable[[Tells, Cast], None]]] = (
    (story.BEFORE, _before),
    (story.NOW, _now),
    (story.TRIAL, _trial),
)
