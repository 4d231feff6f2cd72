/* stet: "let it stand". Comments in a document by which its editors let findings be.
 *
 *     <!-- stet RULE, MODULE/: reason -->        alone: the next block
 *     ... <!-- stet RULE --> ...                  inside a text: its sentence
 *     <!-- stet RULE "Kyivan": reason -->         only findings on just these words
 *     <!-- stet-begin RULE --> ... <!-- stet-end RULE -->
 *     <!-- stet-file RULE -->                     the whole document
 *     galley: {stet: [RULE]}                      in the front matter: likewise
 *
 * A stet names its rules: a bare one is itself a finding (stet/unnamed), and so is one
 * that stops nothing (stet/unused). docs/stet.md is the page for people. */
#ifndef GALLEY_STET_H
#define GALLEY_STET_H

#include "engine/pass.h"

/* Mark the findings that a stet lets stand, and report the stets that are wrong. `pass`
 * is one of gly_check_engine; the findings are sorted afterwards by the caller. */
void gly_stet_apply(struct gly_pass *pass);

#endif
