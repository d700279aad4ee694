"""Notes that hold → pages to hand on. No disk, no screen, no clock: all of it is given.

Every text that is given has been made safe for a screen before (`terminal.show`); here it is made safe for the page.
"""
