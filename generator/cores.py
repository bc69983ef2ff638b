"""Counts the cores that this process may use."""

import os


def count_cores() -> int:
    """Give how many there are: not all of the machine, where somebody has set bounds."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
