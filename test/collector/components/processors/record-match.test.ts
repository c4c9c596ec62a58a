import { MatchType } from '../../../../lib/collector/components/processors/match-type';
import { matchConfig, RecordMatch, requireMatches } from '../../../../lib/collector/components/processors/record-match';
import { SpanKind } from '../../../../lib/policy/sampling/traced-span';
import { problemOf } from '../../documents';

const CALLER = 'AttributesProcessor';

describe('a match', () => {
  test('compares texts as they are, and says no more than it was told', () => {
    expect(matchConfig({ services: ['checkout'] })).toEqual({ match_type: 'strict', services: ['checkout'] });
    expect(matchConfig(undefined)).toBeUndefined();
  });

  test('chooses spans by everything that they know', () => {
    const match: RecordMatch = {
      matchType: MatchType.REGEXP,
      services: ['check.*'],
      spanNames: ['GET .*'],
      spanKinds: [SpanKind.SERVER, SpanKind.CONSUMER],
      attributes: [{ key: 'http.route', value: '^/' }, { key: 'user.id' }],
      resources: [{ key: 'k8s.namespace.name', value: 'shop' }],
      scopes: [{ name: 'express', version: '1\\..*' }],
    };

    expect(() => requireMatches(CALLER, match)).not.toThrow();
    expect(matchConfig(match)).toEqual({
      match_type: 'regexp',
      services: ['check.*'],
      span_names: ['GET .*'],
      span_kinds: ['SPAN_KIND_SERVER', 'SPAN_KIND_CONSUMER'],
      attributes: [{ key: 'http.route', value: '^/' }, { key: 'user.id' }],
      resources: [{ key: 'k8s.namespace.name', value: 'shop' }],
      libraries: [{ name: 'express', version: '1\\..*' }],
    });
  });

  test('chooses log records by everything that they know', () => {
    const match: RecordMatch = { logBodies: ['ok'], logSeverityTexts: ['INFO'], logMinSeverity: 9, attributes: [{ key: 'retries', value: 3 }, { key: 'sent', value: true }] };

    expect(() => requireMatches(CALLER, match)).not.toThrow();
    expect(matchConfig(match)).toEqual({
      match_type: 'strict',
      log_bodies: ['ok'],
      log_severity_texts: ['INFO'],
      log_severity_number: { min: 9, match_undefined: false },
      attributes: [{ key: 'retries', value: 3 }, { key: 'sent', value: true }],
    });
  });

  test('takes log records without a severity for those of one, when it is told', () => {
    expect(matchConfig({ logMinSeverity: 17, logWithoutSeverity: true })).toMatchObject({ log_severity_number: { min: 17, match_undefined: true } });
  });

  test('chooses metrics by name and resource', () => {
    const match: RecordMatch = { metricNames: ['up'], resources: [{ key: 'job' }] };

    expect(() => requireMatches(CALLER, match)).not.toThrow();
    expect(matchConfig(match)).toEqual({ match_type: 'strict', metric_names: ['up'], resources: [{ key: 'job' }] });
  });
});

describe('a match fails', () => {
  test('when it chooses by nothing', () => {
    expect(problemOf(() => requireMatches(CALLER, { matchType: MatchType.STRICT }))).toMatchObject({
      path: CALLER,
      what: 'include chooses by nothing',
      fix: "include: { services: ['checkout'] }, or leave it out",
    });
  });

  test('when no signal knows all of it', () => {
    expect(problemOf(() => requireMatches(CALLER, { metricNames: ['up'] }, { logBodies: ['ok'] }))).toMatchObject({
      path: CALLER,
      what: 'include.metricNames, exclude.logBodies together',
      fix: 'one processor for each signal',
    });
  });

  test.each<[RecordMatch, string]>([
    [{ services: [] }, 'include.services is empty'],
    [{ spanNames: ['a', 'a'] }, "include.spanNames has 'a' twice"],
    [{ logBodies: [''] }, 'include.logBodies has an empty text in it'],
    [{ attributes: [] }, 'include.attributes is empty'],
    [{ resources: [{ key: '' }] }, 'include.resources has an empty text in it'],
    [{ scopes: [{ name: '' }] }, 'include.scopes has an empty text in it'],
    [{ logMinSeverity: 25 }, 'include.logMinSeverity is 25'],
    [{ logBodies: ['ok'], logWithoutSeverity: true }, 'include.logWithoutSeverity without logMinSeverity'],
    [{ matchType: MatchType.REGEXP, metricNames: ['('] }, "include.metricNames '(' is no RE2 expression: missing closing ): `(`"],
    [{ matchType: MatchType.REGEXP, attributes: [{ key: 'id', value: '(?=a)' }] }, "include id '(?=a)' is no RE2 expression: invalid or unsupported Perl syntax: `(?=` at character 1"],
    [{ matchType: MatchType.REGEXP, resources: [{ key: 'retries', value: 3 }] }, 'include retries is 3, which is no text'],
    [{ matchType: MatchType.REGEXP, scopes: [{ name: 'a', version: '[' }] }, "include.scopes '[' is no RE2 expression: missing closing ]: `[`"],
  ])('at %j', (match, what) => {
    expect(problemOf(() => requireMatches(CALLER, match))).toMatchObject({ path: CALLER, what });
  });
});
