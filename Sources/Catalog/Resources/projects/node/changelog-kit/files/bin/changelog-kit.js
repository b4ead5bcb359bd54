#!/usr/bin/env node
'use strict';

const { readFileSync } = require('node:fs');
const { program } = require('commander');
const { changelog, nextVersion } = require('../src/index.js');

program
  .description('Turns commit subjects on standard input into a changelog')
  .requiredOption('--from <version>', 'version that the commits were made on')
  .action(({ from }) => {
    const subjects = readFileSync(0, 'utf8').split('\n');
    const version = nextVersion(from, subjects);
    process.stdout.write(version === null ? 'nothing to release\n' : changelog(version, subjects));
  })
  .parse();
