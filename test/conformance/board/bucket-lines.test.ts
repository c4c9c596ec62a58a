import { bucketLines, standings } from '../../../conformance/board/bucket-lines';
import { PolicyCheck, PolicyReport } from '../../../conformance/judging/judge-checkov';

function check(check_id: string): PolicyCheck {
  return { check_id, check_name: `about ${check_id}`, file_path: '/main.tf', resource: 'aws_s3_bucket.each' };
}

function report(failed: readonly string[], passed: readonly string[]): PolicyReport {
  return { check_type: 'terraform', results: { failed_checks: failed.map(check), passed_checks: passed.map(check), parsing_errors: [] } };
}

function board(...reports: PolicyReport[]): Record<string, string>[] {
  return bucketLines(reports.map((each) => standings([each]))).map((lines) => Object.fromEntries(lines.map(({ title, value }) => [title, value])));
}

test('a check that somebody fails has a line, for everybody', () => {
  expect(board(report(['CKV_1'], ['CKV_2']), report([], ['CKV_1', 'CKV_2']), report([], ['CKV_2']))).toEqual([
    { 'CKV_1: about CKV_1': '**fails** (1 of 1)', 'failed': '1', 'passed': '1' },
    { 'CKV_1: about CKV_1': 'passes', 'failed': '0', 'passed': '2' },
    { 'CKV_1: about CKV_1': 'not asked', 'failed': '0', 'passed': '1' },
  ]);
});

test('a check that is asked of several resources says how many fail it', () => {
  expect(board(report(['CKV_1'], ['CKV_1']))[0]).toMatchObject({ 'CKV_1: about CKV_1': '**fails** (1 of 2)' });
});
