import type { FileSource, SecretValue, VariableNeed } from '../../wiring';
import type { IObjectStore } from '../object-store';

/** The variable that carries the key of a storage account of Azure. */
export const AZURE_KEY_VARIABLE = 'AZURE_STORAGE_KEY';

/**
 * The variables in which the libraries of the clouds look for a static key first; without one they go on to the identity of the pod.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 * @see https://cloud.google.com/docs/authentication/application-default-credentials
 */
export function variablesOf({ s3, gcs, azure }: IObjectStore): VariableNeed[] {
  return [
    ...s3?.accessKey ? [secret('AWS_ACCESS_KEY_ID', s3.accessKey.id), secret('AWS_SECRET_ACCESS_KEY', s3.accessKey.secret)] : [],
    ...gcs?.serviceAccountKey ? [{ name: 'GOOGLE_APPLICATION_CREDENTIALS', value: gcs.serviceAccountKey.path }] : [],
    ...azure?.accountKey ? [secret(AZURE_KEY_VARIABLE, azure.accountKey)] : [],
  ];
}

/** Every file that a pod must mount to reach the store. */
export function filesOf({ s3, gcs }: IObjectStore): FileSource[] {
  return [...s3?.tls._files() ?? [], ...gcs?.serviceAccountKey ? [gcs.serviceAccountKey] : []];
}

function secret(name: string, { secretName, key }: SecretValue): VariableNeed {
  return { name, secretName, secretKey: key };
}
