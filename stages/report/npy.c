/*
 * npy.c - after NumPy Enhancement Proposal 1 and numpy.lib.format: magic string, version, length of the header as 16
 * bits, a Python dictionary padded with blanks and ended by a line feed so that the data begin at a multiple of 64.
 */
#include "npy.h"

#include <endian.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { NPY_ALIGNMENT = 64, NPY_PREFIX_BYTES = 10 /* magic, version, length */ };

void npy_begin(struct writer *writer, size_t rows, size_t columns)
{
    char header[2 * NPY_ALIGNMENT];
    memset(header, ' ', sizeof header);
    memcpy(header, "\x93NUMPY\x01\x00", 8);
    const size_t room = sizeof header - NPY_PREFIX_BYTES;
    const int length = snprintf(header + NPY_PREFIX_BYTES, room,
                                "{'descr': '<f8', 'fortran_order': False, 'shape': (%zu, %zu), }", rows, columns);
    const size_t end = NPY_PREFIX_BYTES + (size_t)length + 1;
    const size_t total = (end + NPY_ALIGNMENT - 1) / NPY_ALIGNMENT * NPY_ALIGNMENT;
    header[NPY_PREFIX_BYTES + length] = ' '; /* over snprintf's NUL */
    header[total - 1] = '\n';
    header[8] = (char)((total - NPY_PREFIX_BYTES) & 0xff);
    header[9] = (char)((total - NPY_PREFIX_BYTES) >> 8);
    writer_bytes(writer, header, total);
}

static uint64_t stored(double value)
{
    static const uint64_t quiet_nan = 0x7ff8000000000000; /* a processor's own NaN may have its sign set */
    uint64_t bits = 0;
    memcpy(&bits, &value, sizeof bits);
    return htole64(isnan(value) ? quiet_nan : bits);
}

enum status npy_row(struct writer *writer, const double *values, size_t count, struct failure *failure)
{
    enum { BATCH = 64 };
    uint64_t batch[BATCH];
    for (size_t first = 0; first < count; first += BATCH) {
        const size_t here = count - first < BATCH ? count - first : BATCH;
        for (size_t i = 0; i < here; i++)
            batch[i] = stored(values[first + i]);
        writer_bytes(writer, batch, here * sizeof *batch);
    }
    return writer_check(writer, failure);
}
