/*
 * background_table.c - compiles a table of document frequencies.
 *
 * The index is made when the table is compiled, so that a program with embedded tables starts at once: no parsing,
 * no allocation, and only the touched pages are ever loaded. Forms pass through folder_background_key, so that the
 * table is asked with the very keys it was made with; of two forms with one key the larger frequency stands (a document
 * may hold both). The folded index adds frequencies up: it answers how much evidence there is for a spelling, not for
 * how many documents.
 */
#include "background_table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <unicode/ustring.h>
#include <zlib.h>

#include "array.h"
#include "fold.h"

enum {
    FIRST_SLOTS = 1024,
    READ_BYTES = 1 << 16,
    TEXT_BYTES_MOST = 1 << 30 /* offsets of keys are 31 bits wide */
};

/* Key i is the bytes from entries[i].start to entries[i + 1].start. */
struct entry {
    uint32_t start, frequency;
};

/* The tag is of the key's hash: nearly all strangers are told apart without a look at the key. */
struct builder_slot {
    uint32_t entry_above; /* the entry's number + 1, or 0 */
    uint32_t tag;
};

struct index_builder {
    struct builder_slot *slots;
    size_t slot_count; /* a power of two, or 0 */
    struct entry *entries;
    size_t entry_count, entry_capacity;
    char *keys;
    size_t key_bytes, key_capacity;
};

struct table_builder {
    const char *path;
    struct folder *folder;
    char *text;
    size_t text_bytes, text_capacity;
    uint32_t documents;
    struct index_builder written, folded;
    struct index_builder
        forms; /* as they stand: the number of the line in place of the frequency (text is below 2^30 bytes) */
};

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32); /* the low bits choose the slot */
}

/* The slot that holds the key with this hash, or the free one where it belongs. */
static size_t find_slot(const struct builder_slot *slots, size_t slot_count, const struct entry *entries,
                        const char *keys, struct span key, uint64_t hash)
{
    const uint32_t tag = tag_of(hash);
    size_t slot = (size_t)hash & (slot_count - 1);
    while (slots[slot].entry_above != 0) {
        if (slots[slot].tag == tag) {
            const struct entry *entry = &entries[slots[slot].entry_above - 1];
            const struct span held = {keys + entry[0].start, entry[1].start - entry[0].start};
            if (span_equal(held, key)) {
                break;
            }
        }
        slot = (slot + 1) & (slot_count - 1);
    }
    return slot;
}

static struct span entry_key(const struct index_builder *index, size_t entry)
{
    const uint32_t start = index->entries[entry].start;
    return (struct span){index->keys + start, index->entries[entry + 1].start - start};
}

static enum status grow_slots(struct index_builder *index, struct failure *failure)
{
    const size_t slot_count = index->slot_count == 0 ? FIRST_SLOTS : index->slot_count * 2;
    struct builder_slot *slots = NULL;
    if (array_zeroed((void **)&slots, slot_count, sizeof *slots, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t i = 0; i < index->entry_count; i++) {
        const struct span key = entry_key(index, i);
        const uint64_t hash = span_hash(key);
        slots[find_slot(slots, slot_count, index->entries, index->keys, key, hash)] =
            (struct builder_slot){(uint32_t)i + 1, tag_of(hash)};
    }
    free(index->slots);
    index->slots = slots;
    index->slot_count = slot_count;
    return STATUS_OK;
}

static enum status push_entry(struct index_builder *index, struct span key, uint32_t frequency, struct failure *failure)
{
    if (array_reserve((void **)&index->entries, &index->entry_capacity, index->entry_count + 2, sizeof *index->entries,
                      failure) != STATUS_OK ||
        array_reserve((void **)&index->keys, &index->key_capacity, index->key_bytes + key.length, 1, failure) !=
            STATUS_OK) {
        return STATUS_FAILED;
    }
    if (key.length > 0) { /* the first key of a table may be the empty one, before there are bytes */
        memcpy(index->keys + index->key_bytes, key.bytes, key.length);
    }
    index->entries[index->entry_count++] = (struct entry){(uint32_t)index->key_bytes, frequency};
    index->key_bytes += key.length;
    index->entries[index->entry_count] = (struct entry){(uint32_t)index->key_bytes, 0};
    return STATUS_OK;
}

static uint32_t add_up(uint32_t a, uint32_t b)
{
    return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

/* Enters a key, or joins its frequency to what is there: their sum, or the larger. */
static enum status index_add(struct index_builder *index, struct span key, uint32_t frequency, bool sum,
                             struct failure *failure)
{
    if ((index->entry_count + 1) * 4 > index->slot_count * 3 && grow_slots(index, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    const uint64_t hash = span_hash(key);
    const size_t slot = find_slot(index->slots, index->slot_count, index->entries, index->keys, key, hash);
    if (index->slots[slot].entry_above == 0) {
        if (push_entry(index, key, frequency, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        index->slots[slot] = (struct builder_slot){(uint32_t)index->entry_count, tag_of(hash)};
        return STATUS_OK;
    }
    struct entry *entry = &index->entries[index->slots[slot].entry_above - 1];
    if (sum) {
        entry->frequency = add_up(entry->frequency, frequency);
    } else if (frequency > entry->frequency) {
        entry->frequency = frequency;
    }
    return STATUS_OK;
}

static void index_free(struct index_builder *index)
{
    free(index->slots);
    free(index->entries);
    free(index->keys);
}

static enum status fail_read(const char *path, gzFile file, struct failure *failure)
{
    int code = Z_OK;
    const char *reason = gzerror(file, &code);
    if (code == Z_ERRNO) {
        return failure_errno(failure, "read the background table", path, errno);
    }
    if (code == Z_MEM_ERROR) {
        return failure_memory(failure, "reading a background table");
    }
    return failure_set(failure, FAILURE_DATA,
                       "%s: the compressed background table is damaged or cut short (%s): get it again", path, reason);
}

static enum status read_all(struct table_builder *builder, gzFile file, struct failure *failure)
{
    for (;;) {
        if (builder->text_bytes > TEXT_BYTES_MOST) {
            return failure_set(failure, FAILURE_DATA,
                               "%s: a background table may have at most %d bytes: leave rare forms out", builder->path,
                               (int)TEXT_BYTES_MOST);
        }
        if (array_reserve((void **)&builder->text, &builder->text_capacity, builder->text_bytes + READ_BYTES, 1,
                          failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
        const int count = gzread(file, builder->text + builder->text_bytes, READ_BYTES);
        int code = Z_OK;
        gzerror(file, &code);
        if (count < 0 || code != Z_OK) { /* a truncated file ends like a whole one, but for this code */
            return fail_read(builder->path, file, failure);
        }
        if (count == 0) {
            return STATUS_OK;
        }
        builder->text_bytes += (size_t)count;
    }
}

static enum status read_text(struct table_builder *builder, struct failure *failure)
{
    const int descriptor = open(builder->path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return failure_set(failure, FAILURE_NO_INPUT, "%s: cannot open the background table: %s", builder->path,
                           strerrordesc_np(errno));
    }
    gzFile file = gzdopen(descriptor, "rb");
    if (file == NULL) {
        close(descriptor);
        return failure_memory(failure, "reading a background table");
    }
    const enum status status = read_all(builder, file, failure);
    gzclose(file);
    return status;
}

/* Takes the next line off *rest, without its line end. */
static struct span next_line(struct span *rest)
{
    const char *end = memchr(rest->bytes, '\n', rest->length);
    const size_t length = end != NULL ? (size_t)(end - rest->bytes) : rest->length;
    struct span line = {rest->bytes, length};
    const size_t taken = end != NULL ? length + 1 : length;
    rest->bytes += taken;
    rest->length -= taken;
    if (line.length > 0 && line.bytes[line.length - 1] == '\r') {
        line.length--;
    }
    return line;
}

/* Digits alone, 1 to UINT32_MAX; 0 for anything else. */
static uint32_t parse_number(struct span digits)
{
    uint64_t number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9') {
            return 0;
        }
        number = number * 10 + (uint64_t)(digits.bytes[i] - '0');
        if (number > UINT32_MAX) {
            return 0;
        }
    }
    return (uint32_t)number;
}

static bool split_at_tab(struct span line, struct span *left, struct span *right)
{
    const char *tab = line.length > 0 ? memchr(line.bytes, '\t', line.length) : NULL;
    if (tab == NULL) {
        return false;
    }
    *left = (struct span){line.bytes, (size_t)(tab - line.bytes)};
    *right = (struct span){tab + 1, line.length - left->length - 1};
    return true;
}

static enum status parse_header(struct table_builder *builder, struct span line, struct failure *failure)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    if (line.length >= 3 && memcmp(line.bytes, byte_order_mark, 3) == 0) {
        line.bytes += 3;
        line.length -= 3;
    }
    struct span name, number;
    if (split_at_tab(line, &name, &number) && span_equal(name, span_of("#documents"))) {
        builder->documents = parse_number(number);
    }
    if (builder->documents == 0) {
        return failure_set(failure, FAILURE_DATA,
                           "%s, line 1: expected \"#documents\", a tab and the number of documents behind the table, "
                           "as in \"#documents<TAB>19968\"",
                           builder->path);
    }
    return STATUS_OK;
}

static bool is_utf8(struct span text)
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t count = 0;
    u_strFromUTF8(NULL, 0, &count, text.bytes, (int32_t)text.length, &error);
    return error == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(error);
}

static enum status add_form(struct table_builder *builder, struct span form, uint32_t frequency,
                            struct failure *failure)
{
    struct span key;
    if (folder_background_key(builder->folder, form, &key, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (key.length == 0) { /* a form of marks alone: nobody asks for it */
        return STATUS_OK;
    }
    return index_add(&builder->written, key, frequency, false, failure);
}

/* A form stands once: of two frequencies one would be wrong. (Two forms with one key are none: see above.) */
static enum status note_form(struct table_builder *builder, struct span form, size_t number, struct failure *failure)
{
    struct index_builder *const forms = &builder->forms;
    const size_t before = forms->entry_count;
    if (index_add(forms, form, (uint32_t)number, true, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    if (forms->entry_count > before) {
        return STATUS_OK;
    }
    const size_t slot = find_slot(forms->slots, forms->slot_count, forms->entries, forms->keys, form, span_hash(form));
    const size_t first = forms->entries[forms->slots[slot].entry_above - 1].frequency - number;
    return failure_set(failure, FAILURE_DATA, "%s, lines %zu and %zu: the same form twice: take one of them out",
                       builder->path, first, number);
}

static enum status parse_line(struct table_builder *builder, struct span line, size_t number, struct failure *failure)
{
    struct span form, digits;
    const uint32_t frequency = split_at_tab(line, &form, &digits) ? parse_number(digits) : 0;
    if (frequency == 0) {
        return failure_set(failure, FAILURE_DATA,
                           "%s, line %zu: expected a form, a tab and its document frequency (a whole number from 1)",
                           builder->path, number);
    }
    if (frequency > builder->documents) {
        return failure_set(failure, FAILURE_DATA,
                           "%s, line %zu: a document frequency of %lu is more than the %lu documents that line 1 gives",
                           builder->path, number, (unsigned long)frequency, (unsigned long)builder->documents);
    }
    if (!is_utf8(form)) {
        return failure_set(failure, FAILURE_DATA, "%s, line %zu: the form is not valid UTF-8: convert the table",
                           builder->path, number);
    }
    return note_form(builder, form, number, failure) == STATUS_OK ? add_form(builder, form, frequency, failure)
                                                                  : STATUS_FAILED;
}

static enum status parse_text(struct table_builder *builder, struct failure *failure)
{
    struct span rest = {builder->text, builder->text_bytes};
    if (parse_header(builder, next_line(&rest), failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    for (size_t number = 2; rest.length > 0; number++) {
        const struct span line = next_line(&rest);
        if (line.length > 0 && parse_line(builder, line, number, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    if (builder->written.entry_count == 0) {
        return failure_set(failure, FAILURE_DATA, "%s: the background table holds no form: expected one a line",
                           builder->path);
    }
    return STATUS_OK;
}

static enum status fold_forms(struct table_builder *builder, struct failure *failure)
{
    for (size_t i = 0; i < builder->written.entry_count; i++) {
        struct span folded;
        if (folder_fold(builder->folder, entry_key(&builder->written, i), false, &folded, failure) != STATUS_OK ||
            index_add(&builder->folded, folded, builder->written.entries[i].frequency, true, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

static uint32_t frequency_in(const struct index_builder *index, struct span key)
{
    if (index->slot_count == 0) {
        return 0;
    }
    const size_t slot = find_slot(index->slots, index->slot_count, index->entries, index->keys, key, span_hash(key));
    return index->slots[slot].entry_above == 0 ? 0 : index->entries[index->slots[slot].entry_above - 1].frequency;
}

/* Candidate i: the folded forms, then the forms as written; false for one of those that is a folded form, too. */
static bool table_entry(const struct table_builder *builder, size_t i, struct background_entry *entry)
{
    const size_t folded_count = builder->folded.entry_count;
    if (i < folded_count) {
        entry->key = entry_key(&builder->folded, i);
        entry->frequencies.folded = builder->folded.entries[i].frequency;
        entry->frequencies.written = frequency_in(&builder->written, entry->key);
        return true;
    }
    entry->key = entry_key(&builder->written, i - folded_count);
    entry->frequencies = (struct background_frequencies){builder->written.entries[i - folded_count].frequency, 0};
    return frequency_in(&builder->folded, entry->key) == 0;
}

static size_t candidate_count(const struct table_builder *builder)
{
    return builder->folded.entry_count + builder->written.entry_count;
}

static struct background_index lay_out(const struct table_builder *builder, uint64_t *end)
{
    struct background_entry entry;
    size_t count = 0;
    uint64_t record_bytes = 0;
    for (size_t i = 0; i < candidate_count(builder); i++) {
        if (table_entry(builder, i, &entry)) {
            count++;
            record_bytes += background_index_record_bytes(&entry);
        }
    }
    return background_index_lay_out(count, builder->folded.entry_count, record_bytes, end);
}

static void fill(const struct table_builder *builder, struct background_index *index, char *block)
{
    struct background_entry entry;
    size_t count = 0;
    for (size_t i = 0; i < candidate_count(builder); i++) {
        if (table_entry(builder, i, &entry)) {
            background_index_put(index, block, count++, &entry);
        }
    }
}

static enum status make_block(const struct table_builder *builder, const char *name, struct background **table,
                              struct failure *failure)
{
    struct background header = {.documents = builder->documents};
    memcpy(header.magic, BACKGROUND_MAGIC, sizeof header.magic);
    const uLong crc = crc32_z(0, (const Bytef *)builder->text, builder->text_bytes);
    snprintf(header.identity, sizeof header.identity, "%.16s %08lx", name, crc);
    header.block_bytes = sizeof header;
    header.forms = lay_out(builder, &header.block_bytes);
    char *block = NULL;
    if (array_zeroed((void **)&block, (size_t)header.block_bytes, 1, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    fill(builder, &header.forms, block);
    memcpy(block, &header, sizeof header);
    *table = (struct background *)(void *)block;
    return STATUS_OK;
}

enum status background_table_read(const char *path, const char *name, struct background **table,
                                  struct failure *failure)
{
    struct table_builder builder = {.path = path};
    enum status status = folder_open(&builder.folder, failure);
    if (status == STATUS_OK) {
        status = read_text(&builder, failure);
    }
    if (status == STATUS_OK) {
        status = parse_text(&builder, failure);
    }
    if (status == STATUS_OK) {
        status = fold_forms(&builder, failure);
    }
    if (status == STATUS_OK) {
        status = make_block(&builder, name, table, failure);
    }
    index_free(&builder.forms);
    index_free(&builder.folded);
    index_free(&builder.written);
    free(builder.text);
    folder_close(builder.folder);
    return status;
}
