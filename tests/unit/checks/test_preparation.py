"""Preparation for suicide in a text: told of now, or left alone."""

import pytest

from notewizard.checks.preparation import preparation_told


def told(text: str) -> list[str]:
    return [text[start:end] for start, end in preparation_told(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She has saved up pills since October.", "saved up pills"),
        ("Saved up about thirty of her sleeping tablets.", "Saved up about thirty of her sleeping tablets"),
        ("When asked, said he has been stockpiling his medication.", "stockpiling his medication"),
        ("Wrote goodbye letters to the children.", "Wrote goodbye letters"),
        ("Her husband left her on Saturday and she has saved up pills.", "saved up pills"),
        ("Wrote a suicide note on Sunday and tore it up.", "Wrote a suicide note"),
        ("Gave away most of his belongings.", "Gave away most of his belongings"),
        ("Has given her things away to neighbors.", "given her things away"),
        ("Put his affairs in order over the weekend.", "Put his affairs in order"),
        ("Held a knife to her wrist on Friday.", "Held a knife to her wrist"),
        ("Wrote a note to his wife saying goodbye.", "Wrote a note to his wife saying goodbye"),
        ("Has a stash of pills in the drawer.", "stash of pills"),
        ("Bought a rope and hid it in the garage.", "Bought a rope and hid"),
        ("Looked up how many pills it would take.", "Looked up how many pills"),
    ],
)
def test_what_is_affirmed_is_told(text, words):
    assert told(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Denied saving up pills or writing goodbye letters.",
        "Has not stockpiled medication.",
        "No goodbye letters, nobody given away belongings.",
        "In 2019 she saved up pills.",
        "As a teenager he wrote a suicide note.",
        "His mother said that she has saved up pills.",
        "Her brother saved up pills before his death.",
        "Asked about saving up pills and goodbye letters.",
        "Warning signs: gave away belongings, wrote a note.",
        "Gave away old belongings before the move to Ohio.",
        "Donated clothes; gave away things she no longer wears to charity.",
        "Wrote a goodbye letter to alcohol and read it aloud.",
        "Wrote a goodbye letter to her late mother for the grief work.",
        "Left a goodbye note for her colleagues on the last day at the job.",
        "Put pills into the weekly organizer.",
        "Collected her tablets from the pharmacy.",
        "Saved up for a used car.",
        "Saved up money for pills and the copay.",
        "Thought about writing goodbye letters.",
        "Would never save up pills, she said.",
        "His uncle put a gun to his head in the film.",
        "Gave away two kittens.",
        "Put his affairs in order with a lawyer after the diagnosis.",
        "Bought a rope for the swing.",
    ],
)
def test_what_is_not_is_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Bought a gun on Tuesday to shoot himself.", True),
        ("Ordered a rope online last week to hang herself.", True),
        ("Has a gun in the closet to shoot himself.", True),
        ("Bought a rope and hid it in the garage.", True),
        ("Has a rifle to end it all.", True),
        ("Bought a gun on Tuesday to shoot targets.", False),
        ("Has a gun to shoot clay pigeons.", False),
        ("His brother bought a gun to shoot himself.", False),
        ("Bought a rope to hang a swing.", False),
        ("Denied having a gun to shoot himself.", False),
        ("Has a gun in a safe to protect his family.", False),
    ],
)
def test_a_weapon_counts_with_what_it_is_for(text, is_told):
    assert bool(told(text)) is is_told
