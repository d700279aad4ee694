"""What a note is: the eight elements and what stands around them, as frozen models.

`None` is an unanswered question, everywhere; an empty list means "asked, none"; `NotAssessed` holds the reason why an
answer could not be had. Nothing here defaults to a finding. Knows no disk, no screen and no wall clock. Which answers a
session type requires is data (`formats/elements/`), judged in `definitions.completeness`.
"""
