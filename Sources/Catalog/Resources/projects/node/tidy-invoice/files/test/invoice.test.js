import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvoiceError, amount, total } from '../src/invoice.js';

test('totals are kept for each rate', () => {
  const result = total({
    lines: [
      { quantity: 3, price: 199, vat: 19 },
      { quantity: 1, price: 1250, vat: 7 },
      { quantity: 2, price: 50, vat: 19 },
    ],
  });
  assert.deepEqual(result.rates, [
    { rate: 7, net: 1250, vat: 88 },
    { rate: 19, net: 697, vat: 132 },
  ]);
  assert.equal(result.gross, 1250 + 88 + 697 + 132);
});

test('a bad line is named', () => {
  assert.throws(() => total({ lines: [{ quantity: 1, price: 9.5, vat: 19 }] }), (error) => {
    assert.ok(error instanceof InvoiceError);
    assert.match(error.message, /line 1/);
    return true;
  });
});

test('an empty invoice is refused', () => {
  assert.throws(() => total({ lines: [] }), InvoiceError);
});

test('amounts have two decimals', () => {
  assert.deepEqual([0, 7, -250, 123456].map(amount), ['0.00', '0.07', '-2.50', '1234.56']);
});
