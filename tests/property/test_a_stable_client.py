"""Forty honest weeks of one client: safety, mental status, medication and arrangements stay as they are, week for week.

Every week's story is new; what is checked is that the unchanged parts never refuse the note, and that a story told
again does.
"""

from notewizard.checks.matter import Recurring, matter_zones
from notewizard.reuse import Index, SourceText, Zone, find_reuse

WEEKS = 40
ROUTINE_ABOVE = (
    "Individual psychotherapy, telehealth by video, client at home in Ohio. Dx F41.1 generalized anxiety disorder."
)
ROUTINE_BELOW = """\
Alert and oriented x4, casually dressed, speech normal in rate, affect full range, thought process linear, insight good.
Denied SI/HI, self-harm and thoughts of harming others; no access to firearms. Risk low.
Sertraline 50 mg daily from her PCP, no side effects. Lives with her sister and works 30 hours a week at a library.
Goal 1: "Reduce worry that keeps her from work and sleep." Progressing.
Plan: continue weekly individual therapy. Worry log nightly. Next appointment Tuesday at 10:00."""
WHO = [
    "supervisor",
    "cousin",
    "landlord",
    "dentist",
    "neighbor",
    "teammate",
    "florist",
    "cashier",
    "tutor",
    "plumber",
]
DID = [
    "borrowed",
    "refused",
    "misplaced",
    "repainted",
    "returned",
    "praised",
    "mocked",
    "forgot",
    "sold",
    "traded",
]
WHAT = [
    "ladder",
    "violin",
    "receipt",
    "coat",
    "kettle",
    "map",
    "lantern",
    "saddle",
    "compass",
    "blanket",
    "bicycle",
]
HOW = [
    "without asking anyone",
    "over the loudspeaker",
    "in front of the twins",
    "behind the bakery",
    "before sunrise",
    "by registered mail",
]
THEN = [
    "laughed until the bus came",
    "slammed a drawer",
    "wrote three angry drafts",
    "hid in the pantry",
    "called her aunt",
    "hummed all evening",
    "counted tiles",
]


def story(week):
    """A sentence or two that no other week has: the four parts turn at rates that never meet again in forty weeks."""
    who, did, what = WHO[week % 10], DID[(week * 3 + week // 10) % 10], WHAT[week % 11]
    how, then = HOW[(week * 5 + week // 6) % 6], THEN[(week * 2 + week // 7) % 7]
    return (
        f"Her {who} {did} the {what} {how}, and she {then}. She rated the sting {week % 9 + 1} and chose walk {week}."
    )


def note(week):
    return f"Week {week}, 10:00-10:{45 + week % 9}. {ROUTINE_ABOVE}\n{story(week)}\n{ROUTINE_BELOW}"


def verdict(text, earlier):
    zones = [Zone(*each) for each in matter_zones(text, Recurring(earlier))]
    own = Index.build(SourceText(str(number), each) for number, each in enumerate(earlier))
    return find_reuse(text, own=own, zones=zones)


def test_what_stays_as_it_is_never_refuses_a_note():
    notes = [note(week) for week in range(WEEKS)]
    refused = []
    for week in range(1, WEEKS):
        at = notes[week].index(story(week)), notes[week].index(story(week)) + len(story(week))
        found = verdict(notes[week], notes[:week]).passages
        refused += [week for each in found if each.matter == "narrative" and not at[0] <= each.start < at[1]]
    assert refused == []


def test_a_story_told_again_is_refused_however_often_it_was_told():
    notes = [note(week) for week in range(6)]
    told = "Her brother drove off with the piano on Sunday, and she wept in the stairwell until the neighbor came up."
    often = [each.replace(story(number), told) for number, each in enumerate(notes)]
    assert verdict(often[5], often[:5]).refused
