import { authenticationFindings } from './authentication';
import { endpointFindings } from './endpoints';
import { fileLogFindings } from './file-logs';
import { loadBalancingFindings } from './load-balancing';
import { onePerProcessFindings } from './one-per-process';
import { orderFindings } from './order';
import { queueFindings } from './queues';
import { referenceFindings } from './references';
import { temporalityFindings } from './temporality';
import { Finding } from '../../validation';
import { CollectorDocument } from '../configuration';

/** Everything that can be said of a configuration alone, ours or anybody's. */
export function configurationFindings(document: CollectorDocument): Finding[] {
  return [
    ...referenceFindings(document),
    ...orderFindings(document),
    ...endpointFindings(document),
    ...authenticationFindings(document),
    ...loadBalancingFindings(document),
    ...onePerProcessFindings(document),
    ...queueFindings(document),
    ...temporalityFindings(document),
    ...fileLogFindings(document),
  ];
}
