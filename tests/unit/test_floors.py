"""The house of docs/tour.md holds: imports point down, siblings stay apart, dangerous calls keep to their room."""

import ast
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "notewizard"

FLOORS = [
    {"__main__"},
    {"cli"},
    {"commands"},
    {"terminal", "audit", "exporters"},
    {"interview", "checks", "rendering", "records"},
    {"definitions"},
    {"note", "reuse", "documents"},
    {"errors", "__init__"},
]
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "manager", "misc"}
MOST_LINES = 400

MODULES = sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    inside = path.relative_to(SOURCE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def dotted(path: Path) -> str:
    inside = path.relative_to(SOURCE).with_suffix("")
    parts = inside.parts[:-1] if inside.name == "__init__" else inside.parts
    return ".".join(("notewizard", *parts))


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


@cache
def imports(path: Path) -> frozenset[str]:
    """Every module of ours that the file imports at any depth, outside `if TYPE_CHECKING`."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "notewizard"}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "notewizard":
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def rooms_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.count(".") and name.split(".")[1] in FLOOR_OF}


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_an_import_only_points_down(path):
    own = room(path)
    assert own in FLOOR_OF, f"{own} has no floor in docs/tour.md"
    for other in rooms_imported(path) - {own}:
        assert FLOOR_OF[other] > FLOOR_OF[own], f"{dotted(path)} imports {other}, which is not below it"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_is_small_and_has_a_real_name(path):
    assert len(text_of(path).splitlines()) <= MOST_LINES
    assert not set(path.relative_to(SOURCE).with_suffix("").parts) & FORBIDDEN_NAMES


def test_no_import_cycle():
    names = {dotted(path): path for path in MODULES}
    graph = {
        name: {other for other in imports(path) if other in names and other != name} for name, path in names.items()
    }
    seen: dict[str, int] = {}

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if seen.get(name) == 2:
            return
        assert seen.get(name) != 1, f"import cycle: {' -> '.join((*trail, name))}"
        seen[name] = 1
        for other in sorted(graph[name]):
            visit(other, (*trail, name))
        seen[name] = 2

    for name in sorted(graph):
        visit(name, ())


@cache
def calls(path: Path) -> list[tuple[str, ast.Call]]:
    return [(ast.unparse(node.func), node) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]


def opens_for_writing(name: str, call: ast.Call) -> bool:
    if name.endswith(
        (".write_text", ".write_bytes", "os.link", "os.rename", "os.replace", ".mkdir", ".unlink", "os.makedirs")
    ):
        return True
    if name in {"os.open"}:
        return any(
            "O_WRONLY" in ast.unparse(arg) or "O_RDWR" in ast.unparse(arg) or "O_CREAT" in ast.unparse(arg)
            for arg in call.args
        )
    if name == "open" or name.endswith(".open"):
        mode = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        mode += [
            word.value.value for word in call.keywords if word.arg == "mode" and isinstance(word.value, ast.Constant)
        ]
        return any(set(text) & set("wax+") for text in mode if set(text) <= set("rwaxbt+"))
    return False


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) not in {"records"}], ids=dotted)
def test_only_records_write_files(path):
    assert [name for name, call in calls(path) if opens_for_writing(name, call)] == []


STARTS_PROCESSES = {
    "notewizard.terminal.editor": "F4 opens the clinician's own editor",
    "notewizard.records.ssh_signature": "a detached signature is made by ssh-keygen, with the agent or a hardware key",
    "notewizard.documents.bounded": "Word documents and PDFs are read where a hostile one can do no harm",
}


@pytest.mark.parametrize("path", [path for path in MODULES if dotted(path) not in STARTS_PROCESSES], ids=dotted)
def test_processes_are_started_in_these_places_alone(path):
    names = {name.split(".")[0] for name, _ in calls(path)} | {name for name, _ in calls(path)}
    assert not names & {"subprocess", "multiprocessing", "Popen", "os.system", "os.fork", "os.popen", "os.posix_spawn"}


@pytest.mark.parametrize(
    "path", [path for path in MODULES if room(path) not in {"terminal", "cli", "__main__"}], ids=dotted
)
def test_only_the_terminal_and_the_command_line_speak(path):
    assert [name for name, _ in calls(path) if name in {"print", "input", "sys.stdout.write", "sys.stderr.write"}] == []


CLOCKS = {
    "datetime.now",
    "datetime.datetime.now",
    "datetime.today",
    "date.today",
    "datetime.date.today",
    "time.time",
    "datetime.utcnow",
}


@pytest.mark.parametrize("path", [path for path in MODULES if FLOOR_OF[room(path)] > FLOOR_OF["commands"]], ids=dotted)
def test_nobody_below_commands_reads_the_time_or_the_environment(path):
    tree = tree_of(path)
    attributes = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not {name for name, _ in calls(path)} & CLOCKS
    assert not attributes & {"os.environ", "sys.argv"}
    assert "os.getenv" not in {name for name, _ in calls(path)}
