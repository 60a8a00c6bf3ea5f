// Reads what a test program left behind (report file, log, exit code) and says how many passed, failed and were skipped.
// Run as: node report.mjs NAME EXIT_CODE LOG REPORT TALLY SECONDS. Prints a line for people, appends the counts to TALLY.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const LOG_LINES_SHOWN = 40;
const DETAIL_LINES_SHOWN = 25;

/** Counts of a report in the Common Test Report Format, which the .NET test programs write. */
export function readCtrf(report) {
  const tests = report.results.tests;
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failures: tests.filter((test) => test.status !== 'passed' && test.status !== 'skipped')
      .map((test) => ({ name: test.name, reason: [test.message, test.trace].filter(Boolean).join('\n') })),
    skips: tests.filter((test) => test.status === 'skipped')
      .map((test) => ({ name: test.name, reason: test.extra?.reason ?? test.message ?? 'no reason given' })),
  };
}

/** Counts of Vitest's JSON report. A file that could not be loaded has no tests but counts as failed. */
export function readVitest(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const broken = report.testResults.filter((file) => file.status === 'failed'
    && !file.assertionResults.some((test) => test.status === 'failed'));
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failures: [
      ...tests.filter((test) => test.status === 'failed')
        .map((test) => ({ name: test.fullName, reason: test.failureMessages.join('\n') })),
      ...broken.map((file) => ({ name: file.name, reason: file.message })),
    ],
    skips: tests.filter((test) => !['passed', 'failed'].includes(test.status))
      .map((test) => ({ name: test.fullName, reason: test.meta?.reason ?? `marked as ${test.status}` })),
  };
}

/**
 * Counts of the form that Node's runner writes for people. Its closing lines count tests alone, suites apart; what was
 * cancelled has not passed.
 */
export function readSpec(text) {
  const count = (word) => Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const [above, below = ''] = text.split('✖ failing tests:');
  const failures = [...below.matchAll(/^✖ (.*?)(?: \([\d.]+ms\))?\n([\s\S]*?)(?=\n\n|$(?![\s\S]))/gm)];
  const skips = [...above.matchAll(/^\s*﹣ (.*?)(?: \([\d.]+ms\))? # (?:SKIP ?)?(.*)$/gm)];
  const named = (matches, at, unknown) => (
    { name: matches[at]?.[1] ?? 'a test that the log does not name', reason: matches[at]?.[2].trim() || unknown });
  return {
    passed: count('pass'),
    failures: Array.from({ length: count('fail') + count('cancelled') }, (_, at) => named(failures, at, 'see the log')),
    skips: Array.from({ length: count('skipped') + count('todo') }, (_, at) => named(skips, at, 'no reason given')),
  };
}

/** The verdict on a program: what its report counted, and one failure more when it ended in a way its report does not explain. */
export function judge(exitCode, counts) {
  const { passed, skips } = counts ?? { passed: 0, skips: [] };
  const failures = [...(counts?.failures ?? [])];
  if (failures.length === 0 && counts === null) {
    failures.push({ name: 'the program as a whole', reason: `It ended with exit code ${exitCode} and left no report.` });
  } else if (failures.length === 0 && passed + skips.length === 0) {
    failures.push({ name: 'the program as a whole', reason: 'It ran no test.' });
  } else if (failures.length === 0 && exitCode !== 0) {
    failures.push({ name: 'the program as a whole', reason: `It ended with exit code ${exitCode} although no test failed.` });
  }
  return { passed, failures, skips };
}

/** Reads whichever of the known forms is there; null when there is none that can be read. */
function read(reportFile, log) {
  try {
    if (existsSync(reportFile)) {
      const report = JSON.parse(readFileSync(reportFile, 'utf8'));
      return 'results' in report ? readCtrf(report) : readVitest(report);
    }
  } catch (error) {
    const reason = `${reportFile} could not be read: ${error.message}`;
    return { passed: 0, failures: [{ name: 'its report', reason }], skips: [] };
  }
  return /^ℹ tests \d+$/m.test(log) ? readSpec(log) : null;
}

function indented(text, limit) {
  const lines = text.trimEnd().split('\n');
  const shown = lines.slice(0, limit).map((line) => `        ${line}`);
  return lines.length > limit ? [...shown, `        … ${lines.length - limit} lines more in the log`] : shown;
}

function main([name, exitCode, logFile, reportFile, tallyFile, seconds]) {
  const log = existsSync(logFile) ? readFileSync(logFile, 'utf8') : '';
  const verdict = judge(Number(exitCode), read(reportFile, log));
  const counts = [verdict.passed, verdict.failures.length, verdict.skips.length];
  console.log(`  ${name.padEnd(34)}${`${counts[0]} passed, ${counts[1]} failed, ${counts[2]} skipped`.padEnd(38)}${seconds} s`);
  for (const skip of verdict.skips) console.log(`      skipped: ${skip.name}: ${skip.reason.split('\n')[0]}`);
  for (const failure of verdict.failures) {
    console.log(`      FAILED: ${failure.name}`);
    for (const line of indented(failure.reason, DETAIL_LINES_SHOWN)) console.log(line);
  }
  if (verdict.failures.some((failure) => failure.reason.startsWith('It ended'))) {
    for (const line of log.trimEnd().split('\n').slice(-LOG_LINES_SHOWN)) console.log(`        | ${line}`);
  }
  if (verdict.failures.length > 0) console.log(`      The whole log: ${logFile}`);
  appendFileSync(tallyFile, `${counts.join(' ')}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
