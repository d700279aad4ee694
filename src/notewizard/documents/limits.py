"""How much of a foreign file is read before it is no note any more. Every limit of this package stands here."""

from __future__ import annotations

MOST_BYTES = 5_000_000
"""Of a text file; refused before it is read."""
MOST_CALENDAR_BYTES = 20_000_000
"""Of a calendar file; ten thousand appointments with their time zones have five million."""
MOST_PACKED_BYTES = 20_000_000
"""Of a Word document or a PDF, which may carry a letterhead's pictures; refused before it is read."""
MOST_UNPACKED_BYTES = 50 * 2**20
"""Of everything in a Word document, by its own directory; refused before anything is unpacked."""
MOST_RATIO = 200
"""Unpacked bytes to packed ones, once there is more than `FREE_OF_RATIO`: Word's own files stay below 40."""
FREE_OF_RATIO = 2**20
MOST_PART_BYTES = 20 * 2**20
"""Of one part of a Word document, counted while it is unpacked: its directory may lie."""
MOST_LETTERS = 2_000_000
"""Of the text taken out of a Word document or a PDF; a thick novel has one million."""
MOST_PAGES = 200
"""Of a PDF."""
MOST_DEPTH = 1_000
"""Of elements within elements in a Word document."""
SECONDS = 10
"""For one file, by the clock of the parent and by the processor time of the child."""
MEMORY = 512 * 2**20
"""Bytes that the child may have, where the system can limit it."""
IDLE_SECONDS = 5
"""After which the child ends by itself: no text of a client waits in a second process."""
MOST_REPLY_BYTES = 14 * MOST_LETTERS
"""Of what the child says of one file: JSON spends up to twelve bytes on a letter."""
