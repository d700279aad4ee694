"""One file per thing a person can do. Each has `arguments(parser)` and `run(options, world) -> exit code`.

Commands read the clock and the environment (through `world`), gather what the floors below need, and put it together.
They raise `errors.Failure`; `cli` words it.
"""
