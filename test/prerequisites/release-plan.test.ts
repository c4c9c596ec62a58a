import * as fc from 'fast-check';
import { aPlan } from './fixtures';
import { releaseFindings, ReleasePlan } from '../../lib/prerequisites/release-plan';

function whatOf(changes: Partial<ReleasePlan>): string[] {
  return releaseFindings(aPlan(changes)).map(({ what }) => what);
}

test('nothing is wrong with a chart of a repository at one version', () => {
  expect(whatOf({})).toEqual([]);
});

describe('a version', () => {
  test.each(['1.2.3', 'v1.21.2', '1.2.3-rc.1', '1.2.3+build.5'])('may be %s', (version) => {
    expect(whatOf({ version })).toEqual([]);
  });

  test.each([['^1.2.0', '1.2.0'], ['~1.2', '1.2.0'], ['1.x', '1.0.0'], ['>= 2.1.4', '2.1.4'], ['', '1.0.0'], ['latest', '1.0.0'], ['1.2.3 || 2.0.0', '1.2.3']])(
    "may not be '%s'", (version, mended) => {
      const [finding] = releaseFindings(aPlan({ version }));
      expect(finding.what).toBe(`version '${version}' of reloader is not one version`);
      expect(finding.fix).toContain(`version: '${mended}'`);
      expect(whatOf({ version: mended })).toEqual([]);
    });
});

describe('a repository', () => {
  test.each(['https://charts.example.com', 'https://example.com:8443/charts', 'oci://quay.io/jetstack/charts'])('may be %s', (repository) => {
    expect(whatOf({ repository })).toEqual([]);
  });

  test.each(['http://charts.example.com', 'charts.example.com', './charts', '', 'file:///charts'])("may not be '%s'", (repository) => {
    expect(whatOf({ repository })).toEqual([`repository '${repository}' is neither https:// nor oci://`]);
  });

  test('is mended by the fix', () => {
    expect(releaseFindings(aPlan({ repository: 'http://charts.example.com/stable' }))[0].fix).toBe("repository: 'https://charts.example.com/stable'");
  });

  test.each(['https://reader:s3cret@charts.example.com', 'oci://token@quay.io/charts'])('has no password in it, and the finding does not repeat it: %s', (repository) => {
    const [finding, ...others] = releaseFindings(aPlan({ repository }));
    expect(others).toEqual([]);
    expect(finding.what).toBe('there is a name or a password in repository');
    expect(JSON.stringify(finding)).not.toMatch(/s3cret|token@/);
  });
});

test.each(['./charts/reloader', 'https://charts.example.com/reloader-1.2.3.tgz', 'stable/reloader', ''])("a chart may not be the path '%s'", (chart) => {
  expect(whatOf({ chart })).toEqual([`chart '${chart}' is not the name of a chart`]);
});

describe('names', () => {
  test('of releases have at most 53 characters', () => {
    expect(whatOf({ releaseName: 'r'.repeat(53) })).toEqual([]);
    expect(whatOf({ releaseName: 'r'.repeat(54) })).toHaveLength(1);
  });

  test('that Kubernetes refuses are found, both at once', () => {
    expect(whatOf({ releaseName: 'Cert_Manager', namespace: 'my.tools' })).toEqual([
      "releaseName 'Cert_Manager' is none that Helm takes", "namespace 'my.tools' is none that Kubernetes takes",
    ]);
  });

  test('are mended by their fixes', () => {
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (name) => {
      for (const field of ['releaseName', 'namespace'] as const) {
        const [finding] = releaseFindings(aPlan({ [field]: name }));
        const mended = finding && /'([^']*)'$/.exec(finding.fix)?.[1];
        expect(whatOf({ [field]: mended ?? name })).toEqual([]);
      }
    }));
  });
});

test('what is rolled back has to be waited for', () => {
  expect(whatOf({ atomic: true, wait: false })).toEqual(['atomic is true, and wait is false']);
  expect(whatOf({ atomic: false, wait: false })).toEqual([]);
  expect(whatOf({ atomic: false, wait: true })).toEqual([]);
});

test.each([[0, 1], [0.5, 1], [90.5, 91]])('a timeout of %d seconds is none', (timeoutSeconds, mended) => {
  expect(releaseFindings(aPlan({ timeoutSeconds }))).toMatchObject([{ what: `timeout is ${timeoutSeconds} seconds`, fix: `timeout: Duration.seconds(${mended})` }]);
});
