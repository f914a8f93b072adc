#!/usr/bin/python3
"""Writes the hostile files that tests/end_to_end/test_hostile.py feeds to mizan: generate.py [FOLDER]

Each is below 4 KB and named after what is wrong with it. Nothing here depends on a clock, on chance or on the version of a
library: gzip members hold stored blocks that are put together by hand (RFC 1951, RFC 1952).
"""
import pathlib
import struct
import sys
import zlib

ENGLISH = "In May 1942 Britain and the Soviet Union signed the treaty in London. It was to last twenty years.\n"
ARABIC = "وقعت بريطانيا والاتحاد السوفيتي معاهدة التحالف في لندن عام 1942، وكانت مدتها عشرين عاماً.\n"
MOST = 4096


def stored(content):
    """Deflate's stored blocks."""
    return b"\x01" + struct.pack("<HH", len(content), 0xFFFF ^ len(content)) + content


def member(content, flags=0, extra=b"", crc=None, length=None, method=8, magic=b"\x1f\x8b", data=None):
    """A member of gzip: header, further fields as the flags say (the CRC of the header last), data, CRC-32, length."""
    crc = zlib.crc32(content) if crc is None else crc
    length = len(content) if length is None else length
    head = magic + bytes([method, flags]) + b"\0\0\0\0" + b"\0\x03" + extra
    return head + (stored(content) if data is None else data) + struct.pack("<II", crc, length)


def texts():
    english, arabic = ENGLISH.encode(), ARABIC.encode()
    plain = {
        "empty": b"",
        "spaces-alone": b" \t \n \r\n  \n",
        "one-letter": b"a",
        "no-line-end": english.rstrip(),
        "carriage-returns-alone": english.replace(b"\n", b"\r") * 5,
        "every-line-end": "\n".join(["one", "two\r", "three\rfour", "five\u0085six\u2028seven\u2029eight\vnine\ften"]).encode(),
        "long-line": english.replace(b"\n", b" ") * 35,
        "long-word": b"a" * 4000,
        "long-arabic-word": "ت".encode() * 2000,
        "long-number": b"1" * 4000,
        "many-separators": b"1,2.3'4" * 500,
        "many-stops": b"a." * 2000,
        "nul-alone": b"\0",
        "nul-in-words": english.replace(b"o", b"\0"),
        "nul-at-end": english + b"\0",
        "nuls": b"\0" * 4000,
        "control-characters": bytes(range(1, 32)) + english + b"\x7f\x80",
        "terminal-escapes": b"\x1b[2J\x1b]0;title\x07\x1b[31m" + english + b"\x9b31m",
        "every-byte": bytes(range(256)),
        "overlong-slash": english + b"\xc0\xaf \xe0\x80\xaf \xf0\x80\x80\xaf \xf8\x80\x80\x80\xaf \xfc\x80\x80\x80\x80\xaf\n",
        "overlong-nul": english + b"\xc0\x80\xe0\x80\x80\n",
        "above-unicode": english + b"\xf4\x90\x80\x80 \xf7\xbf\xbf\xbf\n",
        "surrogates": english + b"\xed\xa0\x80 \xed\xbf\xbf \xed\xa0\xbd\xed\xb8\x80\n",
        "continuations-alone": english + b"\x80\xbf" * 20 + b"\n",
        "cut-character-at-end": arabic * 3 + "م".encode()[:1],
        "cut-characters": b" ".join(c.encode()[:-1] for c in "мم中😀" * 20) + b"\n" + english,
        "one-broken-byte": arabic * 4 + b"\xff" + arabic * 4,
        "fe-ff": b"\xfe\xfe\xff\xff" * 50,
        "noncharacters": "\ufdd0 word\uffff \U0001fffe \U0010ffff end\n".encode(),
        "private-use": "\uf0b7 first\ue000second \U000f0000 third \U00100000\n".encode(),
        "unassigned": "\u0378 \u0379word \U000e0080 \U0003ffff x\n".encode(),
        "bom-alone": b"\xef\xbb\xbf",
        "bom-twice": b"\xef\xbb\xbf\xef\xbb\xbf" + english,
        "bom-in-the-middle": "first\ufeffsecond \ufeff third\n".encode(),
        "utf16-bom-alone": b"\xff\xfe",
        "utf16": b"\xff\xfe" + ARABIC.encode("utf-16-le"),
        "utf16-big": b"\xfe\xff" + ARABIC.encode("utf-16-be"),
        "utf16-odd": b"\xff\xfe" + ARABIC.encode("utf-16-le") + b"x",
        "utf16-half-pair": b"\xff\xfe" + ENGLISH.encode("utf-16-le") + b"\x3d\xd8 \0\x00\xde",
        "utf16-no-bom": ARABIC.encode("utf-16-le"),
        "utf32-bom": b"\xff\xfe\0\0" + ENGLISH.encode("utf-32-le"),
        "utf8-bom-on-latin1": b"\xef\xbb\xbfcaf\xe9 na\xefve\n" * 10,
        "windows-1256": ARABIC.encode("cp1256") * 5,
        "two-encodings": ARABIC.encode("cp1256") * 3 + arabic * 3,
        "combining-marks-alone": ("\u0301" * 2000).encode(),
        "combining-marks-on-a-letter": ("a" + "\u0308\u0323" * 1000 + " b").encode(),
        "arabic-marks": ("م" + "\u064b\u0651\u0670" * 600 + "\n").encode(),
        "marks-out-of-order": ("q\u0307\u0323 " * 300).encode(),
        "hangul-jamo": ("\u1112\u1161\u11ab\u1100\u1173\u11af" * 200).encode(),
        "tatweel-alone": ("ـ" * 2000).encode(),
        "bidi-controls": "\u202eSoviet\u202c \u2066\u2067\u2068 union\u2069\u200f\u200e\u061c \u202a\u202b\u202d open\n".encode() * 20,
        "zero-width": ("t\u200br\u200ce\u200da\u2060t\ufeffy\u00ad \u200d\u200d \u200c " * 60).encode(),
        "variation-selectors": ("a\ufe0f \u2764\ufe0e \U000e0100 \u845b\U000e0101 " * 80).encode(),
        "emoji-joined": ("peace\u200d\U0001f54a war\u200d\u2764 \U0001f1ec\U0001f1e7\U0001f1f7 \U0001f469\u200d\U0001f469\u200d\U0001f466 " * 30).encode(),
        "tags": ("".join(chr(0xE0000 + ord(c)) for c in "hidden words") + " seen\n").encode() * 40,
        "expanding-ligatures": ("\ufdfa\ufdfb\ufb4f\ufefb\u1e9e\u0390 " * 150).encode(),
        "digits-of-all-scripts": "١٩٤٢ ۱۹۴۲ १९४२ 𝟙𝟡𝟜𝟚 １９４２ ²³¼ Ⅳ 一九四二 1٩4۲\n".encode() * 20,
        "case-folding": "ẞ İ ı ſ ﬁ Σς ΐ Ǆ K Å ŉ ꭰ Ꮿ\n".encode() * 40,
        "scripts-glued": "aбαאم中かカ한ไทย1x2م3\n".encode() * 40,
        "thai": ("สนธิสัญญาไทยญี่ปุ่น" * 60).encode(),
        "markup": b"<doc id=\"x\">\n<s>\nword\t0\t4\n</s>\n</doc>\n&lt;&amp;&#0;\n" * 20,
        "brackets": b"(" * 1500 + b"word" + b"]" * 1500,
        "headings": "الهوامش\nالمراجع\nNotes\nReferences\n".encode() * 60,
        "same-line": english * 38,
        "elf-head": b"\x7fELF\x02\x01\x01" + bytes(9) + bytes(range(200, 256)) * 20,
        "gzip-named-as-text": member(english * 5),
    }
    header = member(b"")[:10]
    fields = b"\x04\0" + b"abcd" + b"name\0" + b"comment\0"
    full = member(english * 4, 0x1E, fields + struct.pack("<H", zlib.crc32(header[:3] + b"\x1e" + header[4:] + fields) & 0xFFFF))
    packed = {
        "empty": b"",
        "magic-alone": b"\x1f\x8b",
        "plain-text": english * 5,
        "whole": member(english * 4),
        "no-content": member(b""),
        "wrong-crc": member(english * 4, crc=0x12345678),
        "wrong-length": member(english * 4, length=17),
        "length-of-4-gigabytes": member(english * 4, length=0xFFFFFFFF),
        "two-members": member(english * 4) + member(arabic * 4),
        "second-member-cut": member(english * 4) + member(arabic * 4)[:40],
        "second-member-wrong-crc": member(english * 4) + member(arabic * 4, crc=1),
        "garbage-behind": member(english * 4) + b"garbage behind the end",
        "zeros-behind": member(english * 4) + bytes(512),
        "magic-behind": member(english * 4) + b"\x1f\x8b",
        "wrong-method": member(english * 4, method=7),
        "reserved-flags": member(english * 4, flags=0xE0),
        "every-field": full,
        "header-crc-wrong": member(english * 4, 0x02, b"\x12\x34"),
        "extra-longer-than-file": member(english, 0x04, b"\xff\xff"),
        "name-without-end": header[:3] + b"\x08" + header[4:] + b"a" * 500,
        "stored-block-length-wrong": member(english, data=b"\x01\x05\x00\x05\x00hello"),
        "reserved-block": member(english, data=b"\x07"),
        "distance-too-far": member(english, data=b"\x4b\x04\x12\x00"),
        "no-last-block": member(english, data=b"\x00" + stored(english)[1:]),
        "nested": member(member(english * 4)),
        "binary-inside": member(bytes(range(256)) * 8),
        "utf16-inside": member(b"\xff\xfe" + ARABIC.encode("utf-16-le")),
        "character-over-two-members": member(arabic[:1]) + member(arabic[1:]),
    }
    for name, end in {"id": 1, "method": 3, "time": 6, "system": 9, "header": 10, "extra-length": 11, "extra": 14, "name": 18,
                      "comment": 25, "header-crc": 31, "block-length": 35, "data": 100}.items():
        packed[f"cut-in-{name}"] = full[:end]
    packed["cut-in-crc"], packed["cut-in-length"] = full[:-6], full[:-1]
    return {**{f"{name}.txt": content for name, content in plain.items()},
            **{f"packed-{name}.txt.gz": content for name, content in packed.items()}}


def tables():
    cases = {
        "empty.csv": b"",
        "bom-alone.csv": b"\xef\xbb\xbf",
        "blank-lines.csv": b"\n\r\n\n",
        "header-alone.csv": b"path,source\n",
        "no-path.csv": b"id,source\na,b\n",
        "path-empty.csv": b"path,id\n,a\n",
        "two-paths.csv": b"path,path\ngood.text,good.text\n",
        "no-name.csv": b"path,,id\ngood.text,a,b\n",
        "open-quote.csv": b'path,id\n"good.text,a\n',
        "quote-inside.csv": b'path,id\ngood.text,a"b\n',
        "quote-behind.csv": b'path,id\ngood.text,"a"b\n',
        "too-few.csv": b"path,id,source\ngood.text,a\n",
        "too-many.csv": b"path,id\ngood.text,a,b,c\n",
        "nul.csv": b"path,id\ngood.text,a\0b\n",
        "utf16.csv": b"\xff\xfe" + "path,id\ngood.text,a\n".encode("utf-16-le"),
        "latin1.csv": b"path,title\ngood.text,caf\xe9\n",
        "surrogate.csv": b"path,title\ngood.text,\xed\xa0\x80\n",
        "carriage-returns.csv": b"path,id\rgood.text,a\rgood.text,b\r",
        "mixed-ends.csv": b"path,id\r\ngood.text,a\ngood.text,b\r\ngood.text,c",
        "same-id.csv": b"path,id\ngood.text,a\ngood.text,a\n",
        "climbs.csv": b"path\n../texts/empty.txt\n",
        "absolute.csv": b"path\n/etc/hostname\n",
        "climbs-inside.csv": b"path\na/../../texts/empty.txt\n",
        "a-folder.csv": b"path\n.\n",
        "itself.csv": b"path\nitself.csv\n",
        "not-there.csv": b"path\nnothing.text\n",
        "path-with-nul-escape.csv": b"path\ngood.text%00\n",
        "long-path.csv": b"path\n" + b"a/" * 2000 + b"\n",
        "long-name.csv": b"path\n" + b"a" * 4000 + b"\n",
        "many-columns.csv": b"path" + b"".join(b",c%d" % i for i in range(600)) + b"\ngood.text" + b"," * 600 + b"\n",
        "markup-in-fields.csv": b'path,id,source,title\ngood.text,"<doc id=""x"">\n</doc>","&<>""\t","=1+1"\ngood.text,b,"\x1b[31m",\x07\n',
        "bidi-in-fields.csv": "path,id,source\ngood.text,\u202ea\u202c,\u2066\ngood.text,b\u200f,\n".encode(),
        "odd-language.csv": b"path,id,language\ngood.text,a,x-" + b"y" * 300 + b"\ngood.text,b,-_-\ngood.text,c,\xc3\xa9\n",
        "odd-date.csv": b"path,id,date\ngood.text,a,0000-99-99\ngood.text,b,-1\n",
        "tabs-in-quotes.tsv": b'path\tid\n"good.text"\t"a\tb"\n',
        "commas.tsv": b"path,id\ngood.text,a\n",
    }
    return {**cases, "good.text": ENGLISH.encode()}


def lines():
    good = '{"id":"good","text":"one two three four"}\n{"id":"better","text":"one two five six"}\n'.encode()
    return {
        "empty.ndjson": b"",
        "blank-lines.ndjson": b"\n\r\n \t\n",
        "no-objects.ndjson": b"[1]\n1\n\"text\"\nnull\ntrue\n",
        "array.ndjson": b"[" + good.replace(b"\n", b",") + b"{}]\n",
        "cut-object.ndjson": good + b'{"id":"a","text":"wor',
        "cut-escape.ndjson": good + b'{"id":"a","text":"wor\\u00',
        "half-surrogate.ndjson": good + b'{"id":"a","text":"\\ud800"}\n{"id":"b","text":"\\udc00\\ud800"}\n',
        "nul-escape.ndjson": good + b'{"id":"a","text":"a\\u0000b"}\n{"i\\u0000d":"b","text":"x"}\n',
        "nul.ndjson": good + b'{"id":"a","text":"a\0b"}\n\0\n',
        "same-member.ndjson": good + b'{"id":"a","id":"b","text":"x"}\n',
        "same-id.ndjson": good + b'{"id":"good","text":"x"}\n',
        "empty-id.ndjson": good + b'{"id":"","text":"x y"}\n{"id":" ","text":"x z"}\n',
        "id-kinds.ndjson": good + b'{"id":1,"text":"a b"}\n{"id":1e999,"text":"a c"}\n{"id":[1],"text":"a d"}\n{"id":null,"text":"a e"}\n',
        "text-kinds.ndjson": good + b'{"text":1}\n{"text":null}\n{"text":["a"]}\n{"Text":"a"}\n{}\n',
        "empty-texts.ndjson": good + b'{"id":"a","text":""}\n{"id":"b","text":" "}\n{"id":"c","text":"\\u200b"}\n',
        "deep.ndjson": good + b'{"id":"a","text":"x","v":' + b"[" * 1800 + b"]" * 1800 + b"}\n",
        "deep-open.ndjson": good + b'{"a":' * 700 + b"\n",
        "numbers.ndjson": good + b'{"id":"a","text":"x","v":1e400}\n{"id":"b","text":"x","v":' + b"9" * 3000 + b"}\n",
        "broken-utf8.ndjson": good + b'{"id":"a","text":"\xff"}\n{"id":"b","text":"\xc0\x80"}\n{"id":"c","text":"\xed\xa0\x80"}\n',
        "bom.ndjson": b"\xef\xbb\xbf" + good,
        "utf16.ndjson": b"\xff\xfe" + good.decode().encode("utf-16-le"),
        "carriage-returns.ndjson": good.replace(b"\n", b"\r"),
        "two-on-a-line.ndjson": good + b'{"id":"a","text":"x"} {"id":"b","text":"y"}\n',
        "over-two-lines.ndjson": good + b'{"id":"a",\n"text":"x"}\n',
        "separators.ndjson": good + '{"id":"a\u2028b","text":"x\u2028y\u0085z"}\n'.encode(),
        "escapes-in-id.ndjson": good + b'{"id":"\\u001b[31m\\n\\t<&>\\"","source":"\\r","text":"x y"}\n',
        "long-id.ndjson": good + b'{"id":"' + b"i" * 3800 + b'","text":"x y"}\n',
        "cut.ndjson.gz": member(good)[:60],
        "wrong-crc.ndjson.gz": member(good, crc=5),
    }


def vertical():
    head, tail = b'<doc id="a">\n', b"</doc>\n"
    word = b"word\t0\t4\n"
    return {
        "empty": b"",
        "no-document": word,
        "no-end": head + word,
        "end-alone": tail,
        "nested": head + head + word + tail + tail,
        "same-id": (head + word + tail) * 2,
        "no-id": b"<doc>\n" + word + tail,
        "empty-word": head + b"\t0\t4\n" + tail,
        "no-columns": head + b"word\n" + tail,
        "too-many-columns": head + b"word\t0\t4\tword\tword\tmore\n" + tail,
        "letters-for-offsets": head + b"word\tzero\tfour\n" + tail,
        "offsets-backwards": head + b"word\t9\t4\n" + tail,
        "offsets-negative": head + b"word\t-1\t4\n" + tail,
        "offsets-too-large": head + b"word\t18446744073709551615\t18446744073709551616\n" + tail,
        "offsets-of-three": head + b"word\t0,5,9\t4,8,12\n" + tail,
        "wrong-escape": head + b"&nbsp;&;&#1;&lt\t0\t4\n" + tail,
        "raw-angle": head + b"a<b\t0\t3\n" + tail,
        "open-tag": b'<doc id="a\n' + word + tail,
        "open-quote": b'<doc id="a>\n' + word + tail,
        "attribute-twice": b'<doc id="a" id="b">\n' + word + tail,
        "attribute-names": b'<doc id="a" =x ""="" 1="2" x>\n' + word + tail,
        "unknown-element": head + b"<g/>\n<p type=x>\n" + word + b"</p>\n" + tail,
        "unknown-end": head + b"</p>\n" + word + tail,
        "crossed": head + b"<s>\n<notes>\n" + word + b"</s>\n</notes>\n" + tail,
        "nul": head + b"wo\0rd\t0\t4\n" + tail,
        "broken-utf8": head + b"w\xffrd\t0\t4\n" + tail,
        "surrogate": head + b"w\xed\xa0\x80rd\t0\t4\n" + tail,
        "bom": b"\xef\xbb\xbf" + head + word + tail,
        "carriage-returns": (head + word + tail).replace(b"\n", b"\r"),
        "crlf": (head + word + tail).replace(b"\n", b"\r\n"),
        "terms": head + b"<s>\nWord\t0\t4\tword\tword\nThe\t5\t8\tthe\t-\n</s>\n" + tail,
        "terms-odd": head + b"<s>\nWord\t0\t4\t-\t-\n-\t5\t6\t-\tterm\nx\t7\t8\t\t\n</s>\n" + tail,
        "long-word": head + b"w" * 3900 + b"\t0\t3900\n" + tail,
        "many-documents": b"".join(b'<doc id="%d">\nw\t0\t1\n</doc>\n' % i for i in range(120)),
        "text-between": b"text\n" + head + word + tail + b"text\n",
    }


def files():
    """Every file: path below this folder and content."""
    made = {}
    for folder, contents in (("texts", texts()), ("tables", tables()), ("lines", lines()), ("vertical", vertical())):
        for name, content in contents.items():
            assert len(content) <= MOST, (folder, name, len(content))
            made[f"{folder}/{name}"] = content
    return made


if __name__ == "__main__":
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
    for name, content in files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
