/*
 * elements.js - what the others of this folder are made of: elements, the data blocks of the page, the interface's texts.
 *
 * The build joins the sources into one script, in the order of PAGE_SCRIPT in the Makefile, within one function. What
 * report.html does beyond what it says: maps walked by keyboard, pairs opened down to their lines, tables sorted and
 * searched, views kept in the address, exports. Everything that is said stands in the page without the script. What comes
 * from the corpus reaches the page as text nodes alone. Nothing is fetched.
 */

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
