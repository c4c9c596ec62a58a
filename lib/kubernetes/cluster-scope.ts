import { ApiObject, JsonPatch } from 'cdk8s';

/** The name of an object that belongs to no namespace, unique among those of other namespaces. */
export function clusterScopedName(name: string, namespace?: string): string {
  return namespace === undefined ? name : `${namespace}-${name}`;
}

/** Charts put their namespace on everything; this object belongs to none. */
export function outOfNamespace<T extends ApiObject>(object: T, namespace?: string): T {
  if (namespace !== undefined) {
    object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
  return object;
}
