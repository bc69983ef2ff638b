"""Lists of what could still be done for a corpus: chances, where problems are faults."""
