/* words.js - words followed through the documents. */

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
