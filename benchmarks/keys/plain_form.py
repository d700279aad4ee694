"""The reference: the same questions as a plain questionary form. python plain_form.py QUESTIONS.json

Each question is `text`, `select` or `checkbox` (lists moved through with the arrows), or `confirm`. The answers go to
stdout as JSON.
"""

import json
import sys
from pathlib import Path

import questionary


def ask(number, question):
    kind, words = question["kind"], f"{number}. {question['ask']}"
    if kind == "text":
        return questionary.text(words, default=question.get("default", "")).unsafe_ask()
    if kind == "select":
        return questionary.select(words, choices=question["choices"]).unsafe_ask()
    if kind == "checkbox":
        return questionary.checkbox(words, choices=question["choices"]).unsafe_ask()
    return questionary.confirm(words).unsafe_ask()


def main():
    questions = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    answers = [ask(number, question) for number, question in enumerate(questions, 1)]
    print("\nAnswers:", json.dumps(answers))


if __name__ == "__main__":
    main()
