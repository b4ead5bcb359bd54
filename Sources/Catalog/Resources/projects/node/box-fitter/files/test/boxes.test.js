import assert from 'node:assert/strict';
import test from 'node:test';
import { fit, ParcelError, parcels } from '../src/boxes.js';

test('large parcels come first and small ones fill the gaps', () => {
  assert.deepEqual(fit([3, 7, 5, 5], 10), [
    { parcels: [7, 3], free: 0 },
    { parcels: [5, 5], free: 0 },
  ]);
});

test('no parcel needs no box', () => {
  assert.deepEqual(fit([], 10), []);
});

test('a parcel that fits no box is named', () => {
  assert.throws(() => fit([11], 10), (error) => error instanceof ParcelError && /11/.test(error.message));
});

test('sizes are whole numbers above 0', () => {
  assert.deepEqual(parcels(['1', '20']), [1, 20]);
  for (const word of ['0', '-1', '1.5', 'big']) assert.throws(() => parcels([word]), ParcelError);
});
