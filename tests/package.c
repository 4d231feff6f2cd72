#include "package.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"

static uint32_t crc32_of(struct gly_str s)
{
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < s.len; i++) {
        crc ^= (unsigned char)s.ptr[i];
        for (unsigned bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static void put(struct gly_buf *out, unsigned bytes, uint32_t value)
{
    for (unsigned i = 0; i < bytes; i++)
        gly_buf_putc(out, (char)(value >> 8 * i & 0xFF));
}

/* What the two headers of a member have in common (APPNOTE 4.4). */
static void put_member(struct gly_buf *out, const struct package_part *part)
{
    put(out, 2, 20);   /* version needed */
    put(out, 2, 0);    /* flags */
    put(out, 2, 0);    /* stored */
    put(out, 2, 0);    /* time */
    put(out, 2, 0x21); /* date: 1980-01-01 */
    put(out, 4, crc32_of(part->content));
    put(out, 4, (uint32_t)part->content.len);
    put(out, 4, (uint32_t)part->content.len);
    put(out, 2, (uint32_t)strlen(part->name));
    put(out, 2, 0); /* extra */
}

struct gly_str package_build(const struct package_part *parts, size_t count)
{
    struct gly_buf out;
    uint32_t offset[32];
    gly_buf_init(&out, (size_t)1 << 30);
    for (size_t i = 0; i < count; i++) {
        offset[i] = (uint32_t)out.len;
        gly_buf_add(&out, "PK\3\4", 4);
        put_member(&out, &parts[i]);
        gly_buf_puts(&out, parts[i].name);
        gly_buf_add_str(&out, parts[i].content);
    }
    uint32_t directory = (uint32_t)out.len;
    for (size_t i = 0; i < count; i++) {
        gly_buf_add(&out, "PK\1\2", 4);
        put(&out, 2, 20); /* made by */
        put_member(&out, &parts[i]);
        put(&out, 2, 0); /* comment */
        put(&out, 2, 0); /* disk */
        put(&out, 2, 0);
        put(&out, 4, 0); /* attributes */
        put(&out, 4, offset[i]);
        gly_buf_puts(&out, parts[i].name);
    }
    uint32_t size = (uint32_t)out.len - directory;
    gly_buf_add(&out, "PK\5\6", 4);
    put(&out, 4, 0); /* disks */
    put(&out, 2, (uint32_t)count);
    put(&out, 2, (uint32_t)count);
    put(&out, 4, size);
    put(&out, 4, directory);
    put(&out, 2, 0);
    /* Memory of its own size, so that a read past the end is seen. */
    char *bytes = malloc(out.len);
    memcpy(bytes, out.ptr, out.len);
    struct gly_str package = {bytes, out.len};
    gly_buf_release(&out);
    return package;
}

#define RELATED "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SPACES                                                                         \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""        \
    " xmlns:r=\"" RELATED "\""                                                         \
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""        \
    " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""          \
    " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"" \
    " xmlns:v=\"urn:schemas-microsoft-com:vml\""

static struct gly_str wrap(const char *element, const char *content)
{
    size_t size = 3000 + 2 * strlen(element) + strlen(content);
    char *text = malloc(size);
    int len = snprintf(text, size,
                       "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                       "<%s" SPACES ">%s</%s>",
                       element, content, element);
    return (struct gly_str){text, (size_t)len};
}

struct gly_str package_docx(const struct package_docx *docx)
{
    static const char relations[] =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
        "relationships\">"
        "<Relationship Id=\"s\" Type=\"" RELATED "/styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"n\" Type=\"" RELATED "/numbering\""
        " Target=\"/word/numbering.xml\"/>"
        "<Relationship Id=\"f\" Type=\"" RELATED "/footnotes\""
        " Target=\"../word/footnotes.xml\"/>"
        "<Relationship Id=\"c\" Type=\"" RELATED "/comments\""
        " Target=\"comments.xml\"/>"
        "%s</Relationships>";
    char related[4000];
    snprintf(related, sizeof related, relations,
             docx->relations ? docx->relations : "");
    char *body = malloc(strlen(docx->body) + 40);
    sprintf(body, "<w:body>%s</w:body>", docx->body);
    struct package_part parts[8] = {
        {"word/document.xml", wrap("w:document", body)},
        {"word/_rels/document.xml.rels", gly_str(strdup(related))},
    };
    free(body);
    size_t count = 2;
    const struct {
        const char *name, *element, *content;
    } more[] = {
        {"word/styles.xml", "w:styles", docx->styles},
        {"word/numbering.xml", "w:numbering", docx->numbering},
        {"word/footnotes.xml", "w:footnotes", docx->footnotes},
        {"word/comments.xml", "w:comments", docx->comments},
    };
    for (size_t i = 0; i < GLY_COUNT(more); i++)
        if (more[i].content)
            parts[count++] = (struct package_part){
                more[i].name, wrap(more[i].element, more[i].content)};
    struct gly_str package = package_build(parts, count);
    for (size_t i = 0; i < count; i++)
        free((char *)parts[i].content.ptr);
    return package;
}

struct gly_str package_odt(const char *body, const char *styles)
{
#define ODF "urn:oasis:names:tc:opendocument:xmlns:"
    static const char frame[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<office:document-content xmlns:office=\"" ODF "office:1.0\""
        " xmlns:text=\"" ODF "text:1.0\" xmlns:table=\"" ODF "table:1.0\""
        " xmlns:style=\"" ODF "style:1.0\" xmlns:draw=\"" ODF "drawing:1.0\""
        " xmlns:fo=\"" ODF "xsl-fo-compatible:1.0\" xmlns:svg=\"" ODF
        "svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
        "<office:automatic-styles>%s</office:automatic-styles>"
        "<office:body><office:text>%s</office:text></office:body>"
        "</office:document-content>";
    size_t size = sizeof frame + strlen(body) + strlen(styles);
    char *content = malloc(size);
    int len = snprintf(content, size, frame, styles, body);
    struct package_part parts[] = {
        {"mimetype", gly_str("application/vnd.oasis.opendocument.text")},
        {"content.xml", {content, (size_t)len}},
    };
    struct gly_str package = package_build(parts, GLY_COUNT(parts));
    free(content);
    return package;
}
