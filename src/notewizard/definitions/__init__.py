"""Reads `formats/`, `templates/` and `rules/`: judges their shape, hashes them, and reports every problem at once.

Nothing here executes what it reads. Whether a rule's examples behave is judged by `checks`, whether a template is
safe by `rendering`.
"""
