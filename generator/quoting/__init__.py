"""Finds words in a text exactly, and explains why they are not there; `generator.anchor` is its face."""
