"""``python -m dieukhoan`` is the command ``dieukhoan``."""

import sys

from dieukhoan.cli import main

sys.exit(main())
