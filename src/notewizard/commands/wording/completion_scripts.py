"""The three scripts. Each knows the words alone: it calls nothing, and reads no folder but to complete a path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from notewizard.commands.wording.words_known import Option, Place, Value

Script = Callable[[Sequence[Place]], str]


def bash(places: Sequence[Place]) -> str:
    """For bash 3.2 and later."""
    lines = ["# notewizard completion bash", "_notewizard() {", *_BASH_HEAD]
    commands = " ".join(each.path[0] for each in places if len(each.path) == 1)
    lines += [f'        _notewizard_words "{commands} --help --version"', "        return", "    fi", *_BASH_VERBS]
    verbs = [f'"{" ".join(each.path)}"' for each in places if len(each.path) == 2]
    lines += [f'            {"|".join(verbs)}) at="$at ${{COMP_WORDS[i]}}" ;;', "        esac", "    done"]
    lines += ['    case "$at $prev" in']
    for place in places:
        at = " ".join(place.path)
        for option in place.options:
            if option.value is not None:
                keys = "|".join(f'"{at} {name}"' for name in option.names)
                lines.append(f"        {keys}) {_bash_value(option.value)}; return ;;")
    lines += ["    esac", '    case "$at" in']
    for place in places:
        options = " ".join(name for option in place.options for name in option.names)
        words = " ".join([*place.verbs, *(choice for value in place.words for choice in value.choices)])
        path = next((value for value in place.words if value.files or value.folders), None)
        more = f"; {_bash_value(path)}" if path else ""
        lines.append(f'        "{" ".join(place.path)}")')
        lines.append(f'            case "$cur" in -*) _notewizard_words "{options}" ;;')
        lines.append(f'            *) _notewizard_words "{words}"{more} ;; esac ;;')
    return "\n".join([*lines, "    esac", "}", *_BASH_TAIL, ""])


_BASH_HEAD = [
    '    local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" at i',
    "    COMPREPLY=()",
    '    if [ "$COMP_CWORD" -eq 1 ]; then',
]
_BASH_VERBS = [
    '    at="${COMP_WORDS[1]}"',
    "    for ((i = 2; i < COMP_CWORD; i++)); do",
    '        case "$at ${COMP_WORDS[i]}" in',
]
_BASH_TAIL = [
    "_notewizard_add() {",
    "    local line",
    '    while IFS= read -r line; do COMPREPLY+=("$line"); done',
    "}",
    '_notewizard_words() { _notewizard_add < <(compgen -W "$1" -- "$cur"); }',
    "_notewizard_paths() {",
    "    compopt -o filenames 2>/dev/null",
    '    _notewizard_add < <(compgen "$1" -- "$cur")',
    "}",
    "complete -F _notewizard notewizard",
]


def _bash_value(value: Value) -> str:
    if value.choices:
        return f'_notewizard_words "{" ".join(value.choices)}"'
    return "_notewizard_paths -f" if value.files else "_notewizard_paths -d" if value.folders else ":"


def zsh(places: Sequence[Place]) -> str:
    """For zsh, with a line beside each word."""
    lines = [
        "#compdef notewizard",
        "# notewizard completion zsh",
        "_notewizard() {",
        "    local at i",
        "    local -a found",
    ]
    lines += ["    if (( CURRENT == 2 )); then", "        found=("]
    lines += [f"            {_quoted(f'{each.path[0]}:{each.line}')}" for each in places if len(each.path) == 1]
    lines += ["        )", "        _describe command found", "        return", "    fi", '    at="$words[2]"']
    verbs = [f'"{" ".join(each.path)}"' for each in places if len(each.path) == 2]
    lines += ["    for (( i = 3; i < CURRENT; i++ )); do", '        case "$at $words[i]" in']
    lines += [f'            {"|".join(verbs)}) at="$at $words[i]" ;;', "        esac", "    done"]
    lines += ['    case "$at $words[CURRENT-1]" in']
    for place in places:
        at = " ".join(place.path)
        for option in place.options:
            if option.value is not None:
                keys = "|".join(f'"{at} {name}"' for name in option.names)
                lines.append(f"        {keys}) {_zsh_value(option.value)}; return ;;")
    lines += ["    esac", '    case "$at" in']
    for place in places:
        lines += [
            f'        "{" ".join(place.path)}")',
            '            if [[ "$PREFIX" == -* ]]; then',
            "                found=(",
        ]
        lines += [
            f"                    {_quoted(f'{name}:{each.line}')}" for each in place.options for name in each.names
        ]
        lines += ["                )", "                _describe option found", "            else"]
        inside = _zsh_words(place, places)
        lines += [*(f"                {line}" for line in inside), "            fi", "            ;;"]
    return "\n".join(
        [
            *lines,
            "    esac",
            "}",
            'if [ "$funcstack[1]" = "_notewizard" ]; then',
            '    _notewizard "$@"',
            "else",
            "    compdef _notewizard notewizard",
            "fi",
            "",
        ]
    )


def _zsh_words(place: Place, places: Sequence[Place]) -> list[str]:
    lines = {each.path: each.line for each in places}
    out = []
    if place.verbs:
        said = " ".join(_quoted(f"{verb}:{lines[*place.path, verb]}") for verb in place.verbs)
        out += [f"found=({said})", "_describe word found"]
    out += [_zsh_value(value) for value in place.words if value != Value()]
    return out or [":"]


def _zsh_value(value: Value) -> str:
    if value.choices:
        return f"compadd -- {' '.join(value.choices)}"
    return "_files" if value.files else "_files -/" if value.folders else ":"


def fish(places: Sequence[Place]) -> str:
    """For fish, with a line beside each word."""
    lines = ["# notewizard completion fish", "complete -c notewizard -f"]
    verbs = {each.path[0]: each.verbs for each in places if len(each.path) == 1}
    for place in places:
        name = place.path[0]
        if len(place.path) == 1:
            lines.append(f"complete -c notewizard -n __fish_use_subcommand -a {name} -d {_quoted(place.line)}")
            inside = f"__fish_seen_subcommand_from {name}"
            if place.verbs:
                inside += f"; and not __fish_seen_subcommand_from {' '.join(place.verbs)}"
        else:
            inside = f"__fish_seen_subcommand_from {name}; and __fish_seen_subcommand_from {place.path[1]}"
            alone = f"__fish_seen_subcommand_from {name}; and not __fish_seen_subcommand_from {' '.join(verbs[name])}"
            lines.append(f"complete -c notewizard -n {_quoted(alone)} -a {place.path[1]} -d {_quoted(place.line)}")
        head = f"complete -c notewizard -n {_quoted(inside)}"
        lines += [f"{head}{part}" for option in place.options for part in _fish_option(option)]
        lines += [f"{head}{part}" for value in place.words for part in _fish_value(value)]
    return "\n".join([*lines, ""])


def _fish_option(option: Option) -> Iterator[str]:
    flags = "".join(f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}" for name in option.names)
    after = "".join(_fish_value(option.value)) or " -x" if option.value is not None else ""
    yield f"{flags}{' -r' if option.value is not None and ' -x' not in after else ''}{after} -d {_quoted(option.line)}"


def _fish_value(value: Value) -> list[str]:
    if value.choices:
        return [f" -x -a {_quoted(' '.join(value.choices))}"]
    return [" -F"] if value.files else [" -x -a '(__fish_complete_directories)'"] if value.folders else []


def _quoted(text: str) -> str:
    """For all three shells: single quotes, and no single quote inside."""
    return "'" + text.replace("\\", "").replace("'", "’") + "'"


SHELLS: dict[str, Script] = {"bash": bash, "zsh": zsh, "fish": fish}
