"""`python -m notewizard`."""

import sys

from notewizard.cli import main

sys.exit(main())
