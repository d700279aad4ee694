"""However a walk ends, its draft is kept and let go of, and what is said tells how to go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from notewizard.errors import AuthorStopped, Failure
from notewizard.records.draft import Draft
from notewizard.records.typing import Typing


@contextmanager
def draft_stays(draft: Draft, typing: Typing) -> Iterator[None]:
    """A stop and every refusal inside come out with the line that resumes; what was typed is on disk by then."""
    try:
        yield
    except AuthorStopped:
        typing.close()
        raise AuthorStopped(
            "Stopped. Every answer is kept, and what you were typing.",
            hint=f"Go on with: notewizard resume {draft.id}",
        ) from None
    except Failure as failure:
        failure.hint = f"{failure.hint}\nEvery answer is kept: notewizard resume {draft.id}".strip()
        raise
    finally:
        typing.close()
        draft.close()
