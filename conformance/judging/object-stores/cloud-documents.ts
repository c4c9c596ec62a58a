/** Stores in clouds that are away: how far their documents are understood, and that a key which nobody knows is refused. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lokiConfiguration, refusalOfLoki } from './loki-lines';
import { MetadataService } from './metadata-service';
import { Pod, podOf } from './pod';
import { IObjectStore, ObjectStore } from '../../../lib/storage';
import { lokiLegacyClients } from '../../../lib/storage/renderings/loki-legacy-clients';
import { lokiObjectStore } from '../../../lib/storage/renderings/loki-object-store';
import { Rendering } from '../../../lib/storage/renderings/rendering';
import { thanosObjstore } from '../../../lib/storage/renderings/thanos-objstore';
import { FileSource, SecretValue } from '../../../lib/wiring';
import { judge } from '../../judges';
import { Result, run, temporaryFolder } from '../processes';
import { tail } from '../steps';

/** What is known of a document after a program has looked at it. */
export interface Reading {
  readonly name: string;
  readonly complaints: readonly string[];
}

const GCS = { bucket: 'acme-telemetry', serviceAccountKey: FileSource.fromSecret('gcs', 'key.json') };
const AZURE = { storageAccount: 'acmetelemetry', container: 'telemetry' };
const AZURE_BY_KEY = { ...AZURE, accountKey: SecretValue.fromSecret('azure', 'azure-key') };
const NODE_IDENTITY = '1234abcd-12ab-34cd-56ef-1234567890ab';
const BY_IDENTITY = {
  'Azure by the identity of the pod': ObjectStore.azure(AZURE),
  'Azure by the identity of the node': ObjectStore.azure({ ...AZURE, managedIdentityClientId: NODE_IDENTITY, endpointSuffix: 'blob.core.usgovcloudapi.net' }),
};

const UNKNOWN = 'no_such_key';

/** Without any network: the storage of a cloud is not to be asked from here. */
async function wordsOfThanos({ document, env }: Pod): Promise<string> {
  return said(run('unshare', ['--net', '--map-root-user', judge('thanos'), ...ls(document)], { env, idle: true }));
}

/** With a metadata service that says no before the storage is asked. */
async function wordsOfThanosTo(metadata: MetadataService, { document, env }: Pod): Promise<string> {
  return said(run(judge('thanos'), ls(document), { env: { ...env, ...metadata.environment } }));
}

function ls(document: string): string[] {
  return ['tools', 'bucket', 'ls', `--objstore.config-file=${document}`];
}

async function said(asked: Promise<Result>): Promise<string> {
  const { code, stdout, stderr } = await asked;
  return code === 0 ? 'it found a bucket' : `${stdout}${stderr}`;
}

interface Expectation {
  readonly name: string;
  readonly store: IObjectStore;
  /** how far Thanos comes: beyond the document, to the credentials or to the network */
  readonly reaches: RegExp;
}

function expectations(): readonly Expectation[] {
  return [
    { name: 'GCS by key', store: ObjectStore.gcs({ ...GCS, prefix: 'metrics' }), reaches: /GOOGLE_APPLICATION_CREDENTIALS environment variable: .*invalid character/ },
    { name: 'Azure by account key', store: ObjectStore.azure({ ...AZURE_BY_KEY, prefix: 'metrics' }), reaches: /acmetelemetry\.blob\.core\.windows\.net\/telemetry\?[^"]*prefix=metrics/ },
  ];
}

/** Thanos asks for the identity that the document names, and for that of the pod when it names none. */
async function readAzureIdentities(): Promise<Reading> {
  const metadata = await MetadataService.start();
  const complaints: string[] = [];
  for (const [name, store] of Object.entries(BY_IDENTITY)) {
    const rendering = thanosObjstore(store);
    const words = await wordsOfThanosTo(metadata, podOf(rendering, rendering.document));
    complaints.push(...words.includes('ManagedIdentityCredential authentication failed') ? [] : [`${name}: it does not ask: ${tail(words)}`]);
  }
  metadata.stop();
  const clients = metadata.clients();
  const expected = [null, NODE_IDENTITY];
  return { name: 'Thanos, Azure by identities', complaints: [...complaints, ...String(clients) === String(expected) ? [] : [`it asks for ${clients}, not ${expected}`]] };
}

/** Every store in a cloud, as every program reads it. */
export async function readCloudDocuments(): Promise<Reading[]> {
  const key = join(temporaryFolder('key'), 'key.json');
  writeFileSync(key, 'no JSON');
  const ofThanos = expectations().map(async ({ name, store, reaches }) => {
    const rendering = thanosObjstore(store);
    const words = await wordsOfThanos(podOf(rendering, rendering.document, key));
    return { name: `Thanos, ${name}`, complaints: reaches.test(words) ? [] : [`it does not come to ${reaches}: ${tail(words)}`] };
  });
  const stores = [
    ...expectations().map(({ name, store }) => ({ name, store })),
    ...Object.entries(BY_IDENTITY).map(([name, store]) => ({ name, store })),
    { name: 'GCS by the identity of the pod', store: ObjectStore.gcs({ bucket: 'acme-telemetry' }) },
  ];
  const ofLoki = stores.flatMap(({ name, store }) => [
    readByLoki(`Loki, ${name}`, lokiObjectStore(store), store, key),
    readByLoki(`Loki's older clients, ${name}`, lokiLegacyClients(store), store, key),
  ]);
  return Promise.all([...ofThanos, readAzureIdentities(), ...ofLoki, ...refusals(key)]);
}

async function readByLoki(name: string, rendering: Rendering, store: IObjectStore, key: string): Promise<Reading> {
  const refusal = await refusalOfLoki(podOf(rendering, lokiConfiguration(rendering.document, store), key));
  return { name, complaints: refusal === undefined ? [] : [refusal] };
}

/** The same documents with one key too many in the innermost mapping. */
function refusals(mounted: string): Promise<Reading>[] {
  const stores = { s3: ObjectStore.s3({ bucket: 'acme-telemetry', region: 'us-east-1' }), gcs: ObjectStore.gcs(GCS), azure: ObjectStore.azure(AZURE_BY_KEY) };
  return Object.entries(stores).flatMap(([kind, store]) => {
    const [thanos, newer, older] = [thanosObjstore(store), lokiObjectStore(store), lokiLegacyClients(store)];
    const [broken, brokenNewer, brokenOlder] = [thanos, newer, older].map(({ document }) => withUnknownKey(document)) as [object, object, object];
    return [
      refused(`Thanos, ${kind} with an unknown key`, wordsOfThanos(podOf(thanos, broken, mounted))),
      refused(`Loki, ${kind} with an unknown key`, refusalOfLoki(podOf(newer, lokiConfiguration(brokenNewer, store), mounted))),
      refused(`Loki's older clients, ${kind} with an unknown key`, refusalOfLoki(podOf(older, lokiConfiguration(brokenOlder, store), mounted))),
    ];
  });
}

async function refused(name: string, words: Promise<string | undefined>): Promise<Reading> {
  const text = await words ?? 'nothing';
  return { name, complaints: text.includes(UNKNOWN) ? [] : [`the key is not refused by its name: ${tail(text)}`] };
}

function withUnknownKey(document: object): object {
  const inner = Object.entries(document).filter(([, value]) => typeof value === 'object').at(-1);
  return inner === undefined ? { ...document, [UNKNOWN]: 1 } : { ...document, [inner[0]]: withUnknownKey(inner[1] as object) };
}
