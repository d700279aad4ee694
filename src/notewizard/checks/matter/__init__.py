"""What a stretch of free text is about: narrative, or the routine that honest notes repeat.

Copied narrative is refused; routine (header, safety denial, mental-status and physical findings, scores, diagnosis,
medication, orders, arrangements, consent, goals of the plan, standing facts, standing homework) recurs in honest notes
and is expected to. In the walk the matter of an answer is known; here it is judged clause by clause, by four things
that can be shown:

- its place and label (a heading line, "Dx:", "Goal 2:", a signature): `places`;
- what it is about, anchors of a kind of routine, and how many of its words are none of routine's: `signs`, with the
  words in `checks/routine.toml`;
- signs of narrative: past forms of events, somebody's quoted words, his account of himself, turns of telling and of
  thinking about it: `signs`, too;
- whether it stands in several of the client's earlier notes: `recurring`. That may excuse a short clause without any
  sign of narrative, never narrative: whoever copies every week makes everything recur.

`weighing` puts them together, `zones` goes through the text. When in doubt a clause is narrative.
"""

from notewizard.checks.matter.recurring import Recurring
from notewizard.checks.matter.weighing import Matter
from notewizard.checks.matter.zones import Judged, judged, matter_zones

__all__ = ["Judged", "Matter", "Recurring", "judged", "matter_zones"]
