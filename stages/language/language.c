/*
 * language.c - languages by their tags, and the language of a word.
 *
 * Codes are ISO 639-1, or ISO 639-3 where that has none; other names for them are the codes of ISO 639-2 and 639-3, and
 * codes that BCP 47 has withdrawn but that texts still carry (iw, in, ji). A language with neither stemmer nor stop
 * words is listed all the same: declared for a document it keeps English or Russian rules away from its words.
 */
#include "language.h"

#include "code_point.h"
#include "script.h"

/* The language that words of a script are taken for when their document does not say. They head the table. */
enum usual_language {
    USUAL_AR,
    USUAL_EN,
    USUAL_RU,
    USUAL_EL,
    USUAL_HE,
    USUAL_HI,
    USUAL_HY,
    USUAL_TA,
    USUAL_ZH,
    USUAL_JA,
    USUAL_KO,
    USUAL_TH,
    USUAL_COUNT
};

const struct language languages[] = {
    [USUAL_AR] = {"ar", "Arabic", SCRIPT_ARABIC, "arabic", false, true},
    [USUAL_EN] = {"en", "English", SCRIPT_LATIN, "english", false, true},
    [USUAL_RU] = {"ru", "Russian", SCRIPT_CYRILLIC, "russian", false, true},
    [USUAL_EL] = {"el", "Greek", SCRIPT_GREEK, "greek", false, true},
    [USUAL_HE] = {"he", "Hebrew", SCRIPT_HEBREW, NULL, false, true},
    [USUAL_HI] = {"hi", "Hindi", SCRIPT_DEVANAGARI, "hindi", false, true},
    [USUAL_HY] = {"hy", "Armenian", SCRIPT_ARMENIAN, "armenian", false, true},
    [USUAL_TA] = {"ta", "Tamil", SCRIPT_TAMIL, "tamil", false, true},
    [USUAL_ZH] = {"zh", "Chinese", SCRIPT_HAN, NULL, false, true},
    [USUAL_JA] = {"ja", "Japanese", SCRIPT_KANA, NULL, false, true},
    [USUAL_KO] = {"ko", "Korean", SCRIPT_HANGUL, NULL, false, true},
    [USUAL_TH] = {"th", "Thai", SCRIPT_THAI, NULL, false, true},
    {"af", "Afrikaans", SCRIPT_LATIN, NULL, false, false},
    {"am", "Amharic", SCRIPT_OTHER, NULL, false, false},
    {"az", "Azerbaijani", SCRIPT_LATIN, NULL, true, false},
    {"be", "Belarusian", SCRIPT_CYRILLIC, NULL, false, false},
    {"bg", "Bulgarian", SCRIPT_CYRILLIC, NULL, false, true},
    {"bn", "Bengali", SCRIPT_OTHER, NULL, false, false},
    {"bo", "Tibetan", SCRIPT_OTHER, NULL, false, false},
    {"bs", "Bosnian", SCRIPT_LATIN, NULL, false, true},
    {"ca", "Catalan", SCRIPT_LATIN, "catalan", false, true},
    {"ckb", "Central Kurdish", SCRIPT_ARABIC, NULL, false, true},
    {"cs", "Czech", SCRIPT_LATIN, NULL, false, true},
    {"cy", "Welsh", SCRIPT_LATIN, NULL, false, false},
    {"da", "Danish", SCRIPT_LATIN, "danish", false, true},
    {"de", "German", SCRIPT_LATIN, "german", false, true},
    {"dv", "Dhivehi", SCRIPT_OTHER, NULL, false, false},
    {"eo", "Esperanto", SCRIPT_LATIN, NULL, false, false},
    {"es", "Spanish", SCRIPT_LATIN, "spanish", false, true},
    {"et", "Estonian", SCRIPT_LATIN, NULL, false, false},
    {"eu", "Basque", SCRIPT_LATIN, "basque", false, true},
    {"fa", "Persian", SCRIPT_ARABIC, NULL, false, true},
    {"fi", "Finnish", SCRIPT_LATIN, "finnish", false, true},
    {"fo", "Faroese", SCRIPT_LATIN, NULL, false, false},
    {"fr", "French", SCRIPT_LATIN, "french", false, true},
    {"ga", "Irish", SCRIPT_LATIN, "irish", false, true},
    {"gd", "Scottish Gaelic", SCRIPT_LATIN, NULL, false, false},
    {"gl", "Galician", SCRIPT_LATIN, NULL, false, false},
    {"gu", "Gujarati", SCRIPT_OTHER, NULL, false, false},
    {"hr", "Croatian", SCRIPT_LATIN, NULL, false, true},
    {"hu", "Hungarian", SCRIPT_LATIN, "hungarian", false, true},
    {"id", "Indonesian", SCRIPT_LATIN, "indonesian", false, true},
    {"is", "Icelandic", SCRIPT_LATIN, NULL, false, false},
    {"it", "Italian", SCRIPT_LATIN, "italian", false, true},
    {"ka", "Georgian", SCRIPT_OTHER, NULL, false, false},
    {"kk", "Kazakh", SCRIPT_CYRILLIC, NULL, false, false},
    {"km", "Khmer", SCRIPT_THAI, NULL, false, false},
    {"kn", "Kannada", SCRIPT_OTHER, NULL, false, false},
    {"ku", "Kurdish", SCRIPT_LATIN, NULL, false, false},
    {"ky", "Kyrgyz", SCRIPT_CYRILLIC, NULL, false, false},
    {"la", "Latin", SCRIPT_LATIN, NULL, false, false},
    {"lb", "Luxembourgish", SCRIPT_LATIN, NULL, false, false},
    {"lo", "Lao", SCRIPT_THAI, NULL, false, false},
    {"lt", "Lithuanian", SCRIPT_LATIN, "lithuanian", false, true},
    {"lv", "Latvian", SCRIPT_LATIN, NULL, false, false},
    {"mk", "Macedonian", SCRIPT_CYRILLIC, NULL, false, true},
    {"ml", "Malayalam", SCRIPT_OTHER, NULL, false, false},
    {"mn", "Mongolian", SCRIPT_CYRILLIC, NULL, false, false},
    {"mr", "Marathi", SCRIPT_DEVANAGARI, NULL, false, false},
    {"ms", "Malay", SCRIPT_LATIN, NULL, false, false},
    {"mt", "Maltese", SCRIPT_LATIN, NULL, false, false},
    {"my", "Burmese", SCRIPT_THAI, NULL, false, false},
    {"ne", "Nepali", SCRIPT_DEVANAGARI, "nepali", false, true},
    {"nl", "Dutch", SCRIPT_LATIN, "dutch", false, true},
    {"no", "Norwegian", SCRIPT_LATIN, "norwegian", false, true},
    {"oc", "Occitan", SCRIPT_LATIN, NULL, false, false},
    {"pa", "Punjabi", SCRIPT_OTHER, NULL, false, false},
    {"pl", "Polish", SCRIPT_LATIN, NULL, false, true},
    {"ps", "Pashto", SCRIPT_ARABIC, NULL, false, true},
    {"pt", "Portuguese", SCRIPT_LATIN, "portuguese", false, true},
    {"ro", "Romanian", SCRIPT_LATIN, "romanian", false, true},
    {"sa", "Sanskrit", SCRIPT_DEVANAGARI, NULL, false, false},
    {"sd", "Sindhi", SCRIPT_ARABIC, NULL, false, false},
    {"si", "Sinhala", SCRIPT_OTHER, NULL, false, false},
    {"sk", "Slovak", SCRIPT_LATIN, NULL, false, true},
    {"sl", "Slovenian", SCRIPT_LATIN, NULL, false, true},
    {"so", "Somali", SCRIPT_LATIN, NULL, false, false},
    {"sq", "Albanian", SCRIPT_LATIN, NULL, false, false},
    {"sr", "Serbian", SCRIPT_CYRILLIC, "serbian", false, true},
    {"sv", "Swedish", SCRIPT_LATIN, "swedish", false, true},
    {"sw", "Swahili", SCRIPT_LATIN, NULL, false, false},
    {"te", "Telugu", SCRIPT_OTHER, NULL, false, false},
    {"tg", "Tajik", SCRIPT_CYRILLIC, NULL, false, false},
    {"tk", "Turkmen", SCRIPT_LATIN, NULL, false, false},
    {"tl", "Tagalog", SCRIPT_LATIN, NULL, false, false},
    {"tr", "Turkish", SCRIPT_LATIN, "turkish", true, true},
    {"tt", "Tatar", SCRIPT_CYRILLIC, NULL, false, false},
    {"ug", "Uyghur", SCRIPT_ARABIC, NULL, false, false},
    {"uk", "Ukrainian", SCRIPT_CYRILLIC, NULL, false, true},
    {"ur", "Urdu", SCRIPT_ARABIC, NULL, false, true},
    {"uz", "Uzbek", SCRIPT_LATIN, NULL, false, false},
    {"vi", "Vietnamese", SCRIPT_LATIN, NULL, false, false},
    {"yi", "Yiddish", SCRIPT_HEBREW, "yiddish", false, true},
    {"zu", "Zulu", SCRIPT_LATIN, NULL, false, false},
};
const size_t language_count = sizeof languages / sizeof languages[0];

enum { CODE_BYTES_MOST = 3 };

struct code_alias {
    char alias[CODE_BYTES_MOST + 1];
    char code[CODE_BYTES_MOST + 1];
};

static const struct code_alias aliases[] = {
    {"acm", "ar"}, {"aeb", "ar"}, {"afb", "ar"}, {"afr", "af"}, {"ajp", "ar"}, {"alb", "sq"}, {"amh", "am"},
    {"apc", "ar"}, {"ara", "ar"}, {"arb", "ar"}, {"arm", "hy"}, {"arq", "ar"}, {"ars", "ar"}, {"ary", "ar"},
    {"arz", "ar"}, {"aze", "az"}, {"azj", "az"}, {"baq", "eu"}, {"bel", "be"}, {"ben", "bn"}, {"bod", "bo"},
    {"bos", "bs"}, {"bul", "bg"}, {"bur", "my"}, {"cat", "ca"}, {"ces", "cs"}, {"chi", "zh"}, {"cmn", "zh"},
    {"cym", "cy"}, {"cze", "cs"}, {"dan", "da"}, {"deu", "de"}, {"div", "dv"}, {"dut", "nl"}, {"ell", "el"},
    {"eng", "en"}, {"epo", "eo"}, {"est", "et"}, {"eus", "eu"}, {"fao", "fo"}, {"fas", "fa"}, {"fil", "tl"},
    {"fin", "fi"}, {"fra", "fr"}, {"fre", "fr"}, {"geo", "ka"}, {"ger", "de"}, {"gla", "gd"}, {"gle", "ga"},
    {"glg", "gl"}, {"gre", "el"}, {"guj", "gu"}, {"heb", "he"}, {"hin", "hi"}, {"hrv", "hr"}, {"hun", "hu"},
    {"hye", "hy"}, {"ice", "is"}, {"in", "id"},  {"ind", "id"}, {"isl", "is"}, {"ita", "it"}, {"iw", "he"},
    {"ji", "yi"},  {"jpn", "ja"}, {"kan", "kn"}, {"kat", "ka"}, {"kaz", "kk"}, {"khm", "km"}, {"kir", "ky"},
    {"kmr", "ku"}, {"kor", "ko"}, {"kur", "ku"}, {"lao", "lo"}, {"lat", "la"}, {"lav", "lv"}, {"lit", "lt"},
    {"ltz", "lb"}, {"mac", "mk"}, {"mal", "ml"}, {"mar", "mr"}, {"may", "ms"}, {"mkd", "mk"}, {"mlt", "mt"},
    {"mo", "ro"},  {"mon", "mn"}, {"msa", "ms"}, {"mya", "my"}, {"nb", "no"},  {"nep", "ne"}, {"nld", "nl"},
    {"nn", "no"},  {"nno", "no"}, {"nob", "no"}, {"nor", "no"}, {"npi", "ne"}, {"oci", "oc"}, {"pan", "pa"},
    {"per", "fa"}, {"pes", "fa"}, {"pol", "pl"}, {"por", "pt"}, {"prs", "fa"}, {"pus", "ps"}, {"ron", "ro"},
    {"rum", "ro"}, {"rus", "ru"}, {"san", "sa"}, {"sin", "si"}, {"slk", "sk"}, {"slo", "sk"}, {"slv", "sl"},
    {"snd", "sd"}, {"som", "so"}, {"spa", "es"}, {"sqi", "sq"}, {"srp", "sr"}, {"swa", "sw"}, {"swe", "sv"},
    {"swh", "sw"}, {"tam", "ta"}, {"tat", "tt"}, {"tel", "te"}, {"tgk", "tg"}, {"tgl", "tl"}, {"tha", "th"},
    {"tib", "bo"}, {"tuk", "tk"}, {"tur", "tr"}, {"uig", "ug"}, {"ukr", "uk"}, {"urd", "ur"}, {"uzb", "uz"},
    {"uzn", "uz"}, {"vie", "vi"}, {"wel", "cy"}, {"yid", "yi"}, {"yue", "zh"}, {"zho", "zh"}, {"zsm", "ms"},
    {"zul", "zu"}};
enum { ALIAS_COUNT = sizeof aliases / sizeof aliases[0] };

/* Scripts that a language is written in besides the one in the table. */
struct further_script {
    char code[CODE_BYTES_MOST + 1];
    enum script script;
};

static const struct further_script further_scripts[] = {
    {"ja", SCRIPT_HAN},      {"ko", SCRIPT_HAN},    {"sr", SCRIPT_LATIN},
    {"bs", SCRIPT_CYRILLIC}, {"ku", SCRIPT_ARABIC}, {"uz", SCRIPT_CYRILLIC},
    {"az", SCRIPT_CYRILLIC}, {"kk", SCRIPT_LATIN},  {"tt", SCRIPT_LATIN},
};
enum { FURTHER_SCRIPT_COUNT = sizeof further_scripts / sizeof further_scripts[0] };

static struct span trim(struct span tag)
{
    while (tag.length > 0 && (unsigned char)tag.bytes[0] <= ' ') {
        tag.bytes++;
        tag.length--;
    }
    while (tag.length > 0 && (unsigned char)tag.bytes[tag.length - 1] <= ' ') {
        tag.length--;
    }
    return tag;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Length of a trimmed tag's primary subtag. */
static size_t primary_length(struct span tag)
{
    size_t length = 0;
    while (length < tag.length && tag.bytes[length] != '-' && tag.bytes[length] != '_') {
        length++;
    }
    return length;
}

static const struct language *find_code(const char *code)
{
    for (size_t i = 0; i < language_count; i++) {
        if (languages[i].code[0] == code[0] && strcmp(languages[i].code, code) == 0) {
            return &languages[i];
        }
    }
    return NULL;
}

const struct language *language_find(struct span tag)
{
    const struct span trimmed = trim(tag);
    const size_t length = primary_length(trimmed);
    if (length == 0 || length > CODE_BYTES_MOST) {
        return NULL;
    }
    char code[CODE_BYTES_MOST + 1] = {0};
    for (size_t i = 0; i < length; i++) {
        code[i] = lower(trimmed.bytes[i]);
    }
    const struct language *const language = find_code(code); /* no alias is the code of a language */
    for (size_t i = 0; i < ALIAS_COUNT && language == NULL; i++) {
        if (strcmp(aliases[i].alias, code) == 0) {
            return find_code(aliases[i].code);
        }
    }
    return language;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

bool language_is_tag(struct span tag)
{
    enum { PRIMARY_LEAST = 2, SUBTAG_MOST = 8 };
    const struct span trimmed = trim(tag);
    const size_t primary = primary_length(trimmed);
    const bool is_private = primary == 1 && lower(trimmed.bytes[0]) == 'x' && trimmed.length > 1;
    if (!is_private && (primary < PRIMARY_LEAST || primary > CODE_BYTES_MOST)) {
        return false;
    }
    size_t length = 0; /* of the subtag */
    for (size_t i = 0; i < trimmed.length; i++) {
        const char c = trimmed.bytes[i];
        if (c == '-' || c == '_') {
            if (length == 0) {
                return false;
            }
            length = 0;
        } else if (++length > SUBTAG_MOST || (!is_letter(c) && (i < primary || c < '0' || c > '9'))) {
            return false;
        }
    }
    return length > 0;
}

const struct language *language_named(struct span name)
{
    const struct span trimmed = trim(name);
    for (size_t i = 0; i < language_count; i++) {
        size_t same = 0;
        while (same < trimmed.length && lower(trimmed.bytes[same]) == lower(languages[i].name[same]) &&
               languages[i].name[same] != '\0') {
            same++;
        }
        if (same == trimmed.length && languages[i].name[same] == '\0') {
            return &languages[i];
        }
    }
    return NULL;
}

const char *language_normalize_tag(struct span tag, char *buffer, size_t size)
{
    if (size == 0) {
        return "";
    }
    const struct span trimmed = trim(tag);
    const size_t primary = primary_length(trimmed);
    size_t length = trimmed.length < size ? trimmed.length : size - 1;
    while (length > 0 && length < trimmed.length && ((unsigned char)trimmed.bytes[length] & 0xC0) == 0x80) {
        length--; /* never inside a character */
    }
    for (size_t i = 0; i < length; i++) {
        const char c = trimmed.bytes[i];
        buffer[i] = i < primary ? lower(c) : c;
        if (c == '_') {
            buffer[i] = '-';
        }
    }
    buffer[length] = '\0';
    return buffer;
}

static bool is_written_in(const struct language *language, enum script script)
{
    if (language->script == script) {
        return true;
    }
    for (size_t i = 0; i < FURTHER_SCRIPT_COUNT; i++) {
        if (further_scripts[i].script == script && strcmp(further_scripts[i].code, language->code) == 0) {
            return true;
        }
    }
    return false;
}

static const struct language *usual_language(enum script script)
{
    switch (script) {
    case SCRIPT_LATIN:
        return &languages[USUAL_EN];
    case SCRIPT_ARABIC:
        return &languages[USUAL_AR];
    case SCRIPT_CYRILLIC:
        return &languages[USUAL_RU];
    case SCRIPT_GREEK:
        return &languages[USUAL_EL];
    case SCRIPT_HEBREW:
        return &languages[USUAL_HE];
    case SCRIPT_DEVANAGARI:
        return &languages[USUAL_HI];
    case SCRIPT_ARMENIAN:
        return &languages[USUAL_HY];
    case SCRIPT_TAMIL:
        return &languages[USUAL_TA];
    case SCRIPT_HAN:
        return &languages[USUAL_ZH];
    case SCRIPT_KANA:
        return &languages[USUAL_JA];
    case SCRIPT_HANGUL:
        return &languages[USUAL_KO];
    case SCRIPT_THAI:
        return &languages[USUAL_TH];
    default:
        return NULL;
    }
}

const struct language *language_of_word(const struct language *declared, enum script script)
{
    if (declared != NULL && script != SCRIPT_NONE && is_written_in(declared, script)) {
        return declared;
    }
    return usual_language(script);
}

const struct language *language_of_first_letter(struct span text)
{
    size_t next = 0;
    while (next < text.length) {
        const enum script script = script_of(code_point_next(text, &next));
        if (script != SCRIPT_NONE) {
            return language_of_word(NULL, script);
        }
    }
    return NULL;
}
