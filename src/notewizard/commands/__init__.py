"""One file per thing a person can do. Each has `arguments(parser)` and `run(options, world) -> exit code`.

Commands read the clock and the environment (through `world`), gather what the floors below need, and put it together.
They raise `errors.Failure`; `cli` words it. What several of them need stands in packages by what it is about: the walk
(`walking`), the second look (`looking`), what is on file of a client (`filed`), scores, what is owed (`owing`), what
`doctor` examines, the files of definitions (`defining`), and the words of the command line (`wording`).
"""
