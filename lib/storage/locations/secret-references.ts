import type { S3AccessKey } from './s3-access-key';
import { fail } from '../../validation';
import type { FileSource, SecretValue, VariableNeed } from '../../wiring';

/** Fails on a credential with text before it, which would become a part of it. */
export function requireBareSecret(caller: string, property: string, value: SecretValue): void {
  if (value.prefix !== '') {
    fail(caller, {
      what: `${property} has the prefix '${value.prefix}'`,
      why: 'requests are signed with the key itself, and the service would refuse the signature',
      fix: `${property.split('.').at(-1)}: SecretValue.fromSecret('${value.secretName}', '${value.key}')`,
    });
  }
}

/** Fails on a key that a program could not sign requests with. */
export function requireAccessKey(caller: string, { id, secret }: S3AccessKey): void {
  requireBareSecret(caller, 'accessKey.id', id);
  requireBareSecret(caller, 'accessKey.secret', secret);
  if (id.secretName === secret.secretName && id.key === secret.key) {
    fail(caller, {
      what: `accessKey.id and accessKey.secret are both '${id.key}' of Secret '${id.secretName}'`,
      why: 'the id and the secret of a key are two values, and the service would refuse the signature',
      fix: `secret: SecretValue.fromSecret('${id.secretName}', 'secret-access-key') (the key under which the Secret has it)`,
    });
  }
}

/** Fails on a credential that is kept where everybody may read it. */
export function requireSecretFile(caller: string, property: string, file: FileSource): void {
  if (file.kind !== 'secret') {
    fail(caller, {
      what: `${property} is in the ConfigMap '${file.objectName}'`,
      why: 'whoever may read ConfigMaps, and every backup of them, would have the key',
      fix: `${property}: FileSource.fromSecret('${file.objectName}', '${file.key}')`,
    });
  }
}

/** A key of a Secret as a variable of the pod. */
export function secretVariable(name: string, { secretName, key }: SecretValue): VariableNeed {
  return { name, secretName, secretKey: key };
}
