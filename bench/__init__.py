"""Measures builds of synthetic corpora, beside other generators on the same pages."""
