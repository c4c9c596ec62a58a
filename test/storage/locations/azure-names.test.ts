import * as fc from 'fast-check';
import {
  requireClientId, requireContainer, requireEndpointSuffix, requireFoldersWithoutDot, requireStorageAccount,
} from '../../../lib/storage/locations/azure-names';
import { fixesOf } from '../fixes-of';

describe('the name of a storage account', () => {
  test.each(['abc', 'acme2prod', 'a'.repeat(24)])('may be %s', (name) => {
    expect(() => requireStorageAccount('path', name)).not.toThrow();
  });

  test.each([
    ['ab', 'acmeprodtelemetry'],
    ['Acme-Prod', 'acmeprod'],
    ['https://acmeprod.blob.core.windows.net', 'acmeprod'],
    ['http://acmeprod.blob.core.windows.net', 'acmeprod'],
    ['ABC', 'abc'],
    ['a'.repeat(25), 'a'.repeat(24)],
  ])("fails on '%s' and offers '%s'", (name, fix) => {
    expect(() => requireStorageAccount('path', name)).toThrow(`path: storageAccount '${name}' is not 3 to 24 lower-case letters and digits\n`);
    expect(() => requireStorageAccount('path', name)).toThrow(`fix: storageAccount: '${fix}'\n`);
  });
});

describe('the name of a container', () => {
  test.each(['abc', 'acme-prod-metrics', '007', 'a'.repeat(63)])('may be %s', (name) => {
    expect(() => requireContainer('path', name)).not.toThrow();
  });

  test.each([
    ['ab', 'metrics'],
    ['a'.repeat(64), 'a'.repeat(63)],
    ['Acme', 'acme'],
    ['acme_prod', 'acme-prod'],
    ['acme--prod', 'acme-prod'],
    ['--acme--', 'acme'],
    ['$root', 'root'],
  ])("fails on '%s' and offers '%s'", (name, fix) => {
    expect(() => requireContainer('path', name)).toThrow(`fix: container: '${fix}'\n`);
  });

  test('is offered so that it does not fail again', () => {
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (name) => {
      const [fix] = fixesOf(() => requireContainer('path', name));
      expect(fix === undefined ? [] : fixesOf(() => requireContainer('path', fix))).toEqual([]);
    }));
  });
});

describe('the end of an endpoint', () => {
  test.each(['blob.core.windows.net', 'privatelink.blob.core.windows.net', 'z12.blob.storage.azure.net', 'b.c'])('may be %s', (suffix) => {
    expect(() => requireEndpointSuffix('path', suffix)).not.toThrow();
  });

  test.each(['https://blob.core.windows.net', 'blob.core.windows.net:443', 'blob.core.windows.net/container', '.blob.core.windows.net', 'blob', ''])(
    "fails on '%s'", (suffix) => {
      expect(() => requireEndpointSuffix('path', suffix)).toThrow(`path: endpointSuffix '${suffix}' is not the end of a host name\n`);
    },
  );
});

describe('a prefix in Azure', () => {
  test('may have dots', () => {
    expect(() => requireFoldersWithoutDot('path', 'v1.2/.hidden')).not.toThrow();
  });

  test('fails with a dot at the end of a folder', () => {
    expect(() => requireFoldersWithoutDot('path', 'thanos./eu')).toThrow(/prefix 'thanos.\/eu' has a folder that ends with a dot[^]*fix: prefix: 'thanos\/eu'/);
    expect(() => requireFoldersWithoutDot('path', 'v1.2../eu')).toThrow("fix: prefix: 'v1.2/eu'");
  });
});

describe('the client id of an identity', () => {
  test('is a UUID', () => {
    expect(() => requireClientId('path', '1234abcd-12ab-34cd-56ef-1234567890ab')).not.toThrow();
  });

  test.each(['my-identity', '/subscriptions/1/resourceGroups/acme', '01234abcd-12ab-34cd-56ef-1234567890ab', '1234abcd-12ab-34cd-56ef-1234567890ab0', ''])("fails on '%s'", (id) => {
    expect(() => requireClientId('path', id)).toThrow(`managedIdentityClientId '${id}' is not the client id of an identity`);
  });
});
