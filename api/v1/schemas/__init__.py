"""The JSON shapes that we promise; they are not tables, and change only on purpose."""
