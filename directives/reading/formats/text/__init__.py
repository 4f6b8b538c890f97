"""Web pages, plain text and Markdown."""
