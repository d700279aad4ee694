"""However strange a text is, the work grows no faster than the text: counted, not timed."""

import random
import sys
from collections import Counter

import pytest

from notewizard.reuse import Index, SourceText, find_reuse
from notewizard.reuse.taken import Taken

RNG = random.Random(3)
WORDS = ["".join(RNG.choice("abcdeghilmnorstu") for _ in range(6)) for _ in range(4000)]
SENTENCE = "She fed the heron behind the station and laughed about the ferry. "


def prose(count, seed=1):
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(count))


class Work:
    """Counts lines of the package that run, and the numbers that pass through its arrays."""

    lines = largest = 0

    def of(self, asked):
        """How many lines of our code run, and how many numbers the largest array that is returned holds."""
        self.lines = self.largest = 0

        def line(frame, event, value):
            self.lines += 1
            if event == "return":
                for each in value if isinstance(value, tuple) else (value,):
                    self.largest = max(self.largest, getattr(each, "size", 0), len(each) if type(each) is list else 0)
            return line

        def call(frame, event, value):
            return line if "notewizard" in frame.f_code.co_filename else None

        before = sys.gettrace()
        sys.settrace(call)
        try:
            asked()
        finally:
            sys.settrace(before)
        return Counter(lines=self.lines, largest=self.largest)


@pytest.fixture
def work():
    return Work()


TEXTS = {
    "one word, over and over": lambda size: "word " * size,
    "one sentence, over and over": lambda size: SENTENCE * (size // 12),
    "no sentence ends": prose,
    "a sentence a line": lambda size: SENTENCE.strip().join("\n" for _ in range(size // 12)),
    "no word at all": lambda size: "... " * size,
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("side", ["own", "others"])
def test_twice_the_text_is_no_more_than_twice_the_work(work, name, side):
    def asked(size):
        text = TEXTS[name](size)
        index = Index.build([SourceText("a", text)])
        own, others = (index, None) if side == "own" else (Index(), index)
        return work.of(lambda: find_reuse(text, own=own, others=others))

    once, twice = asked(6000), asked(12000)
    assert twice["lines"] <= 2.3 * once["lines"] + 2000
    assert twice["largest"] <= 2.3 * once["largest"] + 2000
    assert twice["largest"] <= 60 * 12000


@pytest.mark.timeout(120)
@pytest.mark.parametrize("side", ["own", "others"])
def test_ten_times_the_equal_notes_are_hardly_more_work(work, side):
    text = ". ".join(prose(12, seed) for seed in range(30))

    def asked(notes):
        first = Index.build([SourceText("0", text)]).segments[0]
        taken = [Taken(str(number), first, 0, lambda: text) for number in range(notes)]
        index = Index.build(taken)
        own, others = (index, None) if side == "own" else (Index(), index)
        find_reuse(text, own=own, others=others)
        return work.of(lambda: find_reuse(text, own=own, others=others))

    few, many = asked(1000), asked(10000)
    assert many["lines"] <= 1.2 * few["lines"]
    assert many["largest"] <= 1.2 * few["largest"] + 100
