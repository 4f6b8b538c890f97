"""Word 97 to 2003 documents (.doc)."""
