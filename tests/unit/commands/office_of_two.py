"""A practice with two clients, a clock that stands where the test puts it, and signed notes to write to."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from notewizard.cli import main
from notewizard.records.later import OnRecord
from notewizard.records.practice import Practice
from notewizard.records.record import Record, all_records

EXAMPLES = Path(__file__).parents[3] / "examples"
EMDR = EXAMPLES / "answers" / "emdr-in-person.toml"
VIDEO = EXAMPLES / "answers" / "ongoing-video.toml"
ZONE = ZoneInfo("America/New_York")
SUPERVISOR = {"name": "Ruben Castellanos", "credential": "PhD"}
CLIENTS = """\
[[client]]
id = "c-1042"
name = "Ada Example"
folder = "Example"

[[client]]
id = "c-0311"
name = "Bo Other"
folder = "Other"
"""


@dataclass
class TwoClients:
    """Every command as it is called, in one practice folder."""

    root: Path
    capsys: object
    now: datetime = field(default=datetime(2026, 11, 20, 15, 5, tzinfo=ZONE))

    @property
    def folder(self) -> Path:
        return self.root / "practice"

    @property
    def practice(self) -> Practice:
        return Practice(self.folder)

    @property
    def note(self) -> Path:
        return self.folder / "Example" / "2026-11-20 progress note.md"

    def set_up(self) -> None:
        assert self.run("init", self.folder, "--yes", "--author", "Dana Whitfield, LCSW")[0] == 0
        (self.folder / ".notewizard" / "clients.toml").write_text(CLIENTS, encoding="utf-8")
        for name in ("Example", "Other"):
            (self.folder / name).mkdir()

    def without_heads(self) -> None:
        """Notes are written without front matter from now on."""
        config = self.folder / ".notewizard" / "config.toml"
        said = config.read_text(encoding="utf-8")
        config.write_text(said.replace("front_matter = true", "front_matter = false"), encoding="utf-8")

    def later(self, **passed: float) -> None:
        """The clock goes on."""
        self.now += timedelta(**passed)

    def run(self, *words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        out, err = self.capsys.readouterr()
        return code, out, err

    def sign_note(self, trainee: bool = False, **changed: object) -> Path:
        """The example's note, signed into the folder; `changed` are answers by dotted key."""
        values = json.loads(json.dumps(tomllib.loads(VIDEO.read_text(encoding="utf-8")), default=str))
        if trainee:
            values["author"] = {**values["author"], "supervisor": SUPERVISOR}
        for key, value in changed.items():
            *path, last = key.split("__")
            place = values
            for part in path:
                place = place[int(part)] if part.isdecimal() else place[part]
            place[last] = value
        return self._signed(values)

    def sign_anothers(self) -> Path:
        """A note of the other client, signed into the folder: of November 18, in other words."""
        values = json.loads(json.dumps(tomllib.loads(EMDR.read_text(encoding="utf-8")), default=str))
        values["author"] = {"name": "Dana Whitfield", "credential": "LCSW"}
        values["treatment"] = {
            "diagnoses": [{"code": "F43.10", "name": "Post-traumatic stress disorder"}],
            "goals": [{"id": "g1", "text": "Drive the highway without fear"}],
        }
        values["timing"] = {"written": "2026-11-20T15:00:00-05:00", "late_reason": "The network was down."}
        return self._signed(values)

    def _signed(self, values: dict[str, object]) -> Path:
        answers = self.root / "answers.json"
        answers.write_text(json.dumps(values), encoding="utf-8")
        before = set(self.files())
        code, _, err = self.run("render", answers, "--to", self.folder, "--sign", "Dana Whitfield")
        assert code == 0, err
        (made,) = set(self.files()) - before
        return self.folder / made

    def addend(self, kind: str, *options: object, note: Path | None = None, sign: str = "Dana Whitfield"):
        return self.run("addend", note or self.note, f"--{kind}", *options, "--sign", sign)

    def text(self, words: str) -> Path:
        """A file that holds these words."""
        path = self.root / "words.txt"
        path.write_text(words, encoding="utf-8")
        return path

    def files(self) -> list[str]:
        """Every file that a person sees in the practice folder."""
        found = (path for path in self.folder.rglob("*") if path.is_file() and ".notewizard" not in path.parts)
        return sorted(path.relative_to(self.folder).as_posix() for path in found)

    def bytes_there(self) -> dict[str, bytes]:
        """Everything in the folder, the records too, but for the history, which grows."""
        found = (path for path in self.folder.rglob("*") if path.is_file() and "history" not in path.parts)
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def records(self, kind: str = "") -> list[Record]:
        return [each for each in all_records(self.practice)[0] if not kind or each.kind == kind]

    def on_record(self) -> OnRecord:
        return OnRecord.of(self.records())
