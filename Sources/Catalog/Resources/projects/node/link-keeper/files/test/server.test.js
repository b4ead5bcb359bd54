import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { serve } from '../src/server.js';
import { LinkStore } from '../src/store.js';

const server = serve(new LinkStore({ limit: 10, timeToLive: '1h' }));
let origin;

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

test('a shortened link redirects', async () => {
  const created = await fetch(origin, { method: 'POST', body: 'https://library.example/\n' });
  assert.equal(created.status, 201);
  const found = await fetch(origin + (await created.text()).trim(), { redirect: 'manual' });
  assert.equal(found.status, 302);
  assert.equal(found.headers.get('location'), 'https://library.example/');
});

test('refusals have their own status', async () => {
  assert.equal((await fetch(`${origin}/nothing`)).status, 404);
  assert.equal((await fetch(origin, { method: 'POST', body: 'mailto:me' })).status, 422);
  assert.equal((await fetch(origin, { method: 'DELETE' })).status, 405);
});
