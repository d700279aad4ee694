"""The history of a practice: who did what, when, to which bytes; append-only, one file per device, linked by hashes.

`entry`: one line of it. `writing`: an entry is durable here and in the practice folder. `reading`: every entry there
is, and what is wrong among them. No note text and no client's name stands in any of it, and reading needs no key.
"""
