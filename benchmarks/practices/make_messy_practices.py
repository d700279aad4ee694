"""Makes six messy practice folders, all invented, as `init` meets them: `make_messy_practices.py FOLDER`.

Each has its own layout, naming and mess: system files, Office locks, conflict copies, scans, drafts of templates,
a misfiled note, two spellings of one client. Nothing in them is a real person's.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

PEOPLE = ("Ashgrove", "Birchwater", "Cedarholm", "Dunmere", "Elmsworth", "Fernhollow")
GIVEN = ("Ada", "Basil", "Clio", "Dorian", "Esme", "Felix")
BODY = "# Progress note\n\nInvented. {who} was seen on {day}.\n"


def weekly(first: date, count: int) -> list[date]:
    """Session days, a week apart."""
    return [first + timedelta(weeks=week) for week in range(count)]


def named_folders() -> dict[str, str]:
    """1. A folder a client, `2026-11-20 Ashgrove progress note.md`, with the mess of a synced desktop."""
    files = {}
    for surname, given in zip(PEOPLE, GIVEN, strict=True):
        for day in weekly(date(2026, 8, 7), 12):
            name = f"{surname}, {given}/{day} {surname} progress note.md"
            files[name] = BODY.format(who=surname, day=day)
    return files | {
        "Ashgrove, Ada/Release of information.pdf": "%PDF",
        "Ashgrove, Ada/2026-08-07 Ashgrove progress note (Ada's conflicted copy 2026-08-08).md": "copy",
        "Ashgrove, Ada/~$26-08-07 Ashgrove progress note.docx": "lock",
        "Birchwater, Basil/IMG_2044.jpeg": "jpeg",
        "Birchwater, Basil/treatment plan.md": "plan",
        "Cedarholm, Clio/2026-09-04 Dunmere progress note.md": "misfiled",
        "Greywater, Hana/.keep": "",
        "Billing/invoices 2026.xlsx": "xlsx",
        "Templates/progress note blank.md": "blank",
        ".DS_Store": "system",
        "Thumbs.db": "system",
    }


def id_folders() -> dict[str, str]:
    """2. A folder an id, inside `Clients/`, a folder a year in it, `2026-11-20-soap.md`."""
    files = {}
    for number in (311, 1042, 1043, 2107):
        for day in weekly(date(2025, 11, 3), 40):
            kind = "birp" if day.day % 9 == 0 else "soap"
            files[f"Clients/c-{number:04d}/{day.year}/{day}-{kind}.md"] = BODY.format(who="The client", day=day)
    return files | {
        "Clients/c-0311/2026/scan0001.pdf": "%PDF",
        "Clients/c-0311/2025/2025-11-03-soap-DESKTOP-4K2.md": "conflict copy",
        "Clients/c-1042/2026/2026-02-02-soap.md.tmp": "temporary",
        "Admin/policies.docx": "docx",
        "README.txt": "how we file",
    }


def flat_us_dates() -> dict[str, str]:
    """3. One flat folder of text files, `Ashgrove 11-20-26.txt`, one name mistyped once."""
    files = {}
    for surname in PEOPLE[:5]:
        for day in weekly(date(2026, 9, 9), 10):
            files[f"{surname} {day:%m-%d-%y}.txt"] = BODY.format(who=surname, day=day)
    return files | {
        "Birchwatter 11-25-26.txt": "a typing error",
        "Ashgrove 11-25-26 (2).txt": "a second file of that day",
        "passwords.txt": "not a note",
        "caseload.csv": "csv",
        "desktop.ini": "system",
    }


def initials_and_sessions() -> dict[str, str]:
    """4. A folder a client by initials, `Session 12 11.20.2026.docx`: numbers count up, dates without padding."""
    files = {}
    for initials, held in {"A.A.": 12, "B.C.": 7, "D.E.": 3}.items():
        for number, day in enumerate(weekly(date(2026, 8, 28), held), start=1):
            files[f"{initials}/Session {number} {day.month}.{day.day}.{day.year}.docx"] = "docx"
    return files | {
        "A.A./Copy of Session 3 9.11.2026.docx": "copy",
        "A.A./Session 12 notes to self.rtf": "rtf",
        "B.C./voicemail.m4a": "audio",
        "Blank forms/consent.docx": "docx",
        "Supervision/2026-10-01 case list.md": "not a client",
    }


def compact_and_ids() -> dict[str, str]:
    """5. Flat with a folder a year and ids in the names, `2026/20261120_1042_DAP.md`, one note without an id."""
    files = {}
    for number in (1042, 1077, 1100):
        for day in weekly(date(2026, 1, 5), 30):
            files[f"{day.year}/{day:%Y%m%d}_{number}_DAP.md"] = BODY.format(who=str(number), day=day)
    return files | {
        "2026/20261116_DAP.md": "whose?",
        "2026/20260105_1042_DAP.sync-conflict-20260106-101112-ABCDEFG.md": "conflict copy",
        "2026/export.zip": "zip",
        "2026/.~lock.20260105_1042_DAP.md#": "lock",
    }


def day_or_month() -> dict[str, str]:
    """6. A folder a client, accents and apostrophes, `Progress note 01-02-2026.md`: nothing tells day from month."""
    files = {}
    days = [date(2026, month, day) for month, day in ((1, 2), (2, 3), (3, 4), (4, 5), (9, 8), (10, 11))]
    # The second name is spelled with combining accents, as macOS writes it.
    for who in ("Jos\u00e9 Alvarado", "Ren\u0065\u0301e Zo\u0308ll", "Niamh O'Dell"):
        for day in days:
            files[f"{who}/Progress note {day:%m-%d-%Y}.md"] = BODY.format(who="The client", day=day)
    return files | {
        "Niamh O'Dell/Intake assessment 01-02-2026.md": "intake",
        "O'Dell Niamh/Progress note 11-12-2026.md": "the name the other way round",
        "Niamh O'Dell/Progress note 01-02-2026 - Copy.md": "copy",
        "Jos\u00e9 Alvarado/letter.pdf": "%PDF",
    }


PRACTICES = {
    make.__name__.replace("_", "-"): make
    for make in (named_folders, id_folders, flat_us_dates, initials_and_sessions, compact_and_ids, day_or_month)
}


def make(practice: str, folder: Path) -> Path:
    """The named practice stands in the new folder `folder`."""
    for name, text in PRACTICES[practice]().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    for name in PRACTICES:
        print(make(name, Path(sys.argv[1]) / name))
