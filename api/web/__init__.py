"""The pages, rendered on the server; they need no JavaScript."""
