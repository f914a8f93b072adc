/* address.js - the view, kept in the address. */

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
