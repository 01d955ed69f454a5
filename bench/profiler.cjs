const { renameSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');

// Loaded into the server before anything else: SIGUSR2 begins a CPU profile, and the next one ends
// it and puts it into the file BENCH_PROFILE.
const INTERVAL_US = 200;
const session = new Session();
let isRunning = false;
session.connect();
session.post('Profiler.enable');
session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });

process.on('SIGUSR2', () => {
  isRunning = !isRunning;
  if (isRunning) return session.post('Profiler.start');
  session.post('Profiler.stop', (error, { profile }) => {
    const file = process.env.BENCH_PROFILE;
    // Renamed when it is complete: somebody waits for this name.
    writeFileSync(`${file}.part`, JSON.stringify(profile));
    renameSync(`${file}.part`, file);
  });
});
