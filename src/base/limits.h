/* Every limit of galley, each with its reason. Reaching one ends the document in hand,
 * is told in the result as run/limit, and the run goes on. */
#ifndef GALLEY_LIMITS_H
#define GALLEY_LIMITS_H

/* One document, in bytes. Offsets are 32 bits, and every byte of prose costs about four
 * more in tokens: the longest book ever printed has 10 MB. */
#define GLY_LIMIT_DOCUMENT_BYTES (256u * 1024 * 1024)

/* What the arena of one document may hold. Beyond it a document is not prose but an
 * attack or a dump. */
#define GLY_LIMIT_ARENA_BYTES ((size_t)4 * 1024 * 1024 * 1024)

/* What an arena keeps between documents: enough for the usual page, so that a tree of
 * small files allocates once, and little enough that one large file does not pin its
 * memory to the end of the run. */
#define GLY_LIMIT_ARENA_KEPT_BYTES ((size_t)16 * 1024 * 1024)

/* Findings in one document. Past it a reader has stopped reading; the rest is counted.
 */
#define GLY_LIMIT_FINDINGS 10000

/* Evidence spans and fixes of one finding: SARIF consumers keep 100 locations, and a
 * text excerpt of more than a few dozen shows nothing. */
#define GLY_LIMIT_EVIDENCE 64
#define GLY_LIMIT_FIXES    8

/* Blocks inside blocks. CommonMark allows any depth; no page that people read has 100.
 * Deeper blocks are read as text of the deepest one. */
#define GLY_LIMIT_BLOCK_DEPTH 200

/* What the parts of one package (DOCX, ODT) may hold, unpacked and taken together. Word
 * writes ten to twenty bytes of XML for one of text, so a text of 10 MB fits; deflate can
 * put a thousand times its size into a file, which is what this is against. */
#define GLY_LIMIT_PACKAGE_BYTES (256u * 1024 * 1024)

/* Elements inside elements of XML: tables in cells of tables take some six each, and no
 * writer nests ten. The parser keeps a record of every open one. */
#define GLY_LIMIT_XML_DEPTH 1000

/* One tag, comment or instruction of XML, in bytes: the parser reads it anew with every
 * 64 KiB that arrive until it is whole. */
#define GLY_LIMIT_XML_TOKEN (2u * 1024 * 1024)

/* One token, in bytes. Longer runs (base64, hashes, a line of underscores) are masked.
 */
#define GLY_LIMIT_TOKEN_BYTES 512

/* Tokens of one sentence. Longer runs without a stop are lists or logs; the sentence is
 * ended there so that nothing downstream meets an unbounded one. */
#define GLY_LIMIT_SENTENCE_TOKENS 1000

/* A path that galley builds while walking a tree, in bytes (Linux PATH_MAX). */
#define GLY_LIMIT_PATH_BYTES 4096

/* Directories inside directories, against loops made by bind mounts. */
#define GLY_LIMIT_WALK_DEPTH 100

/* A list of paths: what --files-from gives, and the names of one directory. At 64 bytes
 * a path it is a million files. */
#define GLY_LIMIT_LIST_BYTES (64u * 1024 * 1024)

/* One ignore file: at 40 bytes a line a hundred thousand lines. */
#define GLY_LIMIT_IGNORE_BYTES (4u * 1024 * 1024)

/* A table of phrase rules: some 100,000 rows. */
#define GLY_LIMIT_STYLE_BYTES (32u * 1024 * 1024)

/* A YAML file: libyaml takes 8 ms for 390 KB; a configuration has one or two. Maps in
 * lists in maps: the deepest place of a configuration is 5. */
#define GLY_LIMIT_YAML_BYTES (1024u * 1024)
#define GLY_LIMIT_YAML_DEPTH 16

/* A table of places of a house's own: galley's have 8,000 rows and half a megabyte. A
 * cell of it is a list of names. */
#define GLY_LIMIT_TABLE_BYTES (16u * 1024 * 1024)
#define GLY_LIMIT_TABLE_ROWS  50000
#define GLY_LIMIT_CELL_BYTES  8192

/* Rows of the tables of units that a configuration names, spellings of a row and bytes of
 * a spelling: galley's own have 160, 13 and 29. Behind each number of a text all spellings
 * of one first letter may be tried. */
#define GLY_LIMIT_UNITS          500
#define GLY_LIMIT_UNIT_SPELLINGS 20
#define GLY_LIMIT_UNIT_BYTES     64

/* Events, relations and verbs that claims know: every document keeps a counter for each.
 * Opposites of one word: each is looked at wherever the word stands; galley's own have at
 * most 8. */
#define GLY_LIMIT_CLAIM_ROWS      4096
#define GLY_LIMIT_CLAIM_OPPOSITES 64

/* A JSON file: a baseline of a quarter of a million findings. Its deepest place is 3. */
#define GLY_LIMIT_JSON_BYTES (64u * 1024 * 1024)
#define GLY_LIMIT_JSON_DEPTH 64

/* What git may print about a change: more lines than anybody changes at once. */
#define GLY_LIMIT_DIFF_BYTES (256u * 1024 * 1024)

/* Mistakes told of the configurations of a run, and the files that one of them may
 * extend, directly or through others: a house, its papers, their desks. */
#define GLY_LIMIT_MISTAKES 100
#define GLY_LIMIT_EXTENDS  64

/* Overrides of one configuration, with those it extends: each file asks all of them. */
#define GLY_LIMIT_OVERRIDES 1024

/* Worker threads: more than any machine profits from. */
#define GLY_LIMIT_WORKERS 256

/* PCRE2's match limit a match: 100,000 is 0.1 ms (measured), the default of ten
 * million is ten of them. */
#define GLY_LIMIT_PATTERN_MATCH 100000

#endif
