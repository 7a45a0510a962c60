"""The accuracy on labelled documents does not fall: no figure is below its floor in accuracy.toml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import pytest

from accuracy import MISSING, SHARED, LabelledSet, labelled_sets, read_figures
from dieukhoan.pipeline import collect

Measure = Callable[[LabelledSet], Mapping[str, float]]


@pytest.fixture(scope="module")
def measure(tmp_path_factory: pytest.TempPathFactory) -> Measure:
    """The figures of a labelled set, measured once."""

    @cache
    def measured(name: str) -> Mapping[str, float]:
        labelled = next(one for one in labelled_sets() if one.name == name)
        return labelled.figures(tmp_path_factory.mktemp(name), labelled.test_documents)

    return lambda labelled: measured(labelled.name)


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason=MISSING)
@pytest.mark.parametrize("labelled", labelled_sets(), ids=lambda labelled: labelled.name)
def test_floor(labelled: LabelledSet, measure: Measure) -> None:
    figures = measure(labelled)
    assert labelled.goals.keys() <= figures.keys()
    below = {name: figures[name] for name, goal in labelled.goals.items() if figures[name] < goal.floor}
    assert not below, f"fell below the floor: {below}"


CONTRADICTIONS = [
    ("02-NQ/TW", "02-NQ/BCT"),
    ("09-NQ/TU, ngày 21/2/2012", "09-NQ/TU ngày 27/02/2012"),
    ("67-KL/TU", "67-KL/TL"),
    ("2200-QĐ/TU ngày 25/5/2007", "2200-QĐ/TU ngày 25/5/2017"),
]
"""Of the four documents that were labelled by hand: one work under two numbers or days."""


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason=MISSING)
def test_the_audit_quotes_both_sides_of_what_documents_contradict() -> None:
    library = collect([SHARED / "corpus" / "regulations"], jobs=1).library
    said = [f"{finding.message} {finding.hint}" for _, finding in library.findings]
    for one, other in CONTRADICTIONS:
        assert any(one in finding and other in finding for finding in said), (one, other)


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason=MISSING)
def test_questions_need_no_tones(measure: Measure) -> None:
    """Without diacritics as many questions find their article, but for half a hundredth."""
    figures = measure(next(one for one in labelled_sets() if one.name == "questions"))
    for name in ("first", "ten"):
        assert abs(figures[name] - figures[f"{name}, toneless"]) <= 0.005, figures


def test_reads_what_the_scoring_tool_prints() -> None:
    """The figures come from printed lines; here is one of each kind."""
    printed = (
        "facts                type 7/7  number 6/8\n"
        "  recall of work       5/9\n"
        "structure            P 0.9912  R 0.9897  F1 0.9904  (17 right, 17 found, 17 expected)\n"
        "duties, any agency   P 0.5000  R 0.5000  F1 0.5000  (1 right, 2 found, 2 expected)\n"
        "article sequence right 3/4, not in the result 0\n"
    )
    assert read_figures(printed) == {
        "type": 1.0,
        "number": 0.75,
        "structure": 0.9904,
        "duties, any agency": 0.5,
        "sequence": 0.75,
    }
    portal = "documents 310, wholly right 274, article sequence right 155, not in the result 0\n"
    assert read_figures(portal) == {"sequence": 0.5}
    answered = "first, toneless answered 3/4\nten answered 4/4\n"
    assert read_figures(answered) == {"first, toneless": 0.75, "ten": 1.0}
    marked = "marked citations touched 3/4 = 0.7500, mostly covered 1/4 = 0.2500\n"
    assert read_figures(marked) == {"touched": 0.75, "covered": 0.25}
