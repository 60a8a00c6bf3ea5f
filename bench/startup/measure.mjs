// Starts both programs in turn and reads, at the moment /ready first answers 200, the CPU time that the kernel has counted
// for the process (user + system, /proc/PID/stat), and a few seconds later its resident memory.
// Run as: node measure.mjs ATTUNE MINIMAL [--json]
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const STARTS = 10;
const RATIO_GATE = 2.5;
const RATIO_GOAL = 1.5;
const WALL_GOAL_MS = 400;
const IDLE_RSS_GATE_MB = 100;
const IDLE_SECONDS = 3;
const IDLE_SAMPLES = 3;
const READY_LIMIT_MS = 30_000;
const POLL_MS = 2;
// The kernel tells these times to user programs in hundredths of a second on every platform that .NET runs on.
const TICK_MS = 10;
const BOOTSTRAP_ROUNDS = 2_000;

const [attune, minimal, ...options] = process.argv.slice(2);

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

function isReady(port) {
  return new Promise((done) => {
    const request = get({ host: '127.0.0.1', port, path: '/ready', agent: false }, (answer) => {
      answer.resume();
      done(answer.statusCode === 200);
    });
    request.on('error', () => done(false));
  });
}

function cpuMs(pid) {
  // The program's name stands in parentheses and may hold spaces; the fields are counted from behind it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function rssMb(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

async function start(program, programArguments, withIdle) {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(program, [...programArguments, '--urls', `http://127.0.0.1:${port}`], { stdio: 'ignore' });
  const ended = new Promise((done) => child.once('exit', done));
  try {
    while (!(await isReady(port))) {
      const isLate = performance.now() - began > READY_LIMIT_MS;
      if (isLate || child.exitCode !== null) throw new Error(`${program} did not become ready.`);
      await pause(POLL_MS);
    }
    const cpu = cpuMs(child.pid);
    const wall = performance.now() - began;
    if (withIdle) await pause(IDLE_SECONDS * 1000);
    return { cpu, wall, rss: withIdle ? rssMb(child.pid) : null };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Percentile bootstrap of the ratio of medians (Efron 1979), with a fixed seed so that a run's data gives one answer. */
function ratioInterval(above, below) {
  let state = 42;
  const next = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const draw = (values) => median(values.map(() => values[next(values.length)]));
  const ratios = Array.from({ length: BOOTSTRAP_ROUNDS }, () => draw(above) / draw(below)).sort((a, b) => a - b);
  return [ratios[Math.floor(BOOTSTRAP_ROUNDS * 0.025)], ratios[Math.floor(BOOTSTRAP_ROUNDS * 0.975)]];
}

function commit() {
  try {
    const cwd = dirname(fileURLToPath(import.meta.url));
    return execFileSync('git', ['describe', '--always', '--dirty'], { cwd, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown: not a git checkout';
  }
}

const rounded = (value, digits = 1) => Number(value.toFixed(digits));

async function measure() {
  const data = mkdtempSync(join(tmpdir(), 'attune-startup-'));
  const programs = { attune: [attune, ['serve', '--data', data]], minimal: [minimal, []] };
  const runs = { attune: [], minimal: [] };
  try {
    for (let round = -1; round < STARTS; round++) {
      for (const [name, [program, programArguments]] of Object.entries(programs)) {
        const run = await start(program, programArguments, round >= 0 && round < IDLE_SAMPLES);
        // The first round makes the data folder and warms the page cache; it is not counted.
        if (round >= 0) runs[name].push(run);
      }
    }
  } finally {
    rmSync(data, { recursive: true });
  }
  return runs;
}

function summarise(runs) {
  const of = (name, field) => runs[name].map((run) => run[field]).filter((value) => value !== null);
  const metrics = {};
  const intervals = {};
  for (const name of Object.keys(runs)) {
    for (const [field, unit] of [['cpu', 'CpuMs'], ['wall', 'WallMs'], ['rss', 'IdleRssMb']]) {
      const values = of(name, field);
      metrics[name + unit] = rounded(median(values));
      intervals[name + unit] = [rounded(Math.min(...values)), rounded(Math.max(...values))];
    }
  }
  metrics.cpuRatio = rounded(metrics.attuneCpuMs / metrics.minimalCpuMs, 2);
  intervals.cpuRatio = ratioInterval(of('attune', 'cpu'), of('minimal', 'cpu')).map((value) => rounded(value, 2));
  return { metrics, intervals };
}

function print({ metrics, intervals }) {
  const row = (title, ...cells) => console.log(title.padEnd(26) + cells.map((cell) => String(cell).padStart(12)).join(''));
  row(`median of ${STARTS} starts`, 'Attune', 'minimal', 'ratio');
  row('CPU to ready (ms)', metrics.attuneCpuMs, metrics.minimalCpuMs, metrics.cpuRatio);
  row('wall to ready (ms)', metrics.attuneWallMs, metrics.minimalWallMs,
    rounded(metrics.attuneWallMs / metrics.minimalWallMs, 2));
  row(`RSS after ${IDLE_SECONDS} s idle (MB)`, metrics.attuneIdleRssMb, metrics.minimalIdleRssMb,
    rounded(metrics.attuneIdleRssMb / metrics.minimalIdleRssMb, 2));
  console.log(`95 % interval of the CPU ratio: ${intervals.cpuRatio.join(' to ')}\n`);
  const verdicts = [
    ['gate', `CPU <= ${RATIO_GATE} x minimal`, metrics.cpuRatio <= RATIO_GATE],
    ['goal', `CPU <= ${RATIO_GOAL} x minimal`, metrics.cpuRatio <= RATIO_GOAL],
    ['goal', `ready in < ${WALL_GOAL_MS} ms (quiet machine)`, metrics.attuneWallMs < WALL_GOAL_MS],
    ['gate', `idle RSS < ${IDLE_RSS_GATE_MB} MB`, metrics.attuneIdleRssMb < IDLE_RSS_GATE_MB],
  ];
  for (const [kind, claim, holds] of verdicts) console.log(`${kind}  ${claim.padEnd(38)} ${holds ? 'reached' : 'MISSED'}`);
  return verdicts.every(([kind, , holds]) => holds || kind === 'goal');
}

const summary = summarise(await measure());
const passed = print(summary);
if (options.includes('--json')) {
  const program = readFileSync(join(dirname(attune), 'attune.dll'));
  console.log(JSON.stringify({
    name: 'startup',
    commit: commit(),
    machine: `${cpus().length} x ${cpus()[0].model}, Linux ${process.arch}`,
    data: { name: 'interleaved starts of attune.dll', sha256: createHash('sha256').update(program).digest('hex'), n: STARTS },
    ...summary,
  }));
}
process.exitCode = passed ? 0 : 1;
