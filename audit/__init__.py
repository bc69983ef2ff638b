"""Audits the built site: what a reader gets, measured page kind by page kind."""
