import { AZURE_KEY_VARIABLE } from '../locations/azure-names';

/** Loki has no variable of its own for the key of a storage account: its document refers to one, and this flag has it replaced. */
export const EXPANDS_VARIABLES: readonly string[] = ['-config.expand-env=true'];

/** What stands for the key of a storage account in a document of Loki. */
export const LOKI_AZURE_KEY = `\${${AZURE_KEY_VARIABLE}}`;
