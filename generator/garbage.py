"""Has Python look for garbage seldom, since a build keeps nearly all that it makes."""

import gc

_OBJECTS = 500_000
"""That are made before the collector looks at them. After every 700, as by itself, it takes a tenth of the time."""


def collect_seldom() -> None:
    """Let the collector of garbage wait longer, for the rest of this process."""
    gc.set_threshold(_OBJECTS)
