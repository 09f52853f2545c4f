"""Forms: a label, the help and every error are tied to their field, for eyes and for readers of the screen."""

import re
from html.parser import HTMLParser

import pytest
from django import forms

from kotaham.apps.gate.views.styleguide import SampleForm

pytestmark = pytest.mark.no_database


class Ids(HTMLParser):
    """Collect the ids of a piece of a page, and what points at them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        self.pointed += values.get("aria-describedby", "").split()
        self.pointed += [values["for"]] if "for" in values else []
        self.pointed += [values["href"][1:]] if values.get("href", "").startswith("#") else []


EMPTY = {"name": "", "kind": "", "since": "", "duty": "", "note": ""}


@pytest.mark.parametrize("form", [SampleForm(), SampleForm(EMPTY), SampleForm({"since": "kemarin"})])
def test_whatever_points_at_a_field_finds_it(form: forms.Form) -> None:
    found = Ids(str(form))
    assert set(found.pointed) - set(found.ids) == set()
    assert len(found.ids) == len(set(found.ids))


def test_a_wrong_form_tells_everything_on_top_with_links() -> None:
    html = str(SampleForm(EMPTY))
    top = html[: html.index("form-field")]
    assert 'role="alert"' in top
    assert re.findall(r'<a href="#([^"]+)">', top) == ["id_name", "id_kind", "id_duty_0", "id_sure"]


def test_a_wrong_field_says_so_to_readers_of_the_screen() -> None:
    name = re.search(r"<input[^>]+name=\"name\"[^>]*>", str(SampleForm(EMPTY)))
    assert name
    assert 'aria-invalid="true"' in name[0]
    assert 'aria-describedby="id_name_helptext id_name_error"' in name[0]


def test_a_form_that_is_right_so_far_shows_no_summary() -> None:
    assert "summary" not in str(SampleForm())


def test_only_what_may_stay_empty_says_so() -> None:
    html = str(SampleForm())
    assert html.count("(boleh kosong)") == 2  # the date and the note


def test_a_problem_of_the_whole_form_is_told_on_top() -> None:
    form = SampleForm(EMPTY)
    form.add_error(None, "Kantor ini <b>sudah</b> tercatat.")
    assert "<li>Kantor ini &lt;b&gt;sudah&lt;/b&gt; tercatat.</li>" in str(form)


def test_hidden_fields_are_kept_and_not_shown() -> None:
    class Hidden(forms.Form):
        back = forms.CharField(widget=forms.HiddenInput, initial="/kantor")

    assert str(Hidden()).strip() == '<input type="hidden" name="back" value="/kantor" id="id_back">'


def test_a_class_given_by_the_form_wins() -> None:
    class Own(forms.Form):
        code = forms.CharField(widget=forms.TextInput({"class": "code"}))

    assert 'class="code"' in str(Own())
    assert "form-control" not in str(Own())
