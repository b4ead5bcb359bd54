#!/usr/bin/env node
import chalk from 'chalk';
import minimist from 'minimist';
import { describe } from '../src/schedule.js';

const options = minimist(process.argv.slice(2), { boolean: ['plain'], string: ['_'] });
try {
  for (const line of options._) {
    console.log(`${options.plain ? line : chalk.bold(line)}  ${describe(line)}`);
  }
} catch (error) {
  console.error(`cron-words: ${error.message}`);
  process.exitCode = 1;
}
