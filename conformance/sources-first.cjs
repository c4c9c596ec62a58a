/**
 * `lib/` holds sources and, after a compile, their JavaScript. Files are found as sources, but folders (`../lib/wiring`) by their index.js: there
 * would be two of every class, and what is `instanceof` one is not of the other. So sources come first for folders too, and for the package by its
 * name, as examples import it.
 */
const { join } = require('node:path');
const Module = require('node:module');

const { '.ts': source, ...others } = Module._extensions;
for (const extension of Object.keys(Module._extensions)) {
  delete Module._extensions[extension];
}
Object.assign(Module._extensions, { '.ts': source ?? others['.js'], ...others });

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveSources(request, ...others) {
  return resolve.call(this, request === 'cdk8s-observability' ? join(__dirname, '..', 'lib', 'index.ts') : request, ...others);
};
