/*
 * phrases.c - the table of phrases.
 *
 * Headings of notes and references are those of Wikipedia's and of academic papers in each language that mizan knows;
 * the Arabic ones with the order that PDF files damage. Left out is what also heads a chapter ("ملاحظات", "Note",
 * "Literature", "Links").
 */
#include "phrases.h"

#include <stdlib.h>

#include "arena.h"
#include "array.h"

struct phrase {
    enum phrase_kind kind;
    const char *text;
};

static const struct phrase table[] = {
    {PHRASE_NOTES, "الهوامش"},
    {PHRASE_NOTES, "هوامش"},
    {PHRASE_NOTES, "هوامش البحث"},
    {PHRASE_NOTES, "الحواشي"},
    {PHRASE_NOTES, "المراجع"},
    {PHRASE_NOTES, "مراجع"},
    {PHRASE_NOTES, "المصادر"},
    {PHRASE_NOTES, "مصادر"},
    {PHRASE_NOTES, "المصادر والمراجع"},
    {PHRASE_NOTES, "المراجع والمصادر"},
    {PHRASE_NOTES, "المراجع المصادر و"},
    {PHRASE_NOTES, "المصادر المراجع و"},
    {PHRASE_NOTES, "الهوامش والمراجع"},
    {PHRASE_NOTES, "الهوامش والمصادر"},
    {PHRASE_NOTES, "قائمة المصادر"},
    {PHRASE_NOTES, "قائمة المراجع"},
    {PHRASE_NOTES, "قائمة المصادر والمراجع"},
    {PHRASE_NOTES, "قائمة المراجع والمصادر"},
    {PHRASE_NOTES, "ثبت المصادر"},
    {PHRASE_NOTES, "ثبت المراجع"},
    {PHRASE_NOTES, "ثبت المصادر والمراجع"},
    {PHRASE_NOTES, "وصلات خارجية"},
    {PHRASE_NOTES, "روابط خارجية"},
    {PHRASE_NOTES, "منابع"},
    {PHRASE_NOTES, "پانویس"},
    {PHRASE_NOTES, "References"},
    {PHRASE_NOTES, "Notes"},
    {PHRASE_NOTES, "Endnotes"},
    {PHRASE_NOTES, "Footnotes"},
    {PHRASE_NOTES, "Notes and references"},
    {PHRASE_NOTES, "References and notes"},
    {PHRASE_NOTES, "Bibliography"},
    {PHRASE_NOTES, "Select bibliography"},
    {PHRASE_NOTES, "Works cited"},
    {PHRASE_NOTES, "Sources"},
    {PHRASE_NOTES, "Further reading"},
    {PHRASE_NOTES, "External links"},
    {PHRASE_NOTES, "Примечания"},
    {PHRASE_NOTES, "Литература"},
    {PHRASE_NOTES, "Список литературы"},
    {PHRASE_NOTES, "Список использованной литературы"},
    {PHRASE_NOTES, "Источники"},
    {PHRASE_NOTES, "Источники и литература"},
    {PHRASE_NOTES, "Библиография"},
    {PHRASE_NOTES, "Примечания и источники"},
    {PHRASE_NOTES, "Notes et références"},
    {PHRASE_NOTES, "Références"},
    {PHRASE_NOTES, "Bibliographie"},
    {PHRASE_NOTES, "Liens externes"},
    {PHRASE_NOTES, "Einzelnachweise"},
    {PHRASE_NOTES, "Anmerkungen"},
    {PHRASE_NOTES, "Literaturverzeichnis"},
    {PHRASE_NOTES, "Quellenverzeichnis"},
    {PHRASE_NOTES, "Weblinks"},
    {PHRASE_NOTES, "Referencias"},
    {PHRASE_NOTES, "Notas"},
    {PHRASE_NOTES, "Notas y referencias"},
    {PHRASE_NOTES, "Bibliografía"},
    {PHRASE_NOTES, "Enlaces externos"},
    {PHRASE_NOTES, "Referências"},
    {PHRASE_NOTES, "Bibliografia"},
    {PHRASE_NOTES, "Collegamenti esterni"},
    {PHRASE_NOTES, "Kaynakça"},
    {PHRASE_NOTES, "Kaynaklar"},
    {PHRASE_NOTES, "Dipnotlar"},
    {PHRASE_NOTES, "Dış bağlantılar"},
    {PHRASE_NOTES, "Referințe"},
    {PHRASE_NOTES, "Bibliografie"},
    {PHRASE_NOTES, "Παραπομπές"},
    {PHRASE_NOTES, "Σημειώσεις"},
    {PHRASE_NOTES, "Βιβλιογραφία"},
    {PHRASE_NOTES, "הערות שוליים"},
    {PHRASE_NOTES, "सन्दर्भ"},
    {PHRASE_NOTES, "संदर्भ"},
    {PHRASE_NOTES, "参考文献"},
    {PHRASE_NOTES, "參考文獻"},
    {PHRASE_NOTES, "参考资料"},
    {PHRASE_NOTES, "參考資料"},
    {PHRASE_NOTES, "注释"},
    {PHRASE_NOTES, "外部链接"},
    {PHRASE_NOTES, "脚注"},
    {PHRASE_NOTES, "각주"},
    {PHRASE_NOTES, "참고 문헌"},
    {PHRASE_NOTES, "อ้างอิง"},
    {PHRASE_APPENDED, "اقرأ أيضا"},
    {PHRASE_APPENDED, "إقرأ أيضا"},
    {PHRASE_APPENDED, "اقرأ ايضا في"},
    {PHRASE_APPENDED, "طالع أيضا"},
    {PHRASE_APPENDED, "انظر أيضا"},
    {PHRASE_APPENDED, "شاهد أيضا"},
    {PHRASE_APPENDED, "مواضيع ذات صلة"},
    {PHRASE_APPENDED, "موضوعات ذات صلة"},
    {PHRASE_APPENDED, "مقالات ذات صلة"},
    {PHRASE_APPENDED, "أخبار ذات صلة"},
    {PHRASE_APPENDED, "Read also"},
    {PHRASE_APPENDED, "Also read"},
    {PHRASE_APPENDED, "See also"},
    {PHRASE_APPENDED, "Related articles"},
    {PHRASE_APPENDED, "Related stories"},
    {PHRASE_APPENDED, "More on this story"},
    {PHRASE_APPENDED, "Читайте также"},
    {PHRASE_APPENDED, "См. также"},
    {PHRASE_APPENDED, "Смотрите также"},
    {PHRASE_APPENDED, "Lire aussi"},
    {PHRASE_APPENDED, "À lire aussi"},
    {PHRASE_APPENDED, "Voir aussi"},
    {PHRASE_APPENDED, "Lesen Sie auch"},
    {PHRASE_APPENDED, "Siehe auch"},
    {PHRASE_APPENDED, "Lea también"},
    {PHRASE_APPENDED, "Véase también"},
    {PHRASE_APPENDED, "Leia também"},
    {PHRASE_APPENDED, "Leggi anche"},
    {PHRASE_APPENDED, "Ayrıca bakınız"},
    {PHRASE_APPENDED, "Δείτε επίσης"},
    {PHRASE_APPENDED, "Vezi și"},
    {PHRASE_APPENDED, "相关阅读"},
    {PHRASE_APPENDED, "延伸阅读"},
    {PHRASE_APPENDED, "関連記事"},
    {PHRASE_LINK, "اقرأ المزيد"},
    {PHRASE_LINK, "إقرأ المزيد"},
    {PHRASE_LINK, "Read more"},
    {PHRASE_LINK, "Continue reading"},
    {PHRASE_LINK, "Читать далее"},
    {PHRASE_LINK, "Lire la suite"},
    {PHRASE_LINK, "Leer más"},
    {PHRASE_LINK, "Weiterlesen"},
    {PHRASE_EDIT, "عدل"},
    {PHRASE_EDIT, "عدل المصدر"},
    {PHRASE_EDIT, "عدل عدل المصدر"},
    {PHRASE_EDIT, "تعديل"},
    {PHRASE_EDIT, "تعديل المصدر"},
    {PHRASE_EDIT, "تعديل تعديل المصدر"},
    {PHRASE_EDIT, "ویرایش"},
    {PHRASE_EDIT, "edit"},
    {PHRASE_EDIT, "edit source"},
    {PHRASE_EDIT, "edit edit source"},
    {PHRASE_EDIT, "править"},
    {PHRASE_EDIT, "править код"},
    {PHRASE_EDIT, "править править код"},
    {PHRASE_EDIT, "править вики текст"},
    {PHRASE_EDIT, "править править вики текст"},
    {PHRASE_EDIT, "modifier"},
    {PHRASE_EDIT, "modifier le code"},
    {PHRASE_EDIT, "modifier modifier le code"},
    {PHRASE_EDIT, "Bearbeiten"},
    {PHRASE_EDIT, "Bearbeiten Quelltext bearbeiten"},
    {PHRASE_EDIT, "editar"},
    {PHRASE_EDIT, "editar código"},
    {PHRASE_EDIT, "editar editar código"},
    {PHRASE_EDIT, "modifica"},
    {PHRASE_EDIT, "modifica wikitesto"},
    {PHRASE_EDIT, "modifica modifica wikitesto"},
    {PHRASE_EDIT, "değiştir"},
    {PHRASE_EDIT, "değiştir kaynağı değiştir"},
    {PHRASE_EDIT, "modificare"},
    {PHRASE_EDIT, "modificare modificare sursă"},
    {PHRASE_EDIT, "Επεξεργασία επεξεργασία κώδικα"},
    {PHRASE_EDIT, "עריכה"},
    {PHRASE_EDIT, "编辑"},
    {PHRASE_EDIT, "編輯"},
    {PHRASE_EDIT, "編集"},
    {PHRASE_EDIT, "편집"},
    {PHRASE_STAMP, "تاريخ النشر"},
    {PHRASE_STAMP, "نشر في"},
    {PHRASE_STAMP, "آخر تحديث"},
    {PHRASE_STAMP, "المصدر"},
    {PHRASE_STAMP, "Published"},
    {PHRASE_STAMP, "Posted on"},
    {PHRASE_STAMP, "Last updated"},
    {PHRASE_STAMP, "Source"},
    {PHRASE_STAMP, "Опубликовано"},
    {PHRASE_STAMP, "Дата публикации"},
    {PHRASE_STAMP, "Источник"},
    {PHRASE_TAGS, "كلمات دلالية"},
    {PHRASE_TAGS, "الكلمات الدلالية"},
    {PHRASE_TAGS, "الوسوم"},
    {PHRASE_TAGS, "وسوم"},
    {PHRASE_TAGS, "Tags"},
    {PHRASE_TAGS, "Теги"},
    {PHRASE_TAGS, "Метки"},
    {PHRASE_PAGE, "صفحة"},
    {PHRASE_PAGE, "صفحات"},
    {PHRASE_PAGE, "الصفحات"},
    {PHRASE_PAGE_SIGN, "ص"},
    {PHRASE_PAGE_SIGN, "ص ص"},
    {PHRASE_PAGE_SIGN, "p"},
    {PHRASE_PAGE_SIGN, "pp"},
    {PHRASE_PAGE_SIGN, "с"},
    {PHRASE_PAGE_SIGN, "стр"},
    {PHRASE_PAGE_SIGN, "S"},
};
enum { PHRASE_COUNT = sizeof table / sizeof table[0] };

struct phrases {
    struct folder *folder;
    struct arena arena;
    struct span keys[PHRASE_COUNT];
    char *key; /* of the words that are looked up */
    size_t key_capacity, key_bytes;
};

static enum status append_folded(struct phrases *phrases, struct span word, struct failure *failure)
{
    struct span folded;
    if (folder_fold(phrases->folder, word, false, &folded, failure) != STATUS_OK ||
        array_reserve((void **)&phrases->key, &phrases->key_capacity, phrases->key_bytes + folded.length + 1, 1,
                      failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (folded.length > 0) {
        memcpy(phrases->key + phrases->key_bytes, folded.bytes, folded.length);
        phrases->key_bytes += folded.length;
    }
    return STATUS_OK;
}

static enum status fold_phrase(struct phrases *phrases, const char *text, struct span *key, struct failure *failure)
{
    phrases->key_bytes = 0;
    for (const char *word = text; *word != '\0';) {
        const size_t length = strcspn(word, " .");
        if (length > 0 && append_folded(phrases, (struct span){word, length}, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        word += length + strspn(word + length, " .");
    }
    return arena_copy(&phrases->arena, (struct span){phrases->key, phrases->key_bytes}, key, failure);
}

enum status phrases_open(struct phrases **phrases, struct failure *failure)
{
    void *memory = NULL;
    if (array_zeroed(&memory, 1, sizeof(struct phrases), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    struct phrases *const made = memory;
    enum status status = folder_open(&made->folder, failure);
    for (size_t i = 0; i < PHRASE_COUNT && status == STATUS_OK; i++) {
        status = fold_phrase(made, table[i].text, &made->keys[i], failure);
    }
    if (status != STATUS_OK) {
        phrases_close(made);
        return STATUS_FAILED;
    }
    *phrases = made;
    return STATUS_OK;
}

void phrases_close(struct phrases *phrases)
{
    if (phrases == NULL) {
        return;
    }
    free(phrases->key);
    arena_free(&phrases->arena);
    folder_close(phrases->folder);
    free(phrases);
}

enum status phrases_match(struct phrases *phrases, enum phrase_kind kind, const struct line *line, size_t first,
                          size_t last, bool *matches, struct failure *failure)
{
    *matches = false;
    phrases->key_bytes = 0;
    size_t words = 0;
    for (size_t i = first; i < last; i++) {
        const struct word *const word = &line->words[i];
        if (word->field != FIELD_BODY || (word->flags & WORD_NUMERIC) != 0) {
            continue;
        }
        if (++words > PHRASE_WORDS_MOST) {
            return STATUS_OK;
        }
        if (append_folded(phrases, word->surface, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    const struct span key = {phrases->key, phrases->key_bytes};
    for (size_t i = 0; i < PHRASE_COUNT && key.length > 0 && !*matches; i++) {
        *matches = table[i].kind == kind && span_equal(phrases->keys[i], key);
    }
    return STATUS_OK;
}
