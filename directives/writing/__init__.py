"""Letters and reports as .docx files."""
