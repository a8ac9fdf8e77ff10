"""The chance function of :mod:`glasscity.chance`, compiled, and its addresses as numbers."""

from __future__ import annotations

import numpy as np

from glasscity.chance import Stream
from glasscity.chance import philox as _philox
from glasscity.kernels.house import inlined

philox = inlined(_philox)
"""One block, inlined so that a loop over people runs in SIMD (2 ns a block, not 15)."""

TRAIT = np.uint64(int(Stream.TRAIT) << 16)
HEAD = np.uint64(int(Stream.HEAD) << 16)
TEMPT = np.uint64(int(Stream.TEMPT) << 16)
OBSERVE = np.uint64(int(Stream.OBSERVE) << 16)
FALSE_RECORD = np.uint64(int(Stream.FALSE_RECORD) << 16)
CORRECT = np.uint64(int(Stream.CORRECT) << 16)
APPEAL = np.uint64(int(Stream.APPEAL) << 16)
DEMAND = np.uint64(int(Stream.DEMAND) << 16)
HELPING = np.uint64(int(Stream.HELPING) << 16)
REWIRE = np.uint64(int(Stream.REWIRE) << 16)
REPAIR = np.uint64(int(Stream.REPAIR) << 16)
LIFE = np.uint64(int(Stream.LIFE) << 16)
ENCOUNTER = np.uint64(int(Stream.ENCOUNTER) << 16)
INVESTIGATE = np.uint64(int(Stream.INVESTIGATE) << 16)
STATUS = np.uint64(int(Stream.STATUS) << 16)
TIE = np.uint64(int(Stream.TIE) << 16)
LAPSE = np.uint64(int(Stream.LAPSE) << 16)
RATING = np.uint64(int(Stream.RATING) << 16)
