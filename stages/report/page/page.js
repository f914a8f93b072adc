/*
 * page.js - what report.html does beyond what it says: maps walked by keyboard, pairs opened down to their lines, tables
 * sorted and searched, views kept in the address, exports.
 *
 * Everything that is said stands in the page without this script. What comes from the corpus reaches the page as text
 * nodes alone. Nothing is fetched.
 */
(function () {
'use strict';

var root = document.documentElement;
var svgNamespace = 'http://www.w3.org/2000/svg';

function byId(id) {
  return document.getElementById(id);
}

function all(selector, within) {
  return Array.prototype.slice.call((within || document).querySelectorAll(selector));
}

function readBlock(id) {
  var block = byId(id);
  if (!block) return null;
  try {
    return JSON.parse(block.textContent);
  } catch (error) {
    return null;
  }
}

var page = readBlock('mizan-page') || {};
var evidence = readBlock('mizan-evidence');
var words = page.interface || {};

/* The interface's text for a key, its %s replaced in order. */
function say(key) {
  var text = Object.prototype.hasOwnProperty.call(words, key) ? words[key] : key;
  for (var i = 1; i < arguments.length; i++) {
    text = text.replace('%s', function (value) { return value; }.bind(null, String(arguments[i])));
  }
  return text;
}

/* The same with a count, in the plural that the language has for it. */
function sayCount(key, count) {
  var category = window.Intl && Intl.PluralRules ? new Intl.PluralRules(page.language).select(count) : 'other';
  var own = key + '_' + category;
  return say(Object.prototype.hasOwnProperty.call(words, own) ? own : key, count);
}

/* An element with attributes, and children that are nodes or texts. */
function make(name, attributes, children) {
  var element = document.createElement(name);
  Object.keys(attributes || {}).forEach(function (key) {
    if (attributes[key] === true) element.setAttribute(key, '');
    else if (attributes[key] !== false && attributes[key] != null) element.setAttribute(key, attributes[key]);
  });
  (children || []).forEach(function (child) {
    if (child != null) element.appendChild(typeof child === 'object' ? child : document.createTextNode(child));
  });
  return element;
}

function bdi(text) {
  return make('bdi', {}, [text]);
}

function makeButton(label, action, name) {
  var button = make('button', {type: 'button', 'data-does': name}, [label]);
  button.addEventListener('click', action);
  return button;
}

function empty(element) {
  while (element.firstChild) element.removeChild(element.firstChild);
}

function fixed(value, places) {
  return value.toFixed(places).replace('-', '\u2212');
}

function percent(share) {
  return (share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0) + '%';
}

/* A sentence of the interface with names put where %s stands, each kept apart from the direction around it. */
function sentence(key, names) {
  var parts = say(key).split('%s');
  var nodes = [];
  parts.forEach(function (part, i) {
    if (part) nodes.push(part);
    if (i < parts.length - 1) nodes.push(bdi(names[i] == null ? '' : names[i]));
  });
  return nodes;
}

/* ---- folding, as mizan folds words (stages/language/fold.c) ---------------------------------------------------------- */

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

/* ---- the view, kept in the address ------------------------------------------------------------------------------------ */

var state = {};
var isRestoring = false;

function readAddress() {
  var fragment = location.hash.slice(1);
  var found = {};
  if (fragment.indexOf('=') < 0) return null;
  new URLSearchParams(fragment).forEach(function (value, key) { found[key] = value; });
  return found;
}

function addressOf(view) {
  var parameters = new URLSearchParams();
  Object.keys(view).forEach(function (key) {
    if (view[key] != null && view[key] !== '') parameters.set(key, view[key]);
  });
  var text = parameters.toString();
  return text ? '#' + text : location.pathname.replace(/^.*\//, '') + location.search;
}

function setState(changes, isStep) {
  if (isRestoring) return;
  Object.keys(changes).forEach(function (key) {
    if (changes[key] == null || changes[key] === '') delete state[key];
    else state[key] = changes[key];
  });
  try {
    history[isStep ? 'pushState' : 'replaceState'](null, '', addressOf(state));
  } catch (error) {
    /* an address that must not be changed: the view goes on without */
  }
}

/* ---- what is known of a pair ------------------------------------------------------------------------------------------- */

var scores = {};
(page.pairs || []).forEach(function (pair) {
  scores[pair[0] + ',' + pair[1] + ',' + pair[2]] = pair;
});

var tellings = {}, documentSides = {}, evidencePairs = {};
if (evidence) {
  evidence.sides.forEach(function (side, number) {
    if (side[4]) tellings[side[0] + '\u0000' + side[1]] = number;
    if (side[2] >= 0) documentSides[evidence.documents[side[2]][0]] = number;
  });
  evidence.pairs.forEach(function (pair) {
    evidencePairs[pair[0] + ',' + pair[1]] = pair;
  });
}

/* {kind, event, names: [a, b], indexes: [a, b]}: two sources on an event ("": over all), or two documents. */
function scoreOf(pair) {
  if (pair.kind === 'documents') return null;
  var event = pair.event === '' ? -1 : (page.events || []).indexOf(pair.event);
  var a = Math.min(pair.indexes[0], pair.indexes[1]), b = Math.max(pair.indexes[0], pair.indexes[1]);
  return scores[event + ',' + a + ',' + b] || null;
}

/* The pair's lists with side a first: {sides, shared: [[term, share]], apart: [a, b], left: [a, b] ...} or null. */
function evidenceOf(pair) {
  if (!evidence) return null;
  var sides = pair.names.map(function (name) {
    return pair.kind === 'documents' ? documentSides[name] : tellings[pair.event + '\u0000' + name];
  });
  if (sides[0] == null || sides[1] == null) return null;
  var found = evidencePairs[sides[0] + ',' + sides[1]], turned = false;
  if (!found) {
    found = evidencePairs[sides[1] + ',' + sides[0]];
    turned = true;
  }
  if (!found) return null;
  var shared = [];
  for (var i = 0; i < found[3].length; i += 2) shared.push([found[3][i], found[3][i + 1]]);
  return {
    sides: sides, similarity: found[2], shared: shared,
    apart: turned ? [found[5], found[4]] : [found[4], found[5]],
    left: turned ? [found[7], found[6]] : [found[6], found[7]],
    sharedCount: found[8], sources: found[9]
  };
}

/* [count, lines] of a term of a side. */
function countOf(side, term) {
  var entries = evidence.counts[side];
  for (var i = 0; i < entries.length; i++) {
    if (entries[i][0] === term) return [entries[i][1], entries[i].slice(2)];
  }
  return [0, []];
}

function termLabel(term) {
  var entry = evidence.terms[term];
  return entry[2] === 'date' ? entry[1].replace(/^[a-z]+:(--)?/, '') : entry[0];
}

function withoutNames() {
  var box = byId('without-names');
  return !!box && box.checked;
}

function isHidden(term) {
  return withoutNames() && evidence.terms[term][3] === 1;
}

/* The codes of sources.csv in the page's language; details of them, which are English, as numbers elsewhere. */
function statusText(status) {
  return status.split('; ').map(function (part) {
    var rank = /^(not )?above all (\d+)/.exec(part);
    if (rank) return say(rank[1] ? 'status_not_above_all' : 'status_above_all', rank[2]);
    var code = part.split(':')[0];
    var detail = part.slice(code.length).replace(/^: /, '');
    var key = 'status_' + code.replace(/-/g, '_');
    if (part === 'no-interval: of a distance') return say('status_no_interval_distance');
    detail = (/\d+/.exec(detail) || [''])[0];
    if (!Object.prototype.hasOwnProperty.call(words, key)) return part;
    return say(key) + (detail ? ' (' + detail + ')' : '');
  }).join(say('reason_joint'));
}

/* ---- the cell that has the focus --------------------------------------------------------------------------------------- */

function cellPair(cell) {
  var table = cell.closest('table.matrix');
  var kind = table.getAttribute('data-kind');
  var indexes = [+cell.getAttribute('data-a'), +cell.getAttribute('data-b')];
  var list = (kind === 'documents' ? page.documents : page.sources) || [];
  return {
    kind: kind, event: table.getAttribute('data-event') || '', indexes: indexes,
    names: indexes.map(function (i) { return list[i] == null ? '' : list[i]; })
  };
}

function fact(label, value) {
  return make('div', {'class': 'fact'}, [make('dt', {}, [label]), make('dd', {}, [].concat(value))]);
}

function pairFacts(pair) {
  var facts = make('dl', {'class': 'facts'});
  var score = scoreOf(pair);
  var found = evidenceOf(pair);
  function add(key, value) { facts.appendChild(fact(say(key), value)); }
  if (!score) {
    if (found && found.similarity != null) add(page.distance ? 'distance' : 'score', fixed(found.similarity, 2));
    return facts;
  }
  if (score[7] != null) add(page.distance ? 'distance' : 'score', fixed(score[7], 2));
  if (score[8] != null) add('interval', '\u2066' + fixed(score[8], 2) + ' \u2013 ' + fixed(score[9], 2) + '\u2069');
  if (score[11] != null) add('null', say('null_value', percent(score[11]), score[10]));
  if (score[16] != null) add('reference', say('reference_value', fixed(score[16], 1)));
  if (score[12] != null) add('names_share', percent(score[12]));
  if (score[13] != null) add('without_names', fixed(score[13], 2));
  if (score[3] != null) add('size', say('size_value', score[3], score[4], score[5], score[6]));
  var years = [].concat(score[14] || []).join(say('list_joint'));
  if (years) add('years', years);
  if (score[15]) add('status', bdi(statusText(String(score[15]))));
  return facts;
}

function topTerms(found) {
  var list = make('ul', {'class': 'top-terms'});
  found.shared.filter(function (entry) { return !isHidden(entry[0]); }).slice(0, 6).forEach(function (entry) {
    list.appendChild(make('li', {}, [bdi(termLabel(entry[0])), entry[1] == null ? null : ' ' + percent(entry[1])]));
  });
  return list;
}

function showDetails(cell) {
  var panel = byId('cell-details');
  if (!panel) return;
  empty(panel);
  if (!cell || !cell.hasAttribute('data-a')) return;
  var pair = cellPair(cell);
  if (pair.indexes[0] === pair.indexes[1]) return;
  var found = evidenceOf(pair);
  panel.appendChild(make('p', {'class': 'cell-names'}, [bdi(pair.names[0]), ' \u00B7 ', bdi(pair.names[1])]));
  panel.appendChild(pairFacts(pair));
  if (found && found.shared.length > 0) {
    panel.appendChild(make('p', {'class': 'soft'}, [say('shared')]));
    panel.appendChild(topTerms(found));
  }
  if (found || pair.event === '') panel.appendChild(make('p', {'class': 'soft'}, [say('open_hint')]));
}

/* ---- maps ------------------------------------------------------------------------------------------------------------- */

function gridRows(table) {
  return all('tr', table).map(function (row) {
    return all('th, td', row).filter(function (cell) {
      return !/(^| )(tree|tree-head)( |$)/.test(cell.className);
    });
  });
}

/* What is said of a cell that has the focus: both names, its value, what else is shown, and the reason. */
function nameCell(cell) {
  if (!cell.hasAttribute('data-a')) return;
  var names = cellPair(cell).names;
  if (names[0] === names[1]) {
    cell.setAttribute('aria-label', names[0]);
    return;
  }
  var shown = [];
  all('data, span, small', cell).forEach(function (part) {
    if (getComputedStyle(part).display !== 'none') shown.push(part.textContent.trim());
  });
  cell.setAttribute('aria-label', names.join(' \u00B7 ') + say('name_joint') +
    (shown.length > 0 ? shown : ['\u2013']).join(say('list_joint')));
}

/* Switches change what cells show. */
function forgetCellNames() {
  all('table.matrix td[aria-label]').forEach(function (cell) { cell.removeAttribute('aria-label'); });
}

function focusCell(table, cell) {
  nameCell(cell);
  all('[tabindex="0"]', table).forEach(function (other) { other.setAttribute('tabindex', '-1'); });
  cell.setAttribute('tabindex', '0');
  cell.focus();
}

function moveInGrid(table, event) {
  var rows = gridRows(table);
  var cell = event.target.closest('th, td');
  var r = rows.findIndex(function (row) { return row.indexOf(cell) >= 0; });
  if (r < 0) return;
  var c = rows[r].indexOf(cell);
  var forward = getComputedStyle(table).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  var back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  var wide = event.ctrlKey || event.metaKey;
  switch (event.key) {
  case forward: c++; break;
  case back: c--; break;
  case 'ArrowDown': r++; break;
  case 'ArrowUp': r--; break;
  case 'PageDown': r = Math.min(r + 10, rows.length - 1); break;
  case 'PageUp': r = Math.max(r - 10, 0); break;
  case 'Home': c = 0; if (wide) r = 0; break;
  case 'End': if (wide) r = rows.length - 1; c = Infinity; break;
  case 'Enter':
  case ' ':
    if (cell.hasAttribute('data-a')) {
      event.preventDefault();
      openCell(cell);
    }
    return;
  default: return;
  }
  event.preventDefault();
  r = Math.max(0, Math.min(rows.length - 1, r));
  c = Math.max(0, Math.min(rows[r].length - 1, c));
  focusCell(table, rows[r][c]);
}

function openCell(cell) {
  var pair = cellPair(cell);
  if (pair.indexes[0] !== pair.indexes[1]) openPair(pair, cell);
}

function makeGrid(table) {
  table.setAttribute('role', 'grid');
  table.setAttribute('aria-readonly', 'true');
  var corner = table.querySelector('.corner');
  if (corner) corner.setAttribute('aria-hidden', 'true');
  all('.tree, .tree-head', table).forEach(function (cell) { cell.setAttribute('aria-hidden', 'true'); });
  gridRows(table).forEach(function (row) {
    row.forEach(function (cell) { cell.setAttribute('tabindex', '-1'); });
  });
  var first = table.querySelector('tbody td[data-a]');
  if (first) {
    first.setAttribute('tabindex', '0');
    nameCell(first);
  }
  table.addEventListener('keydown', function (event) { moveInGrid(table, event); });
  table.addEventListener('focusin', function (event) {
    var cell = event.target.closest('td, th');
    if (cell && cell.getAttribute('tabindex') === '-1') {
      all('[tabindex="0"]', table).forEach(function (other) { other.setAttribute('tabindex', '-1'); });
      cell.setAttribute('tabindex', '0');
    }
    if (cell) nameCell(cell);
    showDetails(cell);
  });
  table.addEventListener('click', function (event) {
    var cell = event.target.closest('td[data-a]');
    if (!cell) return;
    focusCell(table, cell);
    openCell(cell);
  });
}

function reorder(table, order) {
  var body = table.querySelector('tbody');
  var head = table.querySelector('thead tr');
  var tree = table.querySelector('td.tree');
  var place = {};
  order.forEach(function (item, i) { place[item] = i; });
  function byPlace(attribute) {
    return function (a, b) { return place[a.getAttribute(attribute)] - place[b.getAttribute(attribute)]; };
  }
  if (head) {
    var treeHead = head.querySelector('.tree-head');
    all('th[data-i]', head).sort(byPlace('data-i')).forEach(function (cell) { head.insertBefore(cell, treeHead); });
  }
  all('tr[data-i]', body).sort(byPlace('data-i')).forEach(function (row) {
    var cells = all('td[data-b]', row).sort(byPlace('data-b'));
    cells.forEach(function (cell) { row.appendChild(cell); });
    body.appendChild(row);
  });
  if (tree && body.firstElementChild) body.firstElementChild.appendChild(tree);
}

/* By map: the order in which it came, and whether it came with its tree. */
var firstOrders = {};

function keepFirstOrder(table) {
  var tree = table.querySelector('td.tree');
  firstOrders[table.getAttribute('data-map')] = {
    items: all('tbody tr[data-i]', table).map(function (row) { return row.getAttribute('data-i'); }),
    hasTree: !!tree && !tree.hidden
  };
}

/* Without a name each map goes back to the order in which it came. */
function setOrder(name) {
  var select = byId('order');
  if (select) select.value = name || select.getAttribute('data-first');
  all('table.matrix').forEach(function (table) {
    var map = table.getAttribute('data-map');
    var orders = (page.maps || {})[map] || {};
    var order = name ? Object.prototype.hasOwnProperty.call(orders, name) && orders[name] : firstOrders[map].items;
    if (!Array.isArray(order)) return;
    reorder(table, order);
    all('.tree, .tree-head', table).forEach(function (cell) {
      cell.hidden = name ? name !== 'clustered' : !firstOrders[map].hasTree;
    });
  });
}

/* ---- the pair view ----------------------------------------------------------------------------------------------------- */

var pairView = byId('pair-view');
var openedFrom = null;
var shownPair = null;

/* No space where the text had none: before closing signs, behind opening ones. */
function joinLine(line) {
  var left = line[3], right = line[5];
  if (left && !/[(\[{\u00AB\u201C\u2018\/-]$/.test(left)) left += ' ';
  if (right && !/^[)\]}\u00BB\u201D\u2019.,;:!?\u060C\u061B\u061F\u2026%\/-]/.test(right)) right = ' ' + right;
  return make('p', {'class': 'line', dir: 'auto'}, [left, make('mark', {}, [line[4]]), right]);
}

function placeOf(line) {
  var about = evidence.documents[line[0]];
  return make('p', {'class': 'place'}, [bdi(about[0]), say('list_joint'), say(about[1] ? 'bytes' : 'bytes_of_text'), ' ',
    bdi(line[1] + '\u2013' + line[2])]);
}

function sideLines(side, term, name) {
  var found = countOf(side, term);
  var box = make('div', {'class': 'pair-column'}, [make('p', {'class': 'column-name'},
    [bdi(name), say('name_joint'), sayCount('times', found[0])])]);
  found[1].forEach(function (number) {
    box.appendChild(joinLine(evidence.lines[number]));
    box.appendChild(placeOf(evidence.lines[number]));
  });
  if (found[0] > 0 && found[1].length === 0) {
    box.appendChild(make('p', {'class': 'soft'}, [say('line_missing')]));
  }
  return box;
}

function termItem(pair, found, term, share) {
  var heading = make('h4', {'class': 'term', tabindex: '-1'}, [bdi(termLabel(term))]);
  if (share != null) heading.appendChild(make('small', {}, [' ' + say('share_of', percent(share))]));
  var number = numberOfWord(evidence.terms[term][1]);
  if (number >= 0) {
    var way = wordLink(number, '');
    way.replaceChild(document.createTextNode(say('where_it_stands')), way.firstChild);
    way.setAttribute('aria-label', say('where_it_stands') + ': ' + termLabel(term));
    heading = make('div', {'class': 'term-head'}, [heading, way]);
  }
  return make('li', {}, [heading, make('div', {'class': 'pair'}, [
    sideLines(found.sides[0], term, pair.names[0]), sideLines(found.sides[1], term, pair.names[1])])]);
}

function termSection(pair, found, title, terms, whenEmpty) {
  var list = make('ol', {'class': 'pair-terms'});
  terms.filter(function (entry) { return !isHidden(entry[0]); }).forEach(function (entry) {
    list.appendChild(termItem(pair, found, entry[0], entry[1]));
  });
  return make('section', {}, [make('h3', {}, title),
    list.firstChild ? list : make('p', {'class': 'soft'}, [whenEmpty])]);
}

function alone(terms) {
  return terms.map(function (term) { return [term, null]; });
}

function pairSections(pair, found) {
  var nobodyElse = found.sources > 0 && found.sources < 3 ? say('two_sources') : say('none');
  return [
    termSection(pair, found, [say('shared')], found.shared, say('none')),
    termSection(pair, found, sentence('apart', [pair.names[0]]), alone(found.apart[0]), say('none')),
    termSection(pair, found, sentence('apart', [pair.names[1]]), alone(found.apart[1]), say('none')),
    found.sources ? termSection(pair, found, sentence('left_out', [pair.names[0]]), alone(found.left[0]), nobodyElse) : null,
    found.sources ? termSection(pair, found, sentence('left_out', [pair.names[1]]), alone(found.left[1]), nobodyElse) : null
  ];
}

function shellWord(text) {
  return /^[\w.\/-]+$/.test(text) ? text : "'" + text.replace(/'/g, "'\\''") + "'";
}

function withoutEvidence(pair) {
  var command = pair.kind === 'documents' ?
    'mizan explain OUT --documents ' + pair.names.map(shellWord).join(' ') :
    'mizan explain OUT --event ' + shellWord(pair.event) + ' --sources ' + pair.names.map(shellWord).join(' ');
  return [make('p', {}, [say('no_evidence')]), make('pre', {dir: 'ltr'}, [make('code', {}, [command])])];
}

/* Over all events: the events that both tell, each a way into its pair. */
function eventList(pair) {
  var list = make('ul', {'class': 'pair-events'});
  (page.events || []).forEach(function (event) {
    var of = {kind: pair.kind, event: event, names: pair.names, indexes: pair.indexes};
    var score = scoreOf(of);
    if (!score) return;
    list.appendChild(make('li', {}, [makeButton('', function () { openPair(of, openedFrom); }, 'open-event'),
      score[7] != null ? ' ' + fixed(score[7], 2) : ' \u2013']));
    list.lastChild.firstChild.appendChild(bdi(event));
  });
  return [make('p', {}, [say('choose_event')]), list];
}

function leftOutNote(found) {
  var left = evidence && evidence.left_out;
  if (!found || !left) return null;
  if (left.missing) return make('p', {'class': 'soft'}, [say('lines_missing')]);
  if (left.shown_lines < left.lines) {
    return make('p', {'class': 'soft'}, [say('left_out_lines', left.shown_lines, left.lines)]);
  }
  return null;
}

function setOthersInert(isInert) {
  all('body > *, main > *').forEach(function (element) {
    if (element !== pairView && !element.contains(pairView) && element.tagName !== 'SCRIPT') element.inert = isInert;
  });
}

function drawPair(pair) {
  var found = evidenceOf(pair);
  var title = make('h2', {id: 'pair-title', tabindex: '-1'}, [bdi(pair.names[0]), ' \u00B7 ', bdi(pair.names[1])]);
  empty(pairView);
  pairView.appendChild(make('div', {'class': 'toolbar pair-bar'}, [
    makeButton(say('close'), closePair, 'close'),
    found ? makeButton(say('previous'), function () { walk(-1); }, 'previous') : null,
    found ? makeButton(say('next'), function () { walk(1); }, 'next') : null,
    found ? makeButton(say('csv'), function () { savePair(pair, found); }, 'csv') : null,
    found ? make('span', {'class': 'soft'}, [say('keys')]) : null]));
  pairView.appendChild(title);
  if (pair.event) pairView.appendChild(make('p', {}, [bdi(pair.event)]));
  pairView.appendChild(pairFacts(pair));
  var parts = found ? pairSections(pair, found) : pair.event === '' && pair.kind !== 'documents' ? eventList(pair) :
    withoutEvidence(pair);
  parts.concat([leftOutNote(found)]).forEach(function (part) { if (part) pairView.appendChild(part); });
}

function openPair(pair, from) {
  if (!pairView) return;
  openedFrom = from || openedFrom;
  shownPair = pair;
  drawPair(pair);
  pairView.hidden = false;
  pairView.setAttribute('role', 'dialog');
  pairView.setAttribute('aria-modal', 'true');
  pairView.setAttribute('aria-labelledby', 'pair-title');
  root.classList.add('pair-open');
  setOthersInert(true);
  pairView.scrollTop = 0;
  byId('pair-title').focus();
  setState({view: 'pair', kind: pair.kind === 'documents' ? 'documents' : null, event: pair.event, a: pair.names[0],
    b: pair.names[1]}, true);
}

function hidePair() {
  shownPair = null;
  pairView.hidden = true;
  empty(pairView);
  root.classList.remove('pair-open');
  setOthersInert(false);
}

function closePair() {
  if (!shownPair) return;
  hidePair();
  setState({view: null, kind: null, event: null, a: null, b: null}, true);
  if (openedFrom && openedFrom.isConnected) openedFrom.focus();
}

function walk(step) {
  var stations = all('h4.term', pairView);
  if (stations.length === 0) return;
  var at = stations.indexOf(document.activeElement);
  var next = at < 0 ? (step > 0 ? 0 : stations.length - 1) : (at + step + stations.length) % stations.length;
  stations[next].focus();
  stations[next].scrollIntoView({block: 'center'});
}

/* The focus stays within the view while it is open. */
function keepFocus(event) {
  var stops = all('button', pairView);
  if (stops.length === 0) return;
  var first = stops[0], last = stops[stops.length - 1];
  if (event.shiftKey && (document.activeElement === first || document.activeElement.id === 'pair-title')) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first.focus();
  }
}

document.addEventListener('keydown', function (event) {
  if (!shownPair || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    closePair();
  } else if (event.key === 'n' || event.key === 'p') {
    event.preventDefault();
    walk(event.key === 'n' ? 1 : -1);
  } else if (event.key === 'Tab') {
    keepFocus(event);
  }
});

/* ---- tables ------------------------------------------------------------------------------------------------------------ */

function cellValue(cell) {
  var data = cell ? cell.querySelector('data') : null;
  if (!cell || data) return data ? data.getAttribute('value') : '';
  return Array.prototype.filter.call(cell.childNodes, function (child) { return child.nodeName !== 'BUTTON'; })
    .map(function (child) { return child.textContent; }).join('').trim();
}

function bodyRows(table) {
  return all('tbody tr', table);
}

/* A smaller table is seen at a glance. */
var SEARCH_ROWS_LEAST = 10;

function makeTable(table) {
  var suffix = table.id === 'terms-table' ? '' : '-' + table.id;
  var body = table.querySelector('tbody');
  var heads = all('thead th', table);
  var given = bodyRows(table);
  var folded = null;
  var search = null, count = null;
  var sorted = '';

  function prepare() {
    if (!folded) folded = new Map(given.map(function (row) { return [row, foldText(row.textContent)]; }));
  }

  function find(text) {
    var wanted = text.split(/\s+/).map(fold).filter(Boolean), shown = 0;
    if (wanted.length > 0) prepare();
    given.forEach(function (row) {
      var isWanted = wanted.every(function (word) { return folded.get(row).indexOf(word) >= 0; });
      row.hidden = !isWanted;
      shown += isWanted;
    });
    if (count) count.textContent = wanted.length > 0 ? say('found', shown, given.length) : '';
  }

  function keyOf(row, column, isNumber) {
    var value = cellValue(row.cells[column]);
    if (!isNumber) return fold(value);
    return value === '' || isNaN(value) ? null : Number(value);
  }

  /* What has no value stands last in either direction; equals as they were given. */
  function sort(column, direction) {
    var isNumber = heads[column].getAttribute('data-sort') === 'number';
    var keys = new Map(given.map(function (row, i) { return [row, [keyOf(row, column, isNumber), i]]; }));
    var sign = direction === 'descending' ? -1 : 1;
    given.slice().sort(function (x, y) {
      var a = keys.get(x), b = keys.get(y);
      if (a[0] !== b[0]) {
        if (a[0] === null || b[0] === null) return a[0] === null ? 1 : -1;
        return (a[0] < b[0] ? -1 : 1) * sign;
      }
      return a[1] - b[1];
    }).forEach(function (row) { body.appendChild(row); });
    heads.forEach(function (head, i) {
      if (i === column) head.setAttribute('aria-sort', direction);
      else head.removeAttribute('aria-sort');
    });
    sorted = column + ':' + direction;
  }

  heads.forEach(function (head, column) {
    if (!head.hasAttribute('data-sort')) return;
    var button = make('button', {type: 'button', 'class': 'sort'});
    while (head.firstChild) button.appendChild(head.firstChild);
    head.appendChild(button);
    button.addEventListener('click', function () {
      var isAscending = head.getAttribute('aria-sort') === 'ascending' ||
        (head.getAttribute('aria-sort') == null && head.getAttribute('data-sort') === 'number');
      sort(column, isAscending ? 'descending' : 'ascending');
      var changes = {};
      changes['sort' + suffix] = sorted;
      setState(changes);
    });
  });

  all('.toolbar[data-table="' + table.id + '"]').forEach(function (bar) {
    search = make('input', {type: 'search', id: 'search-' + table.id, autocomplete: 'off', dir: 'auto'});
    count = make('span', {role: 'status'});
    search.addEventListener('input', function () {
      var changes = {};
      find(search.value);
      changes['q' + suffix] = search.value;
      setState(changes);
    });
    if (given.length >= SEARCH_ROWS_LEAST) {
      bar.appendChild(make('label', {'for': search.id}, [say('search')]));
      bar.appendChild(search);
    }
    bar.appendChild(makeButton(say('csv'), function () { saveTable(table); }, 'csv'));
    bar.appendChild(count);
    bar.hidden = false;
  });

  return function restore(view) {
    var wanted = view['sort' + suffix], text = view['q' + suffix] || '';
    var parts = /^(\d+):(ascending|descending)$/.exec(wanted || '');
    if (parts && heads[+parts[1]] && heads[+parts[1]].hasAttribute('data-sort')) sort(+parts[1], parts[2]);
    if (search) {
      search.value = text;
      find(text);
    }
  };
}

/* ---- exports ----------------------------------------------------------------------------------------------------------- */

function csvField(value) {
  var text = value == null ? '' : String(value);
  return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}

function csvText(rows) {
  return rows.map(function (row) { return row.map(csvField).join(',') + '\r\n'; }).join('');
}

function save(name, type, content) {
  var address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], {type: type}));
  var link = make('a', {href: address, download: name});
  document.body.appendChild(link);
  link.click();
  document.body.removeChild(link);
  setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
}

function fileName(parts, extension) {
  var text = parts.filter(Boolean).join('-').replace(/[^\p{L}\p{N}_-]+/gu, '-').slice(0, 80);
  return 'mizan-' + text + '.' + extension;
}

function saveTable(table) {
  var heads = all('thead th', table).map(function (head) { return head.textContent.trim(); });
  var rows = bodyRows(table).filter(function (row) { return !row.hidden; }).map(function (row) {
    return Array.prototype.map.call(row.cells, cellValue);
  });
  save(fileName([table.id], 'csv'), 'text/csv;charset=utf-8', csvText([heads].concat(rows)));
}

function shownValue(cell) {
  var data = cell.querySelector(withoutNames() ? 'data.without' : 'data.with') || cell.querySelector('data.with');
  return data;
}

function mapName(table) {
  return table.getAttribute('data-event') || table.getAttribute('data-map');
}

function nameOfItem(table, index) {
  var list = (table.getAttribute('data-kind') === 'documents' ? page.documents : page.sources) || [];
  return list[index] == null ? '' : list[index];
}

function saveMap(table) {
  var order = all('thead th[data-i]', table).map(function (head) { return head.getAttribute('data-i'); });
  var rows = [[''].concat(order.map(function (i) { return nameOfItem(table, i); }))];
  all('tbody tr[data-i]', table).forEach(function (row) {
    rows.push([nameOfItem(table, row.getAttribute('data-i'))].concat(all('td[data-b]', row).map(function (cell) {
      var data = shownValue(cell);
      return data ? data.getAttribute('value') : '';
    })));
  });
  save(fileName(['map', mapName(table)], 'csv'), 'text/csv;charset=utf-8', csvText(rows));
}

function savePair(pair, found) {
  var rows = [['part', 'term', 'form', 'share', 'side', 'count', 'document', 'start', 'end', 'left', 'match', 'right']];
  function add(part, terms) {
    terms.filter(function (entry) { return !isHidden(entry[0]); }).forEach(function (entry) {
      found.sides.forEach(function (side, i) {
        var count = countOf(side, entry[0]);
        var about = evidence.terms[entry[0]];
        var head = [part, about[1], about[0], entry[1], pair.names[i], count[0]];
        if (count[1].length === 0) rows.push(head.concat(['', '', '', '', '', '']));
        count[1].forEach(function (number) {
          var line = evidence.lines[number];
          rows.push(head.concat([evidence.documents[line[0]][0], line[1], line[2], line[3], line[4], line[5]]));
        });
      });
    });
  }
  add('shared', found.shared);
  add('apart_a', alone(found.apart[0]));
  add('apart_b', alone(found.apart[1]));
  add('left_out_a', alone(found.left[0]));
  add('left_out_b', alone(found.left[1]));
  save(fileName(['pair', pair.event, pair.names[0], pair.names[1]], 'csv'), 'text/csv;charset=utf-8', csvText(rows));
}

function svgElement(name, attributes, text) {
  var element = document.createElementNS(svgNamespace, name);
  Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
  if (text != null) element.appendChild(document.createTextNode(text));
  return element;
}

var drawnStyles = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity',
  'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'dominant-baseline', 'direction', 'display',
  'visibility'];

/* A plot with the page's styles written into it, so that it looks the same without the page. */
function drawPlot(plot) {
  var copy = plot.cloneNode(true);
  var from = [plot].concat(all('*', plot)), to = [copy].concat(all('*', copy));
  var box = plot.getBoundingClientRect();
  from.forEach(function (element, i) {
    var style = getComputedStyle(element);
    drawnStyles.forEach(function (name) {
      var value = style.getPropertyValue(name);
      if (value) to[i].setAttribute(name, value);
    });
    to[i].removeAttribute('class');
  });
  copy.setAttribute('xmlns', svgNamespace);
  copy.setAttribute('width', Math.round(box.width));
  copy.setAttribute('height', Math.round(box.height));
  if (!copy.getAttribute('viewBox')) copy.setAttribute('viewBox', '0 0 ' + Math.round(box.width) + ' ' + Math.round(box.height));
  return copy;
}

/* A map as it stands on the screen: its cells where they are, in their colours, with their words. */
function drawMap(table) {
  var box = table.getBoundingClientRect();
  var style = getComputedStyle(table);
  var drawing = svgElement('svg', {xmlns: svgNamespace, width: Math.ceil(box.width), height: Math.ceil(box.height),
    viewBox: '0 0 ' + Math.ceil(box.width) + ' ' + Math.ceil(box.height), 'font-family': style.fontFamily});
  drawing.appendChild(svgElement('rect', {width: '100%', height: '100%',
    fill: getComputedStyle(document.body).backgroundColor}));
  all('th, td', table).forEach(function (cell) {
    var at = cell.getBoundingClientRect(), look = getComputedStyle(cell);
    var x = at.left - box.left, y = at.top - box.top;
    var data = shownValue(cell);
    var text = cell.hasAttribute('data-i') ? nameOfItem(table, cell.getAttribute('data-i')) : data ? data.textContent : '';
    if (cell.hidden || cell.classList.contains('tree') || at.width === 0) return;
    if (cell.hasAttribute('data-a')) {
      drawing.appendChild(svgElement('rect', {x: x, y: y, width: at.width, height: at.height,
        fill: look.backgroundColor, stroke: style.color, 'stroke-opacity': 0.2}));
    }
    if (!text) return;
    drawing.appendChild(svgElement('text', {x: x + at.width / 2, y: y + at.height / 2, 'text-anchor': 'middle',
      'dominant-baseline': 'central', 'font-size': look.fontSize, fill: look.color}, text));
  });
  var tree = table.querySelector('td.tree:not([hidden]) svg');
  if (tree) {
    var place = tree.getBoundingClientRect(), copy = drawPlot(tree);
    copy.setAttribute('x', place.left - box.left);
    copy.setAttribute('y', place.top - box.top);
    drawing.appendChild(copy);
  }
  return drawing;
}

function svgText(drawing) {
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(drawing) + '\n';
}

function saveSvg(drawing, name) {
  save(fileName([name], 'svg'), 'image/svg+xml', svgText(drawing));
}

/* Twice as many points as on the screen, for print. */
function savePng(drawing, name) {
  var address = URL.createObjectURL(new Blob([svgText(drawing)], {type: 'image/svg+xml'}));
  var image = new Image();
  image.onload = function () {
    var canvas = make('canvas', {width: 2 * drawing.getAttribute('width'), height: 2 * drawing.getAttribute('height')});
    var context = canvas.getContext('2d');
    context.scale(2, 2);
    context.drawImage(image, 0, 0);
    URL.revokeObjectURL(address);
    canvas.toBlob(function (blob) { if (blob) save(fileName([name], 'png'), 'image/png', blob); }, 'image/png');
  };
  image.onerror = function () { URL.revokeObjectURL(address); };
  image.src = address;
}

function addDrawingButtons(bar, draw, name) {
  bar.appendChild(makeButton(say('svg'), function () { saveSvg(draw(), name); }, 'svg'));
  bar.appendChild(makeButton(say('png'), function () { savePng(draw(), name); }, 'png'));
  bar.hidden = false;
}

function copyText(text, done) {
  function byHand() {
    var area = make('textarea', {readonly: true, 'class': 'vh'});
    area.value = text;
    document.body.appendChild(area);
    area.select();
    try {
      if (document.execCommand('copy')) done();
    } finally {
      document.body.removeChild(area);
    }
  }
  if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(text).then(done, byHand);
  else byHand();
}

function addCopyButton(place) {
  var source = byId(place.getAttribute('data-copies'));
  if (!source) return;
  var told = make('span', {role: 'status'});
  place.appendChild(makeButton(say('copy'), function () {
    copyText(source.textContent.replace(/\s+/g, ' ').trim(), function () { told.textContent = say('copied'); });
  }, 'copy'));
  place.appendChild(told);
  place.hidden = false;
}

/* ---- words followed through the documents ------------------------------------------------------------------------------ */

var followed = readBlock('mizan-words');
var wordView = byId('word-view');
var wordNumbers = {};
if (followed) {
  followed.terms.forEach(function (entry, number) {
    if (!Object.prototype.hasOwnProperty.call(wordNumbers, entry[1])) wordNumbers[entry[1]] = number;
  });
}
var PLACE_STEPS = 64;
var FIRST_TERM_PLACE = 3; /* of an entry: form, term, is a name, then its documents */
var WORDS_OFFERED = 12, WORD_EVENTS_MOST = 12, WORD_SOURCES_MOST = 40, WORD_DOCUMENTS_MOST = 100;
var shownWord = null;

function numberOfWord(term) {
  return Object.prototype.hasOwnProperty.call(wordNumbers, term) ? wordNumbers[term] : -1;
}

function wordLabel(number) {
  return followed.terms[number][0];
}

/* A link to the view of the word, which a click opens without leaving the page. */
function wordLink(number, label) {
  var view = {};
  Object.keys(state).forEach(function (key) { if (!/^(view|kind|event|a|b)$/.test(key)) view[key] = state[key]; });
  view.word = followed.terms[number][1];
  var link = make('a', {'class': 'word', href: addressOf(view)}, [bdi(label)]);
  link.addEventListener('click', function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openWord(number);
  });
  return link;
}

/* What shows a word becomes a way to it. */
function linkWord(element, term) {
  var number = numberOfWord(term);
  if (number < 0 || element.querySelector('a')) return;
  var label = element.textContent;
  empty(element);
  element.appendChild(wordLink(number, label));
}

function linkWords() {
  if (!followed || !wordView) return;
  all('[data-term]').forEach(function (element) { linkWord(element, element.getAttribute('data-term')); });
  all('#terms-table tbody tr').forEach(function (row) {
    var word = row.querySelector('.term'), stem = row.querySelector('.stem');
    if (word && stem) linkWord(word, stem.textContent);
  });
}

function strip(places) {
  var alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  var path = places.split('').map(function (place) { return 'M' + alphabet.indexOf(place) + ' 0h1v10h-1z'; }).join('');
  var drawing = svgElement('svg', {'class': 'strip', viewBox: '0 0 ' + PLACE_STEPS + ' 10', preserveAspectRatio: 'none',
    role: 'img', 'aria-label': places.split('').map(function (place) {
      return Math.round(100 * (alphabet.indexOf(place) + 0.5) / PLACE_STEPS) + '%';
    }).join(say('list_joint'))});
  drawing.appendChild(svgElement('path', {d: path}));
  return drawing;
}

/* {counts, words} by source and event: of all documents, whether they have the word or not. */
function tellingsOf(number) {
  var cells = {};
  function at(document) {
    var key = document[1] + ',' + document[2];
    if (!cells[key]) cells[key] = {count: 0, words: 0};
    return cells[key];
  }
  followed.documents.forEach(function (document) { at(document).words += document[3]; });
  followed.terms[number].slice(FIRST_TERM_PLACE).forEach(function (place) {
    at(followed.documents[place[0]]).count += place[1];
  });
  return cells;
}

function sumBy(cells, part) {
  var sums = {};
  Object.keys(cells).forEach(function (key) {
    var name = key.split(',')[part];
    sums[name] = (sums[name] || 0) + cells[key].count;
  });
  return sums;
}

/* The names that are shown, most of the word first kept where there are too many, then as they are sorted. */
function shownNames(names, sums, most) {
  return names.map(function (name, i) { return i; }).filter(function (i) { return sums[i] != null; })
    .sort(function (x, y) { return sums[y] - sums[x] || x - y; }).slice(0, most)
    .sort(function (x, y) { return x - y; });
}

function scrolling(label, table) {
  return make('div', {'class': 'scroll', tabindex: '0', role: 'group', 'aria-label': label}, [table]);
}

function headRow(names) {
  return make('thead', {}, [make('tr', {}, names.map(function (name) {
    return make('th', {scope: 'col'}, [name]);
  }))]);
}

/* How often each source has the word on each event, in a thousand words of what it tells of it. */
function rateTable(number) {
  var cells = tellingsOf(number);
  var sources = shownNames(followed.sources, sumBy(cells, 0), WORD_SOURCES_MOST);
  var events = shownNames(followed.events, sumBy(cells, 1), WORD_EVENTS_MOST);
  var rates = [];
  var body = make('tbody', {}, []);
  function rate(cell) { return cell.words > 0 ? 1000 * cell.count / cell.words : 0; }
  sources.forEach(function (source) {
    events.forEach(function (event) {
      var cell = cells[source + ',' + event];
      if (cell) rates.push(rate(cell));
    });
  });
  var highest = Math.max.apply(null, rates.concat([0.001]));
  sources.forEach(function (source) {
    body.appendChild(make('tr', {}, [make('th', {scope: 'row'}, [bdi(followed.sources[source] || '\u2013')])]
      .concat(events.map(function (event) {
        var cell = cells[source + ',' + event];
        if (!cell) return make('td', {'class': 'n u-none'}, ['\u2013']);
        var step = cell.count === 0 ? '' : ' h' + Math.min(9, Math.floor(10 * rate(cell) / highest));
        return make('td', {'class': 'n' + step}, [make('data', {value: rate(cell)}, [fixed(rate(cell), 1)]),
          make('small', {}, [' ' + cell.count])]);
      }))));
  });
  var label = say('word_rates');
  return [make('p', {'class': 'note'}, [label]),
    scrolling(label, make('table', {'class': 'coverage rates'}, [make('caption', {'class': 'vh'}, [label]),
      headRow([say('source')].concat(events.map(function (event) { return bdi(followed.events[event] || '\u2013'); }))),
      body])),
    sources.length < followed.sources.length || events.length < followed.events.length ?
      make('p', {'class': 'note'}, [say('word_rates_most', sources.length, followed.sources.length, events.length,
        followed.events.length)]) : null];
}

function placeTable(number) {
  var places = followed.terms[number].slice(FIRST_TERM_PLACE);
  var body = make('tbody', {}, places.slice().sort(function (x, y) {
    var a = followed.documents[x[0]], b = followed.documents[y[0]];
    return a[2] - b[2] || a[1] - b[1] || x[0] - y[0];
  }).slice(0, WORD_DOCUMENTS_MOST).map(function (place) {
    var about = followed.documents[place[0]];
    return make('tr', {}, [make('th', {scope: 'row'}, [bdi(about[0])]), make('td', {}, [bdi(followed.sources[about[1]])]),
      make('td', {}, [bdi(followed.events[about[2]])]), make('td', {'class': 'n'}, [place[1]]),
      make('td', {}, [place[2] ? strip(place[2]) : '\u2013'])]);
  }));
  var label = say('word_places');
  return [make('p', {'class': 'note'}, [label]),
    scrolling(label, make('table', {'class': 'coverage strips'}, [make('caption', {'class': 'vh'}, [label]),
      headRow([say('document'), say('source'), say('event'), say('count'), say('places')]), body])),
    places.length > WORD_DOCUMENTS_MOST ?
      make('p', {'class': 'note'}, [say('found', WORD_DOCUMENTS_MOST, places.length)]) : null];
}

/* The lines that the pairs show of the word: each once, as they are read. */
function linesOfWord(number) {
  var term = followed.terms[number][1], seen = {}, lines = [];
  if (!evidence) return lines;
  evidence.counts.forEach(function (entries) {
    entries.forEach(function (entry) {
      if (evidence.terms[entry[0]][1] !== term) return;
      entry.slice(2).forEach(function (line) {
        var at = evidence.lines[line];
        var key = at[0] + ',' + at[1];
        if (!seen[key]) lines.push(at);
        seen[key] = true;
      });
    });
  });
  return lines.sort(function (x, y) { return x[0] - y[0] || x[1] - y[1]; });
}

function wordLines(number) {
  var lines = linesOfWord(number);
  var label = wordLabel(number);
  var box = make('div', {'class': 'word-lines'}, lines.length > 0 ? [make('h4', {}, [say('word_lines')])] : []);
  lines.forEach(function (line) {
    box.appendChild(joinLine(line));
    box.appendChild(placeOf(line));
  });
  box.appendChild(make('p', {'class': 'note'}, [say('word_all_lines'), ' ',
    make('code', {dir: 'ltr'}, ['mizan concordance CORPUS ' + shellWord(label)])]));
  return box;
}

function drawWord(number) {
  var entry = followed.terms[number], box = byId('word-shown');
  var places = entry.slice(FIRST_TERM_PLACE);
  var sum = places.reduce(function (total, place) { return total + place[1]; }, 0);
  empty(box);
  box.appendChild(make('h3', {id: 'word-title', tabindex: '-1'}, [bdi(entry[0])]));
  box.appendChild(make('p', {}, [say('word_size', sum, places.length, followed.documents.length)]));
  rateTable(number).concat(placeTable(number), [wordLines(number)]).forEach(function (part) {
    if (part) box.appendChild(part);
  });
  box.appendChild(make('div', {'class': 'toolbar'}, [
    makeButton(say('csv'), function () { saveWord(number); }, 'csv'),
    makeButton(say('close'), function () { closeWord(true); }, 'close')]));
}

function openWord(number) {
  if (!wordView || !followed || number < 0) return;
  if (shownPair) hidePair();
  shownWord = number;
  drawWord(number);
  setState({view: null, kind: null, event: null, a: null, b: null, word: followed.terms[number][1]}, true);
  byId('word-title').focus();
  byId('word-title').scrollIntoView({block: 'start'});
}

function closeWord(isAsked) {
  if (shownWord === null) return;
  shownWord = null;
  empty(byId('word-shown'));
  setState({word: null}, isAsked);
  if (isAsked) byId('word-search').focus();
}

function saveWord(number) {
  var rows = [['word', 'term', 'document', 'source', 'event', 'words', 'count', 'per_thousand_words']];
  followed.terms[number].slice(FIRST_TERM_PLACE).forEach(function (place) {
    var about = followed.documents[place[0]];
    rows.push([followed.terms[number][0], followed.terms[number][1], about[0], followed.sources[about[1]],
      followed.events[about[2]], about[3], place[1], about[3] > 0 ? 1000 * place[1] / about[3] : '']);
  });
  save(fileName(['word', followed.terms[number][0]], 'csv'), 'text/csv;charset=utf-8', csvText(rows));
}

/* Words whose form or term begins with what was typed come first, then those that hold it. */
function wordsLike(text) {
  var wanted = foldText(text), first = [], others = [];
  if (!wanted) return first;
  followed.terms.forEach(function (entry, number) {
    var form = fold(entry[0]), at = form.indexOf(wanted), stem = entry[1].indexOf(wanted);
    if (form === wanted) first.unshift(number);
    else if (at === 0 || stem === 0) first.push(number);
    else if (at > 0 || stem > 0) others.push(number);
  });
  return first.concat(others);
}

function makeWordView() {
  if (!wordView || !followed) return;
  var search = make('input', {type: 'search', id: 'word-search', autocomplete: 'off', dir: 'auto'});
  var told = make('span', {role: 'status'});
  var offered = make('ul', {'class': 'top-terms'});
  search.addEventListener('input', function () {
    var found = wordsLike(search.value);
    empty(offered);
    found.slice(0, WORDS_OFFERED).forEach(function (number) {
      offered.appendChild(make('li', {}, [wordLink(number, wordLabel(number))]));
    });
    told.textContent = search.value.trim() === '' ? '' :
      say(found.length > 0 ? 'word_found' : 'word_none', found.length, followed.terms.length);
  });
  search.addEventListener('keydown', function (event) {
    var found = event.key === 'Enter' ? wordsLike(search.value) : [];
    if (found.length > 0) {
      event.preventDefault();
      openWord(found[0]);
    }
  });
  wordView.appendChild(make('div', {'class': 'toolbar', role: 'search', 'aria-label': say('follow')}, [
    make('label', {'for': 'word-search'}, [say('follow')]), search, told]));
  wordView.appendChild(offered);
  if (followed.left_out > 0) wordView.appendChild(make('p', {'class': 'note'}, [say('word_left_out', followed.left_out)]));
  wordView.appendChild(make('div', {id: 'word-shown'}, []));
}

/* ---- start ------------------------------------------------------------------------------------------------------------- */

var restoreTables = [];

function restore(view) {
  isRestoring = true;
  state = {};
  Object.keys(view).forEach(function (key) { state[key] = view[key]; });
  [['without-names', view.names === 'without'], ['intervals', view.intervals === 'shown'],
    ['counts', view.counts === 'shown']].forEach(function (pair) {
    var box = byId(pair[0]);
    if (box) box.checked = pair[1];
  });
  setOrder(view.order || '');
  restoreTables.forEach(function (restoreTable) { restoreTable(view); });
  restorePair(view);
  if (view.view !== 'pair') restoreWord(view);
  isRestoring = false;
}

function restoreWord(view) {
  var number = followed && view.word != null ? numberOfWord(view.word) : -1;
  if (number < 0) closeWord(false);
  else if (number !== shownWord) openWord(number);
}

function restorePair(view) {
  var kind = view.kind === 'documents' ? 'documents' : 'sources';
  var list = (kind === 'documents' ? page.documents : page.sources) || [];
  var indexes = [list.indexOf(view.a), list.indexOf(view.b)];
  if (view.view !== 'pair') {
    closePair();
    return;
  }
  if (indexes[0] < 0 || indexes[1] < 0 || indexes[0] === indexes[1]) return;
  var pair = {kind: kind, event: view.event || '', names: [view.a, view.b], indexes: indexes};
  var cell = all('table.matrix[data-kind="' + kind + '"]').filter(function (table) {
    return kind === 'documents' || (table.getAttribute('data-event') || '') === pair.event;
  }).map(function (table) {
    return table.querySelector('td[data-a="' + indexes[0] + '"][data-b="' + indexes[1] + '"]');
  })[0];
  openPair(pair, cell || null);
}

function mirror(id, key, value) {
  var box = byId(id);
  if (!box) return;
  box.addEventListener('change', function () {
    var changes = {};
    changes[key] = box.checked ? value : null;
    forgetCellNames();
    setState(changes);
  });
}

/* Where there are too many sources for a map of cells, pairs are opened from their table. */
function makePairRow(row) {
  var pair = {
    kind: 'sources', event: row.getAttribute('data-event') || '',
    indexes: [+row.getAttribute('data-a'), +row.getAttribute('data-b')]
  };
  pair.names = pair.indexes.map(function (i) { return (page.sources || [])[i] || ''; });
  var button = makeButton(say('open'), function () { openPair(pair, button); }, 'open');
  button.setAttribute('aria-label', say('open') + ': ' + pair.names.join(' \u00B7 '));
  row.cells[row.cells.length - 1].appendChild(button);
}

function start() {
  root.classList.add('js');
  all('table.matrix').forEach(function (table) {
    keepFirstOrder(table);
    makeGrid(table);
  });
  all('.toolbar[data-map]').forEach(function (bar) {
    var table = document.querySelector('table.matrix[data-map="' + bar.getAttribute('data-map') + '"]');
    if (!table) return;
    bar.appendChild(makeButton(say('csv'), function () { saveMap(table); }, 'csv'));
    addDrawingButtons(bar, function () { return drawMap(table); }, 'map-' + mapName(table));
  });
  all('.toolbar[data-plot]').forEach(function (bar) {
    var figure = byId(bar.getAttribute('data-plot'));
    var plot = figure && figure.querySelector('svg');
    if (plot) addDrawingButtons(bar, function () { return drawPlot(plot); }, bar.getAttribute('data-plot'));
  });
  restoreTables = all('table.sortable').map(makeTable);
  all('table.sortable tr[data-a][data-b]').forEach(makePairRow);
  all('.copy[data-copies]').forEach(addCopyButton);
  var order = byId('order');
  if (order) {
    order.setAttribute('data-first', order.value);
    order.addEventListener('change', function () {
      setOrder(order.value);
      setState({order: order.value});
    });
  }
  var form = byId('view');
  if (form) form.addEventListener('submit', function (event) { event.preventDefault(); });
  mirror('without-names', 'names', 'without');
  mirror('intervals', 'intervals', 'shown');
  mirror('counts', 'counts', 'shown');
  makeWordView();
  var view = readAddress();
  if (view) restore(view);
  setTimeout(linkWords, 0); /* behind the first paint */
  function follow() {
    var next = readAddress();
    if (next) restore(next);
    else if (shownPair || shownWord !== null) restore({});
  }
  window.addEventListener('popstate', follow);
  window.addEventListener('hashchange', follow);
}

start();
})();
