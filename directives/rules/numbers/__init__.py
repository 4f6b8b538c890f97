"""The grammar of document numbers, by subject; `directives.rules.document_number` is its door."""
