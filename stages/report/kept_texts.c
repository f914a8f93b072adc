/* kept_texts.c - the bytes as they came, so that places in them and their checksum are those of the run. */
#include "kept_texts.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "standard_input.h"

enum { BLOCK_BYTES = 1 << 16 };

static const unsigned char gzip_magic[] = {0x1f, 0x8b};

/* Copies from where standard input stands, which it does not change. */
static enum status copy(struct writer *writer, off_t place, struct failure *failure)
{
    char block[BLOCK_BYTES];
    for (;;) {
        const ssize_t count = pread(STDIN_FILENO, block, sizeof block, place);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure_set(failure, FAILURE_IO, "-: cannot be read: %s", strerror(errno));
        if (count == 0)
            return writer_close(writer, failure);
        writer_bytes(writer, block, (size_t)count);
        place += count;
        if (writer_check(writer, failure) != STATUS_OK)
            return STATUS_FAILED;
    }
}

enum status kept_texts_write(const struct results_folder *folder, const struct settings *settings,
                             struct writer *writer, struct flow *flow)
{
    struct failure *const failure = flow_failure(flow);
    struct stat facts;
    unsigned char head[sizeof gzip_magic];
    if (!standard_input_is_to_be_kept(settings))
        return STATUS_OK;
    const off_t place = lseek(STDIN_FILENO, 0, SEEK_CUR);
    if (!standard_input_is_kept() || place < 0 || fstat(STDIN_FILENO, &facts) != 0 ||
        facts.st_size - place > STANDARD_INPUT_BYTES_MOST)
        return flow_warn(flow, "standard input is not kept with the results, so mizan explain has no texts to read: it "
                               "is larger than a gigabyte, or TMPDIR has no room for it; keep the texts in a file");
    const bool is_gzip = pread(STDIN_FILENO, head, sizeof head, place) == (ssize_t)sizeof head &&
                         memcmp(head, gzip_magic, sizeof head) == 0;
    if (results_folder_add(folder, STANDARD_INPUT_FOLDER, failure) != STATUS_OK ||
        results_folder_create(folder, is_gzip ? STANDARD_INPUT_GZIP : STANDARD_INPUT_PLAIN, writer, failure) !=
            STATUS_OK)
        return STATUS_FAILED;
    return copy(writer, place, failure);
}
