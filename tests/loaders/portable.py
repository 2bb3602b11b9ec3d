"""PDF files made by hand, for tests."""

import zlib


def pdf(pages: list[str], title: str = "", bomb: int = 0) -> bytes:
    """A PDF with a line of text a page; with a bomb, one page whose content unpacks to so many spaces."""
    contents = [f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode() if text else b"" for text in pages]
    if bomb:
        contents.append(b" " * bomb)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, content in enumerate(contents):
        packed = zlib.compress(content, 9)
        page = (
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R /MediaBox [0 0 612 792]"
        )
        objects.append(f"<< /Type /Page /Parent 2 0 R {page} >>".encode())
        head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + packed + b"\nendstream")
    objects.append(f"<< /Title ({title}) >>".encode())
    return _joined(objects)


def _joined(objects: list[bytes]) -> bytes:
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    trailer = (
        f"trailer\n<< /Size {count} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(made)}\n%%EOF"
    )
    return made + f"xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}".encode()
