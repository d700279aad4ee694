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

CONTACT = late(
    r"\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\(\d{3}\) ?\d{3}-\d{4}|\b\w+@\w+\.\w+"
    r"|\b\d{1,5} (?:[a-z]+ ){1,2}(?:street|st|avenue|ave|road|rd|drive|lane|ln|court|blvd|boulevard|way|place|pl)\b"
    r"|\b(?:dob|d\.o\.b\.|date of birth|born on)\W+\d|\b\d{3}-\d\d-\d{4}\b"
)
"""Of folded text: a telephone number, an e-mail or street address, a date of birth, a social security number."""
