// Goal: ./test never reports more than happened. Method: the report reader gets reports of every ending a program can have.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, readCtrf, readTap, readVitest } from '../../eng/lib/report.mjs';

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

test('only the leaves of a TAP log are counted', () => {
  const counts = readTap([
    'TAP version 13',
    '# Subtest: suite',
    '    # Subtest: inner',
    '    ok 1 - inner',
    '      ---',
    "      type: 'test'",
    '      ...',
    '    not ok 2 - wrong',
    '      ---',
    "      error: 'expected 2'",
    '      ...',
    'not ok 1 - suite',
    '  ---',
    "  type: 'suite'",
    '  ...',
    'ok 2 - absent # SKIP no server here',
  ].join('\n'));

  assert.equal(counts.passed, 1);
  assert.deepEqual(counts.failures, [{ name: 'wrong', reason: "      error: 'expected 2'" }]);
  assert.deepEqual(counts.skips, [{ name: 'absent', reason: 'no server here' }]);
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
