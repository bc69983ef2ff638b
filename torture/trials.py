"""Lists the trials in the order in which they run."""

from torture import disk, kills, permissions, twice
from torture.attacks import try_attacks
from torture.escapes import try_escapes
from torture.fuzz import try_fuzzing
from torture.model import Trial
from torture.mutants.trial import BRANCHES, MUTANTS
from torture.package import PACKAGE
from torture.served import try_served

TRIALS: tuple[Trial, ...] = (
    kills.TRIAL,
    disk.TRIAL,
    permissions.TRIAL,
    twice.TRIAL,
    Trial("served", "Every page is served without a way in, and with a way to complain.", try_served),
    PACKAGE,
    BRANCHES,
    Trial("attacks", "Content is data: what is hostile is refused with its place, or shown as text.", try_attacks),
    Trial("escapes", "What is shown is what was written.", try_escapes),
    Trial("fuzz", "No input breaks the laws of content, quotes and escaping.", try_fuzzing),
    MUTANTS,
)
