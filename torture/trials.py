"""Lists the trials in the order in which they run, the quick ones first."""

from torture.model import Trial

TRIALS: tuple[Trial, ...] = ()
