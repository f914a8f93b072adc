/* wording_labels.c - headings, labels and notes of the page. */
#include "wording_tables.h"

#define AT(name) [WORDING_##name - WORDING_SENTENCE_COUNT]

const struct wording_entry wording_labels[WORDING_COUNT - WORDING_SENTENCE_COUNT] = {
    AT(NOTHING) = {{"", "", "", ""}},
    AT(LANGUAGE_TAG) = {{"en", "ar", "ru", "fr"}},
    AT(SKIP) = {{"To the answer", "إلى الخلاصة", "К ответу", "Aller à la réponse"}},
    AT(TITLE_EVENTS) = {{"How sources tell the same events", "كيف تروي المصادر الأحداث نفسها",
                         "Как источники рассказывают об одних и тех же событиях",
                         "Comment les sources racontent les mêmes événements"}},
    AT(TITLE_EVENT) = {{"How sources tell %1", "كيف تروي المصادر %1", "Как источники рассказывают: %1",
                        "Comment les sources racontent %1"}},
    AT(TITLE_TEXTS) = {{"How near the texts are to one another", "مدى قرب النصوص بعضها من بعض",
                        "Насколько тексты близки друг к другу", "À quel point les textes sont proches"}},
    AT(CONTENTS) = {{"Contents", "المحتويات", "Содержание", "Sommaire"}},
    AT(ANSWER) = {{"In short", "الخلاصة", "Коротко", "En bref"}},
    AT(APART_HEADING) = {{"What sets each source apart on the same events", "ما يميز كل مصدر في الأحداث نفسها",
                          "Чем каждый источник отличается в рассказе о тех же событиях",
                          "Ce qui distingue chaque source sur les mêmes événements"}},
    AT(SILENT_HEADING) = {{"What most others mention, and the source does not",
                           "ما يذكره معظم الآخرين ولا يذكره المصدر", "О чём говорит большинство, а источник молчит",
                           "Ce que la plupart mentionnent, et que la source tait"}},
    AT(CORPUS) = {{"The corpus", "المدونة", "Корпус", "Le corpus"}},
    AT(DOCUMENTS) = {{"Documents", "الوثائق", "Документы", "Documents"}},
    AT(SOURCES) = {{"Sources", "المصادر", "Источники", "Sources"}},
    AT(EVENTS) = {{"Events", "الأحداث", "События", "Événements"}},
    AT(WORDS) = {{"Words", "الكلمات", "Слова", "Mots"}},
    AT(LANGUAGES) = {{"Languages", "اللغات", "Языки", "Langues"}},
    AT(UNKNOWN) = {{"unknown", "غير معروفة", "неизвестно", "inconnue"}},
    AT(DOCUMENT) = {{"Document", "الوثيقة", "Документ", "Document"}},
    AT(SOURCE) = {{"Source", "المصدر", "Источник", "Source"}},
    AT(EVENT_NAME) = {{"Event", "الحدث", "Событие", "Événement"}},
    AT(DOCUMENT_TITLE) = {{"Title", "العنوان", "Заглавие", "Titre"}},
    AT(DATE) = {{"Date", "التاريخ", "Дата", "Date"}},
    AT(LANGUAGE) = {{"Language", "اللغة", "Язык", "Langue"}},
    AT(CUT) = {{"Words left out", "كلمات مستبعدة", "Исключено слов", "Mots écartés"}},
    AT(MENDED) = {{"Repairs", "إصلاحات", "Исправлений", "Réparations"}},
    AT(DOCUMENTS_TABLE) = {{"All documents", "كل الوثائق", "Все документы", "Tous les documents"}},
    AT(WARNINGS) = {{"Warnings", "تحذيرات", "Предупреждения", "Avertissements"}},
    AT(REJECTED) = {{"Left out:", "مستبعدة:", "Исключён:", "Écarté\u00a0:"}},
    AT(REST) = {{"%1 more are in %2.", "وغيرها %1 في %2.", "Ещё %1: в файле %2.", "%1 de plus dans %2."}},
    AT(MAPS) = {{"How alike the sources are", "مدى تشابه المصادر", "Насколько источники похожи",
                 "À quel point les sources se ressemblent"}},
    AT(MAPS_LEAD) =
        {{"Each cell compares what two sources tell of an event: 0 means nothing in common, 1 or more very "
          "alike. Likeness of wording is no agreement in judgement.",
          "تقارن كل خانة ما يرويه مصدران عن حدث: 0 لا شيء مشتركا، و1 أو أكثر تشابه كبير. وتشابه العبارة "
          "ليس اتفاقا في الحكم.",
          "Каждая ячейка сравнивает, что два источника рассказывают о событии: 0 — ничего общего, 1 и "
          "больше — очень похоже. Сходство слов ещё не согласие в оценках.",
          "Chaque case compare ce que deux sources racontent d’un événement\u00a0: 0 signifie rien de commun, 1 "
          "ou plus très semblable. La ressemblance des mots n’est pas un accord de jugement."}},
    AT(MAP_ALL) = {{"All events together", "كل الأحداث معا", "Все события вместе", "Tous les événements ensemble"}},
    AT(MAP_SOURCES) = {{"Likeness of the sources", "تشابه المصادر", "Сходство источников", "Ressemblance des sources"}},
    AT(MAP_DOCUMENTS) = {{"Likeness of the documents", "تشابه الوثائق", "Сходство документов",
                          "Ressemblance des documents"}},
    AT(DOCUMENTS_LEAD) = {{"Every document with every other, whatever its event.",
                           "كل وثيقة مع كل وثيقة أخرى أيا كان حدثها.",
                           "Каждый документ с каждым, о каком бы событии он ни был.",
                           "Chaque document avec chaque autre, quel que soit son événement."}},
    AT(TREE) = {{"Tree of likeness: the nearer the joint, the more alike (average linkage)",
                 "شجرة التشابه: كلما قرب المفصل زاد التشابه (الربط المتوسط)",
                 "Дерево сходства: чем ближе узел, тем больше сходство (средняя связь)",
                 "Arbre de ressemblance\u00a0: plus le nœud est proche, plus la ressemblance est grande (lien moyen)"}},
    AT(REASON_SHORT) = {{"under 400 words: no colour", "دون 400 كلمة: بلا لون", "менее 400 слов: без цвета",
                         "moins de 400 mots\u00a0: sans couleur"}},
    AT(REASON_LANGUAGE) = {{"in different languages: not comparable", "بلغتين مختلفتين: لا تُقارن",
                            "на разных языках: несравнимо", "en langues différentes\u00a0: non comparable"}},
    AT(REASON_NONE) = {{"nothing to compare", "لا شيء يُقارن", "сравнивать нечего", "rien à comparer"}},
    AT(OBSERVED) = {{"Observed: %1 to %2.", "المرصود: من %1 إلى %2.", "Наблюдается: от %1 до %2.",
                     "Observé\u00a0: de %1 à %2."}},
    AT(VIEW) = {{"What the maps show", "ما تعرضه الخرائط", "Что показывают карты", "Ce que montrent les cartes"}},
    AT(WITHOUT_NAMES) = {{"without names of states", "بدون أسماء الدول", "без названий государств",
                          "sans les noms d’États"}},
    AT(INTERVALS) = {{"95 %% intervals", "مجالات الثقة 95%%", "95%%-е интервалы", "intervalles à 95\u202f%%"}},
    AT(WORD_COUNTS) = {{"words in both texts", "عدد كلمات النصين", "число слов в обоих текстах",
                        "nombre de mots des deux textes"}},
    AT(ORDER) = {{"Order", "الترتيب", "Порядок", "Ordre"}},
    AT(ORDER_CLUSTERED) = {{"alike together", "المتشابه معا", "похожие рядом", "semblables ensemble"}},
    AT(ORDER_GIVEN) = {{"as given", "كما وردت", "как даны", "tel que donné"}},
    AT(ORDER_NAME) = {{"by name", "بالاسم", "по названию", "par nom"}},
    AT(ORDER_DATE) = {{"by date", "بالتاريخ", "по дате", "par date"}},
    AT(ALL_TOGETHER) = {{"all events", "كل الأحداث", "все события", "tous les événements"}},
    AT(PAIRS_TABLE) = {{"All pairs of sources as a table", "كل أزواج المصادر في جدول", "Все пары источников таблицей",
                        "Toutes les paires de sources en tableau"}},
    AT(NEIGHBOURS_TABLE) = {{"The nearest documents of each", "أقرب الوثائق إلى كل وثيقة",
                             "Ближайшие документы каждого", "Les documents les plus proches de chacun"}},
    AT(SOURCE_A) = {{"One source", "المصدر الأول", "Один источник", "Une source"}},
    AT(SOURCE_B) = {{"The other", "المصدر الثاني", "Другой", "L’autre"}},
    AT(LIKENESS) = {{"Likeness", "التشابه", "Сходство", "Ressemblance"}},
    AT(INTERVAL) = {{"95 %% interval", "مجال الثقة 95%%", "95%%-й интервал", "Intervalle à 95\u202f%%"}},
    AT(WITHOUT) = {{"Without names", "بدون الأسماء", "Без названий", "Sans noms"}},
    AT(NAMES_SHARE) = {{"Names, %%", "الأسماء %%", "Названия, %%", "Noms,\u202f%%"}},
    AT(WORDS_A) = {{"Words of the one", "كلمات الأول", "Слов у одного", "Mots de l’une"}},
    AT(WORDS_B) = {{"Words of the other", "كلمات الثاني", "Слов у другого", "Mots de l’autre"}},
    AT(SHARED_YEARS) = {{"Years in both", "السنوات المشتركة", "Общие годы", "Années communes"}},
    AT(REMARKS) = {{"Remarks", "ملاحظات", "Замечания", "Remarques"}},
    AT(RANK) = {{"Rank", "الرتبة", "Ранг", "Rang"}},
    AT(NEIGHBOUR) = {{"Nearest", "الأقرب", "Ближайший", "Le plus proche"}},
    AT(COSINE) = {{"Cosine", "جيب التمام", "Косинус", "Cosinus"}},
    AT(TERMS) = {{"The strongest terms", "أقوى المصطلحات", "Самые сильные термины", "Les termes les plus forts"}},
    AT(TERMS_LEAD) = {{"The terms that stand out in each group, with the forms in which they are written. Search "
                       "ignores marks and the forms of alif.",
                       "المصطلحات البارزة في كل مجموعة مع صورها المكتوبة. يتجاهل البحث الحركات وصور الألف.",
                       "Термины, которые выделяются в каждой группе, и формы, в которых они написаны. Поиск не "
                       "различает огласовок и форм алифа.",
                       "Les termes saillants de chaque groupe, avec les formes écrites. La recherche ignore les signes "
                       "et les formes de l’alif."}},
    AT(KIND) = {{"Kind", "النوع", "Вид", "Genre"}},
    AT(NAME) = {{"Name", "الاسم", "Название", "Nom"}},
    AT(WORD) = {{"Word", "الكلمة", "Слово", "Mot"}},
    AT(FORMS) = {{"Forms", "الصور", "Формы", "Formes"}},
    AT(STEM) = {{"Stem", "الجذع", "Основа", "Radical"}},
    AT(COUNT_HERE) = {{"Count", "العدد", "Число", "Nombre"}},
    AT(DOCUMENT_FREQUENCY) = {{"Documents with it", "الوثائق التي تذكره", "Документов с ним", "Documents qui l’ont"}},
    AT(WEIGHT) = {{"Weight", "الوزن", "Вес", "Poids"}},
    AT(TOPIC) = {{"Topic", "الموضوع", "Тема", "Thème"}},
    AT(TOPICS) = {{"Topics", "المواضيع", "Темы", "Thèmes"}},
    AT(TOPICS_LEAD) = {{"Words that stand together in passages of 150 words.", "كلمات تجتمع في مقاطع من 150 كلمة.",
                        "Слова, которые стоят вместе в отрывках по 150 слов.",
                        "Mots qui vont ensemble dans des passages de 150 mots."}},
    AT(SHARE) = {{"Share, %%", "النصيب %%", "Доля, %%", "Part,\u202f%%"}},
    AT(TOPIC_DOCUMENT) = {{"Most in", "الأكثر في", "Больше всего в", "Surtout dans"}},
    AT(PASSAGES) = {{"Passages", "المقاطع", "Отрывки", "Passages"}},
    AT(COHERENCE) = {{"Coherence", "الاتساق", "Связность", "Cohérence"}},
    AT(CONTRASTS) = {{"What sets each source apart", "ما يميز كل مصدر", "Чем отличается каждый источник",
                      "Ce qui distingue chaque source"}},
    AT(CONTRASTS_LEAD) =
        {{"Each point is a word, held against the other sources on the same events. To the right: more often here. "
          "Higher up: surer. Names stand where they fit; all are in the table.",
          "كل نقطة كلمة، مقيسة على المصادر الأخرى في الأحداث نفسها. إلى اليمين: أكثر هنا. وكلما علت كانت أوثق. الأسماء "
          "حيث يتسع لها المكان؛ وكلها في الجدول.",
          "Каждая точка — слово в сравнении с другими источниками о тех же событиях. Правее: здесь чаще. Выше: "
          "надёжнее. Подписи там, где есть место; все — в таблице.",
          "Chaque point est un mot, comparé aux autres sources sur les mêmes événements. À droite\u00a0: plus souvent "
          "ici. "
          "Plus haut\u00a0: plus sûr. Les noms sont là où il y a place\u202f; tous sont dans le tableau."}},
    AT(CONTRASTS_TABLE) = {{"All contrasts as a table", "كل الفروق في جدول", "Все различия таблицей",
                            "Tous les contrastes en tableau"}},
    AT(PLOT) = {{"Words by effect and evidence; the table below has them all",
                 "الكلمات بحسب الأثر والدليل؛ وكلها في الجدول أدناه",
                 "Слова по величине и надёжности различия; все есть в таблице ниже",
                 "Mots selon l’effet et la preuve\u202f; le tableau ci-dessous les a tous"}},
    AT(EFFECT_AXIS) = {{"effect: doublings of the rate (log ratio)", "الأثر: مضاعفات المعدل (لوغاريتم النسبة)",
                        "величина: удвоения частоты (log ratio)", "effet\u00a0: doublements du taux (log ratio)"}},
    AT(EFFECT) = {{"Effect (log ratio)", "الأثر (لوغاريتم النسبة)", "Величина (log ratio)", "Effet (log ratio)"}},
    AT(EVIDENCE) = {{"Evidence", "الدليل", "Надёжность", "Preuve"}},
    AT(DIRECTION) = {{"Here", "هنا", "Здесь", "Ici"}},
    AT(MORE) = {{"more", "أكثر", "чаще", "plus"}},
    AT(LESS) = {{"less", "أقل", "реже", "moins"}},
    AT(RATE) = {{"In 1,000 words", "في 1000 كلمة", "На 1000 слов", "Pour 1\u202f000 mots"}},
    AT(OTHER_RATE) = {{"In 1,000 of the others", "في 1000 لدى الآخرين", "На 1000 у других",
                       "Pour 1\u202f000 des autres"}},
    AT(EVENTS_HELD) = {{"Events with this direction", "أحداث بهذا الاتجاه", "Событий с этим знаком",
                        "Événements de ce sens"}},
    AT(P) = {{"p", "p", "p", "p"}},
    AT(Q) = {{"q", "q", "q", "q"}},
    AT(SILENCES) = {{"Silences", "ما سُكت عنه", "Умолчания", "Silences"}},
    AT(SILENCES_LEAD) =
        {{"What most others on an event mention, and the source not or hardly. A silence may be a "
          "choice, or the text may be too short to say it: see what was expected.",
          "ما يذكره معظم الآخرين عن حدث ولا يذكره المصدر أو لا يكاد. قد يكون السكوت اختيارا، وقد يكون "
          "النص أقصر من أن يقوله: انظر المتوقع.",
          "О чём в рассказе о событии говорят почти все, а источник — нет или почти нет. Умолчание может быть "
          "выбором, а может быть и следствием краткости: см. ожидаемое.",
          "Ce que la plupart mentionnent d’un événement, et que la source tait ou presque. Un silence "
          "peut être un choix, ou le texte trop court pour le dire\u00a0: voir ce qui était attendu."}},
    AT(OTHER_SOURCES) = {{"Others that have it", "الآخرون الذين يذكرونه", "Другие, у кого есть", "Autres qui l’ont"}},
    AT(OTHER_COUNT) = {{"Times in them", "مراته عندهم", "Раз у них", "Fois chez eux"}},
    AT(FOUND_HERE) = {{"Times here", "مراته هنا", "Раз здесь", "Fois ici"}},
    AT(EXPECTED) = {{"Expected here", "المتوقع هنا", "Ожидалось", "Attendu ici"}},
    AT(ELSEWHERE) = {{"On other events", "في أحداث أخرى", "О других событиях", "Sur d’autres événements"}},
    AT(SURPRISE) = {{"Surprise, bits", "المفاجأة (بت)", "Неожиданность, бит", "Surprise, bits"}},
    AT(TIMELINE) = {{"The years each source mentions", "السنوات التي يذكرها كل مصدر",
                     "Годы, которые упоминает каждый источник", "Les années que chaque source mentionne"}},
    AT(TIMELINE_LEAD) =
        {{"A circle is a year; its area is how often the source mentions it. Sources on other years tell of other "
          "things, however alike their words.",
          "الدائرة سنة، ومساحتها عدد مرات ذكرها. والمصادر التي تذكر سنوات أخرى تروي أمورا أخرى مهما تشابهت كلماتها.",
          "Круг — год, его площадь — сколько раз источник его упоминает. Источники о других годах говорят о другом, "
          "как бы ни были похожи слова.",
          "Un cercle est une année\u202f; son aire dit combien de fois la source la mentionne. Des sources sur "
          "d’autres "
          "années parlent d’autre chose, si proches que soient leurs mots."}},
    AT(TIMELINE_TABLE) = {{"All years as a table", "كل السنوات في جدول", "Все годы таблицей",
                           "Toutes les années en tableau"}},
    AT(YEAR) = {{"Year", "السنة", "Год", "Année"}},
    AT(REPAIRS) = {{"What was cut and mended", "ما حُذف وما أُصلح", "Что вырезано и исправлено",
                    "Ce qui a été écarté et réparé"}},
    AT(REPAIRS_LEAD) = {{"Words that are none of the text were left out, and damage of PDF extraction was mended. The "
                         "numbers are words and repairs.",
                         "استُبعدت كلمات ليست من النص، وأُصلح ما أفسده استخراج PDF. الأرقام كلمات وإصلاحات.",
                         "Слова, не принадлежащие тексту, исключены, повреждения от извлечения из PDF исправлены. "
                         "Числа — слова и исправления.",
                         "Les mots étrangers au texte ont été écartés, et les dégâts de l’extraction PDF réparés. Les "
                         "nombres sont des mots et des réparations."}},
    AT(FIELD_NOTES) = {{"Notes", "حواش", "Примечания", "Notes"}},
    AT(FIELD_APPENDED) = {{"Appended articles", "مقالات ملحقة", "Приложенные статьи", "Articles annexés"}},
    AT(FIELD_SCRIPT) = {{"Other script", "كتابة أخرى", "Другое письмо", "Autre écriture"}},
    AT(FIELD_RESIDUE) = {{"Page residue", "بقايا الصفحة", "Остатки страницы", "Résidus de page"}},
    AT(FIELD_REPEATED) = {{"Repeated lines", "أسطر مكررة", "Повторы строк", "Lignes répétées"}},
    AT(HALVES) = {{"Joined halves", "أنصاف موصولة", "Соединённые половины", "Moitiés jointes"}},
    AT(NUMBERS) = {{"Moved numbers", "أرقام منقولة", "Переставленные числа", "Nombres déplacés"}},
    AT(RANGES) = {{"Turned ranges", "مدد مقلوبة", "Перевёрнутые диапазоны", "Intervalles retournés"}},
    AT(OTHER_REPAIRS) = {{"Other repairs", "إصلاحات أخرى", "Прочие исправления", "Autres réparations"}},
    AT(CUTS_TABLE) = {{"What was cut, run by run", "ما حُذف مقطعا مقطعا", "Что вырезано, по отрезкам",
                       "Ce qui a été écarté, passage par passage"}},
    AT(FIELD) = {{"Taken as", "اعتُبر", "Сочтено за", "Pris pour"}},
    AT(EXCERPT) = {{"Begins", "يبدأ بـ", "Начало", "Début"}},
    AT(METHODS) = {{"Methods, for a paper", "المنهج، لبحث", "Методы, для статьи", "Méthodes, pour un article"}},
    AT(METHODS_CORPUS) =
        {{"Texts were compared with %1: %2 {2:document|documents} with %3 {3:word|words} and %4 distinct "
          "{4:term|terms} (stemming: %5). Words "
          "were found by the rules of Unicode (UAX #29), folded, freed from stop words and stemmed; dates were read as "
          "terms of their own; notes, running heads and appended articles were left out.",
          "قورنت النصوص ببرنامج %1: الوثائق %2، والكلمات %3، والمصطلحات المختلفة %4 (التجذيع: %5). حُددت الكلمات بقواعد "
          "يونيكود (UAX #29) ووُحدت صورها وحُذفت كلمات الوقف وجُذعت؛ وقُرئت التواريخ مصطلحات قائمة بذاتها؛ واستُبعدت "
          "الحواشي والترويسات والمقالات الملحقة.",
          "Тексты сравнивались программой %1: документов %2, слов %3, различных терминов %4 (стемминг: %5). "
          "Слова выделены по правилам Юникода (UAX #29), приведены к единой форме, без стоп-слов, с отсечением "
          "окончаний; даты читались как отдельные термины; примечания, колонтитулы и приложенные статьи исключены.",
          "Les textes ont été comparés avec %1\u00a0: %2 {2:document|documents}, %3 {3:mot|mots} et %4 {4:terme "
          "distinct|termes distincts} "
          "(racinisation\u00a0: "
          "%5). Les mots ont été trouvés selon les règles d’Unicode (UAX #29), normalisés, débarrassés des mots vides "
          "et réduits à leur radical\u202f; les dates ont été lues comme des termes\u202f; notes, titres courants et "
          "articles "
          "annexés ont été écartés."}},
    AT(METHODS_WEIGHTS) =
        {{"Terms were weighed by the scheme %1: %2. Similarity is the measure %3: %4.",
          "وُزنت المصطلحات بنظام %1: %2. والتشابه بمقياس %3: %4.",
          "Веса терминов — схема %1: %2. Сходство — мера %3: %4.",
          "Les termes ont été pondérés selon le schéma %1\u00a0: %2. La similarité est la mesure %3\u00a0: %4."}},
    AT(METHODS_SOURCES) =
        {{"What a source tells of an event is the sum of its documents on it; intervals of "
          "similarities are 95 %% by a delete-one-group jackknife over runs of sentences and hold "
          "for these documents, not for what else the sources may have written.",
          "وما يرويه مصدر عن حدث هو مجموع وثائقه عنه؛ ومجالات التشابه 95%% بطريقة جاكنايف بحذف "
          "مجموعة من الجمل كل مرة، وتصح على هذه الوثائق لا على غيرها مما كتبته المصادر.",
          "Рассказ источника о событии — сумма его документов о нём; 95%%-е интервалы сходства "
          "получены методом складного ножа по группам предложений и относятся к этим документам, а "
          "не ко всему, что источники могли написать.",
          "Ce qu’une source raconte d’un événement est la somme de ses documents\u202f; les intervalles "
          "de similarité sont à 95\u202f%%, par jackknife sur des groupes de phrases, et valent pour ces "
          "documents, non pour ce que les sources ont pu écrire d’autre."}},
    AT(REST_SOURCES) =
        {{"Shown are the sources that tell most of the largest events: %1 of %2 {2:source|sources}, %3 of %4 "
          "{4:event|events}. The others "
          "are in %5.",
          "تُعرض المصادر التي تروي أكثر عن أكبر الأحداث: المصادر %1 من %2، والأحداث %3 من %4. وسائرها في %5.",
          "Показаны источники, которые больше всего рассказывают о самых крупных событиях: источников %1 из %2, "
          "событий %3 из %4. Остальные в файле %5.",
          "Sont montrées les sources qui racontent le plus des plus grands événements\u00a0: %1 {1:source|sources} sur "
          "%2, %3 "
          "{3:événement|événements} sur %4. Les autres sont dans %5."}},
    AT(PLACES_MANY) =
        {{"There are too many documents to follow words here; mizan concordance shows where one stands.",
          "الوثائق أكثر من أن تُتتبع الكلمات هنا؛ يبين mizan concordance مواضع الكلمة.",
          "Документов слишком много, чтобы проследить слова здесь; где стоит слово, показывает mizan concordance.",
          "Il y a trop de documents pour suivre des mots ici\u202f; mizan concordance montre où l’un d’eux se "
          "trouve."}},
    AT(METHODS_DISTANCE) =
        {{"Terms were weighed by the scheme %1: %2. Texts are compared by the distance %3: %4.",
          "وُزنت المصطلحات بنظام %1: %2. وتُقارن النصوص بالمسافة %3: %4.",
          "Веса терминов — схема %1: %2. Тексты сравниваются по расстоянию %3: %4.",
          "Les termes ont été pondérés selon le schéma %1\u00a0: %2. Les textes sont comparés par la distance "
          "%3\u00a0: %4."}},
    AT(METHODS_SOURCES_DISTANCE) =
        {{"What a source tells of an event is the sum of its documents on it; the distance of two texts has no "
          "interval.",
          "وما يرويه مصدر عن حدث هو مجموع وثائقه عنه؛ ولا مجال ثقة للمسافة بين نصين.",
          "Рассказ источника о событии — сумма его документов о нём; у расстояния двух текстов интервала нет.",
          "Ce qu’une source raconte d’un événement est la somme de ses documents\u202f; la distance de deux textes n’a "
          "pas d’intervalle."}},
    AT(METHODS_CONTRASTS) =
        {{"Contrasts hold each source against the others on the same events: log ratio (Hardie 2014) as effect, z of "
          "the weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008) as evidence, p by "
          "relabelling whole documents within events, q after Benjamini and Hochberg.",
          "وتقيس الفروق كل مصدر على غيره في الأحداث نفسها: الأثر بلوغاريتم النسبة (Hardie 2014)، والدليل z للوغاريتم "
          "الأرجحية الموزون بتوزيع ديريشليه القبلي (Monroe, Colaresi & Quinn 2008)، وp بتبديل تسميات الوثائق كاملة "
          "داخل الأحداث، وq وفق Benjamini وHochberg.",
          "Различия: каждый источник против остальных на тех же событиях; величина — log ratio (Hardie 2014), "
          "надёжность — z взвешенного логарифма шансов с априорным распределением Дирихле (Monroe, Colaresi & Quinn "
          "2008), p — перестановкой меток целых документов внутри событий, q — по Бенджамини и Хохбергу.",
          "Les contrastes opposent chaque source aux autres sur les mêmes événements\u00a0: log ratio (Hardie 2014) "
          "pour "
          "l’effet, z du log-odds pondéré à loi a priori de Dirichlet (Monroe, Colaresi & Quinn 2008) pour la preuve, "
          "p par permutation des documents entiers au sein des événements, q selon Benjamini et Hochberg."}},
    AT(METHODS_ROBUSTNESS) =
        {{"Each order was tried again under other stemmers, stop lists, weights and similarities, with notes kept, "
          "without names of states and with texts cut to one length; the number of settings in which it holds is given "
          "beside it.",
          "وأُعيد اختبار كل ترتيب بمجذعات وقوائم وقف وأوزان ومقاييس أخرى، ومع الحواشي، وبدون أسماء الدول، وبنصوص مقصوصة "
          "إلى طول واحد؛ ويُذكر بجانبه عدد الإعدادات التي يصح فيها.",
          "Каждый порядок проверен при других стеммерах, стоп-листах, весах и мерах, с примечаниями, без названий "
          "государств и с текстами, обрезанными до одной длины; рядом указано, при скольких настройках он сохраняется.",
          "Chaque ordre a été éprouvé avec d’autres racinisations, listes de mots vides, pondérations et similarités, "
          "notes gardées, sans noms d’États et textes ramenés à une même longueur\u202f; le nombre de réglages où il "
          "tient "
          "est indiqué."}},
    AT(METHODS_REPEAT) =
        {{"run.json holds every option and the checksums of all inputs; the same inputs give the same bytes.",
          "وفي run.json كل الخيارات ومجاميع تحقق المدخلات؛ والمدخلات نفسها تعطي البايتات نفسها.",
          "В run.json — все параметры и контрольные суммы входных файлов; те же входные данные дают те же байты.",
          "run.json contient toutes les options et les sommes de contrôle des entrées\u202f; les mêmes entrées donnent "
          "les "
          "mêmes octets."}},
    AT(CITE) = {{"How to cite", "كيفية الاستشهاد", "Как ссылаться", "Comment citer"}},
    AT(CITATION) = {{"%1, comparison of %2 (%3 {3:document|documents}; checksum of the inputs %4).",
                     "%1، مقارنة %2 (عدد الوثائق %3؛ مجموع تحقق المدخلات %4).",
                     "%1, сравнение %2 (документов: %3; контрольная сумма входных данных %4).",
                     "%1, comparaison de %2 (%3 {3:document|documents}\u202f; somme de contrôle des entrées %4)."}},
    AT(RUN) = {{"Versions, formulas and inputs", "الإصدارات والصيغ والمدخلات", "Версии, формулы и входные данные",
                "Versions, formules et entrées"}},
    AT(DOWNLOADS) = {{"Tables beside this page", "جداول بجانب هذه الصفحة", "Таблицы рядом с этой страницей",
                      "Tableaux à côté de cette page"}},
    AT(DOWNLOADS_LEAD) = {{"They are in the same folder; the page itself asks for nothing.",
                           "هي في المجلد نفسه؛ والصفحة لا تطلب شيئا.",
                           "Они в той же папке; сама страница ничего не запрашивает.",
                           "Ils sont dans le même dossier\u202f; la page elle-même ne demande rien."}},
    AT(FILE_SOURCES) = {{"every pair of sources on every event", "كل زوج من المصادر في كل حدث",
                         "каждая пара источников по каждому событию", "chaque paire de sources sur chaque événement"}},
    AT(FILE_CONTRASTS) = {{"all contrasts with counts and statistics", "كل الفروق بأعدادها وإحصاءاتها",
                           "все различия с числами и статистикой", "tous les contrastes, nombres et statistiques"}},
    AT(FILE_SILENCES) = {{"all silences", "كل ما سُكت عنه", "все умолчания", "tous les silences"}},
    AT(FILE_EVENTS) = {{"which text or passage is about which event", "أي نص أو مقطع عن أي حدث",
                        "какой текст или отрывок о каком событии", "quel texte ou passage porte sur quel événement"}},
    AT(FILE_ROBUSTNESS) = {{"in which other settings each order holds, and where it fails",
                            "في أي إعدادات أخرى يصح كل ترتيب، وأين لا يصح",
                            "при каких других настройках каждый порядок сохраняется, а где нет",
                            "dans quels autres réglages chaque ordre tient, et où il échoue"}},
    AT(FILE_NEIGHBOURS) = {{"the nearest documents of each", "أقرب الوثائق إلى كل وثيقة", "ближайшие документы каждого",
                            "les documents les plus proches de chacun"}},
    AT(FILE_TERMS) = {{"the strongest terms", "أقوى المصطلحات", "самые сильные термины", "les termes les plus forts"}},
    AT(FILE_VOCABULARY) = {{"every term with all its forms", "كل مصطلح بجميع صوره", "каждый термин со всеми формами",
                            "chaque terme et toutes ses formes"}},
    AT(FILE_DOCUMENTS) = {{"what was read, and how", "ما قُرئ وكيف", "что и как прочитано",
                           "ce qui a été lu, et comment"}},
    AT(FILE_APPARATUS) = {{"what was cut", "ما حُذف", "что вырезано", "ce qui a été écarté"}},
    AT(FILE_WEIGHTS) = {{"the weighted matrix (Matrix Market)", "المصفوفة الموزونة (Matrix Market)",
                         "взвешенная матрица (Matrix Market)", "la matrice pondérée (Matrix Market)"}},
    AT(FILE_RUN) = {{"versions, options, inputs: to repeat the run", "الإصدارات والخيارات والمدخلات: لإعادة التشغيل",
                     "версии, параметры, входные данные: чтобы повторить",
                     "versions, options, entrées\u00a0: pour refaire le calcul"}},
    AT(BYLINE) = {{"A comparison of %1: %2 {2:document|documents}.", "مقارنة %1: عدد الوثائق %2.",
                   "Сравнение %1: документов %2.", "Une comparaison de %1\u00a0: %2 {2:document|documents}."}},
    AT(BYLINE_MORE) = {{"A comparison of %1 and %3 more: %2 {2:document|documents}.",
                        "مقارنة %1 و%3 غيرها: عدد الوثائق %2.", "Сравнение %1 и ещё %3: документов %2.",
                        "Une comparaison de %1 et de %3 {3:autre|autres}\u00a0: %2 {2:document|documents}."}},
    AT(FOOTER) = {{"One file, without requests to anywhere.", "ملف واحد لا يطلب شيئا من أي مكان.",
                   "Один файл, без обращений куда-либо.", "Un seul fichier, sans requête vers l’extérieur."}},
    AT(PAIRS) = {{"Pairs, opened", "الأزواج مفصلة", "Пары подробно", "Les paires, ouvertes"}},
    AT(EVENTS_TITLE) = {{"Events and their passages", "الأحداث ومقاطعها", "События и их отрывки",
                         "Les événements et leurs passages"}},
    AT(EVENTS_CORPUS) =
        {{"The corpus names the events: what a source tells of one is all of its texts on it.",
          "المدونة تسمي الأحداث: ما يرويه مصدر عن حدث هو كل نصوصه فيه.",
          "События названы в корпусе: рассказ источника о событии — все его тексты о нём.",
          "Le corpus nomme les événements\u00a0: le récit d’une source est l’ensemble de ses textes sur "
          "l’un d’eux."}},
    AT(EVENTS_FILE) = {{"The events are those of %1; found in the texts: %2.",
                        "الأحداث مأخوذة من %1؛ وُجد منها في النصوص: %2.", "События взяты из %1; найдено в текстах: %2.",
                        "Les événements sont ceux de %1\u202f; trouvés dans les textes\u00a0: %2."}},
    AT(EVENTS_FOUND) =
        {{"The events were looked for in the texts themselves (--events auto); found: %1.",
          "بُحث عن الأحداث في النصوص نفسها (--events auto)؛ وُجد منها: %1.",
          "События искались в самих текстах (--events auto); найдено: %1.",
          "Les événements ont été cherchés dans les textes eux-mêmes (--events auto)\u202f; trouvés\u00a0: %1."}},
    AT(EVENTS_PASSAGES) =
        {{"Passages of 150 words, half overlapping: %1; about one event: %2; about several: %3; about none, and not "
          "compared: %4.",
          "مقاطع من 150 كلمة يتداخل كل منها مع تاليه في نصفه: %1؛ عن حدث واحد: %2؛ عن عدة أحداث: %3؛ لا عن أي حدث ولم "
          "تُقارن: %4.",
          "Отрывков по 150 слов, с половинным перекрытием: %1; об одном событии: %2; о нескольких: %3; ни об одном, и "
          "не сравниваются: %4.",
          "Passages de 150 mots, se recouvrant de moitié\u00a0: %1\u202f; sur un événement\u00a0: %2\u202f; sur "
          "plusieurs\u00a0: %3\u202f; sur "
          "aucun, "
          "et non comparés\u00a0: %4."}},
    AT(EVENTS_CIRCULAR) =
        {{"The comparison is circular: the passages that made the events are those that are compared, so sources look "
          "more alike than they are.",
          "المقارنة دائرية: المقاطع التي حددت الأحداث هي التي تُقارن، فتبدو المصادر أشبه مما هي.",
          "Сравнение идёт по кругу: сравниваются те же отрывки, по которым выделены события, и источники кажутся более "
          "похожими, чем есть.",
          "La comparaison est circulaire\u00a0: les passages qui ont défini les événements sont ceux que l’on compare, "
          "et "
          "les sources paraissent plus semblables qu’elles ne sont."}},
    AT(COVERAGE) = {{"How many words each source tells of each event", "عدد كلمات كل مصدر في كل حدث",
                     "Сколько слов у каждого источника о каждом событии",
                     "Combien de mots chaque source consacre à chaque événement"}},
    AT(PASSAGE) = {{"Passage", "المقطع", "Отрывок", "Passage"}},
    AT(PASSAGES_LEAD) =
        {{"Places are bytes of the decoded text. Surprise is how unlikely it would be to find as much of the event's "
          "years, dates and words by chance.",
          "المواضع بايتات النص بعد فك ترميزه. والمفاجأة مدى بُعد أن يوجد هذا القدر من سنوات الحدث وتواريخه وكلماته "
          "مصادفة.",
          "Места — байты декодированного текста. Неожиданность: насколько маловероятно случайно найти столько годов, "
          "дат и слов события.",
          "Les places sont des octets du texte décodé. La surprise dit combien il serait improbable de trouver par "
          "hasard autant des années, dates et mots de l’événement."}},
    AT(BYTES) = {{"Bytes", "البايتات", "Байты", "Octets"}},
    AT(SURPRISE_NATS) = {{"Surprise, nats", "المفاجأة (نات)", "Неожиданность, нат", "Surprise, nats"}},
    AT(SPEAKS) = {{"What speaks for it", "ما يدل عليه", "Что за это говорит", "Ce qui l’atteste"}},
    AT(LINE_OF_IT) = {{"A line of it", "سطر منه", "Строка из него", "Une ligne"}},
    AT(FACTORS) = {{"What goes with event, source and language", "ما يرتبط بالحدث والمصدر واللغة",
                    "Что связано с событием, источником и языком",
                    "Ce qui tient à l’événement, à la source et à la langue"}},
    AT(FACTORS_LEAD) =
        {{"If sources told the same events in the same way, tellings of one event would be much more alike than "
          "others. "
          "The shares say how much of all differences goes with each factor; they describe and are not tested.",
          "لو روت المصادر الأحداث نفسها على نحو واحد لكانت روايات الحدث الواحد أشبه كثيرا من غيرها. وتبين الأنصبة كم "
          "من "
          "الاختلافات كلها يرتبط بكل عامل؛ وهي وصف لا اختبار.",
          "Если бы источники рассказывали об одних событиях одинаково, рассказы об одном событии были бы намного более "
          "похожи, чем прочие. Доли показывают, какая часть всех различий связана с каждым фактором; они описывают, а "
          "не проверяют.",
          "Si les sources racontaient les mêmes événements de la même façon, les récits d’un événement se "
          "ressembleraient bien plus que les autres. Les parts disent quelle portion des différences tient à chaque "
          "facteur\u202f; elles décrivent, sans test."}},
    AT(MEANS_TABLE) = {{"Mean likeness of tellings by what they have in common", "متوسط تشابه الروايات بحسب ما يجمعها",
                        "Среднее сходство рассказов по тому, что их объединяет",
                        "Ressemblance moyenne des récits selon ce qu’ils ont en commun"}},
    AT(SHARES_TABLE) = {{"Which part of all differences goes with each", "نصيب كل عامل من الاختلافات كلها",
                         "Какая часть всех различий связана с каждым", "Quelle part des différences tient à chacun"}},
    AT(LENGTHS_TABLE) = {{"Whether likeness of unrelated tellings goes with their length",
                          "هل يرتبط تشابه روايات لا صلة بينها بطولها",
                          "Зависит ли сходство несвязанных рассказов от их длины",
                          "La ressemblance de récits sans lien suit-elle leur longueur"}},
    AT(TELLINGS) = {{"Tellings", "الروايات", "Рассказы", "Récits"}},
    AT(TWO_ON_ONE) = {{"two sources on one event", "مصدران في حدث واحد", "два источника об одном событии",
                       "deux sources sur un événement"}},
    AT(ONE_ON_TWO) = {{"one source on two events", "مصدر واحد في حدثين", "один источник о двух событиях",
                       "une source sur deux événements"}},
    AT(TWO_ON_TWO) = {{"two sources on two events", "مصدران في حدثين", "два источника о двух событиях",
                       "deux sources sur deux événements"}},
    AT(ONE_LANGUAGE) = {{"one language", "لغة واحدة", "один язык", "une langue"}},
    AT(TWO_LANGUAGES) = {{"two languages", "لغتان", "два языка", "deux langues"}},
    AT(PAIR_COUNT) = {{"Pairs", "الأزواج", "Пар", "Paires"}},
    AT(MEAN_LIKENESS) = {{"Mean likeness", "متوسط التشابه", "Среднее сходство", "Ressemblance moyenne"}},
    AT(FACTOR) = {{"Factor", "العامل", "Фактор", "Facteur"}},
    AT(GROUPS) = {{"Groups", "المجموعات", "Групп", "Groupes"}},
    AT(BY_CHANCE) = {{"At random, %%", "بالمصادفة %%", "Случайно, %%", "Au hasard,\u00a0%%"}},
    AT(NONE_OF_THESE) = {{"none of these", "لا شيء منها", "ни с одним", "aucun d’eux"}},
    AT(MEASURE) = {{"Measure", "المقياس", "Мера", "Mesure"}},
    AT(CENTRED) = {{"centred likeness", "التشابه الممركز", "центрированное сходство", "ressemblance centrée"}},
    AT(CORRELATION) = {{"Rank correlation", "ارتباط الرتب", "Ранговая корреляция", "Corrélation des rangs"}},
    AT(DISTANCE) = {{"Distance", "المسافة", "Расстояние", "Distance"}},
    AT(MEAN_DISTANCE) = {{"Mean distance", "متوسط المسافة", "Среднее расстояние", "Distance moyenne"}},
    AT(DISTANCES_TABLE) = {{"Mean distance of tellings by what they have in common",
                            "متوسط المسافة بين الروايات بحسب ما يجمعها",
                            "Среднее расстояние между рассказами по тому, что их объединяет",
                            "Distance moyenne des récits selon ce qu’ils ont en commun"}},
    AT(DISTANCES_LEAD) =
        {{"Each cell is how far apart two sources are in what they tell of an event: 0 means the same "
          "words in the same proportions; the smaller, the nearer. Nearness of wording is no agreement "
          "in judgement.",
          "تبين كل خانة بُعد ما يرويه مصدران عن حدث: 0 الكلمات نفسها بالنسب نفسها؛ وكلما صغر العدد "
          "زاد القرب. وقرب العبارة ليس اتفاقا في الحكم.",
          "В каждой ячейке — насколько далеки рассказы двух источников о событии: 0 — те же слова в "
          "тех же долях; чем меньше, тем ближе. Близость слов ещё не согласие в оценках.",
          "Chaque case dit à quelle distance sont deux sources dans ce qu’elles racontent d’un "
          "événement\u00a0: 0 signifie les mêmes mots dans les mêmes proportions\u202f; plus c’est petit, plus "
          "c’est proche. La proximité des mots n’est pas un accord de jugement."}},
    AT(PLACES) = {{"Where the words stand", "مواضع الكلمات في النصوص", "Где стоят слова", "Où se trouvent les mots"}},
    AT(PLACES_LEAD) =
        {{"How often each text has the strongest words of its event, and in which part: a strip is the text from "
          "beginning to end, a stroke is a sentence with the word.",
          "كم مرة ترد أقوى كلمات الحدث في كل نص، وفي أي جزء منه: الشريط هو النص من أوله إلى آخره، والخط جملة فيها "
          "الكلمة.",
          "Сколько раз и в какой части каждого текста встречаются самые сильные слова его события: полоса — текст от "
          "начала до конца, штрих — предложение с этим словом.",
          "Combien de fois chaque texte emploie les mots les plus forts de son événement, et dans quelle partie\u00a0: "
          "la "
          "bande est le texte du début à la fin, le trait une phrase qui contient le mot."}},
    AT(PRINTED_ROWS) =
        {{"The first 40 rows; the others are on the screen and in the tables beside the page.",
          "أول 40 صفا؛ وسائرها على الشاشة وفي الجداول المرفقة بالصفحة.",
          "Первые 40 строк; остальные на экране и в таблицах рядом со страницей.",
          "Les 40 premières lignes\u202f; les autres sont à l’écran et dans les tableaux à côté de la page."}},
};
