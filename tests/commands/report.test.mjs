// Goal: ./test never reports more than happened. Method: the report reader gets reports of every ending a program can have.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, readCtrf, readSpec, readVitest } from '../../eng/lib/report.mjs';

const wholeProgram = 'the program as a whole';

function ctrf(...tests) {
  return { results: { tests } };
}

test('a CTRF report is counted by status, with the reasons of failures and skips', () => {
  const counts = readCtrf(ctrf(
    { name: 'a', status: 'passed' },
    { name: 'b', status: 'failed', message: 'expected 1', trace: 'at b' },
    { name: 'c', status: 'skipped', extra: { reason: 'needs promtool' } },
    { name: 'd', status: 'other', message: 'ended early' }));

  assert.equal(counts.passed, 1);
  assert.deepEqual(counts.failures.map((failure) => failure.reason), ['expected 1\nat b', 'ended early']);
  assert.deepEqual(counts.skips, [{ name: 'c', reason: 'needs promtool' }]);
});

test('a Vitest file that could not be loaded counts as failed', () => {
  const counts = readVitest({
    testResults: [
      { name: 'good.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'x' }] },
      { name: 'broken.test.ts', status: 'failed', message: 'cannot find module', assertionResults: [] },
    ],
  });

  assert.equal(counts.passed, 1);
  assert.deepEqual(counts.failures, [{ name: 'broken.test.ts', reason: 'cannot find module' }]);
});

test('the form that the Node runner writes for people is counted by its closing lines', () => {
  const counts = readSpec([
    '▶ suite',
    '  ✔ good (4.5ms)',
    '  ✖ bad (0.8ms)',
    '    AssertionError: 1 == 2',
    '  ﹣ gone (0.1ms) # no server here',
    '✖ suite (6.4ms)',
    '﹣ silent (0.05ms) # SKIP',
    'ℹ tests 5', 'ℹ suites 1', 'ℹ pass 1', 'ℹ fail 1', 'ℹ cancelled 1', 'ℹ skipped 2', 'ℹ todo 0',
    '', '✖ failing tests:',
    '', 'test at a.test.mjs:3:51', '✖ bad (0.8ms)', '  AssertionError: 1 == 2', '      at somewhere',
    '', 'test at a.test.mjs:9:1', '✖ late (9ms)', "  'test did not finish before its parent'", ''].join('\n'));

  assert.equal(counts.passed, 1);
  assert.deepEqual(counts.failures, [
    { name: 'bad', reason: 'AssertionError: 1 == 2\n      at somewhere' },
    { name: 'late', reason: "'test did not finish before its parent'" }]);
  assert.deepEqual(counts.skips, [
    { name: 'gone', reason: 'no server here' },
    { name: 'silent', reason: 'no reason given' }]);
});

test('a failure that the log does not name is counted all the same', () => {
  assert.deepEqual(readSpec('ℹ tests 1\nℹ pass 0\nℹ fail 1\n').failures,
    [{ name: 'a test that the log does not name', reason: 'see the log' }]);
});

test('a program that left no report counts as failed, even with exit code 0', () => {
  assert.equal(judge(139, null).failures[0].name, wholeProgram);
  assert.equal(judge(0, null).failures[0].name, wholeProgram);
});

test('a program that ran nothing counts as failed', () => {
  assert.equal(judge(0, { passed: 0, failures: [], skips: [] }).failures[0].name, wholeProgram);
});

test('a program that crashed after its last test counts as failed', () => {
  const verdict = judge(134, { passed: 3, failures: [], skips: [] });

  assert.equal(verdict.passed, 3);
  assert.equal(verdict.failures[0].name, wholeProgram);
});

test('an exit code that the failed tests explain adds no failure', () => {
  const failures = [{ name: 'a', reason: 'no' }];

  assert.deepEqual(judge(2, { passed: 1, failures, skips: [] }).failures, failures);
});

test('a program whose tests were all skipped has run and has not failed', () => {
  assert.deepEqual(judge(0, { passed: 0, failures: [], skips: [{ name: 'a', reason: 'b' }] }).failures, []);
});
