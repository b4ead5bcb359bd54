#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import chalk from 'chalk';
import minimist from 'minimist';
import { amount, total } from '../src/invoice.js';

const options = minimist(process.argv.slice(2), { boolean: ['json'], string: ['_'] });
try {
  const result = total(JSON.parse(readFileSync(options._[0] ?? 0, 'utf8')));
  if (options.json) {
    console.log(JSON.stringify(result));
  } else {
    for (const { rate, net, vat } of result.rates) {
      console.log(`${String(rate).padStart(3)} %  ${amount(net).padStart(12)}  ${amount(vat).padStart(12)}`);
    }
    console.log(chalk.bold(`total  ${amount(result.gross).padStart(12)}`));
  }
} catch (error) {
  console.error(`tidy-invoice: ${error.message}`);
  process.exitCode = 1;
}
