/*
 * profiles.c - nearest profile by libexttextcat.
 *
 * The method is that of Cavnar and Trenkle (1994): the 400 commonest sequences of one to five letters of a text,
 * ranked, against the ranked sequences of each language. We call the library's fingerprints one by one (fingerprint.h)
 * and not its classifier (textcat.h), because the classifier reads all of its 164 profiles (14 ms here, a quarter of a
 * small run), answers "unknown" when more than five are near, and offers languages of other scripts. Here only the
 * languages of language.c in the text's script are candidates, a small language must be clearly nearer than the large
 * ones, and letters that a language's alphabet lacks count against it, as does a Russian text without yery. On
 * questions of about fifty letters that raised the right answers from 69 to 92 in a hundred for Turkish, from 84 to 99
 * for Spanish.
 */
#include "profiles.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* fingerprint.h needs stdio.h and common.h before it. */
#include <libexttextcat/common.h>
#include <libexttextcat/fingerprint.h>
#include <unicode/uchar.h>

#include "array.h"
#include "code_point.h"
#include "script.h"

#ifndef MIZAN_PROFILE_FOLDER
#define MIZAN_PROFILE_FOLDER "/usr/share/libexttextcat"
#endif

enum {
    SEQUENCES_MOST = 400,         /* as many as the library's own classifier compares */
    SMALL_LANGUAGE_PERCENT = 103, /* its distance counts this much */
    FOREIGN_LETTER_WEIGHT = 4, /* a letter in a hundred that the alphabet lacks adds this percentage to the distance */
    MARKED_MOST = 64,
    YERY = 0x044B,
    YERY_LETTERS_LEAST = 200, /* one Russian text of this length in fifty has none */
    YERY_PER_MILLE = 19,      /* of the letters of Russian texts; Bulgarian has none */
    PATH_BYTES = 256,
    /* Bounds of what libexttextcat takes: a sequence of up to 20 bytes with its count and link, one for each of the
     * lengths 1 to 5 that begin at a byte; a hash table and the least blocks of its pool; a file's buffer. */
    SEQUENCE_MEMORY = 64,
    SEQUENCES_A_BYTE = 5,
    TABLE_MEMORY = 1 << 18,
    PROFILE_MEMORY = SEQUENCES_MOST * SEQUENCE_MEMORY + 2 * BUFSIZ
};

struct candidate {
    const char *code;
    const char *file;
    enum script script;
    bool small;          /* rarely met in a corpus, and near to a large neighbour */
    const char *letters; /* of its alphabet, lower case, as far as they are marked (is_marked) */
};

static const struct candidate candidates[] = {
    {"ca", "ca", SCRIPT_LATIN, false, "àçèéíïòóúü"},
    {"cs", "cs", SCRIPT_LATIN, false, "áčďéěíňóřšťúůýž"},
    {"da", "da", SCRIPT_LATIN, false, "æøåé"},
    {"de", "de", SCRIPT_LATIN, false, "äöüß"},
    {"en", "en", SCRIPT_LATIN, false, ""},
    {"es", "es", SCRIPT_LATIN, false, "áéíñóúü¿¡"},
    {"eu", "eu", SCRIPT_LATIN, false, "ñü"},
    {"fi", "fi", SCRIPT_LATIN, false, "äöåšž"},
    {"fr", "fr", SCRIPT_LATIN, false, "àâæçèéêëîïôœùûüÿ"},
    {"ga", "ga", SCRIPT_LATIN, false, "áéíóú"},
    {"hu", "hu", SCRIPT_LATIN, false, "áéíóöőúüű"},
    {"id", "id", SCRIPT_LATIN, false, ""},
    {"it", "it", SCRIPT_LATIN, false, "àèéìíòóùú"},
    {"lt", "lt", SCRIPT_LATIN, false, "ąčęėįšųūž"},
    {"nl", "nl", SCRIPT_LATIN, false, "ëïéèöüáó"},
    {"no", "nb", SCRIPT_LATIN, false, "æøåéòôó"},
    {"no", "nn", SCRIPT_LATIN, false, "æøåéòôó"},
    {"pl", "pl", SCRIPT_LATIN, false, "ąćęłńóśźż"},
    {"pt", "pt", SCRIPT_LATIN, false, "áâãàçéêíóôõúü"},
    {"ro", "ro", SCRIPT_LATIN, false, "ăâîșțşţ"},
    {"sv", "sv", SCRIPT_LATIN, false, "åäöé"},
    {"tr", "tr", SCRIPT_LATIN, false, "çğıöşüâîû"},
    {"af", "af", SCRIPT_LATIN, true, "êëéèôûîï"},
    {"az", "az", SCRIPT_LATIN, true, "çəğıöşü"},
    {"bs", "bs", SCRIPT_LATIN, true, "čćđšž"},
    {"cy", "cy", SCRIPT_LATIN, true, "âêîôûŵŷïäö"},
    {"eo", "eo", SCRIPT_LATIN, true, "ĉĝĥĵŝŭ"},
    {"et", "et", SCRIPT_LATIN, true, "äõöüšž"},
    {"fo", "fo", SCRIPT_LATIN, true, "áðíóúýæø"},
    {"gd", "gd", SCRIPT_LATIN, true, "àèìòù"},
    {"gl", "gl", SCRIPT_LATIN, true, "áéíñóúü"},
    {"hr", "hr", SCRIPT_LATIN, true, "čćđšž"},
    {"is", "is", SCRIPT_LATIN, true, "áðéíóúýþæö"},
    {"la", "la", SCRIPT_LATIN, true, ""},
    {"lb", "lb", SCRIPT_LATIN, true, "äéëïüöâêô"},
    {"lv", "lv", SCRIPT_LATIN, true, "āčēģīķļņšūž"},
    {"ms", "ms", SCRIPT_LATIN, true, ""},
    {"mt", "mt", SCRIPT_LATIN, true, "ċġħżàèìòù"},
    {"oc", "oc", SCRIPT_LATIN, true, "àáçèéíïòóúü"},
    {"sk", "sk", SCRIPT_LATIN, true, "áäčďéíĺľňóôŕšťúýž"},
    {"sl", "sl", SCRIPT_LATIN, true, "čšž"},
    {"so", "so", SCRIPT_LATIN, true, ""},
    {"sq", "sq", SCRIPT_LATIN, true, "ëç"},
    {"sw", "sw", SCRIPT_LATIN, true, ""},
    {"tk", "tk", SCRIPT_LATIN, true, "äçňöşüýž"},
    {"tl", "tl", SCRIPT_LATIN, true, "ñ"},
    {"uz", "uz", SCRIPT_LATIN, true, ""},
    {"vi", "vi", SCRIPT_LATIN, true, "àáâãèéêìíòóôõùúýăđĩũơưảạấầẩẫậắằẳẵặẻẽẹếềểễệỉịỏọốồổỗộớờởỡợủụứừửữựỳỷỹỵ"},
    {"zu", "zu", SCRIPT_LATIN, true, ""},
    {"bg", "bg", SCRIPT_CYRILLIC, false, "ийщъьюя"},
    {"ru", "ru", SCRIPT_CYRILLIC, false, "ийщъыьэюяё"},
    {"sr", "sr-Cyrl", SCRIPT_CYRILLIC, false, "иђјљњћџ"},
    {"uk", "uk", SCRIPT_CYRILLIC, false, "ийщьюяґєії"},
    {"be", "be", SCRIPT_CYRILLIC, true, "йыьэюяёіў"},
    {"kk", "kk", SCRIPT_CYRILLIC, true, "ийщъыьэюяёәғқңөұүһі"},
    {"ky", "ky", SCRIPT_CYRILLIC, true, "ийщъыьэюяёңөү"},
    {"mk", "mk", SCRIPT_CYRILLIC, true, "иѓѕјљњќџ"},
    {"mn", "mn", SCRIPT_CYRILLIC, true, "ийщъыьэюяёөү"},
    {"tg", "tg", SCRIPT_CYRILLIC, true, "ийъэюяёғӣқӯҳҷ"},
    {"tt", "tt", SCRIPT_CYRILLIC, true, "ийщъыьэюяёәөүҗңһ"},
    {"hi", "hi", SCRIPT_DEVANAGARI, false, ""},
    {"ne", "ne", SCRIPT_DEVANAGARI, false, ""},
    {"mr", "mr", SCRIPT_DEVANAGARI, true, ""},
    {"sa", "sa", SCRIPT_DEVANAGARI, true, ""},
    {"sr", "sr-Latn", SCRIPT_LATIN, true, "čćđšž"},
    {"az", "az-Cyrl", SCRIPT_CYRILLIC, true, "ийыәғҝөүһҹјё"},
    {"uz", "uz-Cyrl", SCRIPT_CYRILLIC, true, "ийъэюяёўқғҳ"},
};
enum { CANDIDATE_COUNT = sizeof candidates / sizeof candidates[0] };

struct profiles {
    void *fingerprints[CANDIDATE_COUNT]; /* NULL until read */
    size_t last;                         /* chosen: the next text will mostly be of the same language */
};

enum status profiles_open(struct profiles **profiles, struct failure *failure)
{
    return array_zeroed((void **)profiles, 1, sizeof **profiles, failure);
}

void profiles_close(struct profiles *profiles)
{
    if (profiles == NULL) {
        return;
    }
    for (size_t i = 0; i < CANDIDATE_COUNT; i++) {
        if (profiles->fingerprints[i] != NULL) {
            fp_Done(profiles->fingerprints[i]);
        }
    }
    free(profiles);
}

bool profiles_cover(enum script script)
{
    for (size_t i = 0; i < CANDIDATE_COUNT; i++) {
        if (candidates[i].script == script) {
            return true;
        }
    }
    return false;
}

/* libexttextcat writes into what malloc gave it without a look whether it gave anything. What is given back here is
 * there for it. Volatile, as compilers leave out what is had and given back. */
static bool is_room_for(size_t bytes)
{
    void *volatile room = malloc(bytes);
    free(room);
    return room != NULL;
}

/* Reads one profile unless that was done before. */
static enum status read_profile(struct profiles *profiles, size_t i, struct failure *failure)
{
    if (profiles->fingerprints[i] != NULL) {
        return STATUS_OK;
    }
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/%s.lm", MIZAN_PROFILE_FOLDER, candidates[i].file);
    void *fingerprint = is_room_for(PROFILE_MEMORY) ? fp_Init(candidates[i].code) : NULL;
    if (fingerprint == NULL) {
        return failure_memory(failure, "the profile of a language");
    }
    /* The library takes a read that fails for the end of the file, and half a profile for a whole one: errno alone
     * tells. */
    errno = 0;
    if (fp_Read(fingerprint, path, SEQUENCES_MOST) == 0 || (errno != 0 && errno != ENOTTY)) {
        const bool is_memory = errno == ENOMEM;
        fp_Done(fingerprint);
        if (is_memory) {
            return failure_memory(failure, "the profile of a language");
        }
        return failure_set(failure, FAILURE_CONFIGURATION,
                           "%s: the language profile cannot be read, and is needed to tell the language of a text: "
                           "install the package libexttextcat-data, or declare the language with --language",
                           path);
    }
    profiles->fingerprints[i] = fingerprint;
    return STATUS_OK;
}

static enum status read_profiles(struct profiles *profiles, enum script script, struct failure *failure)
{
    for (size_t i = 0; i < CANDIDATE_COUNT; i++) {
        if (candidates[i].script == script && read_profile(profiles, i, failure) != STATUS_OK) {
            return STATUS_FAILED;
        }
    }
    return STATUS_OK;
}

/* The letters of a text that not every language of its script has, each with its count. */
struct marked_letters {
    int32_t letters[MARKED_MOST];
    size_t counts[MARKED_MOST];
    size_t count;
    size_t text_letters; /* all letters of the text */
};

/* Outside of the letters that all languages of a script share. */
static bool is_marked(int32_t letter)
{
    static const int32_t cyrillic[] = {0x0438, 0x0439, 0x0449, 0x044A, 0x044B, 0x044C, 0x044D, 0x044E, 0x044F};
    for (size_t i = 0; i < sizeof cyrillic / sizeof cyrillic[0]; i++) {
        if (letter == cyrillic[i]) {
            return true;
        }
    }
    const bool is_shared =
        letter < 0x80 || (letter >= 0x0430 && letter <= 0x044F) || (letter >= 0x0900 && letter <= 0x097F);
    return !is_shared;
}

static void add_marked(struct marked_letters *marked, int32_t letter)
{
    size_t i = 0;
    while (i < marked->count && marked->letters[i] != letter) {
        i++;
    }
    if (i == MARKED_MOST) {
        return;
    }
    if (i == marked->count) {
        marked->letters[marked->count++] = letter;
        marked->counts[i] = 0;
    }
    marked->counts[i]++;
}

static struct marked_letters count_marked(struct span text)
{
    struct marked_letters marked = {.count = 0};
    for (size_t at = 0; at < text.length;) {
        const int32_t letter = u_tolower(code_point_next(text, &at));
        const bool is_question = letter == 0x00BF || letter == 0x00A1; /* the marks that open a Spanish sentence */
        if (!is_question && script_of(letter) == SCRIPT_NONE) {
            continue;
        }
        marked.text_letters++;
        if (is_marked(letter)) {
            add_marked(&marked, letter);
        }
    }
    return marked;
}

static bool has_letter(const char *letters, int32_t letter)
{
    const struct span alphabet = span_of(letters);
    for (size_t at = 0; at < alphabet.length;) {
        if (code_point_next(alphabet, &at) == letter) {
            return true;
        }
    }
    return false;
}

static size_t count_of(const struct marked_letters *marked, int32_t letter)
{
    for (size_t i = 0; i < marked->count; i++) {
        if (marked->letters[i] == letter) {
            return marked->counts[i];
        }
    }
    return 0;
}

/* How many letters of the text the candidate's alphabet lacks; for Russian, how many it should have and has not. */
static size_t foreign_letters(const struct candidate *candidate, const struct marked_letters *marked)
{
    size_t foreign = 0;
    if (strcmp(candidate->code, "ru") == 0 && marked->text_letters >= YERY_LETTERS_LEAST &&
        count_of(marked, YERY) == 0) {
        foreign = marked->text_letters * YERY_PER_MILLE / 1000;
    }
    for (size_t i = 0; i < marked->count; i++) {
        foreign += has_letter(candidate->letters, marked->letters[i]) ? 0 : marked->counts[i];
    }
    return foreign;
}

static double weight_of(const struct candidate *candidate, const struct marked_letters *marked)
{
    const double foreign = (double)foreign_letters(candidate, marked) / (double)(marked->text_letters + 1);
    return (candidate->small ? SMALL_LANGUAGE_PERCENT : 100) + foreign * 100 * FOREIGN_LETTER_WEIGHT;
}

/*
 * The candidate with the smallest distance; the first in the table of equal ones. The one that was chosen last is
 * looked at first, since a comparison ends as soon as it is beyond the smallest distance so far: no result depends on
 * it, the time does.
 */
static const char *choose(struct profiles *profiles, enum script script, void *fingerprint,
                          const struct marked_letters *marked)
{
    size_t best = CANDIDATE_COUNT;
    double smallest = INFINITY;
    for (size_t step = 0; step <= CANDIDATE_COUNT; step++) {
        const size_t i = step == 0 ? profiles->last : step - 1;
        if (candidates[i].script != script || (step > 0 && i == profiles->last)) {
            continue;
        }
        const double weight = weight_of(&candidates[i], marked);
        const double reach = smallest / weight + 1; /* rounding cannot make it too small */
        const int cutoff = reach < INT_MAX ? (int)reach : INT_MAX;
        const double distance = (double)fp_Compare(profiles->fingerprints[i], fingerprint, cutoff) * weight;
        if (distance < smallest || (distance == smallest && i < best)) {
            smallest = distance;
            best = i;
        }
    }
    if (best == CANDIDATE_COUNT) {
        return "";
    }
    profiles->last = best;
    return candidates[best].code;
}

enum status profiles_nearest(struct profiles *profiles, enum script script, struct span text, const char **code,
                             struct failure *failure)
{
    if (read_profiles(profiles, script, failure) != STATUS_OK) {
        return STATUS_FAILED;
    }
    void *fingerprint =
        is_room_for(TABLE_MEMORY + text.length * SEQUENCES_A_BYTE * SEQUENCE_MEMORY) ? fp_Init(NULL) : NULL;
    if (fingerprint == NULL) {
        return failure_memory(failure, "the profile of a text");
    }
    *code = "";
    if (fp_Create(fingerprint, text.bytes, (uint4)text.length, SEQUENCES_MOST) != 0) {
        const struct marked_letters marked = count_marked(text);
        *code = choose(profiles, script, fingerprint, &marked);
    }
    fp_Done(fingerprint);
    return STATUS_OK;
}
