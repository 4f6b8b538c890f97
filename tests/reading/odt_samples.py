"""OpenDocument files composed for the tests."""

import io
import zipfile

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("meta", "meta"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
STYLES = """
<office:font-face-decls><style:font-face style:name="F1" svg:font-family="'.VnTimeH'"/>
</office:font-face-decls>
<office:automatic-styles>
<style:style style:name="Centre" style:family="paragraph">
<style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="Child" style:family="paragraph" style:parent-style-name="Centre"
 style:list-style-name="L1"/>
<style:style style:name="Loop" style:family="paragraph" style:parent-style-name="Loop"/>
<style:style style:name="Caps" style:family="text">
<style:text-properties style:font-name="F1"/></style:style>
<style:style style:name="Hidden" style:family="text">
<style:text-properties text:display="none"/></style:style>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"
 text:display-levels="2"/>
<text:list-level-style-bullet text:level="3" text:bullet-char="•"/>
<text:list-level-style-number text:level="77" style:num-format="1"/>
</text:list-style></office:automatic-styles>
"""
MASTER = """
<office:styles><text:outline-style>
<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
</text:outline-style></office:styles><office:master-styles><style:master-page>
<style:header><text:p>đầu trang</text:p></style:header>
<style:header-left><text:p>đầu trang</text:p></style:header-left>
<style:footer><text:p>chân trang</text:p></style:footer>
</style:master-page></office:master-styles>
"""
META = '<office:meta><meta:document-statistic meta:page-count="3"/></office:meta>'


def document(kind: str, inner: str) -> bytes:
    return f"<office:document-{kind} {NAMES}>{inner}</office:document-{kind}>".encode()


def odt(body: str, *, manifest: str = "<a/>", **parts: bytes) -> bytes:
    """Return an .odt with this XML as its text; `parts` replace or add parts."""
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": document("content", STYLES + text),
        "styles.xml": document("styles", MASTER),
        "meta.xml": document("meta", META),
        "META-INF/manifest.xml": manifest.encode(),
    }
    content |= {f"{name}.xml": part for name, part in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return stream.getvalue()
