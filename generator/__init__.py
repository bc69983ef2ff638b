"""Builds a site of sourced statements about elections from annotations and source texts."""
