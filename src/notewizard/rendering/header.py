"""The lines above the note: who, when, which service, from where, for what, and how late."""

from __future__ import annotations

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

from notewizard.note.derived import safe_span
from notewizard.note.encounter import Encounter, Telehealth
from notewizard.note.note import Note
from notewizard.note.service import client_present
from notewizard.note.span import UnclearTime
from notewizard.note.span import moment as point_in_time
from notewizard.rendering import speaks_for_itself, when
from notewizard.rendering.matter import Matter, Piece, Value, reason, words
from notewizard.rendering.wording import capitalized, fragment, listed, sentence

MISSED = ("no-show", "late-cancellation")
"""Session types in which no session took place."""
_HOURS_SAID = 96
"""A note later than this counts its days."""
_CONTACTS = ("collateral", "contact")
_HOME = re.compile(
    r"(?:(?:at|in) )?(?:home|(?:(?:the )?(?:client|patient)['’]s|her|his|their|own|(?:her|his|their) own)"
    r" (?:own )?(?:home|house|apartment|flat|residence))(?: office| address)?"
    r"(?:\s*[,;:.(–-].*| (?:in|on|near) .*)?$",
    re.IGNORECASE,
)
_PLACES = frozenset({"office", "clinic", "practice", "school", "hospital", "shelter", "university"})


def header(matter: Matter) -> Piece:
    """All that stands above the first section."""
    note = matter.note
    client = note.client
    treatment = note.treatment or (matter.plan.snapshot() if matter.plan else None)
    diagnoses = (treatment.diagnoses or ()) if treatment else ()
    values: dict[str, Value] = {
        "client_id": (client.id or "") if client else "",
        "client_name": (client.name or "") if client else "",
        "born": when.day(client.birth_date) if client and client.birth_date else "",
        "diagnoses": "; ".join(f"{each.code} {each.name}" for each in diagnoses),
        "several_diagnoses": len(diagnoses) > 1,
    }
    return Piece("header", values | _times(matter) | _service(matter) | _telehealth(matter) | _lateness(matter))


def _times(matter: Matter) -> dict[str, Value]:
    encounter, minutes = matter.encounter, matter.derived.minutes
    gaps = [
        f"{when.stretch(_clock(gap.start, encounter), _clock(gap.end, encounter))}, {words(gap.reason)}"
        for gap in encounter.interruptions or ()
    ]
    return {
        "session": _session(matter.note, encounter),
        "appointment": _appointment(encounter),
        "missed": matter.kind in MISSED,
        "notice": words(encounter.notice),
        "minutes": "" if minutes is None else f"{minutes} minute{'' if minutes == 1 else 's'}",
        "interruptions": "; ".join(gaps),
    }


def _session(note: Note, encounter: Encounter) -> str:
    span = safe_span(note)
    if span:
        return when.session(span.begins, span.ends)
    if not encounter.date:
        return ""
    clocks = [when.clock(_clock(each, encounter)) for each in (encounter.start, encounter.end) if each is not None]
    return ", ".join(part for part in (when.weekday(encounter.date), " to ".join(clocks)) if part)


def _appointment(encounter: Encounter) -> str:
    if not encounter.date:
        return ""
    if encounter.scheduled is None:
        return when.weekday(encounter.date)
    clock = _clock(encounter.scheduled, encounter)
    if isinstance(clock, time) and encounter.time_zone:
        try:
            clock = point_in_time(encounter.date, clock, ZoneInfo(encounter.time_zone), "encounter.scheduled")
        except UnclearTime:
            return f"{when.weekday(encounter.date)}, {when.clock(clock)}"
    said = when.moment(clock) if isinstance(clock, datetime) else when.clock(clock)
    return f"{when.weekday(encounter.date)}, {said}"


def _clock(value: time | datetime, encounter: Encounter) -> time | datetime:
    if isinstance(value, datetime) and encounter.time_zone:
        return value.astimezone(ZoneInfo(encounter.time_zone))
    return value


def _service(matter: Matter) -> dict[str, Value]:
    encounter, kind = matter.encounter, matter.kind
    held = kind not in MISSED
    in_person = encounter.delivery == "in-person" and held
    setting = words(encounter.setting) if in_person else ""
    people = [f"{each.role} ({each.name})" if each.name else each.role for each in encounter.attended or ()]
    return {
        "participants": encounter.participants or "",
        "in_person": in_person,
        "by_phone": encounter.delivery == "audio" and kind in _CONTACTS,
        "by_video": encounter.delivery == "video" and kind in _CONTACTS,
        "setting": setting,
        "setting_code": _place_code(matter, setting) if kind not in _CONTACTS else "",
        "session_number": str(encounter.session_number or ""),
        "codes": _codes(matter),
        "length_reason": sentence(encounter.length_reason or ""),
        "says_length": speaks_for_itself.length(encounter.length_reason or ""),
        "complexity": words(encounter.complexity),
        "crisis_reason": sentence(encounter.crisis_reason or ""),
        "release": words(encounter.release) or _no_release(encounter),
        "consents": sentence(capitalized("; ".join(fragment(each) for each in encounter.consents or ()))),
        "attended": capitalized(listed(people)),
        "client_absent": bool(encounter.attended) and not client_present(encounter),
    }


def _no_release(encounter: Encounter) -> str:
    why = reason(encounter.release)
    return f"release not established: {fragment(why)}" if why else ""


def _codes(matter: Matter) -> str:
    """The codes; with the modifier only where the profile has it printed, for it belongs to the claim."""
    codes, profile = listed(matter.derived.codes), matter.library.jurisdiction
    modifier = profile.modifier(matter.encounter.delivery) if profile.telehealth.printed else ""
    return f"{codes}, modifier {modifier}" if codes and modifier else codes


def _place_code(matter: Matter, setting: str) -> str:
    settings = matter.library.vocabularies.get("settings")
    found = settings.find(setting) if settings and setting else ()
    return found[0][1].code if found else ""


def _telehealth(matter: Matter) -> dict[str, Value]:
    encounter = matter.encounter
    held = matter.kind not in MISSED
    block = (encounter.telehealth if held else None) or Telehealth()
    client_at = words(block.client_location)
    remote = encounter.delivery in ("video", "audio") and held
    unknown = (
        ("Location of the client", block.client_location),
        ("Location of the clinician", block.clinician_location),
        ("Consent to telehealth", block.consent),
        ("Platform", block.platform),
        ("Emergency contact", block.emergency_contact),
        ("Reason for audio only", block.audio_reason),
        ("Identity of the client", block.identity),
        ("Privacy", block.privacy),
        ("Emergency plan", block.emergency_plan),
        ("Plan for a failed connection", block.continuity),
        ("Suitability for telehealth", block.suitability),
    )
    coded = remote and client_at and matter.kind not in _CONTACTS
    return {
        "remote": remote,
        "audio_only": remote and encounter.delivery == "audio",
        "platform": words(block.platform),
        "audio_reason": words(block.audio_reason),
        "client_at": _at(client_at),
        "client_code": ("10" if _is_home(client_at) else "02") if coded else "",
        "clinician_at": _at(words(block.clinician_location)),
        "consent": words(block.consent),
        "says_consent": speaks_for_itself.consent(words(block.consent)),
        "emergency_contact": words(block.emergency_contact),
        "identity": words(block.identity),
        "privacy": words(block.privacy),
        "emergency_plan": words(block.emergency_plan),
        "continuity": words(block.continuity),
        "suitability": words(block.suitability),
        "not_established": " ".join(
            f"{name} not established: {reason(answer)}" for name, answer in unknown if reason(answer)
        ),
    }


def _is_home(place: str) -> bool:
    """Place of service 10 is for a client in their own home, 02 for one elsewhere (CMS place-of-service code set)."""
    return _HOME.match(place.strip()) is not None


def _at(place: str) -> str:
    """`home, Albany, NY` as "at home, Albany, NY"; a place that takes no such word as "location: Albany, NY"."""
    first = place.split(",")[0].strip()
    if first.lower() in ("home", "work"):
        return f"at {place[:1].lower()}{place[1:]}"
    if first.lower() in _PLACES:
        return f"at the {place[:1].lower()}{place[1:]}"
    if first.split(" ")[0].lower() in ("at", "in", "on"):
        return f"{place[:1].lower()}{place[1:]}"
    return f"location: {place}" if place else ""


def _lateness(matter: Matter) -> dict[str, Value]:
    timing, hours = matter.note.timing, matter.derived.hours_after
    why = sentence(timing.late_reason or "") if timing else ""
    said = matter.derived.past_limit or (bool(why) and matter.derived.late)
    written = matter.here(timing.written) if timing and timing.written else None
    after = "" if hours is None else f"{hours} hours" if hours <= _HOURS_SAID else f"{hours // 24} days"
    return {
        "late": matter.derived.past_limit,
        "late_written": f"{when.weekday(written)}, {when.moment(written)}" if written and (said or why) else "",
        "late_by": after if said else "",
        "late_reason": why,
        "says_late_reason": speaks_for_itself.late_reason(why),
    }
