"""Lists the trials in the order in which they run, the quick ones first."""

from torture.model import Trial
from torture.package import PACKAGE
from torture.served import try_served

TRIALS: tuple[Trial, ...] = (
    Trial("served", "Every page is served without a way in, and with a way to complain.", try_served),
    PACKAGE,
)
