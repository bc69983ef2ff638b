"""Tries to break every promise of the project, and counts what was tried."""
