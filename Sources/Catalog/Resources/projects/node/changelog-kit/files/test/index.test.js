'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { changelog, nextVersion } = require('../src/index.js');

test('the strongest change decides the version', () => {
  assert.equal(nextVersion('1.4.2', ['fix: a', 'feat: b']), '1.5.0');
  assert.equal(nextVersion('1.4.2', ['fix: a']), '1.4.3');
  assert.equal(nextVersion('1.4.2', ['fix!: a', 'feat: b']), '2.0.0');
  assert.equal(nextVersion('1.4.2', ['docs: a', 'Merge branch main']), null);
});

test('a version is needed', () => {
  assert.throws(() => nextVersion('newest', []), TypeError);
});

test('commits are grouped under headings', () => {
  assert.equal(
    changelog('2.0.0', ['fix(io)!: close files', 'feat: read gzip', 'chore: tidy', 'fix: typo']),
    '## 2.0.0\n\n### Features\n\n- read gzip\n\n### Fixes\n\n- **Breaking:** io: close files\n- typo\n',
  );
});
