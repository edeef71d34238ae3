#!/usr/bin/env node
const { join } = require('node:path');

// Our sources are read by our own settings, whatever stands in the folder that the program is called from.
process.env.TSX_TSCONFIG_PATH = join(__dirname, '../tsconfig.json');
require('tsx/cjs');
require('../main.ts');
