import { fail } from '../validation';
import type { FileSource, SecretValue } from '../wiring';

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
