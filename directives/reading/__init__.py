"""A file in, what it says out: every value with the words that say it."""
