"""Lists the trials in the order in which they run."""

from torture import attacks, disk, escapes, fuzz, kills, package, permissions, sameness, served, twice
from torture.model import Trial
from torture.mutants import trial as mutants

TRIALS: tuple[Trial, ...] = (
    kills.TRIAL,
    disk.TRIAL,
    permissions.TRIAL,
    twice.TRIAL,
    sameness.TRIAL,
    served.TRIAL,
    package.TRIAL,
    attacks.TRIAL,
    escapes.TRIAL,
    fuzz.TRIAL,
    mutants.BRANCHES,
    mutants.MUTANTS,
)
