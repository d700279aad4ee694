"""The program, with a log of what works beside the keys: python watched.py LOG new c-0007

A line is written when the earlier notes are indexed ("indexed 2.31") and after each check of an answer ("check 0.012"),
with the seconds it took.
"""

import sys
import time

from notewizard.cli import main


def watch(log_path):
    """Wrap the two pieces of slow work, the moment their modules are loaded."""
    from notewizard.commands.looking.second_look import SecondLook
    from notewizard.commands.walking.session import Session

    log = open(log_path, "a", encoding="utf-8", buffering=1)  # noqa: SIM115 - open as long as the program runs

    def timed(kind, name, word):
        plain = getattr(kind, name)

        def with_log(self, *given):
            began = time.perf_counter()
            try:
                return plain(self, *given)
            finally:
                log.write(f"{word} {time.perf_counter() - began:.4f}\n")

        setattr(kind, name, with_log)

    timed(SecondLook, "answer", "check")
    timed(Session, "_gather", "indexed")


if __name__ == "__main__":
    watch(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
