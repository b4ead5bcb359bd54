import assert from 'node:assert/strict';
import test from 'node:test';
import { describe, ScheduleError } from '../src/schedule.js';

test('stars say nothing', () => {
  assert.equal(describe('* * * * *'), 'every minute');
});

test('numbers, lists and steps are put in words', () => {
  assert.equal(describe('30 6 * * 1,5'), 'minute 30, hour 6, weekday 1 or 5');
  assert.equal(describe('*/15 * 1 * *'), 'every 15 minutes, day 1');
});

test('a value out of range is named', () => {
  assert.throws(() => describe('60 * * * *'), (error) => error instanceof ScheduleError && /60/.test(error.message));
});

test('a line of another length is refused', () => {
  assert.throws(() => describe('* * *'), ScheduleError);
});
