/* fold.js - folding, as mizan folds words (stages/language/fold.c). */

var letters = {
  '\u0622': '\u0627', '\u0623': '\u0627', '\u0625': '\u0627', '\u0671': '\u0627', '\u0649': '\u064A', '\u06CC': '\u064A',
  '\u06A9': '\u0643', '\u0629': '\u0647', '\u06C0': '\u0647', '\u06C1': '\u0647', '\u06C2': '\u0647', '\u06A4': '\u0641',
  '\u06A8': '\u0642', '\u0401': '\u0435', '\u0451': '\u0435', '\u2018': "'", '\u2019': "'", '\u201B': "'", '\u02BC': "'"
};
var dropped = new RegExp('[\\u0640\\u064B-\\u065F\\u0670\\u0610-\\u061A\\u06D6-\\u06ED\\u0898-\\u089F\\u08CA-\\u08FF' +
  '\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Z}' +
  '\\p{Default_Ignorable_Code_Point}]', 'u');
var digit = /\p{Nd}/u;

function foldDigit(character) {
  var code = character.codePointAt(0), first = code;
  while (digit.test(String.fromCodePoint(first - 1)) && code - first < 9) first--;
  return String(code - first);
}

/* Full case folding of a character: sharp s and final sigma go by way of the capital; dotless i stays. */
function foldCase(character) {
  if (character === '\u0131') return character;
  var upper = character.toUpperCase();
  var lower = '';
  Array.from(upper).forEach(function (part) { lower += part.toLowerCase(); });
  return lower;
}

function foldRound(word) {
  var folded = '', last = '';
  Array.from(word.normalize('NFKC')).forEach(function (character) {
    if (dropped.test(character)) return;
    var letter = digit.test(character) ? foldDigit(character) : letters[character] || character;
    if ((letter === '\u0300' || letter === '\u0301') && last >= '\u0400' && last <= '\u052F') return;
    if ((letter === '\u0308' && last === '\u0435') || (letter === '\u0307' && last === 'i')) return;
    folded += letter;
    last = letter;
  });
  var cased = '';
  Array.from(folded.normalize('NFKC')).forEach(function (character) { cased += foldCase(character); });
  return cased.normalize('NFKC');
}

function fold(word) {
  for (var round = 0; round < 8; round++) {
    var folded = foldRound(word);
    if (folded === word) break;
    word = folded;
  }
  return word;
}

/* Words of a text folded one by one, with a space between them. */
function foldText(text) {
  return text.split(/\s+/).map(fold).filter(Boolean).join(' ');
}
