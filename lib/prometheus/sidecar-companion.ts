import { Size } from 'cdk8s';
import { STOPPING_SECONDS } from './prometheus-container';
import { PrometheusOptions } from './prometheus-options';
import { DATA_MOUNT_PATH, PrometheusPlan, WEB_PORT } from './prometheus-plan';
import { ThanosSidecarOptions } from './sidecar-options';
import { goMemoryLimit } from '../kubernetes/resources';
import { IObjectStore } from '../storage';
import { storeNeeds } from '../storage/store-needs';
import { thanosArguments, ThanosArguments, writtenValues } from '../thanos/flags/thanos-arguments';
import { graceFindings } from '../thanos/grace-invariants';
import { CompactionCoordination } from '../thanos/sidecar/compaction-coordination';
import { sidecarFlags } from '../thanos/sidecar/flags';
import { GRPC_PORT, HTTP_PORT } from '../thanos/thanos-workload';
import { Finding } from '../validation';
import { VersionCatalog } from '../versions';
import { PortExposure, StoreAccess } from '../wiring';
import { NamedNeeds } from '../wiring/needs-sum';
import { Companion } from '../workload/companion';
import { resolveBudget } from '../workload/container-budget';
import { httpProbes } from '../workload/http-probes';
import { Workload } from '../workload/workload';

/** The name of the container, also that of the operator. */
export const SIDECAR_CONTAINER = 'thanos-sidecar';

const DEFAULTS = { cpu: 0.1, cpuLimit: 1, memory: Size.mebibytes(512) };

/** What is known of the sidecar of a Prometheus. */
export interface SidecarCompanionPlan {
  /** Where problems with its budget are. */
  readonly path: string;
  readonly options: ThanosSidecarOptions;
  readonly versions: VersionCatalog;
  readonly directory: string;
  readonly coordination?: CompactionCoordination;
  readonly store?: { readonly objectStore: IObjectStore; readonly file: string };
}

/** The arguments of the sidecar, and what is wrong with them. */
export function sidecarArguments({ options, versions, coordination, directory, store }: SidecarCompanionPlan): ThanosArguments {
  return thanosArguments({
    component: 'sidecar',
    version: versions.thanos,
    values: {
      'log.level': options.logLevel,
      ...sidecarFlags({
        prometheusUrl: `http://127.0.0.1:${WEB_PORT}`,
        directory,
        coordination,
        objstoreFile: store?.file,
        requestSeriesLimit: options.requestSeriesLimit,
        requestSamplesLimit: options.requestSamplesLimit,
      }),
    },
    extraArgs: options.extraArgs,
  });
}

/** The sidecar of a Prometheus, whose pods find the document of its object store in `objstoreFile`. */
export function sidecarPlan(
  { versions }: Workload, path: string, { coordination }: PrometheusPlan, { objectStore, sidecar = {} }: PrometheusOptions, objstoreFile: string,
): SidecarCompanionPlan {
  return {
    path,
    options: sidecar,
    versions,
    directory: DATA_MOUNT_PATH,
    coordination,
    store: objectStore && { objectStore, file: objstoreFile },
  };
}

/** What is wrong with a sidecar, and with the time that its pod has to stop. */
export function sidecarFindings(sidecar: SidecarCompanionPlan, workload: Workload): Finding[] {
  const { args, findings } = sidecarArguments(sidecar);
  return [...findings, ...graceFindings('sidecar', workload.gracePeriod(STOPPING_SECONDS), writtenValues('sidecar', args))];
}

/** What the container of the sidecar needs for itself. */
export function sidecarParts({ store, directory }: SidecarCompanionPlan, memory: Size): NamedNeeds[] {
  return [
    {
      from: 'the Thanos sidecar',
      needs: {
        ports: [
          { name: 'grpc', port: GRPC_PORT, appProtocol: 'grpc', exposure: PortExposure.SERVICE },
          { name: 'http', port: HTTP_PORT, appProtocol: 'http', exposure: PortExposure.SCRAPE },
        ],
        variables: [{ name: 'GOMEMLIMIT', value: goMemoryLimit(memory) }],
        directories: store ? [{ path: directory, holds: 'blocks that it uploads' }] : [],
      },
    },
    ...store ? [{ from: 'the object store of the Thanos sidecar', needs: storeNeeds(store.objectStore, StoreAccess.WRITE) }] : [],
  ];
}

/** The sidecar in the pod of a Prometheus. It is ready when it has heard the external labels of its Prometheus. */
export function sidecarCompanion(plan: SidecarCompanionPlan): Companion {
  const budget = resolveBudget(plan.path, plan.options, DEFAULTS);
  return {
    container: {
      name: SIDECAR_CONTAINER,
      image: plan.versions.thanosImage,
      args: sidecarArguments(plan).args,
      probes: httpProbes({ port: HTTP_PORT, ready: '/-/ready', alive: '/-/healthy' }),
    },
    budget,
    parts: sidecarParts(plan, budget.memory),
  };
}
