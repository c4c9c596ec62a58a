import { Chart, Testing } from 'cdk8s';
import * as YAML from 'yaml';
import { LokiDistributed, LokiDistributedProps, LokiMonolithic, LokiMonolithicProps, ObjectStore } from '../../lib';
import { Problem, ProblemsError } from '../../lib/validation';
import { Manifest, manifestsOf } from '../manifests';

const CLUSTER = { name: 'prod', region: 'us-east-1' };

/** A bucket that is there already. */
export const STORE = ObjectStore.s3({ bucket: 'acme-prod-logs', region: 'us-east-1' });

export function aChart(): Chart {
  return new Chart(Testing.app(), 'loki', { namespace: 'loki' });
}

export function distributed(props: Partial<LokiDistributedProps> = {}, chart = aChart()): LokiDistributed {
  return new LokiDistributed(chart, 'loki', { cluster: CLUSTER, objectStore: STORE, ...props });
}

export function monolithic(props: Partial<LokiMonolithicProps> = {}, chart = aChart()): LokiMonolithic {
  return new LokiMonolithic(chart, 'loki', { cluster: CLUSTER, objectStore: STORE, ...props });
}

/** What is written for a Loki, and whatever else is in its chart. */
export function written(loki: LokiDistributed | LokiMonolithic): Manifest[] {
  return manifestsOf(Chart.of(loki));
}

/** What is wrong with a Loki; another error than one of problems is a mistake of the library. */
export function problems(make: () => LokiDistributed | LokiMonolithic): readonly Problem[] {
  try {
    written(make());
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error.problems;
    }
    throw error;
  }
  return [];
}

export function whats(make: () => LokiDistributed | LokiMonolithic): string[] {
  return problems(make).map(({ path, what }) => `${path}: ${what}`);
}

interface Document {
  readonly [block: string]: { readonly [key: string]: unknown };
}

/** The document of a component. */
export function documentOf(manifests: readonly Manifest[], name = 'loki-distributor'): Document {
  return YAML.parse(fileOf(manifests, `${name}-config`, 'config.yaml')) as Document;
}

export function fileOf(manifests: readonly Manifest[], name: string, file: string): string {
  const config = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name) as unknown as { data: { [file: string]: string } };
  return config.data[file]!;
}
