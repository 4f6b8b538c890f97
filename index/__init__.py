"""Search: a cache of the database that can always be rebuilt."""
