import { ACCESS_KEY, azure, FOLDER, s3 } from './fixtures';
import { IObjectStore, ObjectStore, StoreLocation } from '../../../lib/storage';
import { Dialect, render, storeKind } from '../../../lib/storage/renderings/rendering';

const ECHO: Dialect = {
  s3: ({ bucket }) => ({ document: { bucket } }),
  gcs: ({ bucket }) => ({ document: { gcs: bucket }, flags: ['-flag'] }),
  azure: ({ container }) => ({ document: { container }, findings: [{ what: 'a', why: 'b', fix: 'c' }] }),
  filesystem: ({ directory }) => ({ document: { directory } }),
};

describe('a rendering', () => {
  test.each<[string, IObjectStore, object]>([
    ['s3', s3(), { bucket: 'acme-metrics' }],
    ['gcs', ObjectStore.gcs({ bucket: 'acme-metrics' }), { gcs: 'acme-metrics' }],
    ['azure', azure(), { container: 'metrics' }],
    ['filesystem', FOLDER, { directory: '/data/objects' }],
  ])('of %s is in the words for it', (kind, store, document) => {
    expect(storeKind(store)).toBe(kind);
    expect(render(ECHO, store).document).toEqual(document);
  });

  test('has the flags and findings of its words, and the variables and files of the store', () => {
    expect(render(ECHO, ObjectStore.gcs({ bucket: 'acme-metrics' })).flags).toEqual(['-flag']);
    expect(render(ECHO, azure()).findings).toEqual([{ what: 'a', why: 'b', fix: 'c' }]);
    expect(render(ECHO, s3({ accessKey: ACCESS_KEY }))).toMatchObject({ flags: [], files: [], findings: [], environment: [{ name: 'AWS_ACCESS_KEY_ID' }, {}] });
  });

  test('fails on a location that another copy of this library has made', () => {
    const ofAnotherCopy = Object.create(StoreLocation.prototype) as StoreLocation;

    expect(() => render(ECHO, ofAnotherCopy)).toThrow('IObjectStore: the location of the object store is none of this library\n');
  });
});
