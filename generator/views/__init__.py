"""Holds one frozen view per page type: all that a template may see, already sorted and formatted."""
