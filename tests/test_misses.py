"""Quotes that stand nowhere are explained on a budget, and every run says the same."""

from generator.load import TextFile
from generator.misses import Budget, study_misses
from generator.quote_problems import explain_unexplained
from generator.quoting.quotes import Selector
from tests.helpers import Project
from tests.slips import CLAIMS

TEXT = "The board put turnout at 58.2 per cent. Nobody counted the boats that day."
OTHER = "Wholly other words stand in this one, about lamps and ladders."
TEXTS = {"ferry": TextFile(TEXT, "plain", ""), "tide": TextFile(OTHER, "plain", "")}
WRONG = Selector("The board put turnout at 52.8 per cent")


def test_a_miss_tells_what_the_source_has() -> None:
    (miss,) = study_misses([("ferry", WRONG)], TEXTS)
    assert miss is not None
    assert (miss.outcome.reason, miss.suggestion) == ("number-differs", "The board put turnout at 58.2 per cent")


def test_words_of_another_source_are_found_there() -> None:
    (miss,) = study_misses([("ferry", Selector("about lamps and ladders"))], TEXTS)
    assert miss is not None
    assert miss.elsewhere == "tide"


def test_only_as_many_are_explained_as_the_budget_allows() -> None:
    told = list(study_misses([("ferry", WRONG)] * 5, TEXTS, Budget(compared=3 * len(TEXT))))
    assert [miss is not None for miss in told] == [True, True, True, False, False]


def test_other_texts_are_searched_only_as_far_as_the_budget_allows() -> None:
    wanted = [("ferry", Selector("about lamps and ladders"))] * 2
    told = list(study_misses(wanted, TEXTS, Budget(searched=len(OTHER))))
    assert [miss.elsewhere if miss else None for miss in told] == ["tide", ""]


def test_what_is_not_explained_is_told(orlan: Project) -> None:
    claim = orlan.library().corpus.claim_files["ferry-2040"].claims["c2"]
    assert str(explain_unexplained("ferry-2040/c2", claim)) == (
        f"{CLAIMS}:17:12: error: quote of ferry-2040/c2 must stand once in source ferry-2040, found 0 times "
        "[quote-unexplained]\n"
        "  hint: mend the quotations above first: so many fail that not all were compared with their texts"
    )
