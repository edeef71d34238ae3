// Loaded before a program that is measured: leaves a note of the processor time that it took, in seconds, and of the most
// memory that it held, in bytes.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const note = { cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS * 1024 };
  writeFileSync(process.env.BENCH_COST, JSON.stringify(note));
});
