"""What the system can do, in verbs: one function is one use case and never commits."""
