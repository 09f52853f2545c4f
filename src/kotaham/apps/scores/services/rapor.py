"""The report card of one city from a run, as PDF."""

from kotaham.apps.scores import queries
from kotaham.apps.scores.models import Result
from kotaham.core.language import Lang
from kotaham.report.pdf import rapor_name
from kotaham.report.printing import as_json, print_json
from kotaham.report.rapor import Rapors


def rapor(result: Result, lang: Lang) -> tuple[str, bytes]:
    """Return the name and the bytes of the report card of one city, beside the middle of all cities of the run."""
    run = queries.one(result.run_id).get()
    report, at = queries.report_city(run, result, lang)
    data = Rapors(report, lang).data(at)
    name = rapor_name(result.place_code, result.submission.name)
    return f"{name}-{run}.pdf", print_json("rapor.typ", as_json(data))
