"""The engine: where a rule looks, what it leaves alone, and what its finding holds."""

from __future__ import annotations

import re

import pytest
import shipped
from hypothesis import given, settings
from hypothesis import strategies as st

from notewizard.checks.finding import Finding
from notewizard.checks.trie import factored
from notewizard.checks.words import fold

RULES = shipped.rules()


def seen(text, **where):
    return [(each.rule, each.text) for each in RULES.find(text, **where)]


def test_a_finding_says_what_where_why_and_what_instead():
    (found,) = RULES.find("Slept well. Her mother is a narcissist.")
    assert found == Finding(
        rule="third-party.label",
        category="third_party_speculation",
        level="warning",
        start=16,
        end=38,
        text="mother is a narcissist",
        message="“mother is a narcissist” states as a fact about someone who was not assessed.",
        why="The note holds only what this client reported or you observed; the other person may read it, and nobody"
        " examined them.",
        suggestion="Attribute it: “Client described her mother as …” Give the behavior as reported.",
        source="NASW Code of Ethics 3.04 (directly relevant information only) and 1.08 (other people named in the"
        " record)",
        sentence="Her mother is a narcissist.",
    )


def test_a_swap_offers_the_better_words():
    (found,) = RULES.find("Her aunt committed suicide in March.")
    assert found.suggestion == "“died by suicide; suicide attempt; thoughts of killing himself or herself”"


def test_offsets_count_code_points_of_the_text_as_given():
    text = "İ “🙂” She said “no”. Client’s mother is a narcissist."
    (found,) = RULES.find(text)
    assert text[found.start : found.end] == found.text == "mother is a narcissist"


def test_the_fingerprint_follows_the_sentence_not_the_place():
    (one,) = RULES.find("Her mother is a narcissist.")
    (two,) = RULES.find("Slept well.  Her Mother is  a narcissist!")
    (three,) = RULES.find("His mother is a narcissist.")
    assert one.fingerprint == two.fingerprint != three.fingerprint


def test_one_finding_for_a_rule_in_a_sentence():
    assert seen("Her mother is a narcissist and her father is a bully.") == [
        ("third-party.label", "mother is a narcissist")
    ]


def test_a_stray_quotation_mark_silences_nothing():
    assert seen('He is 5\'10" tall. Her mother is a narcissist. He left "early.') == [
        ("third-party.label", "mother is a narcissist")
    ]


def test_words_across_a_paragraph_are_not_one_phrase():
    assert seen("Client is making\n\nprogress notes are due.") == []


def test_the_section_of_the_text_or_its_headings_decide():
    claim = "Client is making progress."
    assert seen(claim) == [("progress.no-evidence", "making progress")]
    assert seen(claim, section="goal") == []
    assert seen(f"## Assessment\n\n{claim}\n\n## Goals\n\n{claim}") == [("progress.no-evidence", "making progress")]


def test_evidence_in_the_next_sentence_counts():
    assert seen("Client is making progress. PHQ-9 fell from 18 to 11.") == []


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("He is better able to name his feelings.", True),
        ("He is better able to cope. He was able to name three feelings.", False),
        ("She no longer struggles with crowds.", True),
        ("It is not so that she no longer struggles with crowds.", False),
        ("Worry is down overall.", True),
        ("He has made some progress; plan signed 5/6.", True),
        ("He has made some progress; slept through on 5/7 nights.", False),
        ("He has made some progress; homework was done on six of seven days.", False),
        ("Although eight minutes late, her anxiety has eased a great deal.", True),
        ("She is doing better than three months ago.", True),
    ],
)
def test_a_claim_is_no_evidence_of_itself_nor_is_a_day_or_an_arrangement(text, flagged):
    assert bool(seen(text)) == flagged


def test_a_paragraph_that_just_ends_still_ends_its_sentence():
    text = "## Subjective\n\nClient reports feeling sad and\n\n## Plan\n\nWeekly."
    assert seen(text) == [("unfinished.breaks-off", "and")]


@pytest.mark.parametrize(
    "text",
    [
        "Anatomy: addictive potential was low.",
        "The nontoxic dose was given.",
        "Her mother is a narcissistically oriented scholar.",
    ],
)
def test_only_whole_words_count(text):
    assert seen(text) == []


def test_nothing_is_found_in_nothing():
    assert RULES.find("") == RULES.find(" \n\n ") == ()


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


@given(
    st.lists(st.text(alphabet="ab ?'", min_size=1, max_size=6).filter(lambda word: word == word.strip()), min_size=1)
)
def test_a_factored_pattern_finds_each_of_its_words(words):
    pattern = re.compile(factored(sorted(set(words))))
    for word in words:
        assert pattern.fullmatch(word) or not word[0].isalnum()


PIECES = st.sampled_from(
    [
        "Client is", "making progress", "her mother", "is a narcissist", "“", "”", '"', "not", ".", ";", "\n\n",
        "she said",
        "PHQ-9 18", "if", "I felt irritated", "[insert", "no risk of suicide", "refused to", "??", "…",
    ]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=25))
def test_whatever_is_written_every_finding_points_into_the_text(pieces):
    text = " ".join(pieces)
    found = RULES.find(text)
    assert found == RULES.find(text)
    for each in found:
        assert text[each.start : each.end] == each.text != ""


def test_every_rule_waits_behind_a_literal():
    gated = list(RULES.gate.literals())
    assert {head.rule for _, head in gated} == set(range(len(RULES.entries)))
    assert all(literal[0].isalnum() or len(literal.strip()) > 1 for literal, _ in gated)


@pytest.mark.parametrize("marks", ["“”", '""', "''", "‘’"])
@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("The client said, {}I'm a lazy, manipulative burden. Nobody cares{} and cried.", []),
        ("{}My lawyer says I'm guaranteed to win,{} he stated.", []),
        ("She laughed when telling of it. Asked, she said, {}I laugh or I'd scream,{} and felt sick.", []),
        ("T: {}Why now?{} C: {}I had to.{} T: {}Had to?{} C: {}Yes.{}", ["process.dialogue", "process.my-turns"]),
    ],
)
def test_a_rule_reads_every_kind_of_quotation_marks_alike(said, rules, marks):
    count = said.count("{}") // 2
    assert sorted(rule for rule, _ in seen(said.format(*marks * count))) == rules


@pytest.mark.parametrize(
    "text",
    [
        "She doesn't like it; the client is manipulative, and won't see her parents' house.",
        "The clients' group ran late. The client is manipulative in the others' view.",
        "Back in the '90s the client is manipulative at the parents' house.",
    ],
)
def test_an_apostrophe_hides_nothing(text):
    assert seen(text)


_OWN = ("Client was manipulative and hostile.", "The client's manipulative mother's house is where it began.")
_ASIDES = [
    "Used 'shrooms again on Friday.", "Used 'ludes and 'tweed, she says.", "On Friday, 'shrooms and beer.",
    "Class of '19.", "In the '90s, he drank.", "It was the '80s and he used.", "Up 'til 3.", "Just 'cause.",
    "'Tis the season.", "Told 'em no.", "Rock 'n' roll helps.", "Kept on goin' and drinkin'.",
    "Met 'friends' again.", "His 'voices' are back.", "Saw the 'others'.", "Calls it 'the pills'.",
    "The kids' room is cold.", "James' coat is at his parents'.", "Stayed at the Joneses'.",
    "He is 6' tall, 5'4 then.", "About the co-pay she asked, '$50?'", "She said, '[my wife] left.'",
    "He added: '50 of them.'", "She said 'no' and cried.", "Asked, 'Why me?' Then said, 'I can't. I'm done.'",
    "She said 'I won't. It's over.'", "She said,'stop it.'", "He said 'he's goin.'", "Wrote '???' there.",
    "Said '…nothing.'", "He begins 'and then stops.", "A stray ' mark.", "She calls it (the 'thing').",
    "“I told him 'stop' twice,” she said.", "Said \"he's 'fine.'\"", "On Friday, 'zines.", "He told me, 'bama.",
    "Her word: 'hood.", "He said ' I am fine.'", "At work ('burbs) he ran.",
]  # fmt: skip
_TYPED = {
    "straight": lambda text: text,
    "typographic": lambda text: re.sub(r"(?<![\w.?!'’])'(?=\w|[$\[…?])", "‘", text).replace("'", "’"),
    "by place alone": lambda text: re.sub(r"(^|\s|[(\[])'", r"\1‘", text).replace("'", "’"),
    "only closed ones": lambda text: text.replace("'", "’"),
}


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(_ASIDES), max_size=4),
    st.sampled_from(_OWN),
    st.lists(st.sampled_from(_ASIDES), max_size=4),
    st.sampled_from([*_TYPED.values()]),
    st.sampled_from([" ", "\n"]),
)
def test_no_mark_around_it_hides_what_the_author_says(before, own, after, typed, between):
    assert any("manipulative" in words for _, words in seen(typed(between.join([*before, own, *after]))))


@pytest.mark.parametrize(
    "text",
    [
        "Used 'shrooms again. Client was manipulative and hostile. About the co-pay she asked, '$50?'",
        "Met 'friends' again. Client was manipulative and hostile. About the co-pay she asked, '$50?'",
        "Met 'friends': the client is manipulative there and he's goin' home.",
        "On Friday, 'shrooms again. Client was manipulative and hostile. She asked, '50 bucks?'",
        "Used 'shrooms, the client is manipulative. Her mother,'stop.'",
        "Used 'shrooms, the client is manipulative after the parents' visit.",
        "Used ‘shrooms again. Client was manipulative. She asked, ’$50?’",
    ],
)
def test_a_mark_that_is_no_closing_of_it_ends_no_quotation(text):
    assert any("manipulative" in words for _, words in seen(text))
