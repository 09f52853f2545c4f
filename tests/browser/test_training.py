"""One training, lived through its screens by those who hold it and by one who learns, on her phone, in Indonesian.

Joko prepares a course with a module, two tests and a session; Intan sets its learning hours. Putri registers herself by
the link, is invited to an account and to the session, sits the first test, is there by the code of the room, reads the
module, sits the final test. She gets a certificate that anybody checks, also without a line, hours that are credited
once, and a transcript. What a job does is done as the worker would.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, BrowserContext

from kotaham.apps.certificates.models import Certificate
from kotaham.apps.classes.models import Attendance
from kotaham.apps.credits.models import Line
from tests.browser import training_holders as holders
from tests.browser import training_learner as learner
from tests.browser.conftest import PATIENCE, House
from tests.browser.desks import Desks
from tests.browser.training_story import Story

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def story(
    house: House, browser: Browser, browser_context_args: dict[str, Any], settings: Any, tmp_path: Path
) -> Iterator[Story]:
    """Give a house with keys of its own, and the desks of those who are in the story."""
    settings.SITE = house.url
    settings.KEYS_FOLDER = tmp_path / "keys"
    mail.outbox = []
    windows: list[BrowserContext] = []

    def window() -> BrowserContext:
        windows.append(browser.new_context(**browser_context_args, accept_downloads=True))
        windows[-1].set_default_timeout(PATIENCE)
        return windows[-1]

    yield Story(Desks(house, window, story="belajar"), tmp_path)
    for one in windows:
        one.close()


@pytest.mark.once
def test_a_training_from_the_invitation_to_the_transcript(story: Story) -> None:
    holders.write_the_course(story)
    holders.set_the_hours(story)
    holders.fill_the_bank(story)
    holders.prepare_the_tests(story)
    holders.plan_the_session(story)
    learner.register_by_the_link(story, holders.make_a_link(story))
    holders.invite_to_an_account(story)
    learner.take_up_the_account(story)
    holders.invite_to_the_session(story)
    learner.take_the_seat(story)
    learner.sit(story, "Tes awal HAM", right=1)
    learner.be_there(story, holders.show_the_code(story))
    learner.read_the_module(story)
    learner.sit(story, "Tes akhir HAM", right=3)
    learner.hear_nothing_before_the_close(story)
    holders.close_the_tests(story)
    learner.see_both_results(story)
    holders.issue(story)
    learner.take_the_certificate(story)
    learner.check_without_a_line(story)
    learner.take_the_transcript(story)
    kept = (Attendance, Certificate, Line)
    assert [kind.objects.count() for kind in kept] == [1, 1, 1]
    assert not story.desks.wrong, "\n".join(story.desks.wrong)
