"""The domain: what guidance exists, what is missing, what was promised.

services/    what the system can do, in verbs; one function is one use case and never commits
store/       every query; no decisions
models/      tables and validated input; no queries
reading/     a file -> what it says, with the words that say it
writing/     letters and reports -> .docx
mail/        letters to people -> the mail server
rules/       decisions: values in, value out; no I/O, no clock
reference/   facts of the administration, shipped as tables
example/     what two news reports of 2025 state, as facts and letters of ours
errors/      what is refused, in four kinds
vocabulary/  the words that are stored, with their labels
translation, clock, settings
"""
