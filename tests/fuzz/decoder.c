/* decoder.c - any bytes in any charset: the result is well-formed, does not depend on where the chunks end, and the
 * charset that is chosen can be decoded. */
#include "fuzz.h"

#include "charset.h"
#include "decoder.h"
#include "utf8.h"

static const char *const charsets[] = {NULL,       "windows-1256", "ISO-8859-6", "windows-1251", "KOI8-R",
                                       "UTF-16LE", "UTF-16BE",     "UTF-32LE",   "GB18030",      "Shift_JIS",
                                       "EUC-JP",   "EUC-KR",       "Big5",       "ISO-2022-JP",  "UTF-7",
                                       "UTF-16",   "windows-1255", "SCSU",       "macarabic",    "IBM420"};
enum { CHARSET_COUNT = sizeof charsets / sizeof *charsets };

struct output {
    char *bytes;
    size_t length, capacity;
};

static enum status take(void *context, struct span utf8, struct failure *failure)
{
    (void)failure;
    struct output *const output = context;
    size_t broken = 0;
    REQUIRE(utf8_is_valid(utf8, &broken)); /* whole characters in each piece */
    if (output->length + utf8.length > output->capacity) {
        output->capacity = 2 * (output->length + utf8.length);
        output->bytes = realloc(output->bytes, output->capacity);
        REQUIRE(output->bytes != NULL);
    }
    if (utf8.length > 0) {
        memcpy(output->bytes + output->length, utf8.bytes, utf8.length);
    }
    output->length += utf8.length;
    return STATUS_OK;
}

/* `step` 0 feeds all at once. */
static struct decoder_facts decode(const char *charset, struct span bytes, size_t step, struct output *output)
{
    struct decoder *decoder = NULL;
    struct failure failure = {0};
    const struct decoded decoded = {take, output};
    if (decoder_open(&decoder, charset, &failure) != STATUS_OK) {
        REQUIRE(failure.kind == FAILURE_USAGE); /* a charset that this ICU has not */
        return (struct decoder_facts){0};
    }
    size_t at = 0;
    do {
        const size_t left = bytes.length - at;
        const size_t length = step == 0 || step > left ? left : step;
        REQUIRE(decoder_feed(decoder, (struct span){bytes.bytes + at, length}, at + length == bytes.length, &decoded,
                             &failure) == STATUS_OK);
        at += length;
    } while (at < bytes.length);
    const struct decoder_facts facts = *decoder_facts(decoder);
    decoder_close(decoder);
    return facts;
}

static void check_choice(struct span bytes)
{
    struct decoder *decoder = NULL;
    struct charset charset;
    struct failure failure = {0};
    struct output output = {0};
    const struct decoder_facts utf8 = decode(NULL, bytes, 0, &output);
    const struct charset_facts facts = {&utf8, bytes.length > 0 && memchr(bytes.bytes, '\0', bytes.length) != NULL,
                                        bytes};
    REQUIRE(charset_choose(&facts, &charset, &failure) == STATUS_OK);
    if (charset.kind != CHARSET_BINARY) {
        REQUIRE(decoder_open(&decoder, charset.name, &failure) == STATUS_OK);
        decoder_close(decoder);
    }
    REQUIRE(utf8.broken > 0 || utf8.bytes == bytes.length);
    free(output.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) {
        return 0;
    }
    const char *const charset = charsets[data[0] % CHARSET_COUNT];
    const struct span bytes = fuzz_span(data + 2, size - 2);
    struct output whole = {0}, chunks = {0};
    const struct decoder_facts one = decode(charset, bytes, 0, &whole);
    const struct decoder_facts many = decode(charset, bytes, 1 + data[1] % 7, &chunks);
    REQUIRE(span_equal((struct span){whole.bytes, whole.length}, (struct span){chunks.bytes, chunks.length}));
    REQUIRE(one.bytes == many.bytes && one.multibyte == many.multibyte && one.broken == many.broken);
    REQUIRE(charset != NULL || one.broken == 0 || one.first_broken == many.first_broken);
    REQUIRE(one.broken == 0 || one.first_broken <= bytes.length);
    free(whole.bytes);
    free(chunks.bytes);
    check_choice(bytes);
    return 0;
}
