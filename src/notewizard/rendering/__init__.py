"""Note and format to text: values in Python, words in templates, and proof that the outline is the format's.

`render.render` is the way in. Templates are read by `definitions`, judged and run here: a closed list of syntax, no
loops, no calls, plain values only. Whatever an answer holds, it is printed and never obeyed, neither by Jinja nor by
Markdown. Knows no disk, no screen and no clock.
"""
