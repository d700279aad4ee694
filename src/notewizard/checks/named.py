"""Who and where somebody is, in the text as given: a full name, a telephone number, an address, a date of birth."""

from __future__ import annotations

from notewizard.checks.late import late

_OPENS_NO_NAME = (
    "Dr Mr Mrs Ms Mx Prof Judge Officer Detective Pastor Rev"
    " New San Los Las Santa St Saint North South East West Fort Mount Lake Major Social Cognitive"
    " Dialectical Alcoholics Narcotics Sunday Monday Tuesday Wednesday Thursday Friday Saturday Safety Emergency Child"
    " Adult United High Uncle Aunt Grandma Grandpa Mother Father Client Patient Pt Ct Her His Their She He They The"
    " Plan Goal Lung Living Medical Marital Employment Alcohol Tobacco Family Maternal Paternal Grand Biological Foster"
    " Disease Department Fed Von Lou Life Occasional On In At When After While Since If As For Also Both Had Has Was"
    " Is And But With From To Reports Denies States"
).replace(" ", "|")
_ENDS_NO_NAME = (
    "Street Avenue Road Drive Court Lane State College University School County City Center Hospital Clinic Church"
    " Disorder Disease Department Accommodation History Care Med Medical Syndrome Therapy Anonymous Security Scale"
    " Inventory Services Witness Witnesses"
).replace(" ", "|")
_AFTER_PLACE_WORD = "".join(
    rf"(?<!\b{word} )" for word in ("in", "at", "to", "near", "from", "on", "the", "Dr", r"Dr\.")
)

FULL_NAME = late(
    rf"(?<![\w']){_AFTER_PLACE_WORD}(?!(?:{_OPENS_NO_NAME})\b)[A-Z][a-z'’-]+ (?:[A-Z]\. )?"
    rf"(?!(?:{_ENDS_NO_NAME})\b)[A-Z][a-z'’-]+\b(?!:)"
)
"""Two capitalized words that open no place, label or diagnosis."""

_CAPITALIZED = """
Client Clients Client's Patient Patient's Mom Dad Mama Papa Mother Father Grandma Grandpa Nana Aunt Uncle Miss Monday
Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays
January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep
Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Christmas Thanksgiving Easter Halloween Ramadan Passover
Hanukkah Valentine's Mother's Father's English Spanish French German Mandarin Cantonese Arabic American African Asian
European Hispanic Latino Latina Caucasian Black White Indian Native God Bible Zoom Skype Google Internet Medicaid
Medicare Likert Socratic Beck Columbia Hamilton Rosenberg Gottman Zarit Rorschach Wechsler Stanford Bristol Epworth
Folstein Montreal Yale Alcoholics Narcotics Al Gamblers Overeaters Twelve Step Stage Phase Module Session Chapter
Lesson Level Axis Goal Objective Therapist Clinician Counselor Writer Provider Wise Mind Emotion Reasonable Radical
Acceptance Opposite Action Interpersonal Distress Tolerance Cognitive Behavioral Behavior Dialectical Motivational Eye
Exposure Prolonged Processing Therapy Disorder Syndrome Disease Depression Anxiety Major Generalized Social Panic
Bipolar Post Posttraumatic Safety Plan Crisis Treatment Informed Consent Release Present Illness Chief Complaint
Mental Status Past Medical Psychiatric History Family Review Risk Assessment Progress House Subjective Data Response
Intervention Emergency Department Urgent Care Hospital Clinic Unit Center Program Group Day Lexapro Zoloft Prozac
Paxil Celexa Effexor Cymbalta Wellbutrin Xanax Ativan Klonopin Valium Seroquel Abilify Zyprexa Risperdal Clozaril
Depakote Lamictal Lithium Adderall Ritalin Vyvanse Concerta Suboxone Keppra Ambien University High Human State School
Back Labor Education Covid Grandmother Grandfather Psychiatry Outpatient None Not Yes And The This That She His Her
Its Mr Mrs Ms Mx Dr Drs Prof Rev Judge Officer Detective Sgt
"""
_NO_PROPER_NAMES = frozenset(_CAPITALIZED.split())
"""Words with a capital that name nobody and no place: days, measures, methods, medications, headings."""
_TITLES = ("Dr. ", "Mr. ", "Ms. ", "Mrs. ", "Mx. ", "Dr ", "Mr ", "Ms ", "Mrs ")
_PROPER_NAME = late(r"(?<=[a-z,] )([A-Z][a-z]{2,})(?:['’]s)?\b(?! ?[:/])(?:(?: |-|, )[A-Z][\w'’.]+)*")
_OPENS = late(r"(?:\A|[.!?:;\n•-]\s*)([A-Z][a-z]+)")


def proper_names(text: str) -> tuple[tuple[int, int], ...]:
    """Where names of persons, places, firms or makes stand inside the sentences of `text`.

    Days, months, languages, measures, methods and headings are none; nor is a name that also opens a sentence, since
    it is the client's or of somebody the note is about, nor one after a title (Dr., Ms.).
    """
    found = [
        each.span()
        for each in _PROPER_NAME.finditer(text)
        if each[1] not in _NO_PROPER_NAMES and not _after_title(text, each.start())
    ]
    if not found:
        return ()
    openers = {each[1] for each in _OPENS.finditer(text)}
    return tuple((start, end) for start, end in found if first_of(text[start:end]) not in openers)


def _after_title(text: str, start: int) -> bool:
    return text.endswith(_TITLES, 0, start)


def first_of(name: str) -> str:
    """The first word of `name`, without “'s”."""
    return name.split()[0].split("'")[0].split("’")[0]


CONTACT = late(
    r"\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\(\d{3}\) ?\d{3}-\d{4}|\b\w+@\w+\.\w+"
    r"|\b\d{1,5} (?:[a-z]+ ){1,2}(?:street|st|avenue|ave|road|rd|drive|lane|ln|court|blvd|boulevard|way|place|pl)\b"
    r"|\b(?:dob|d\.o\.b\.|date of birth|born on)\W+\d|\b\d{3}-\d\d-\d{4}\b"
)
"""Of folded text: a telephone number, an e-mail or street address, a date of birth, a social security number."""
