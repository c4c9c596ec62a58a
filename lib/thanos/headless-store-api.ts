import { ApiObject } from 'cdk8s';
import { GRPC_PORT, GRPC_PORT_NAME } from './thanos-workload';
import { StoreApi, StoreApiProps } from '../wiring';
import type { StoreReplicas } from '../wiring/store-api';
import { Workload } from '../workload/workload';

/** The StoreAPI of pods that a headless Service names one by one. Whose series they have is asked at synth. */
export function headlessStoreApi(
  workload: Workload, headlessService: ApiObject, replicas: () => readonly StoreReplicas[], how: Pick<StoreApiProps, 'group' | 'tls'> = {},
): StoreApi {
  const address = `dnssrv+_${GRPC_PORT_NAME}._tcp.${workload.hostOf(headlessService)}`;
  const storeApi = StoreApi._servedBy(workload.peer, GRPC_PORT, { address, ...how }, replicas);
  workload.served.push(storeApi);
  return storeApi;
}
