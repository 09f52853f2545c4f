"""Find the one thing that something is to be done to, by right; what an actor does not see does not exist."""

from django.db.models import Q, QuerySet
from django.http import Http404

from kotaham.apps.courses import queries
from kotaham.apps.courses.models import Course, Enrolment, Module, Version
from kotaham.apps.courses.rules import enrolments, kept, seen
from kotaham.apps.courses.services import letters
from kotaham.apps.gate.services import Actor, Scope, demand, demand_for, reach_of
from kotaham.core.errors import Refused
from kotaham.core.policy import Reach

EDITS = {"courses.edit", "courses.hours"}  # reach what an office keeps; the others what is published, too


def find_course(pk: int, rule: str, *, actor: Actor) -> Course:
    """Return a course that the rule reaches."""
    return _course(queries.course(pk), rule, actor)


def find_version(pk: int, rule: str, *, actor: Actor) -> Version:
    """Return a version whose course the rule reaches; a draft is for those who keep it."""
    version = queries.version(pk)
    if version is None:
        raise Http404
    _course(queries.course(version.course_id), rule, actor)
    if version.state == Version.State.DRAFT and not _keeps(version, rule, actor):
        raise Http404
    return version


def find_draft(pk: int, rule: str, *, actor: Actor) -> Version:
    """Return a version that can still be changed."""
    version = find_version(pk, rule, actor=actor)
    if version.state != Version.State.DRAFT:
        raise Refused(letters.FROZEN(version=letters.named(version)))
    return version


def find_module(pk: int, *, actor: Actor) -> Module:
    """Return a module of a version that can still be changed."""
    module = Module.objects.filter(pk=pk).first()
    if module is None:
        raise Http404
    module.version = find_draft(module.version_id, "courses.edit", actor=actor)
    return module


def find_enrolment(pk: int, rule: str, *, actor: Actor) -> Enrolment:
    """Return an enrolment of somebody who lies within the rule's reach."""
    return demand_for(actor, rule, queries.one(pk), enrolments, see="courses.enrolment")


def find_own(pk: int, *, actor: Actor) -> Enrolment:
    """Return one's own enrolment."""
    demand(actor, "courses.learn")  # whoever may learn reaches what is their own, and nothing else
    found = queries.own(pk, actor.person)
    if found is None:
        raise Http404
    return found


def _course(rows: QuerySet[Course], rule: str, actor: Actor) -> Course:
    """Return the course; a rule that changes reaches what is kept, and tells 403 of whatever else may be seen."""
    if rule not in EDITS:
        return demand_for(actor, rule, rows, seen)
    return demand_for(actor, rule, rows, _kept_then_seen(), see="courses.see")


def _kept_then_seen() -> Scope:
    """Return what is asked with the reach of the rule, then, to tell 403 from 404, with that of reading."""
    asked = iter((kept, seen))

    def scope(actor: Actor, reach: Reach) -> Q:
        return next(asked)(actor, reach)

    return scope


def _keeps(version: Version, rule: str, actor: Actor) -> bool:
    near = kept(actor, reach_of(actor, rule))
    return Course.objects.filter(near, pk=version.course_id).exists()
