import { neighbourFindings } from '../../lib/prerequisites/release-neighbours';

const release = (path: string, namespace = 'tools', releaseName = 'reloader') => ({ path, namespace, releaseName });

test('two releases of one name in one namespace are one to Helm', () => {
  expect(neighbourFindings(release('stack/b'), [release('stack/a')])).toMatchObject([{
    what: "'stack/a' installs the release 'reloader' into the namespace 'tools' too",
    fix: "releaseName: 'reloader-2', or another namespace",
  }]);
});

test('one name in two namespaces, and two names in one, are two', () => {
  expect(neighbourFindings(release('stack/b'), [release('stack/a', 'others'), release('stack/c', 'tools', 'other')])).toEqual([]);
});
