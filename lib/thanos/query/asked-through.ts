import { StoreApi } from '../../wiring';
import type { StoreReplicas } from '../../wiring/store-api';

/** Whom a Query asks, and the labels of replicas that it was told beyond theirs. */
export interface AskingQuery {
  readonly asked: readonly StoreApi[];
  readonly furtherReplicaLabels: readonly string[];
}

/** The Queries of this program, by what others ask them by. */
const QUERIES = new WeakMap<StoreApi, AskingQuery>();

/** Makes known that a StoreAPI is a Query, which asks others in its turn. */
export function registerQuery(storeApi: StoreApi, query: AskingQuery): void {
  QUERIES.set(storeApi, query);
}

/** Those of this program who have series, and are no Query. Of whom is outside nobody knows. */
export function storesAmong(apis: readonly StoreApi[]): StoreApi[] {
  return apis.filter((api) => api.servedBy !== undefined && !QUERIES.has(api));
}

/** Whom a Query asks, and whom those ask who are Queries of this program; each once. */
export function askedThrough(query: AskingQuery): StoreApi[] {
  const reached = new Set<StoreApi>();
  const reach = (api: StoreApi) => {
    if (!reached.has(api)) {
      reached.add(api);
      QUERIES.get(api)?.asked.forEach(reach);
    }
  };
  query.asked.forEach(reach);
  return [...reached];
}

/** Those without a Query among them of whose series a Query answers, and how their replicas differ. */
export function storesThrough(query: AskingQuery): (StoreReplicas & { readonly name: string })[] {
  return askedThrough(query).filter((api) => !QUERIES.has(api)).flatMap((api) => api._replicas.map((replicas) => ({ ...replicas, name: api.address })));
}

/** How the replicas differ of all that a Query answers with. Of labels that it was only told, nobody knows that the samples are the same. */
export function replicasThrough(query: AskingQuery): StoreReplicas[] {
  const known = storesThrough(query).map(({ replicaLabel, copies }) => ({ replicaLabel, copies }));
  const told = [query, ...askedThrough(query).flatMap((api) => QUERIES.get(api) ?? [])].flatMap(({ furtherReplicaLabels }) => furtherReplicaLabels);
  const further = [...new Set(told)].filter((label) => !known.some(({ replicaLabel }) => replicaLabel === label));
  return [...known, ...further.map((replicaLabel) => ({ replicaLabel, copies: 'independent' as const }))];
}
