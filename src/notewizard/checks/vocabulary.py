"""The words of routine: what honest notes repeat week after week because it is the same each week.

Two sets of plain words: one for what makes a stretch routine, one for words that say nothing either way.
"""

from __future__ import annotations

import re

ANCHORS = re.compile(
    # safety denied
    r"\b(?:si|hi|si/hi|si/hi/\w+|sib|nssi|suicid\w+|homicid\w+|self-harm|self-injury|ideation)\b"
    # mental status
    r"|\b(?:affect|mood|oriented|a&ox\d|ao ?x ?\d|alert|thought (?:process|content)|thoughts|speech|insight"
    r"|judgment|eye contact"
    r"|hygiene|groomed|grooming|euthymic|psychotic|psychosis|hallucinations?|delusions?|intoxication|linear|cooperative"
    r"|avh?|cah|mse|mental status|withdrawal|appearance|dressed)\b"
    # scores
    r"|\b(?:phq|gad|pcl|bdi|bai|isi|oci|y-?bocs|ors|srs|oq|audit|dast|suds?|voc|c-?ssrs|phq-\w+|gad-\w+|pcl-\w+"
    r"|oci-r|scores?|etg|peth|uds|bac)\b"
    # diagnosis
    r"|\b[a-tv-z]\d\d(?:\.\w{1,4})?\b|\b(?:dx|diagnos[ie]s|disorder|mdd|ptsd|ocd|aud|bpd|adhd)\b"
    # medication
    r"|\b\d+(?:\.\d+)? ?(?:mg|mcg|ml)\b|\b\w+(?:etine|aline|opram|azepam|azolam|idone|apine|piprazole|otrigine"
    r"|faxine|trexone"
    r"|prion|azosin|azodone|afil|oxetine|epam)\b|\b(?:lithium|depakote|invega|abilify|zoloft|prozac|lexapro"
    r"|wellbutrin|effexor"
    r"|lamictal|seroquel|adderall|vyvanse|suboxone|naltrexone|medications?|meds|rx)\b"
    # logistics, appointments, standing homework
    r"|\b(?:rtc|next|appt|appointment|cont|continue|continues|weekly|wkly|biweekly|telehealth|video|zoom|consent"
    r"|session|cpt"
    r"|follow-up|f/u|goals?|homework|hw|diary card|log|attendance|icd)\b"
)

ROUTINE = frozenset(
    re.findall(
        r"\S+",
        "si hi si/hi si/hi/intent sib nssi suicidal homicidal suicide homicide self-harm ideation intent plan"
        " plans means thoughts"
        " thought harming harm others self urges killing himself herself themselves denied denies deny denying"
        " denial asked directly"
        " current currently active risk low acute reported reports report observed noted elicited endorsed"
        " safety reviewed"
        " affect mood oriented a&ox4 a&ox3 alert speech insight judgment eye contact hygiene groomed"
        " well-groomed grooming well"
        " euthymic psychotic psychosis hallucinations delusions signs sign evidence intoxication camera linear"
        " goal-directed logical"
        " organized coherent cooperative pleasant appropriate appropriately casually dressed neat neatly normal"
        " rate rhythm tone volume"
        " full range congruent reactive bright brighter constricted blunted flat anxious depressed dysphoric"
        " steady good fair poor"
        " limited intact adequate within limits wnl unremarkable process content perceptual disturbance"
        " disturbances features memory"
        " attention concentration person place time situation x4 x3 appearance behavior mental status exam ah vh"
        " avh cah withdrawal sx"
        " symptoms tremor sweats ct pt client patient"
        " phq phq-9 phq-a gad gad-7 pcl pcl-5 bdi bai isi oci oci-r y-bocs ybocs ors srs oq audit audit-c suds"
        " sud voc c-ssrs cssrs"
        " score scores scored total item items mild moderate moderately severe minimal negative positive range"
        " cut baseline peak peaks"
        " end start est importance confidence readiness craving cravings voices level levels etg peth uds day"
        " dx diagnosis diagnoses disorder mdd gad ptsd ocd aud bpd adhd single recurrent episode unspecified"
        " remission partial"
        " anxiety depression panic bipolar adjustment generalized major depressive"
        " posttraumatic stress obsessive-compulsive alcohol use personality"
        " borderline type"
        " mg mcg ml daily nightly qhs bid tid prn dose doses missed taken takes taking continues continue cont"
        " continued refilled"
        " refill refills tolerated tolerating side effects unchanged change changes prescribed prescriber"
        " psychiatrist pcp medication"
        " medications meds med adherent inj injection due level x1 x2 x3 dr rn np md compliance as-reported"
        " rtc next appt appointment session sessions weekly wkly biweekly monthly telehealth video zoom live"
        " consent verbal verbally"
        " reaffirmed ongoing office in-person person individual ind group tx therapy treatment psychotherapy cbt"
        " dbt emdr erp visit return"
        " follow-up f/u scheduled schedule goal goals objective addressed cpt pos minutes min mins hour hours"
        " week weeks wk wks day days"
        " night nights month months am pm a.m p.m est edt cst cdt pst pdt monday tuesday wednesday thursday"
        " friday saturday sunday mon tue"
        " tues wed thu thurs fri sat sun january february march april may june july august september october"
        " november december jan"
        " feb mar apr jun jul aug sep sept oct nov dec homework hw diary card log logged completed complete"
        " on-time time late early"
        " parent check-in secure alcohol a&ox location emergency contact file 988 lcsw lpc lmft phd psyd lmhc"
        " licsw written signed electronically"
        " date service client's name dob code modality duration provider clinician therapist counselor conducted via",
    )
)
"""Words a routine stretch is made of."""

NEUTRAL = frozenset(
    re.findall(
        r"\S+",
        "a an the of to in on at with w/ w and or for by from is was are were has had have be been no not nor"
        " without as per he she they"
        " him his her hers their them it its this that these those today now any both all each since over same"
        " also then re re: i we"
        " until after before if n/a none s o b d p g r if only between but than did does do who which there",
    )
)
"""Words that say nothing either way."""

NEVER = re.compile(
    r"\b(?:because|argu\w+|cried|tearful|said|told|asked (?!directly)|described|remember\w*|realiz\w+|decid\w+"
    r"|felt|wanted|tried"
    r"|practiced|role-?play\w*|explored|processed|challenged|taught|introduced|rehears\w+)\b"
)
"""Words of narrative: a stretch that holds one is not routine, however many routine words surround it."""
