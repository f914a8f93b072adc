/* xml_text.h - text in XML 1.0, of elements as of attributes. */
#ifndef MIZAN_XML_TEXT_H
#define MIZAN_XML_TEXT_H

#include "span.h"
#include "writer.h"

/* Escapes & < > " ' and what an attribute would be normalized by (tab, line feed, carriage return); what XML 1.0 cannot
 * hold at all (other control characters, U+FFFE and U+FFFF) and broken UTF-8 become U+FFFD. */
void xml_text(struct writer *writer, struct span text);

#endif
