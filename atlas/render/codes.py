"""QR codes: the address of a page for those who hold it on paper."""

import io

import segno

from atlas.model.job import CodeJob

MASK = 3
"""One of the eight patterns that the standard allows. Trying them all for the prettiest takes six times as long; readers know every one."""

QUIET = 2
"""Modules of white around the code; paper has more."""


def render_code(job: CodeJob) -> bytes:
    """Draw a QR code (ISO/IEC 18004, error correction M) as SVG, one path."""
    out = io.BytesIO()
    code = segno.make_qr(job.address, error="m", boost_error=False, mask=MASK)
    code.save(out, kind="svg", xmldecl=False, border=QUIET, omitsize=True, svgclass=None, lineclass=None)
    return out.getvalue()
