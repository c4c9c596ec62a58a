import * as fs from 'fs';
import * as path from 'path';
import * as YAML from 'yaml';
import { Manifest } from '../manifests';

/* What a user's repository reads of its platform: what was written, not how. */

const DIST = path.join(__dirname, '..', '..', 'dist');

/** The manifests of an example. */
export function manifestsIn(example: string): Manifest[] {
  const folder = path.join(DIST, example, 'kubernetes');
  return fs.readdirSync(folder).sort().flatMap((file) =>
    YAML.parseAllDocuments(fs.readFileSync(path.join(folder, file), 'utf8')).map((document) => document.toJS() as Manifest));
}

/** The configuration of a collector of an example, by the name of its ConfigMap. */
export function collectorIn(manifests: readonly Manifest[], configMap: string): Record<string, unknown> {
  const found = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === configMap);
  return YAML.parse((found?.data as Record<string, string>)['collector.yaml']) as Record<string, unknown>;
}

/** A Terraform stack of an example. */
export function stackIn(example: string, stack: string): Record<string, unknown> {
  return JSON.parse(fs.readFileSync(path.join(DIST, example, 'terraform', stack, 'cdk.tf.json'), 'utf8')) as Record<string, unknown>;
}
