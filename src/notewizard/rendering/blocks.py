"""The blocks that a template is made of, and the values that each of them may print.

Every block may also use `client`, the words for the client (`client.they`, `client.They`, `client.their`,
`client.Their`, `client.are`, `client.were`, `client.have`; `client.unnamed`: they are "the client"), `kind` (the
session type), `labeled` (the format wants this part's label) and `label` (it is wanted, and nothing of the part stands
before it). A value that was not answered is empty.
"""

from __future__ import annotations

ALWAYS = frozenset({"client", "kind", "labeled", "label"})
CLIENT = frozenset({"they", "They", "their", "Their", "are", "were", "have", "unnamed"})

_PLAIN = {
    "header": """client_id client_name born diagnoses several_diagnoses session appointment missed minutes interruptions
        participants in_person by_phone by_video setting setting_code session_number codes length_reason says_length
        complexity crisis_reason attended client_absent release consents notice remote audio_only platform audio_reason
        client_at client_code clinician_at consent says_consent emergency_contact identity privacy emergency_plan
        continuity suitability not_established late late_written late_by late_reason says_late_reason""",
    "goal": "number goal_words",
    "problem": "problem",
    "status": "purpose concerns symptoms functioning",
    "history": "topic history not_assessed",
    "since_last": "since_last says_since not_assessed",
    "medications": "medications says_medication not_assessed",
    "measures": "measure score band cut item item_score on before band_before before_on same reliable important",
    "group": "topic members facilitators shared",
    "outreach": "method at same_day outcome",
    "no_outreach": "none_because",
    "mental_status": """seen speech speech_reads_on mood affect thought_process thought_process_reads_on
        thought_content perception cognition insight judgment
        impulse_control insight_and_judgment not_assessed nothing_assessed
        looked looked_with looked_did spoke spoke_with spoke_did felt
        felt_with felt_did thought thought_with thought_did dwelt content perceived alert alert_with alert_did
        judged""",
    "safety_finding": """directly asked asked_by screener screened instrument first finding suicide self_injury violence
        detail given absent history means says_means""",
    "safety": "directly asked asked_by screener screened instrument denied abuse abuse_facts not_assessed",
    "risk": """acute chronic not_assessed rationale rationale_on higher_care says_care changed says_changed
        risk_factors one_risk_factor protective Protective protective_things one_protective says_protective
        protective_with""",
    "safety_actions": "follow_up actions duty no_report_reason consultation says_consultation",
    "contact": "with_whom whom itself told reached done done_at on_time due past_due outcome",
    "report": "kind_of_report agency at reference",
    "interventions": """modality Modality goal techniques techniques_and own own_and besides Besides besides_one detail
        first several""",
    "in_session": "engagement in_session",
    "impression": "impression not_assessed",
    "progress": "number goal_words named infinitive status not_assessed Not_assessed evidence evidence_on",
    "deviation": "deviation deviation_on",
    "course": "span at_start summary reason client_view left_open reason_given",
    "homework": "homework says_homework",
    "disposition": "disposition",
    "contacted": "contacted",
    "coordination": "coordination",
    "fee": "fee",
    "goals": "goals one_goal",
    "plan_changes": "plan_changes",
    "aftercare": "aftercare",
    "next_session": "often Often often_is_known often_is_one_word at not_scheduled focus says_focus",
    "additional": "question answer",
    "signature": "author license supervisor written signed_by signed_at meaning elsewhere code",
}

BLOCKS: dict[str, frozenset[str]] = {name: frozenset(values.split()) for name, values in _PLAIN.items()}
"""The values of each block, beside those that every block may use."""
