"""Two trials of the tests themselves: whether they execute every branch of the core, and notice every small change.

`branches` takes about 3 minutes, `mutants` about 40 more, on two cores of which nobody else has need.
"""

import random
from collections import Counter

from torture.model import Effort, Outcome, Trial
from torture.mutants.branches import find_unexecuted
from torture.mutants.listing import Mutant, list_mutants
from torture.mutants.reviewed import REVIEWED, find_idle, read_reviews
from torture.mutants.running import Place, Verdicts, survey_tests, try_mutants
from torture.mutants.scope import AREAS, list_modules


def try_branches(effort: Effort) -> Outcome:
    """Run the tests of the core once, and tell every line and branch of it that none of them executes."""
    place = Place(effort.root, effort.scratch)
    modules = _list_all(effort)
    sight = survey_tests(place, modules)
    unexecuted = tuple(find_unexecuted(place, modules))
    return Outcome({"modules": len(modules), "tests": len(sight.seconds)}, unexecuted)


def try_all_mutants(effort: Effort) -> Outcome:
    """Change the core in every small way, one at a time, and tell each change that no test notices."""
    place = Place(effort.root, effort.scratch)
    mutants = [mutant for module in _list_all(effort) for mutant in list_mutants(effort.root, module)]
    chosen = _choose(effort, mutants)
    sight = survey_tests(place, _list_all(effort))
    verdicts = try_mutants(place, sight, chosen)
    reviews = read_reviews(REVIEWED.read_text(encoding="utf-8"))
    survivors = [mutant for mutant in chosen if verdicts[mutant.path, mutant.number][0] == "survived"]
    unexplained = [mutant for mutant in survivors if not any(review.covers(mutant) for review in reviews)]
    remarks = [f"{idle} is reviewed, but no mutant of that name survives" for idle in find_idle(reviews, survivors)]
    return Outcome(
        {**_count(verdicts), "survivors explained": len(survivors) - len(unexplained), "survivors": len(unexplained)},
        tuple(f"{mutant.path}:{mutant.lines[0]}: {mutant.name}" for mutant in unexplained),
        tuple(remarks) if effort.scale >= 1 else (),
    )


def _list_all(effort: Effort) -> tuple[str, ...]:
    return tuple(module for area in AREAS for module in list_modules(effort.root, area))


def _choose(effort: Effort, mutants: list[Mutant]) -> list[Mutant]:
    wanted = effort.tries(len(mutants))
    if wanted >= len(mutants):
        return mutants
    return sorted(random.Random(effort.seed).sample(mutants, wanted), key=lambda mutant: (mutant.path, mutant.number))


def _count(verdicts: Verdicts) -> dict[str, int]:
    counted = Counter(verdict for verdict, _ in verdicts.values())
    killed = counted["killed"] + counted["stopped"]
    return {"mutants made": len(verdicts), "killed": killed, "of these stopped by their time": counted["stopped"]}


BRANCHES = Trial("branches", "The tests execute every branch of what the promises rest on.", try_branches)
MUTANTS = Trial("mutants", "No small change of what the promises rest on goes unnoticed.", try_all_mutants)
