'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { parseSubject } = require('../src/subject.js');

test('all parts of a subject are found', () => {
  assert.deepEqual(parseSubject('fix(parser)!: accept empty scopes'), {
    type: 'fix',
    scope: 'parser',
    breaking: true,
    text: 'accept empty scopes',
  });
});

test('scope and mark are optional', () => {
  assert.deepEqual(parseSubject('feat: add JSON output'), {
    type: 'feat',
    scope: null,
    breaking: false,
    text: 'add JSON output',
  });
});

test('a plain sentence has no type', () => {
  assert.equal(parseSubject('Merge branch main'), null);
  assert.equal(parseSubject('fix:'), null);
});
