"""Feeds: what is new, for programs that watch."""
