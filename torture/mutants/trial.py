"""Two trials of the tests themselves: whether they execute every branch of the core, and notice every small change.

`branches` takes about 4 minutes, `mutants` about 30 more, on two cores of which nobody else has need.
"""

import random
from collections import Counter
from collections.abc import Iterable

from torture.model import Effort, Outcome, Trial
from torture.mutants.branches import find_unexecuted
from torture.mutants.listing import Mutant, list_mutants
from torture.mutants.reviewed import REVIEWED, find_idle, read_reviews
from torture.mutants.running import Place, Verdicts, survey_tests, try_mutants
from torture.mutants.scope import AREAS, REVIEWED_AREAS, SAMPLED_AREAS, list_modules

_SAMPLE = 100
"""Mutants of each area that are tried without their survivors having been reviewed."""


def try_branches(effort: Effort) -> Outcome:
    """Run the tests of the core once, and tell every line and branch of it that none of them executes."""
    place = Place(effort.root, effort.scratch)
    modules = _list_all(AREAS)
    sight = survey_tests(place, modules)
    unexecuted = tuple(find_unexecuted(place, modules))
    return Outcome({"modules": len(modules), "tests": len(sight.seconds)}, unexecuted)


def try_all_mutants(effort: Effort) -> Outcome:
    """Change the functions that are reviewed in every small way, one at a time; tell each change that no test notices.

    Of the rest of the core some mutants are tried as well, and counted in remarks: what of them survives fails nothing.
    """
    place = Place(effort.root, effort.scratch)
    listed = _list_mutants(effort, REVIEWED_AREAS)
    mutants = [mutant for mutant in listed if mutant.function]
    chosen = _choose(effort, mutants, effort.tries(len(mutants)))
    rest = {
        "constants and patterns of what is reviewed": [mutant for mutant in listed if not mutant.function],
        **{area: _list_mutants(effort, (area,)) for area in SAMPLED_AREAS},
    }
    samples = {area: _choose(effort, left, effort.tries(_SAMPLE)) for area, left in rest.items()}
    sight = survey_tests(place, _list_all(AREAS))
    tried = try_mutants(place, sight, [*chosen, *(mutant for sample in samples.values() for mutant in sample)])
    verdicts = _pick(tried, chosen)
    reviews = read_reviews(REVIEWED.read_text(encoding="utf-8"))
    survivors = [mutant for mutant in chosen if verdicts[mutant.path, mutant.number][0] == "survived"]
    unexplained = [mutant for mutant in survivors if not any(review.covers(mutant) for review in reviews)]
    idle = find_idle(reviews, survivors) if effort.scale >= 1 else ()
    remarks = [
        *(_tell_sample(area, _pick(tried, sample)) for area, sample in samples.items()),
        *(f"{name} is reviewed, but no mutant of that name survives" for name in idle),
    ]
    return Outcome(
        {**_count(verdicts), "survivors explained": len(survivors) - len(unexplained), "survivors": len(unexplained)},
        tuple(f"{mutant.path}:{mutant.lines[0]}: {mutant.name}" for mutant in unexplained),
        tuple(remarks),
    )


def _list_all(areas: Iterable[str]) -> tuple[str, ...]:
    return tuple(module for area in areas for module in list_modules(area))


def _list_mutants(effort: Effort, areas: Iterable[str]) -> list[Mutant]:
    return [mutant for module in _list_all(areas) for mutant in list_mutants(effort.root, module)]


def _choose(effort: Effort, mutants: list[Mutant], wanted: int) -> list[Mutant]:
    if wanted >= len(mutants):
        return mutants
    return sorted(random.Random(effort.seed).sample(mutants, wanted), key=lambda mutant: (mutant.path, mutant.number))


def _pick(verdicts: Verdicts, mutants: Iterable[Mutant]) -> Verdicts:
    return {(mutant.path, mutant.number): verdicts[mutant.path, mutant.number] for mutant in mutants}


def _tell_sample(area: str, verdicts: Verdicts) -> str:
    counts = _count(verdicts)
    return f"{area}: not reviewed in full; {counts['mutants made']} mutants tried by chance, {counts['killed']} killed"


def _count(verdicts: Verdicts) -> dict[str, int]:
    counted = Counter(verdict for verdict, _ in verdicts.values())
    killed = counted["killed"] + counted["stopped"]
    return {"mutants made": len(verdicts), "killed": killed, "of these stopped by their time": counted["stopped"]}


BRANCHES = Trial("branches", "The tests execute every branch of what the promises rest on.", try_branches)
MUTANTS = Trial("mutants", "No small change of what the promises rest on goes unnoticed.", try_all_mutants)
