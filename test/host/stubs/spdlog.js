// JavaScript stand-in for @vscode/spdlog (native). Same surface as VS Code uses.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const NAMES = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
const pad = (n, w = 2) => String(n).padStart(w, '0');
class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 2;
    this.raw = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.fd = fs.openSync(file, 'a');
  }
  _write(level, msg) {
    if (level < this.level || this.fd === undefined) return;
    const d = new Date();
    const head = this.raw
      ? ''
      : `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())} ${pad(d.getHours())}:${pad(d.getMinutes())}:${pad(d.getSeconds())}.${pad(d.getMilliseconds(), 3)} [${NAMES[level]}] `;
    try {
      fs.writeSync(this.fd, head + msg + (this.raw ? '' : '\n'));
    } catch {}
  }
  trace(m) {
    this._write(0, m);
  }
  debug(m) {
    this._write(1, m);
  }
  info(m) {
    this._write(2, m);
  }
  warn(m) {
    this._write(3, m);
  }
  error(m) {
    this._write(4, m);
  }
  critical(m) {
    this._write(5, m);
  }
  getLevel() {
    return this.level;
  }
  setLevel(l) {
    this.level = l;
  }
  setPattern() {}
  clearFormatters() {
    this.raw = true;
  }
  flush() {}
  drop() {
    if (this.fd !== undefined) {
      try {
        fs.closeSync(this.fd);
      } catch {}
      this.fd = undefined;
    }
  }
}
const create = async (name, file) => new Logger('rotating', name, file);
// `exports.x =` form: VS Code imports these names from ESM, and Node finds them by scanning the source.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
