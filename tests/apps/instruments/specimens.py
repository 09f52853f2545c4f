"""How the matrix of rights makes versions: sealed ones to read, drafts to write in."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.utils import timezone

from kotaham.apps.accounts.models import Person
from kotaham.apps.instruments.models import Comment, TryOut, Version
from kotaham.apps.instruments.rules import described
from kotaham.apps.instruments.rules.trying import effect
from kotaham.apps.offices.models import Office
from kotaham.core.facts import FactTable
from kotaham.core.instrument.library import shipped_folder
from kotaham.core.instrument.load import parse

Made = Callable[[Office], dict[str, Any]]


@cache
def text() -> str:
    return (shipped_folder() / "kota-ham-data-terbuka" / "2026.yaml").read_text("utf-8")


def a_version(office: Office, state: str = "draft") -> Version:
    columns = described(text()).columns()
    sealed = {"sealed_at": timezone.now()} if state == "sealed" else {}
    label = f"{Version.objects.count()}"
    return Version.objects.create(content=text(), office=office, state=state, **{**columns, "label": label}, **sealed)


def in_state(state: str, **more: Any) -> Made:
    return lambda office: {"pk": a_version(office, state).pk, **more}


def with_comment(office: Office) -> dict[str, Any]:
    version = a_version(office)
    somebody = Person.objects.order_by("pk").first()
    assert somebody is not None
    made = Comment.objects.create(version=version, text="Contoh", by=somebody)
    return {"pk": version.pk, "number": made.pk}


def with_try_out(office: Office) -> dict[str, Any]:
    version = a_version(office)
    instrument = parse(text()).instrument
    empty = FactTable([], {})
    made = TryOut.objects.create(
        version=version, base=version, content="", source="contoh.csv", facts={}, state="done",
        result=effect(instrument, instrument, empty).result,
    )  # fmt: skip
    return {"pk": version.pk, "number": made.pk}


SPECIMENS: dict[str, Made] = {
    "instruments:detail": in_state("sealed"),
    "instruments:file": in_state("sealed"),
    "instruments:annex": in_state("sealed"),
    "instruments:diff": in_state("sealed"),
    "instruments:copy": in_state("sealed"),
    "instruments:draft": in_state("draft"),
    "instruments:part": in_state("draft", page="rumus"),
    "instruments:indicator": in_state("draft", code="IPM"),
    "instruments:remove": in_state("draft", code="IPM"),
    "instruments:add": in_state("draft"),
    "instruments:order": in_state("draft"),
    "instruments:expert": in_state("draft"),
    "instruments:try": in_state("draft"),
    "instruments:tried": with_try_out,
    "instruments:comment": in_state("draft"),
    "instruments:settle": with_comment,
    "instruments:offer": in_state("draft"),
    "instruments:send_back": in_state("review"),
    "instruments:seal": in_state("review"),
    "instruments:drop": in_state("draft"),
}
