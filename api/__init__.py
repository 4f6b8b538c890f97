"""The ways in: JSON, pages, command line, scheduler; they read the clock, open the transaction."""
