import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LinkStore } from '../src/store.js';

test('a link is found by its name', () => {
  const store = new LinkStore({ limit: 10, timeToLive: '1h' });
  const name = store.add('https://library.example/catalogue?page=2');
  assert.equal(name.length, 8);
  assert.equal(store.find(name), 'https://library.example/catalogue?page=2');
  assert.equal(store.add('https://library.example/catalogue?page=2'), name);
});

test('a link expires', (t) => {
  let time = 1000;
  t.mock.method(performance, 'now', () => time);
  const store = new LinkStore({ limit: 10, timeToLive: '10s' });
  const name = store.add('https://library.example/');
  time += 9_999;
  assert.ok(store.find(name));
  time += 2;
  assert.equal(store.find(name), undefined);
});

test('only the newest links are kept', () => {
  const store = new LinkStore({ limit: 2, timeToLive: '1h' });
  const [first, , third] = ['a', 'b', 'c'].map((path) => store.add(`https://library.example/${path}`));
  assert.equal(store.find(first), undefined);
  assert.ok(store.find(third));
});

test('bad input is refused', () => {
  const store = new LinkStore({ limit: 2, timeToLive: '1h' });
  assert.throws(() => store.add('not a link'), TypeError);
  assert.throws(() => store.add('file:///etc/hosts'), /file:/);
  assert.throws(() => new LinkStore({ limit: 2, timeToLive: 'soon' }), RangeError);
});
