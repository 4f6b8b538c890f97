"""Tables and validated input: columns and constraints, no queries."""
