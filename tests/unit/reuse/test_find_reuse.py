"""A stretch that stands in another note is found, to the letter and lightly edited; what is not reuse is left alone."""

import pytest

from notewizard.reuse import Index, Passage, SourceText, Verdict, Zone, find_reuse

OCTOBER = (
    "Client described the argument with her brother over selling their mother's house, and how she left the room "
    "before she could say what she had come to say."
)
NOVEMBER = "He brought the letter he had written to his former sponsor and read the second half of it aloud, twice."
OWN = Index.build([SourceText("2026-10-02", OCTOBER), SourceText("2026-11-06", NOVEMBER)])

FRESH = "Two job interviews this week; she rehearsed the salary question in the car and asked it in the second one."


def found(text: str, **given) -> list[tuple[str, str, str, str]]:
    verdict = find_reuse(text, own=given.pop("own", OWN), **given)
    return [(text[each.start : each.end], each.source, each.kind, each.matter) for each in verdict.passages]


def test_a_copied_sentence_is_refused_with_its_place_and_its_source():
    text = f"She came late. {NOVEMBER} He left calmer."
    assert find_reuse(text, own=OWN) == Verdict(
        refused=True,
        clone=None,
        passages=(
            Passage(
                start=15,
                end=15 + len(NOVEMBER) - 1,
                source="2026-11-06",
                source_start=0,
                source_end=len(NOVEMBER) - 1,
                kind="verbatim",
                matter="narrative",
                words=20,
                same=20,
            ),
        ),
    )


def test_a_new_answer_is_not_refused():
    assert find_reuse(FRESH, own=OWN) == Verdict(False, None, ())


@pytest.mark.parametrize("text", ["", " \n", "Fine.", "…", "\u200b"])
def test_nothing_to_compare_is_not_refused(text):
    assert find_reuse(text, own=OWN) == Verdict(False, None, ())


@pytest.mark.parametrize("own", [Index.build([]), Index.build([SourceText("empty", "")])])
def test_nothing_to_compare_with_is_not_refused(own):
    assert find_reuse(OCTOBER, own=own) == Verdict(False, None, ())


@pytest.mark.parametrize(
    "edited",
    [
        "HE BROUGHT THE LETTER HE HAD WRITTEN TO HIS FORMER SPONSOR AND READ THE SECOND HALF OF IT ALOUD, TWICE.",
        "He brought the letter, he had written to his former sponsor; and read the second half of it aloud twice",
        "He brought the letter he’d written to his former sponsor — and read the second half of it aloud…  twice.",
        "He brought the letter he had written to his former sponsor and read the third half of it aloud, four times.",
        "He brought the letter he had written to his previous sponsor and read the second half of it aloud, twice.",
        "Client brings a letter he wrote to his former sponsor and reads the second half of it aloud, twice.",
        "He brought the letter he had written to his former sponsor. And then read the second half of it aloud, twice.",
        "Не brоught thе lеttеr hе hаd wrіttеn tо hіs fоrmеr sроnsоr аnd rеаd thе sесоnd hаlf оf іt аlоud, twісе.",
        "He bro\u200bught the let\u00adter he had wri\u200dtten to his for\ufeffmer sponsor and read the second half "
        "of it alo\u200bud, twi\u2060ce.",
    ],
    ids=[
        "case",
        "punctuation",
        "typography",
        "numbers",
        "a-word",
        "tense",
        "split",
        "look-alikes",
        "zero-width",
    ],
)
def test_a_light_edit_is_found(edited):
    verdict = find_reuse(f"{FRESH}\n\n{edited}\n\n{FRESH.upper()}", own=OWN)
    assert [(each.source, each.kind) for each in verdict.passages] == [("2026-11-06", "edited")]
    (passage,) = verdict.passages
    assert passage.end - passage.start >= 0.8 * len(edited)


@pytest.mark.parametrize("space", ["  ", "\n", " \n", "\u00a0"])
def test_white_space_alone_is_no_edit(space):
    assert [kind for _, _, kind, _ in found(NOVEMBER.replace(" the ", f"{space}the{space}"))] == ["verbatim"]


def test_two_sources_in_the_order_of_the_text():
    assert [source for _, source, _, _ in found(f"{NOVEMBER}\n{FRESH}\n{OCTOBER}")] == ["2026-11-06", "2026-10-02"]


def test_a_sentence_that_stands_twice_comes_from_the_later_note():
    own = OWN.extended([SourceText("2026-11-20", f"He was early. {NOVEMBER}")])
    assert [source for _, source, _, _ in found(NOVEMBER, own=own)] == ["2026-11-20"]


def test_another_clients_sentence_is_refused_too():
    others = Index.build([SourceText("another", OCTOBER)])
    assert found(OCTOBER, own=Index.build([]), others=others) == [(OCTOBER[:-1], "another", "verbatim", "narrative")]


def test_the_clients_own_note_is_named_before_another_clients():
    others = Index.build([SourceText("another", NOVEMBER)])
    assert [source for _, source, _, _ in found(NOVEMBER, others=others)] == ["2026-11-06"]


STOCK = "We opened with five minutes of paced breathing and a check of the week's log before turning to the agenda."


def test_what_three_other_clients_notes_hold_is_a_stock_phrase():
    own = Index.build([SourceText("own", STOCK)])
    three = [SourceText(f"other-{n}", f"{STOCK} {n}") for n in range(3)]
    assert found(STOCK, own=own, others=Index.build(three)) == []
    assert [source for _, source, _, _ in found(STOCK, own=own, others=Index.build(three[:2]))] == ["own"]


def test_a_whole_note_is_a_clone_even_where_everybody_has_it():
    note = f"{OCTOBER} {STOCK}\n\n{NOVEMBER}"
    own = Index.build([SourceText("last", note)])
    others = Index.build([SourceText(f"other-{n}", f"{note} {n}") for n in range(3)])
    verdict = find_reuse(note.replace("twice", "once"), own=own, others=others)
    assert (verdict.refused, verdict.clone, verdict.passages) == (True, "last", ())


def test_in_a_clone_a_sentence_that_was_edited_towards_a_third_text_is_still_the_cloned_notes():
    last = "She will bring the second letter to the women's circle and read all of it."
    third = last.replace("women's circle", "sisters in Leeds")
    before = f"{OCTOBER}\n\n{NOVEMBER}\n\n{last}"
    own = Index.build([SourceText("before", before), SourceText("third", third)])
    verdict = find_reuse(f"{OCTOBER}\n\n{NOVEMBER}\n\n{third}", own=own)
    assert (verdict.clone, {each.source for each in verdict.passages}) == ("before", {"before"})
    assert {each.source for each in find_reuse(third, own=own).passages} == {"third"}


def test_half_a_note_is_no_clone():
    verdict = find_reuse(f"{OCTOBER}\n\n{FRESH} {FRESH.replace('job', 'school')}", own=OWN)
    assert (verdict.refused, verdict.clone) == (True, None)


def test_allowed_lines_are_not_reuse():
    goal = "Goal 2: tell her brother and her aunt what she needs before family meetings, without leaving the room."
    own = Index.build([SourceText("own", f"{goal}\n{FRESH}")])
    assert found(f"{goal}\nA hard week.", own=own, allowed=[goal]) == []
    assert [text for text, _, _, _ in found(f"{goal}\n{FRESH}", own=own, allowed=[goal])] == [FRESH[:-1]]


def test_routine_is_shown_and_not_refused():
    zone = Zone(0, len(OCTOBER), "routine")
    verdict = find_reuse(OCTOBER, own=OWN, zones=[zone])
    assert (verdict.refused, verdict.clone) == (False, None)
    assert [(each.source, each.matter) for each in verdict.passages] == [("2026-10-02", "routine")]


def test_a_passage_is_split_at_the_edge_of_a_zone_and_each_part_stands_for_itself():
    text = f"{NOVEMBER[:-1]} and {OCTOBER}"
    own = Index.build([SourceText("own", text)])
    assert [(source, matter) for _, source, _, matter in found(text, own=own)] == [("own", "narrative")]
    edge = text.index(" and Client")
    zones = [Zone(0, edge, "routine")]
    assert [matter for _, _, _, matter in found(text, own=own, zones=zones)] == ["routine", "narrative"]
    zones = [Zone(0, text.index("had come"), "routine")]
    assert [matter for _, _, _, matter in found(text, own=own, zones=zones)] == ["routine"]


def test_what_the_trade_writes_is_found_as_routine_and_not_refused():
    line = "Patient Agreements: The patient understands and agrees with the recommended medical treatment plan."
    verdict = find_reuse(f"{FRESH} {line}", own=Index.build([SourceText("own", f"{line} {OCTOBER}")]))
    assert [(each.words, each.matter) for each in verdict.passages] == [(13, "routine")]
    assert not verdict.refused


def test_a_short_common_sentence_is_found_and_not_refused():
    line = "He has three cuts on his right hand."
    verdict = find_reuse(f"{FRESH} {line}", own=Index.build([SourceText("own", f"{OCTOBER} {line}")]))
    assert [(each.kind, each.matter) for each in verdict.passages] == [("verbatim", "routine")]
    assert not verdict.refused


def test_routine_on_both_sides_of_refused_narrative_is_told_apart():
    text = f"Seen by video at home with nobody else there. {NOVEMBER} Next appointment Friday at noon by video again."
    own = Index.build([SourceText("own", text)])
    start = text.index(NOVEMBER)
    zones = [Zone(0, start, "routine"), Zone(start + len(NOVEMBER), len(text), "routine")]
    assert [matter for _, _, _, matter in found(text, own=own, zones=zones)] == ["routine", "narrative", "routine"]


@pytest.mark.parametrize("between", ["\n\n", "\n- ", "\n## Plan\n"])
def test_a_passage_never_reaches_over_a_break(between):
    text = f"{NOVEMBER}{between}{OCTOBER}"
    own = Index.build([SourceText("own", text)])
    assert [(each[0], each[1]) for each in found(text, own=own)] == [(NOVEMBER[:-1], "own"), (OCTOBER[:-1], "own")]


@pytest.mark.parametrize(
    "phrase",
    [
        "Alert and oriented x4; thought process linear and goal-directed; insight and judgment good.",
        "Denied suicidal ideation, homicidal ideation, plan or intent. No SI/HI.",
        "Mood anxious, affect congruent, full range. Speech normal in rate and tone.",
        "Continue weekly individual therapy. Next session scheduled for Friday.",
        "PHQ-9 14, GAD-7 11.",
    ],
)
def test_set_phrases_are_nobodys(phrase):
    own = Index.build([SourceText("last week", f"{phrase}\n\n{OCTOBER}")])
    assert found(f"{phrase}\n\n{FRESH}", own=own) == []


@pytest.mark.parametrize("weeks", [1, 60, 400])
def test_a_note_that_is_copied_every_week_is_refused_however_often(weeks):
    note = f"{OCTOBER} {NOVEMBER} {FRESH}"
    own = Index.build([SourceText(f"week {week}", f"Session {week}.\n{note}") for week in range(weeks)])
    verdict = find_reuse(note, own=own)
    assert verdict.clone == f"week {weeks - 1}"
    assert sum(each.words for each in verdict.passages if each.matter == "narrative") > 60


def test_a_terse_note_that_stands_elsewhere_nearly_whole_is_a_clone_though_little_of_it_is_narrative():
    routine = "Seen by video at home, alone. Denies SI/HI. Mood fair, affect full, speech clear, thoughts linear. " * 3
    note = f"{routine}He brought the letter to his sponsor and read half of it aloud, twice. Next Friday at noon."
    own = Index.build([SourceText("before", note)])
    start = note.index("He brought")
    zones = [Zone(0, start, "routine")]
    assert find_reuse(note, own=own, zones=zones).clone == "before"
    other = (
        note[start:] + " The bus was late again; two of the three calls that were planned with the school took place."
    )
    assert find_reuse(other, own=own, zones=[]).clone is None


def test_another_number_is_another_word():
    before = "Rated the belief 70 before and 20 after, cried for ten minutes and asked for the window to be opened."
    now = before.replace("70", "90").replace("ten", "two")
    (passage,) = find_reuse(now, own=Index.build([SourceText("before", before)])).passages
    assert (passage.words, passage.same) == (20, 18)


@pytest.mark.parametrize("mark", ["\N{COMBINING ACUTE ACCENT}", "\N{VARIATION SELECTOR-16}"])
def test_a_passage_ends_behind_the_mark_on_its_last_letter(mark):
    text = f"{OCTOBER[:-1]} at the cafe{mark}"
    (passage,) = find_reuse(f"{text}\n\nNew.", own=Index.build([SourceText("own", text)])).passages
    assert passage.end == passage.source_end == len(text)
