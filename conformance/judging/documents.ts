/** Reads the synthesized documents. They come out of dist/ as they were written; nothing here knows the library. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { Manifest } from './kubernetes-types';

export interface ManifestFile {
  readonly path: string;
  /** the path as the report shows it */
  readonly label: string;
  readonly manifests: readonly Manifest[];
}

export interface TerraformStack {
  readonly name: string;
  readonly folder: string;
  readonly label: string;
  readonly document: TerraformDocument;
}

export interface TerraformDocument {
  readonly provider?: Record<string, ReadonlyArray<{ readonly alias?: string; readonly region?: string }>>;
  readonly terraform?: { readonly required_providers?: Record<string, { readonly source?: string }> };
  readonly resource?: Record<string, Record<string, Record<string, unknown>>>;
  readonly data?: Record<string, unknown>;
}

export interface Example {
  /** with the folder it is from, so that two folders may hold examples of the same name */
  readonly name: string;
  readonly files: readonly ManifestFile[];
  readonly stacks: readonly TerraformStack[];
}

function folders(path: string): string[] {
  return existsSync(path) ? readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort() : [];
}

function isManifest(value: unknown): value is Manifest {
  const candidate = value as Partial<Manifest> | null;
  return typeof candidate === 'object' && typeof candidate?.apiVersion === 'string' && typeof candidate.kind === 'string'
    && typeof candidate.metadata?.name === 'string';
}

function readManifests(path: string, label: string): Manifest[] {
  // kubectl drops repeated keys in silence before it sends a document, so this reader is the only one to see them
  return parseAllDocuments(readFileSync(path, 'utf8'), { uniqueKeys: true }).flatMap((document) => {
    if (document.errors[0] !== undefined) {
      throw new Error(`${label} is not YAML: ${document.errors[0].message}`);
    }
    const value: unknown = document.toJS();
    if (value === null) {
      return [];
    }
    if (!isManifest(value)) {
      throw new Error(`${label} holds a document without apiVersion, kind or metadata.name: ${JSON.stringify(value).slice(0, 200)}`);
    }
    return [value];
  });
}

function manifestFile(path: string, label: string): ManifestFile {
  return { path, label, manifests: readManifests(path, label) };
}

/** The stack of a folder, if there is one. */
export function readStack(folder: string, label: string): TerraformStack[] {
  const path = join(folder, 'cdk.tf.json');
  if (!existsSync(path)) {
    return [];
  }
  return [{ name: basename(folder), folder, label, document: JSON.parse(readFileSync(path, 'utf8')) as TerraformDocument }];
}

/** Every example of a folder that is laid out like dist/. */
export function readExamples(dist: string): Example[] {
  const label = (path: string) => join(basename(dist), relative(dist, path));
  return folders(dist).map((name) => {
    const kubernetes = join(dist, name, 'kubernetes');
    const terraform = join(dist, name, 'terraform');
    const manifests = existsSync(kubernetes) ? readdirSync(kubernetes).filter((file) => file.endsWith('.k8s.yaml')).sort() : [];
    return {
      name: `${basename(dist)}/${name}`,
      files: manifests.map((file) => manifestFile(join(kubernetes, file), label(join(kubernetes, file)))),
      stacks: folders(terraform).flatMap((stack) => readStack(join(terraform, stack), label(join(terraform, stack, 'cdk.tf.json')))),
    };
  }).filter(({ files, stacks }) => files.length + stacks.length > 0);
}

/** The manifests of a folder that somebody else has filled, however it is laid out. */
export function readRendered(folder: string, name: string): Example {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.ya?ml$/.test(path)).sort();
  return { name, files: paths.map((path) => manifestFile(join(folder, path), path)), stacks: [] };
}

export function manifestsOf(example: Example): Manifest[] {
  return example.files.flatMap(({ manifests }) => manifests);
}
