"""The only code that knows a screen and keys: one question at a time, in a full terminal or as plain lines.

`walk` runs the interview on a `Screen`. Importing this package loads nothing heavy: prompt_toolkit and questionary
come in when the first question has been painted.
"""
