/** JSON schemas of every Kubernetes kind, made from the API's own description and kept in the cache folder, one folder per version. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiServer } from '../../api-server/api-server';
import { judgesFolder, judgeVersions } from '../../judges';
import { moduleFolder } from '../module-folder';

/** The minors that the documents must fit; the newest is described by the API server itself. */
const OLDER_VERSIONS = ['1.34.0', '1.35.0'] as const;
/** Part of the folder name: a change of the conversion must not meet schemas of an earlier one. */
const CONVERSION = 1;

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

type Schema = { readonly [key: string]: unknown };

interface OpenApi {
  readonly definitions: Readonly<Record<string, Schema>>;
}

const REFERENCE = '#/definitions/';
const INT_OR_STRING: Schema = { type: ['string', 'integer'] };
/** These are described as strings, yet numbers are as good to the API. */
const NUMBERS_TOO: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'] },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': INT_OR_STRING,
};

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same schema, closed: an object with known properties has no others. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(strict);
  }
  if (!isSchema(schema)) {
    return schema;
  }
  if (schema['x-kubernetes-int-or-string'] === true || schema.format === 'int-or-string') {
    return INT_OR_STRING;
  }
  const entries = Object.entries(schema)
    .filter(([key]) => key !== 'description' && key !== 'default' && key !== 'format' && !key.startsWith('x-kubernetes-'))
    .map(([key, value]) => [key, key === 'properties' ? strictProperties(value as Schema) : strict(value)]);
  const open = schema.properties === undefined || schema.additionalProperties !== undefined || schema['x-kubernetes-preserve-unknown-fields'] === true;
  return { ...Object.fromEntries(entries) as Schema, ...open ? {} : { additionalProperties: false } };
}

/** Property names are names, even where they look like a keyword ('default', 'format'). */
function strictProperties(properties: Schema): Schema {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, strict(schema)]));
}

function references(schema: unknown): string[] {
  if (Array.isArray(schema)) {
    return schema.flatMap(references);
  }
  if (!isSchema(schema)) {
    return [];
  }
  const own = typeof schema.$ref === 'string' ? [schema.$ref.slice(REFERENCE.length)] : [];
  return [...own, ...Object.values(schema).flatMap(references)];
}

/** Only what can be reached: with all definitions in every file, kubeconform gives up on it and calls the kind unknown. */
function reachable(name: string, definitions: Readonly<Record<string, Schema>>): Record<string, Schema> {
  const found: Record<string, Schema> = {};
  const open = references(definitions[name]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found[next] === undefined) {
      found[next] = definitions[next] ?? {};
      open.push(...references(found[next]));
    }
  }
  return found;
}

function fileName({ group, version, kind }: GroupVersionKind): string {
  // the layout that kubeconform asks for by {{.ResourceKind}}{{.KindSuffix}}: the first label of the group only
  return `${[kind, ...group === '' ? [] : [group.split('.')[0]], version].join('-').toLowerCase()}.json`;
}

function convert({ definitions }: OpenApi, folder: string): void {
  const closed = Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, NUMBERS_TOO[name] ?? strict(schema) as Schema]));
  for (const [name, schema] of Object.entries(definitions)) {
    for (const kind of (schema['x-kubernetes-group-version-kind'] ?? []) as GroupVersionKind[]) {
      const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
      const { properties, ...rest } = closed[name] as Schema & { readonly properties?: Schema };
      const identified = { ...properties, apiVersion: { enum: [apiVersion] }, kind: { enum: [kind.kind] } };
      writeFileSync(join(folder, fileName(kind)), JSON.stringify({
        ...rest,
        properties: identified,
        required: [...new Set([...(rest.required ?? []) as string[], 'apiVersion', 'kind'])],
        definitions: reachable(name, closed),
      }));
    }
  }
}

async function folderFor(version: string, describe: () => Promise<OpenApi>): Promise<string> {
  const folder = join(judgesFolder(), 'schemas', `${version}-${CONVERSION}`);
  if (!existsSync(folder)) {
    const part = `${folder}.${process.pid}`;
    mkdirSync(part, { recursive: true });
    convert(await describe(), part);
    if (existsSync(folder)) {
      rmSync(part, { recursive: true });
    } else {
      renameSync(part, folder);
    }
  }
  return folder;
}

async function describedByModule(version: string): Promise<OpenApi> {
  const folder = await moduleFolder('k8s.io/kubernetes', version);
  return JSON.parse(readFileSync(join(folder, 'api', 'openapi-spec', 'swagger.json'), 'utf8')) as OpenApi;
}

async function describedByServer(server: ApiServer): Promise<OpenApi> {
  const { code, stdout, stderr } = await server.kubectl(['get', '--raw', '/openapi/v2']);
  if (code !== 0) {
    throw new Error(`the API server did not describe itself: ${stderr}`);
  }
  return JSON.parse(stdout) as OpenApi;
}

/** Minor to schema folder. */
export async function schemaFolders(server: () => Promise<ApiServer>): Promise<Map<string, string>> {
  const newest = judgeVersions().get('hyperkube') ?? '';
  const folders = await Promise.all([
    ...OLDER_VERSIONS.map((version) => folderFor(version, () => describedByModule(version))),
    folderFor(newest, async () => describedByServer(await server())),
  ]);
  return new Map([...OLDER_VERSIONS, newest].map((version, index) => [version.split('.').slice(0, 2).join('.'), folders[index] as string]));
}
