"""Tasks that a document assigns, with their deadlines."""
