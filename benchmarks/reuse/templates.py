"""Honest notes out of one mold: a clinician's own template with slots, and the set turns of a language model.

Written by hand for the benchmark. What differs from note to note stands in the slots; the one sentence that is about
the session is taken from a note that nobody else in the case has.
"""

from __future__ import annotations

import random
import re

SLOTS = {
    "mood": "anxious|depressed|irritable|stable|low|hopeful|frustrated|overwhelmed|calm|flat",
    "affect": "congruent|restricted|full|blunted|tearful|bright|guarded|reactive",
    "matter": "work stress|a conflict with a partner|poor sleep|grief|worry about money|a medical appointment"
    "|parenting|loneliness|a move|school pressure|panic on the bus|drinking|a family argument|chronic pain",
    "skill": "diaphragmatic breathing|cognitive restructuring|grounding|behavioral activation|thought records"
    "|assertive communication|progressive relaxation|urge surfing|exposure|problem solving|mindfulness",
    "task": "a daily mood log|two pleasant activities|a worry hour|an unsent letter|a sleep diary"
    "|one phone call|a walk each morning|a list of triggers|daily practice",
    "goal": "reducing anxiety|improving mood|better sleep|setting limits|staying sober|returning to work"
    "|managing anger|tolerating uncertainty",
    "when": "next week|in two weeks|on Monday|on Thursday|in ten days",
    "level": "good|fair|partial|limited|moderate|steady|some",
    "number": "3|4|5|6|7|8|9|11|12|14|15|17|19|21",
    "pron": "She|He|They|Client",
}

TEMPLATES = (
    "Client arrived on time and presented with {mood} mood and {affect} affect.\n{own}\nSession focused on {matter}. "
    "Therapist introduced {skill} and client practiced it in session with {level} results. PHQ-9 score was {number}. "
    "Client will complete {task} before the next session. Progress toward the goal of {goal} is {level}. "
    "Next appointment {when}.",
    "D: {pron} reported feeling {mood} since the last session, mainly in connection with {matter}. {own}\n"
    "A: Client continues to meet criteria for treatment; insight is {level} and affect was {affect}. Work on {goal} "
    "shows {level} progress.\nP: Continue with {skill}; homework is {task}; return {when}.",
    "The client presented to the session reporting increased symptoms related to {matter}. {own} The therapist "
    "utilized {skill} to help the client identify and challenge unhelpful thoughts. The client was receptive to the "
    "intervention and demonstrated {level} understanding of the material. The client's affect was {affect} and mood "
    "was {mood} throughout the session. Moving forward, the client will practice {skill} and work on {task}.",
    'S: "{own}" Rates distress {number}/10, main stressor {matter}.\nO: Mood {mood}, affect {affect}, insight '
    "{level}, judgment {level}. GAD-7 = {number}.\nA: {level} progress on {goal}. Responding to {skill}.\n"
    "P: Practice {skill} daily, try {task}, follow up {when}.",
    "During today's session the client explored difficulties with {matter} and the impact of these difficulties on "
    "daily functioning and relationships. {own} Therapist and client collaboratively reviewed the use of {skill} as a "
    "strategy for {goal}. Client expressed a willingness to continue practicing outside of session and agreed to "
    "complete {task}. Overall, the client is making {level} progress and remains engaged in treatment.",
    "Presenting issue: {matter}.\nIntervention: This writer provided psychoeducation about {skill} and modeled its "
    "use. {own}\nResponse: {pron} engaged with {level} effort, was able to name two situations in which {skill} would "
    "help, and reported feeling {mood} at the end of the hour.\nPlan: Review {task} at the start of the session "
    "{when} and continue to work toward {goal}.",
)
_SLOT = re.compile(r"\{(\w+)\}")


def filled(template: str, own: str, rng: random.Random) -> str:
    """One note of `template`; `own` is what it says of this session alone."""

    def value(match: re.Match[str]) -> str:
        return own if match[1] == "own" else rng.choice(SLOTS[match[1]].split("|"))

    return _SLOT.sub(value, template)
