"""Writes the first version of a record for the maintainer: everything that was guessed is marked."""
