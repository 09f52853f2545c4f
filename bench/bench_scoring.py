"""Score 514 places x 120 indicators exactly, with trace, beside numpy floats that keep none; then ten years of it."""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from country import EACH, ELEMENTS, RIGHTS, instrument, table

from kotaham.core.columns import NumberColumn
from kotaham.core.facts import FactTable
from kotaham.core.facts_json import canonical_json
from kotaham.core.record import make_record
from kotaham.core.scoring.encode import encode
from kotaham.core.scoring.engine import score, score_columns
from kotaham.core.scoring.plan import compile_plan
from kotaham.core.scoring.verdict import verdict


def seconds(work: Callable[[], object], times: int = 7) -> float:
    """Return the median time of a piece of work."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def float_sums(values: np.ndarray, known: np.ndarray, applies: np.ndarray) -> np.ndarray:
    """The same bands and sums in numpy floats: (indicators, places) -> total per place; no trace, not exact."""
    edges = np.array([50.5, 60.5, 70.5, 80.5, 90.5])
    worth = np.array([0.0, 2, 4, 6, 8, 10])
    # One look-up per indicator: in a real annex every indicator has bands of its own.
    points = np.stack([worth[np.searchsorted(edges, row, side="right")] for row in values]) * known
    shape = (RIGHTS, len(ELEMENTS), EACH, -1)
    got, most = (points * applies).reshape(shape).sum(2), (10.0 * applies).reshape(shape).sum(2)
    weight = np.array([10.0, 30, 60])[None, :, None] * (most > 0)
    return (np.divide(got, most, where=most > 0, out=np.zeros_like(got)) * weight).sum(1).__truediv__(
        weight.sum(1)
    ).mean(0) * 100


def arrays(facts: FactTable) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the answers as float arrays: values, known, applicable."""
    rows = list(facts.columns.values())
    known = np.array([[a.value is not None for a in row] for row in rows], dtype=float)
    applies = np.array([[not a.not_applicable for a in row] for row in rows], dtype=float)
    values = np.array([[float(a.value) if a.value is not None else 0.0 for a in row] for row in rows])
    return values, known, applies


def as_read(facts: FactTable) -> FactTable:
    """Return the table as reading a workbook gives it: plain numbers as columns of whole numbers."""
    columns = {}
    for code, answers in facts.columns.items():
        plain = np.array([answer is not None and answer.value is not None for answer in answers])
        number = np.array([int(a.value * 10) if there else 0 for a, there in zip(answers, plain, strict=True)])
        others = {row: answers[row] for row in np.flatnonzero(~plain).tolist()}
        columns[code] = NumberColumn(number, 1, plain, others)
    return FactTable(facts.subjects, columns, facts.period, facts.period_end)


def main() -> None:
    plan, facts = compile_plan(instrument()), table()
    columns = encode(plan, facts)
    floats = arrays(facts)
    exact = score_columns(plan, facts, columns)
    close = max(
        abs(float(exact.total(i)) - number)
        for i, number in enumerate(float_sums(*floats))
        if exact.total(i) is not None
    )
    numpy_time = seconds(lambda: float_sums(*floats))
    kernel = seconds(lambda: score_columns(plan, facts, columns))
    read = as_read(facts)
    assert [score(plan, read).total(i) for i in range(514)] == [exact.total(i) for i in range(514)]
    from_file = seconds(lambda: score(plan, read))
    whole = seconds(lambda: score(plan, facts))
    told = seconds(lambda: [verdict(exact, i) for i in range(len(facts.subjects))])
    written = seconds(lambda: canonical_json(make_record(exact)), 3)
    print(f"numpy floats, no trace                 {numpy_time * 1000:8.1f} ms  (limit)")
    print(f"exact with trace, from columns         {kernel * 1000:8.1f} ms  {kernel / numpy_time:6.1f} x the floats")
    print(
        f"exact with trace, from a table as read {from_file * 1000:8.1f} ms  {from_file / numpy_time:6.1f} x the floats"
    )
    print(f"exact with trace, from single answers  {whole * 1000:8.1f} ms  {whole / numpy_time:6.1f} x the floats")
    print(f"all verdicts                           {told * 1000:8.1f} ms")
    print(f"record as JSON, every trace told       {written * 1000:8.1f} ms")
    print(f"largest distance to the floats         {close:.1e}")
    ten_years(plan)


def ten_years(plan: object) -> None:
    start = time.perf_counter()
    years = [table(seed=year) for year in range(10)]
    made = time.perf_counter()
    kept = [score(plan, year) for year in years]
    done = time.perf_counter()
    answers = sum(one.state.size for one in kept)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"ten years, {answers} answers scored       {done - made:8.2f} s   (made in {made - start:.1f} s)")
    print(f"peak memory of the process             {peak:8.0f} MB")


if __name__ == "__main__":
    main()
