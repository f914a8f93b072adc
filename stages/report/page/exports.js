/* exports.js - tables, maps and drawings as files. */

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
