"""The html page as a browser prints it: every sheet has the client, the day, its number, and how the note stands."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from unit.exporters.pages import export, page

from notewizard.exporters.copied import Export
from notewizard.exporters.html import html_page

pypdf = pytest.importorskip("pypdf")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(BROWSER is None, reason="chromium is not on this machine (Debian: install chromium)"),
]
GOLDEN = Path(__file__).parents[1] / "golden" / "trainee-with-report" / "note.dap.md"
IN_ERROR = "The note of November 20, 2026 was entered in error and no longer counts."

CORRECTED = "The note of November 20, 2026 has a correction, which follows it."


def printed(html: str, folder: Path) -> list[str]:
    """The words of each sheet."""
    (folder / "page.html").write_text(html, encoding="utf-8")
    subprocess.run(
        [
            BROWSER, "--headless", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder / 'browser'}",
            *(["--no-sandbox"] if os.geteuid() == 0 else []), f"--print-to-pdf={folder / 'page.pdf'}",
            (folder / "page.html").as_uri(),
        ],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    sheets = [each.extract_text() for each in pypdf.PdfReader(folder / "page.pdf").pages]
    return [" ".join(each.replace("ﬁ", "fi").replace("ﬀ", "ff").split()) for each in sheets]


@pytest.mark.parametrize("size", ["letter", "A4"])
def test_every_sheet_says_whose_it_is_and_how_it_stands(tmp_path, size):
    note = page(GOLDEN.read_text(encoding="utf-8") * 3)
    (one,) = export(note, page("# Addendum\n\nHe called.\n"), on_each_page=(IN_ERROR,), corrected=CORRECTED).notes
    (two,) = export().notes
    html = html_page(Export("2 progress notes", (one, two), "Exported."))
    # The printer's own paper; here it is chosen, so that the style has another hash than the policy allows.
    html = html.replace("@page { ", f"@page {{ size: {size}; ").replace("http-equiv", "data-policy")
    sheets = printed(html, tmp_path)
    assert len(sheets) > 4
    for number, sheet in enumerate(sheets, 1):
        assert f"Page {number} of {len(sheets)}" in sheet
        assert "Client Ada Example (c-1042) · Session of November 20, 2026" in sheet
        assert (f"{IN_ERROR} {CORRECTED}" in sheet) == (number < len(sheets))
    assert "Orléans" in sheets[-1]
    assert "Orléans" not in sheets[-2]


def test_the_policy_lets_its_own_style_be(tmp_path):
    (sheet,) = printed(html_page(export()), tmp_path)
    assert "Page 1 of 1" in sheet  # which the style alone says
