"""Repairs that can't change what the content says."""
