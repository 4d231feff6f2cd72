"""Documents of word processors, made and read without galley: packages from parts, and
the text of their paragraphs as a person would count them."""
import io
import re
import xml.etree.ElementTree as tree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, OFFICE, DRAW = ODF % "text", ODF % "office", ODF % "drawing"

DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>%s</w:body></w:document>"
)
CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    "<office:text>%s</office:text></office:body></office:document-content>"
)


def package(parts, compression=zipfile.ZIP_DEFLATED):
    """The bytes of an archive of {name: content}."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def docx(*paragraphs, **parts):
    """A Word document of paragraphs; one that begins with '#' is a heading."""
    body = ""
    for text in paragraphs:
        level = len(text) - len(text.lstrip("#"))
        props = f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>' if level else ""
        body += f"<w:p>{props}<w:r><w:t>{escape(text.lstrip('# '))}</w:t></w:r></w:p>"
    return package({"word/document.xml": DOCUMENT % body, **parts})


def odt(*paragraphs):
    body = "".join(f"<text:p>{escape(p)}</text:p>" for p in paragraphs)
    return package({"mimetype": "application/vnd.oasis.opendocument.text",
                    "content.xml": CONTENT % body})


def _word(element, skip):
    text = ""
    for child in element:
        if child.tag in skip:
            continue
        if child.tag == W + "t":
            text += child.text or ""
        elif child.tag == W + "tab":
            text += "\t"
        elif child.tag in (W + "br", W + "cr"):
            text += "\v"
        else:
            text += _word(child, skip)
    return text


def docx_paragraphs(data):
    """The paragraphs of the body, those of notes behind them."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    skip = {W + "pPr", W + "del", W + "txbxContent"}
    found = []
    for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        if name not in archive.namelist():
            continue
        root = tree.fromstring(archive.read(name))
        for note in root.findall(f"*[@{W}type]"):
            root.remove(note)
        found += [_word(p, skip) for p in root.iter(W + "p")]
    return found


def _open(element):
    text = element.text or ""
    for child in element:
        if child.tag == TEXT + "s":
            text += "\0" * int(child.get(TEXT + "c", "1"))
        elif child.tag == TEXT + "tab":
            text += "\t"
        elif child.tag == TEXT + "line-break":
            text += "\v"
        elif child.tag not in (TEXT + "note", OFFICE + "annotation", DRAW + "frame"):
            text += _open(child)
        text += child.tail or ""
    return text


def odt_paragraphs(data):
    root = tree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("content.xml"))
    found = []
    for element in root.iter():
        if element.tag in (TEXT + "p", TEXT + "h"):
            plain = re.sub(r"[ \n\r]+", " ", _open(element)).strip(" ")
            found.append(plain.replace("\0", " "))
    return found


def cut(paragraphs, line, column, end_line, end_column):
    """The text of a region, as the reports give it."""
    lines = paragraphs[line - 1:end_line]
    lines[-1] = lines[-1][:end_column - 1]
    lines[0] = lines[0][column - 1:]
    return "\n".join(lines)
