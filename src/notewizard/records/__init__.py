"""Notes ↔ files: the only code that writes.

Drafts, the outbox and locks live in the state folder; finished notes and `.notewizard/` in the practice folder.
Nothing here reads the time or the environment: clock values and folders come in as arguments. The formats are
written down in docs/record-format.md, the promises R1 to R10 in the design.
"""
