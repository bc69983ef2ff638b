"""Holds one module per open format, each a pure function of the library."""
