"""Every query of the database; no decisions."""
