#!/usr/bin/env node
import chalk from 'chalk';
import minimist from 'minimist';
import { fit, parcels } from '../src/boxes.js';

const options = minimist(process.argv.slice(2), { string: ['_'], default: { size: 20 } });
try {
  const boxes = fit(parcels(options._), Number(options.size));
  boxes.forEach((box, index) => {
    console.log(`${chalk.bold(`box ${index + 1}`)}  ${box.parcels.join(' + ')}  (${box.free} left)`);
  });
} catch (error) {
  console.error(`box-fitter: ${error.message}`);
  process.exitCode = 1;
}
