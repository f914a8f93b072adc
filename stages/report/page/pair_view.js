/* pair_view.js - a pair opened down to its lines. */

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
