/** Object stores as the programs for which they are written use them: before a local server of S3, and on paper where a cloud is away. */
import { readCloudDocuments } from './cloud-documents';
import { BUCKET, filesUnder, LocalS3 } from './local-s3';
import { complaintsOnLines, complaintsOnWrongKey, lokiConfiguration, refusalOfLoki } from './loki-lines';
import { podOf } from './pod';
import { askBucket, blockFolder, complaintsOnBlocks } from './thanos-blocks';
import { IObjectStore, ObjectStore, S3LocationProps } from '../../../lib/storage';
import { lokiLegacyClients } from '../../../lib/storage/renderings/loki-legacy-clients';
import { lokiObjectStore } from '../../../lib/storage/renderings/loki-object-store';
import { thanosObjstore } from '../../../lib/storage/renderings/thanos-objstore';
import { FileSource, SecretValue, Tls } from '../../../lib/wiring';
import { Authority } from '../../cluster/certificates';
import { Result, temporaryFolder } from '../processes';
import { tail } from '../steps';
import { Verdict } from '../verdict';

export const OBJECT_STORES = 'object stores';

const OWN_AUTHORITY = Tls.custom({ ca: FileSource.fromConfigMap('authority', 'ca.crt') });

function bucketAt({ endpoint }: LocalS3, options: Partial<S3LocationProps> = {}, secret = 'secret'): IObjectStore {
  return ObjectStore.s3({
    bucket: BUCKET,
    region: 'us-east-1',
    endpoint,
    forcePathStyle: true,
    tls: Tls.plaintext(),
    accessKey: { id: SecretValue.fromSecret('store', 'id'), secret: SecretValue.fromSecret('store', secret) },
    ...options,
  });
}

/** A server for everybody, so that nobody is judged by the objects of another. */
async function onServer(object: string, authority: Authority | undefined, complaintsOn: (server: LocalS3, ca?: string) => Promise<string[]>): Promise<Verdict> {
  const server = await LocalS3.start(await authority?.issueServer(object.replace(/\W+/g, '-'), ['127.0.0.1']));
  try {
    return verdictOn(object, await complaintsOn(server, authority?.paths('ca').certificate));
  } catch (error) {
    return verdictOn(object, [(error as Error).message]);
  } finally {
    await server.stop();
  }
}

async function judgeThanos(authority: Authority): Promise<Verdict[]> {
  const blocks = await blockFolder();
  const blocksOf = (store: IObjectStore, prefix: string, server: LocalS3, ca?: string) => {
    const rendering = thanosObjstore(store);
    return complaintsOnBlocks(podOf(rendering, rendering.document, ca), blocks, prefix, () => server.objects());
  };
  const folder = temporaryFolder('store');
  const filesystem = thanosObjstore(ObjectStore.filesystem({ directory: folder }));
  return [
    await onServer('Thanos, a bucket', undefined, (server) => blocksOf(bucketAt(server, { prefix: 'thanos/eu' }), 'thanos/eu/', server)),
    await onServer('Thanos, a bucket behind TLS', authority, (server, ca) => blocksOf(bucketAt(server, { tls: OWN_AUTHORITY }), '', server, ca)),
    await onServer('Thanos, a bucket and a wrong key', undefined, async (server) => {
      const rendering = thanosObjstore(bucketAt(server, {}, 'wrong-secret'));
      return expectRefusal(await askBucket('ls', podOf(rendering, rendering.document)), /signature we calculated does not match/);
    }),
    await onServer('Thanos, a bucket behind TLS and a foreign authority', authority, async (server) => {
      const rendering = thanosObjstore(bucketAt(server, { tls: Tls.system() }));
      return expectRefusal(await askBucket('ls', podOf(rendering, rendering.document)), /certificate signed by unknown authority/);
    }),
    verdictOn('Thanos, a folder', await complaintsOnBlocks(podOf(filesystem, filesystem.document), blocks, '', () => filesUnder(folder)).catch(({ message }) => [message])),
  ];
}

async function judgeLoki(authority: Authority): Promise<Verdict[]> {
  const lines = (render: typeof lokiObjectStore, options: Partial<S3LocationProps>, prefix: string) => (server: LocalS3, ca?: string) => {
    const store = bucketAt(server, options);
    return complaintsOnLines(render(store), { store, prefix, objects: () => server.objects() }, ca);
  };
  const inFolder = (object: string, render: typeof lokiObjectStore) => {
    const directory = temporaryFolder('store');
    const store = ObjectStore.filesystem({ directory });
    return complaintsOnLines(render(store), { store, prefix: '', objects: () => filesUnder(directory) })
      .then((complaints) => verdictOn(object, complaints), ({ message }) => verdictOn(object, [message]));
  };
  // Loki mostly waits
  return Promise.all([
    onServer('Loki, a bucket behind TLS', authority, lines(lokiObjectStore, { prefix: 'loki-eu', tls: OWN_AUTHORITY }, 'loki-eu/')),
    onServer("Loki's older clients, a bucket behind TLS", authority, lines(lokiLegacyClients, { tls: OWN_AUTHORITY }, '')),
    onServer('Loki, a bucket and a wrong key', undefined, (server) => {
      const store = bucketAt(server, {}, 'wrong-secret');
      return complaintsOnWrongKey(lokiObjectStore(store), store);
    }),
    inFolder('Loki, a folder', lokiObjectStore),
    inFolder("Loki's older clients, a folder", lokiLegacyClients),
    refusedByLoki('Loki, a prefix with a slash', ObjectStore.s3({ ...AWS, prefix: 'loki/eu' }), /storage prefix contains invalid characters/),
    refusedByLoki('Loki, an endpoint with the bucket in it', ObjectStore.s3({ ...AWS, endpoint: 'acme-logs.example.com' }), /must not prefixed with the bucket name/),
  ]);
}

const AWS = { bucket: 'acme-logs', region: 'us-east-1' };

/** What a rendering finds fault with, the program refuses: or the finding would be wrong. */
async function refusedByLoki(object: string, store: IObjectStore, reason: RegExp): Promise<Verdict> {
  const rendering = lokiObjectStore(store);
  const refusal = await refusalOfLoki(podOf(rendering, lokiConfiguration(rendering.document, store)));
  return verdictOn(object, [
    ...rendering.findings.length === 1 ? [] : ['the rendering finds no fault with it'],
    ...reason.test(refusal ?? '') ? [] : [`Loki does not say ${reason}: ${refusal}`],
  ]);
}

function expectRefusal({ code, stdout, stderr }: Result, reason: RegExp): string[] {
  const said = `${stdout}${stderr}`;
  return code !== 0 && reason.test(said) ? [] : [`it does not refuse with ${reason}: ${tail(said)}`];
}

function verdictOn(object: string, complaints: readonly string[]): Verdict {
  const findings = complaints.map((message) => ({ check: 'used', message }));
  return { judge: OBJECT_STORES, example: 'lib', file: 'storage/renderings', object, findings };
}

const TEMPO: Verdict = { ...verdictOn('Tempo', []), notJudged: 'Tempo is no judge here: its keys come from its source at v3.0.3' };

/** One verdict for each program and store, and one on Tempo. */
export async function judgeObjectStores(): Promise<Verdict[]> {
  const authority = await Authority.create(temporaryFolder('authority'));
  const lanes = await Promise.all([judgeThanos(authority), judgeLoki(authority), readCloudDocuments()]);
  const [thanos, loki, readings] = lanes;
  return [...thanos, ...loki, ...readings.map(({ name, complaints }) => verdictOn(name, complaints)), TEMPO];
}
