#include <criterion/criterion.h>

#include "base/limits.h"
#include "text/language.h"

static struct gly_doc *identified(struct gly_arena *arena, const char *text)
{
    struct gly_source *source = gly_arena_alloc(arena, 1, sizeof *source);
    gly_source_read(arena, gly_str("test.txt"), gly_str(text), source);
    struct gly_doc *doc = gly_reader_plain.read(arena, source);
    gly_doc_tokenise(doc);
    gly_doc_identify_languages(doc);
    return doc;
}

Test(languages, are_told_by_script_and_letters)
{
    static const struct {
        const char *language, *text;
    } cases[] = {
        {"en", "The minister told reporters that a new plan would follow in autumn."},
        {"de", "Der Minister sagte am Montag, dass die Regierung im Herbst einen neuen "
               "Plan vorlegen werde."},
        {"fr",
         "Le ministre a déclaré lundi que le gouvernement présenterait un nouveau "
         "plan en automne."},
        {"es", "El ministro dijo el lunes que el gobierno presentará un nuevo plan en "
               "otoño."},
        {"nl",
         "De minister zei maandag dat de regering in het najaar een nieuw plan zal "
         "indienen."},
        {"pl", "Minister powiedział w poniedziałek, że rząd przedstawi jesienią nowy "
               "plan."},
        {"tr", "Bakan pazartesi günü hükümetin sonbaharda yeni bir plan sunacağını "
               "söyledi."},
        {"ru",
         "Министр заявил в понедельник, что правительство представит новый план."},
        {"uk", "Міністр заявив у понеділок, що уряд представить новий план восени."},
        {"zh", "部长星期一表示，政府将在秋季提出新计划。"},
        {"ja", "大臣は月曜日、政府が秋に新しい計画を提出すると述べた。"},
        {"ko", "장관은 월요일 정부가 가을에 새로운 계획을 내놓을 것이라고 말했다."},
        {"ar", "قال الوزير يوم الاثنين إن الحكومة ستقدم خطة جديدة في الخريف."},
        {"", "Plan B"},
        {"", "1, 2, 3: 45 %"},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++)
        cr_expect_str_eq(gly_language_guess(gly_str(cases[i].text)), cases[i].language,
                         "%s", cases[i].text);
}

Test(languages, names_do_not_make_english_foreign)
{
    static const char *const cases[] = {
        "Bundesministerium der Verteidigung, Rheinmetall and Krauss-Maffei Wegmann.",
        "Władysław Sikorski, Stanisław Mikołajczyk, Tadeusz Bór-Komorowski",
        "Lunch at Le Petit Bistrot, dinner at La Belle Époque.",
    };
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct gly_str text = gly_arena_format(
            &arena, "The committee said that it would meet again in May.\n\n%s\n",
            cases[i]);
        struct gly_doc *doc = identified(&arena, text.ptr);
        cr_expect_str_eq(doc->lang, "en");
        for (uint32_t b = 0; b < doc->blocks.count; b++)
            cr_expect_str_eq(gly_block_lang(doc, b), "en", "%s", cases[i]);
    }
    gly_arena_release(&arena);
}

Test(languages, a_foreign_quotation_is_marked_and_its_sentence_is_not)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_doc *doc = identified(
        &arena, "The chancellor answered in German, “Wir haben das nie so gesagt und "
                "werden es nicht tun,” and then she left the room.\n");
    for (uint32_t t = 0; t < doc->toks.count; t++) {
        struct gly_str text = gly_tok_text(doc, &doc->toks.at[t]);
        bool foreign = doc->toks.at[t].flags & GLY_TOK_FOREIGN;
        if (gly_str_is(text, "haben") || gly_str_is(text, "tun"))
            cr_expect(foreign);
        if (gly_str_is(text, "chancellor") || gly_str_is(text, "room"))
            cr_expect(!foreign);
    }
    gly_arena_release(&arena);
}

Test(languages, each_block_keeps_its_own)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_doc *doc = identified(
        &arena, "部长星期一表示，政府将在秋季提出新计划，并与华为和苹果会谈。\n\n"
                "部长还说，预算将在明年公布，各省应提前准备相关材料。\n\n"
                "This notice is also published in English for those who need it.\n");
    cr_expect_str_eq(doc->lang, "zh");
    cr_expect_str_eq(gly_block_lang(doc, doc->blocks.count - 1), "en");
    gly_arena_release(&arena);
}
