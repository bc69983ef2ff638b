"""Holds one module per citation style or format, each a pure function of a reference."""
