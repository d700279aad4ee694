"""Picking terms, key by key, without a screen."""

import pytest
import shipped

from notewizard.terminal.fuzzy import rank
from notewizard.terminal.picks import ALONE, OWN_BY_KEY, WHICH, WHICH_LISTED, Picks
from notewizard.terminal.plain_picks import PlainPicks
from notewizard.terminal.screen import HALF, Offer, View

TERMS = (Offer("exposure", "CBT"), Offer("thought record", "CBT"), Offer("mindfulness", "DBT"))
DOMAINS = (
    Offer("neat", "Appearance"),
    Offer("tearful", "Behavior"),
    Offer("rapid", "Speech"),
    Offer("euthymic", "Mood"),
    Offer("tearful", "Affect"),
)


def typed(picks, text):
    picks.type(text)
    return picks


def test_enter_takes_what_was_surely_meant():
    picks = Picks(TERMS)
    assert typed(picks, "tho").enter() == ""
    assert (picks.raw(), picks.typed) == (("thought record",), "")


def test_a_term_is_not_offered_twice():
    picks = Picks(TERMS, ("exposure",))
    assert [match.offer.term for match in picks.matches()] == ["thought record", "mindfulness"]
    assert typed(picks, "exposure").enter() == "“exposure” is picked already."


def test_own_words_need_a_second_enter():
    picks = Picks(TERMS)
    assert typed(picks, "elevator ride").enter() == "Own term: “elevator ride”. Enter again adds it."
    assert picks.raw() == ()
    assert picks.enter() == ""
    assert picks.raw() == ("elevator ride",)


def test_a_closed_list_speaks_of_no_own_words():
    sentences = [typed(Picks(TERMS, own_terms=False), words).enter() for words in ("exposure ride", "e", "x, y")]
    steady = Picks((Offer("steady eye contact", "Behavior"),), own_terms=False, finding=True)
    sentences += [typed(steady, "steady").enter()]
    assert not any("own words" in each for each in sentences), sentences
    several = Picks((Offer("safety plan", "A"), Offer("safety planning", "B")), own_terms=False)
    assert typed(several, "safety pl").enter() == WHICH_LISTED


def test_changing_the_words_disarms_them():
    picks = Picks(TERMS)
    typed(picks, "elevator").enter()
    typed(picks, "elevators")
    assert picks.own == ""


def test_a_closed_list_takes_no_own_words():
    picks = Picks(TERMS, own_terms=False)
    assert typed(picks, "zebra").enter() == "“zebra” is not in the list, and only its terms can be taken here."
    assert picks.raw() == ()


def test_a_digit_takes_its_row_unless_it_belongs_to_words_that_have_begun():
    picks = Picks((Offer("4-7-8 breathing"), Offer("oriented x4"), *TERMS))
    assert typed(picks, "oriented x").digit("4") is None
    assert typed(picks, "").digit("3") == ""
    assert picks.raw() == ("exposure",)
    assert picks.digit("1") == ""
    assert picks.raw() == ("exposure", "4-7-8 breathing")
    assert picks.digit("9") is None


def test_with_nothing_typed_the_domains_without_a_pick_stand_first():
    picks = Picks(FINDINGS, grouped=True)
    groups = list(dict.fromkeys(match.offer.group for match in picks.matches()))
    picks.digit("1")
    assert next(match.offer.group for match in picks.matches()) == groups[1]
    assert [match.offer.group for match in picks.matches()][-1] == groups[0]
    typed(picks, "c")
    assert picks.matches() == [match for match in rank("c", FINDINGS) if match.offer not in picks.picked]


def test_a_digit_means_the_row_as_it_is_shown():
    picks = Picks(tuple(Offer(f"term {letter}") for letter in "abcdefghijkl"))
    for _ in range(10):
        picks.move(1)
    first = picks.first_row(12)
    picks.digit("1")
    assert picks.raw() == (f"term {'abcdefghijkl'[first]}",)


def test_a_comma_takes_and_goes_on_but_belongs_to_unknown_words():
    picks = Picks(TERMS)
    assert typed(picks, "exp").comma() == ""
    assert typed(picks, "zebra").comma() is None
    assert picks.raw() == ("exposure",)


def test_none_is_an_answer_until_something_is_picked():
    picks = Picks(TERMS)
    typed(picks, "none").enter()
    assert picks.none
    typed(picks, "exp").enter()
    assert (picks.none, picks.raw()) == (False, ("exposure",))


def test_a_held_backspace_stops_at_the_empty_line():
    picks = Picks(TERMS, ("exposure",))
    typed(typed(picks, "a"), "")
    assert picks.backspace() == "Backspace again removes “exposure”."
    assert picks.raw() == ("exposure",)
    assert picks.backspace() == "Removed “exposure”."
    assert picks.backspace() == ""


def test_descriptors_name_their_domain():
    picks = Picks(DOMAINS, grouped=True)
    for words in ("euth", "aff tear", "neat"):
        typed(picks, words).enter()
    assert picks.raw() == ("Mood: euthymic", "Affect: tearful", "Appearance: neat")
    assert picks.by_group() == [("Appearance", ["neat"]), ("Mood", ["euthymic"]), ("Affect", ["tearful"])]
    assert picks.needs_left(("Speech", "Mood or Affect", "Behavior")) == ["Speech", "Behavior"]


def test_own_words_ask_for_their_domain_and_enter_names_none():
    picks = Picks(DOMAINS, grouped=True)
    assert (
        typed(picks, "calm at first").enter()
        == "“calm at first” is not in the list. Under which? Press the key before it, or type its first letters."
    )
    assert picks.name_group("") == (
        "“calm at first”: press the key before a name, or type its first letters; Backspace goes back to the words."
    )
    assert picks.name_group("9").startswith("“calm at first”")
    assert picks.raw() == ()
    picks.name_group("4")
    assert picks.raw() == ("Mood: calm at first",)


def test_a_domain_before_a_colon_is_enough():
    picks = Picks(DOMAINS, grouped=True)
    typed(picks, "sp: rapid").enter()
    typed(picks, "speech: rapid at first").enter()
    assert picks.raw() == ("Speech: rapid", "Speech: rapid at first")


def test_an_earlier_answer_comes_back_as_it_was():
    answer = ("Mood: euthymic", "Speech: rapid at first")
    assert Picks(DOMAINS, answer, grouped=True).raw() == answer
    assert Picks(DOMAINS, (), grouped=True).none
    assert not Picks(DOMAINS, "", grouped=True).none


def test_a_paste_takes_exact_terms_and_leaves_the_rest():
    picks = Picks(TERMS)
    assert picks.several(["exposure", " mindfulness ", "zebra", "thought record"]).startswith("“zebra”")
    assert (picks.raw(), picks.typed) == (("exposure", "mindfulness"), "zebra, thought record")


EYES = ("eye contact", "motor")
FINDINGS = (
    Offer("calm", "Behavior", group_also=EYES),
    Offer("steady eye contact", "Behavior", ("good eye contact",), EYES),
    Offer("avoided eye contact", "Behavior", (), EYES),
    Offer("no abnormal movements observed", "Behavior", group_also=EYES),
    Offer("good", "Insight"),
    Offer("good", "Judgment", group_also=("judgement",)),
    Offer("poor", "Judgment", group_also=("judgement",)),
)


def test_a_finding_is_never_taken_for_the_name_of_its_domain():
    picks = Picks(FINDINGS, grouped=True)
    for words in ("eye", "motor", "behavior", "judgment", "judgement", "no eye contact"):
        assert typed(picks, words).enter() in (WHICH, ALONE + OWN_BY_KEY)
    assert typed(picks, "judgment").comma() is None
    assert picks.several(["judgment", "calm"]).startswith("“judgment” is not in the list.")
    assert picks.raw() == ()


def test_the_only_term_that_begins_so_is_taken_by_the_second_enter():
    picks = Picks(FINDINGS, grouped=True)
    assert typed(picks, "steady").enter() == "Enter again takes “steady eye contact”. Ctrl-J: your own words."
    assert picks.raw() == ()
    assert picks.enter() == ""
    assert picks.raw() == ("Behavior: steady eye contact",)
    assert typed(picks, "motor").enter() == WHICH


@pytest.mark.parametrize("words", ["eye contact good", "abn", "no mov"])
def test_the_only_row_is_not_asked_which_one(words):
    offers = [each for each in FINDINGS if each.term != "avoided eye contact"]
    picks = typed(Picks(offers, grouped=True), words)
    assert [match.offer.group for match in picks.matches()] == ["Behavior"]
    assert picks.enter() == ALONE + OWN_BY_KEY
    assert picks.raw() == ()
    assert picks.digit("1") == ""
    assert len(picks.raw()) == 1


def test_plain_lines_do_not_ask_which_one_of_one():
    closed = PlainPicks(View("a", "many", "Ask", offers=(Offer("steady eye contact"),), own_terms=False, finding=True))
    assert closed.typed("contact") == "Is this what “contact” means?\n1: steady eye contact\n0: leave it out"
    assert closed.typed("1") == "Added: steady eye contact."
    own = PlainPicks(View("a", "many", "Ask", offers=(Offer("calm"),)))
    assert own.typed("wry") == "“wry” is not in the list.\n1: wry, in your own words\n0: leave it out"


def test_a_finding_that_could_be_two_is_pointed_at():
    picks = Picks(FINDINGS, grouped=True)
    assert typed(picks, "eye con").enter() == WHICH
    assert [match.offer.term for match in picks.matches()[:2]] == ["steady eye contact", "avoided eye contact"]
    assert picks.digit("2") == ""
    assert typed(picks, "good eye").enter() == ALONE + OWN_BY_KEY
    assert typed(picks, "good eye contact").enter() == ""
    assert picks.several(["good"]) == (
        "“good” is in the list more than once. Enter again goes through them one by one. "
        "Ctrl-J: all of it as your own words."
    )
    assert picks.raw() == ("Behavior: avoided eye contact", "Behavior: steady eye contact")


def test_what_was_done_is_not_guessed_either():
    picks = Picks((Offer("Wrote a safety plan.", "Plan"), Offer("Reviewed the safety plan.", "Plan")))
    assert typed(picks, "safety pl").enter() == WHICH
    assert picks.move(1) == ""
    picks.enter()
    assert picks.raw() == ("Wrote a safety plan.",)


def test_a_technique_of_two_modalities_is_that_of_the_first():
    picks = Picks((Offer("role-play", "CBT"), Offer("role-play", "DBT")), labeled=True)
    assert typed(picks, "role-play").enter() == ""
    assert picks.raw() == ("CBT: role-play",)


def test_plain_lines_ask_where_words_could_be_two_findings():
    plain = PlainPicks(View("a", "domains", "Ask", offers=FINDINGS, value=("Insight: good",)))
    for words in ("good", "judgment", "eye"):
        assert plain.typed(words).startswith(f"What does “{words}” mean?")
        plain.typed("0")
    assert plain.typed("judgment: good") == "Added: good (Judgment)."


def test_a_domain_before_a_colon_says_which_of_two():
    picks = Picks(FINDINGS, grouped=True)
    assert picks.several(["judgment: good", "insight: good"]) == ""
    assert picks.raw() == ("Judgment: good", "Insight: good")


def test_own_words_in_a_list_are_gone_through_one_by_one():
    picks = Picks(TERMS)
    assert typed(picks, "tired, exposure, sore, mindfulness").enter() == (
        "“tired” is not in the list. Enter again goes through them one by one. Ctrl-J: all of it as your own words."
    )
    assert picks.enter() == "Own term: “tired”. Enter again adds it."
    assert (picks.typed, picks.half()) == ("tired", "tired, exposure, sore, mindfulness")
    assert picks.enter().startswith("“sore” is not in the list.")
    assert picks.enter() == "Own term: “sore”. Enter again adds it."
    assert picks.enter() == ""
    assert picks.raw() == ("tired", "exposure", "sore", "mindfulness")


def test_own_words_in_a_list_of_findings_ask_for_their_domain():
    picks = Picks(FINDINGS, grouped=True)
    typed(picks, "tired, good eye contact").enter()
    assert (
        picks.enter() == "“tired” is not in the list. Under which? Press the key before it, or type its first letters."
    )
    assert picks.name_group("1") == ""
    assert (picks.raw(), picks.half()) == (("Behavior: tired", "Behavior: steady eye contact"), "")


def test_a_list_can_be_one_own_term():
    picks = Picks(TERMS)
    typed(picks, "tired, but awake").enter()
    assert picks.as_own() == "Own term: “tired, but awake”. Enter again adds it."
    picks.enter()
    assert picks.raw() == ("tired, but awake",)


def test_what_waits_of_a_list_is_not_lost_with_the_line():
    picks = Picks(TERMS)
    typed(picks, "tired, sore").enter()
    picks.enter()
    typed(picks, "")
    assert picks.backspace() == ""
    assert (picks.typed, picks.rest) == ("sore", [])


def test_half_typed_words_come_back_as_typed_and_not_as_picked():
    picks = Picks(TERMS, ("exposure", f"{HALF}mind"))
    assert (picks.raw(), picks.typed, picks.none) == (("exposure",), "mind", False)


def test_the_shipped_lists_file_nothing_that_was_not_meant():
    library = shipped.library()

    def offers(name):
        groups = library.vocabularies[name].groups
        return tuple(Offer(term.term, group.label, term.also, group.also) for group in groups for term in group.terms)

    for words in ("no SI", "late", "normal", "no", "si", "hi there", "guil"):
        picks = Picks(offers("mental_status"), grouped=True)
        typed(picks, words).enter()
        assert picks.raw() == (), words
        plain = PlainPicks(View("a", "domains", "Ask", offers=offers("mental_status")))
        plain.typed(words)
        assert plain.raw() == "", words
    for words in ("problem solving", "feelings", "supportive", "trauma", "solving", "breathing"):
        picks = Picks(offers("modalities"), labeled=True)
        typed(picks, words).enter()
        assert picks.raw() == (), words
    for words, term in (
        ("cal", "calm"),
        ("linear", "linear"),
        ("full", "full range"),
        ("passive SI", "passive suicidal ideation"),
    ):
        picks = Picks(offers("mental_status"), grouped=True)
        typed(picks, words).enter()
        assert [offer.term for offer in picks.picked] == [term]


def test_a_pick_typed_again_is_said_to_be_picked_already():
    plain = PlainPicks(View("a", "domains", "Ask", offers=DOMAINS, value=("Mood: euthymic",)))
    assert plain.typed("euthymic") == "“euthymic” is picked already."


def test_plain_lines_take_out_only_the_one_that_is_meant():
    plain = PlainPicks(View("a", "domains", "Ask", offers=DOMAINS, value=("Behavior: tearful", "Affect: tearful")))
    assert plain.typed("-tearful") == "Which of them? tearful (Behavior); tearful (Affect)."
    assert plain.typed("-aff tear") == "Taken out: tearful (Affect)."
    assert plain.typed("-zebra") == "No such term is picked."


def test_plain_lines_offer_none_only_where_it_is_an_answer():
    closed = PlainPicks(View("a", "domains", "Ask", offers=DOMAINS, judge=lambda raw: "" if raw else "Still: mood."))
    assert "none" not in closed.opening()
    assert (closed.typed("none"), closed.raw()) == ("Still: mood.", "")
    may = PlainPicks(View("a", "many", "Ask", offers=TERMS))
    assert may.opening().endswith(" The word none means: asked, and there is none.")
    assert (may.typed("none"), may.raw()) == ("None. An empty line goes on.", ())


def test_a_whole_list_is_taken_as_the_example_writes_it():
    picks = Picks(FINDINGS, grouped=True)
    picks.type("steady eye contact; insight: names the loop herself, calm")
    assert picks.enter() == ""
    assert picks.raw() == ("Behavior: steady eye contact", "Insight: names the loop herself", "Behavior: calm")


def test_a_domain_is_named_by_its_first_letters_and_never_by_one():
    picks = Picks((*DOMAINS, Offer("good", "Insight"), Offer("good", "Impulse control")), grouped=True)
    typed(picks, "no hall").as_own()
    assert picks.name_group("i").startswith("“no hall” under “i…”: Insight, Impulse control. ")
    assert picks.name_group("m") == "“no hall” under “im…”: Impulse control. Enter takes it."
    assert picks.raw() == ()
    assert picks.name_group("") == ""
    assert picks.raw() == ("Impulse control: no hall",)


def test_the_next_word_typed_ahead_files_nothing():
    for word in ("alert", "linear", "insomnia", "no affect", "oriented x4"):
        picks = Picks((*DOMAINS, Offer("good", "Insight")), grouped=True)
        typed(picks, "no hall").as_own()
        for letter in word:
            picks.name_group(letter)
        assert picks.raw() == ()
        assert picks.name_group("").startswith("“no hall”: press the key before a name")
        picks.name_group("4")
        assert picks.raw() == ("Mood: no hall",)
