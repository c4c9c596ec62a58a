import { Chart } from 'cdk8s';
import { ObjectStore, TempoStack, TempoStackProps, VersionCatalog } from '../../lib';
import { Manifest, manifestsOf } from '../manifests';
import { aChart, file, problems } from '../thanos/program';

export const CLUSTER = { name: 'prod', region: 'us-east-1' };

/** A bucket that is there already. */
export const STORE = ObjectStore.s3({ bucket: 'acme-prod-traces', region: 'us-east-1' });

/** The line without Kafka. */
export const V2 = new VersionCatalog({ tempo: '2.10.8' });

/** A Tempo in a bucket that is there already. */
export function stack(props: Partial<TempoStackProps> = {}, id = 'tempo'): (chart: Chart) => TempoStack {
  return (chart) => new TempoStack(chart, id, { cluster: CLUSTER, objectStore: STORE, ...props });
}

/** The same as processes of their own. */
export function microservices(props: Partial<TempoStackProps> = {}): (chart: Chart) => TempoStack {
  return stack({ versions: V2, microservices: {}, ...props });
}

/** A Tempo and its manifests, after something was done with it. */
export function synthesized(make: (chart: Chart) => TempoStack, use: (tempo: TempoStack) => void = () => undefined): Manifest[] {
  const chart = aChart('tempo');
  use(make(chart));
  return manifestsOf(chart);
}

/** What is wrong with a Tempo. */
export function whats(make: (chart: Chart) => TempoStack): string[] {
  return problems(make, aChart('tempo')).map(({ what }) => what);
}

/** What a fix says. */
export function fixes(make: (chart: Chart) => TempoStack): string[] {
  return problems(make, aChart('tempo')).map(({ fix }) => fix);
}

/** Whatever stands at a path of a document. */
export interface Document {
  readonly [key: string]: Document;
}

/** The document that a component reads. */
export function document(all: readonly Manifest[], name: string): Document {
  return file(all, name, 'tempo.yaml') as Document;
}
