"""Which question is next, and whether an answer can be taken. Pure: no disk, no screen, no wall clock.

`state.Interview` is a value; answering, passing over and going back give another one, and nothing is ever discarded.
"""
