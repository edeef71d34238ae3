// Loaded before a program that is measured: leaves a note of the most memory that it held, in bytes.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.SCOREWRIGHT_BENCH_PEAK, String(process.resourceUsage().maxRSS * 1024));
});
