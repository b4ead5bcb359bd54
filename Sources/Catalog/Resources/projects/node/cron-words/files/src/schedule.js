const fields = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'weekday', from: 0, to: 6 },
];

/** A line that cron would not take. */
export class ScheduleError extends Error {}

/** Says in words when a line of five fields runs. */
export function describe(line) {
  const parts = line.trim().split(/\s+/);
  if (parts.length !== fields.length) throw new ScheduleError(`expected 5 fields, found ${parts.length}`);
  const words = parts.map((part, index) => field(part, fields[index])).filter(Boolean);
  return words.length === 0 ? 'every minute' : words.join(', ');
}

function field(part, { name, from, to }) {
  if (part === '*') return '';
  const step = /^\*\/(\d+)$/.exec(part);
  if (step) return `every ${number(step[1], { name, from: 1, to })} ${name}s`;
  const values = part.split(',').map((value) => number(value, { name, from, to }));
  return `${name} ${values.join(' or ')}`;
}

function number(text, { name, from, to }) {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < from || value > to) throw new ScheduleError(`'${text}' is no ${name}`);
  return value;
}
