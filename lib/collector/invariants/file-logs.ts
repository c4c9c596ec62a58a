import { Config, definitions, isOf, pipelinesOf, textAt, valueAt } from './document-reader';
import { Finding } from '../../validation';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/** How lines of files are lost. */
export function fileLogFindings(document: CollectorDocument): Finding[] {
  const used = new Set(pipelinesOf(document).flatMap(([, { receivers }]) => receivers));
  return definitions(document)
    .filter(({ kind, id }) => kind === ComponentKind.RECEIVER && used.has(id) && isOf(kind, id, 'file_log'))
    .flatMap(({ id, config }) => [...positionFindings(id, config), ...refusalFindings(id, config)]);
}

function positionFindings(id: string, config: Config): Finding[] {
  return textAt(config, 'storage') !== undefined ? [] : [{
    what: `${id} does not remember what it has read`,
    why: 'after a restart it begins anew: what was written meanwhile is lost, or everything is read twice',
    fix: "storage: new FileStorageExtension({ directory: '/var/lib/otelcol/positions' })",
  }];
}

function refusalFindings(id: string, config: Config): Finding[] {
  return valueAt(config, 'retry_on_failure', 'enabled') === true ? [] : [{
    what: `${id} drops what its pipeline refuses`,
    why: 'when memory is short or a queue is full, lines are lost that could have waited in their files',
    fix: 'leave retryOnFailure out, or retry_on_failure: { enabled: true, max_elapsed_time: 0s }',
  }];
}
