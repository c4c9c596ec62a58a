import { GeneratorPlan } from './tempo-plan';
import { prometheusDocument } from '../../prometheus/document-values';
import { remoteWriteConfig } from '../../prometheus/remote-write';
import { decided } from '../../wiring/mapping';
import { DATA_MOUNT_PATH } from '../places';
import { OverridesDocument } from '../tenants/limits-document';

/**
 * Metrics of spans, written as Prometheus writes them; with exemplars, which lead from a metric to a trace.
 *
 * @see https://grafana.com/docs/tempo/latest/configuration/#metrics-generator
 */
export function generatorBlock({ remoteWriteTo, externalLabels }: GeneratorPlan, ring?: object): object {
  return decided({
    ring,
    registry: { external_labels: externalLabels },
    storage: { path: `${DATA_MOUNT_PATH}/generator/wal`, remote_write: remoteWriteTo.map((endpoint) => prometheusDocument(remoteWriteConfig(endpoint, true))) },
  });
}

/** What metrics are made for whom: for everybody the same. */
export function generatorOverrides({ processors }: Pick<GeneratorPlan, 'processors'>): OverridesDocument {
  return { metrics_generator: { processors: [...processors], generate_native_histograms: 'classic' } };
}
