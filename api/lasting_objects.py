"""What lasts as long as the process is kept out of the search for garbage.

Python looks through every object it knows whenever enough new ones have survived. A service of this
size has loaded hundreds of thousands that will never go, and each look at them holds up whatever
page is being made by a tenth of a second and more.
"""

import gc
from typing import Final

NEW_OBJECTS: Final = 50_000
"""So many objects more than went are made before the youngest are looked through.

More than a page makes, or an amendment on whose target a thousand documents rest: they end first.
"""


def spare_lasting_objects() -> None:
    """Pass over all that is loaded by now when garbage is looked for; call it once, when ready."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
