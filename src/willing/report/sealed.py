"""Office files that are the same bytes each time: no clock in the archive or its properties."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def sealed(data: bytes, day: date) -> bytes:
    """The same office file, its parts stamped with nothing and its properties with one day.

    Workbooks inside it, which charts carry, are sealed too.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(
        out, "w", zipfile.ZIP_DEFLATED
    ) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".xlsx"):
                part = sealed(part, day)
            elif name == "docProps/core.xml":
                stamp = f"{day.isoformat()}T00:00:00Z".encode()
                part = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", part)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()
