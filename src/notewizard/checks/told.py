"""Past forms of events, without "-ed": narrative is told in them, and so is what a client says."""

from __future__ import annotations

_WORDS = """
said told asked came went felt took gave made got saw heard found left kept held put sat stood wept cried woke wrote
spoke began broke brought built bought caught chose drew drove ate fell fought forgot knew lost meant paid ran rang
rode rose sang sent shook slept spent swore taught threw understood won hid hung lay lit quit read spun stuck struck
sought sank shrank swam tore wound withdrew became overheard misread froze grew flew fled bit blew bent beat clung
crept dealt dug fed forgave ground hurt learnt leapt lent outran rehearsed sold shot slid spat split spread sprang
stole strode stung swept swung undid upset wore
"""
TOLD = frozenset(_WORDS.split())
