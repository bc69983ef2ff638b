"""Measures how long things take."""
