import { AllocatedTo, Allocation, allocationFindings } from '../../../lib/collector/target-allocator/allocator-findings';
import { AllocationStrategy } from '../../../lib/collector/target-allocator/target-allocator-props';
import { whats } from '../documents';

const SCRAPER: AllocatedTo = { path: 'observability/scraper', namespace: 'observability', kind: 'StatefulSet' };
const AGENT: AllocatedTo = { path: 'observability/agent', namespace: 'observability', kind: 'DaemonSet' };
const { CONSISTENT_HASHING, LEAST_WEIGHTED, PER_NODE } = AllocationStrategy;
const ALLOCATION: Allocation = { namespace: 'observability', strategy: CONSISTENT_HASHING, replicas: 2, collectors: [SCRAPER], jobs: 1, encrypted: false, alsoOnNodes: [] };

const whatsOf = (more: Partial<Allocation>) => whats(allocationFindings({ ...ALLOCATION, ...more }));

describe('an allocator and its collectors', () => {
  test.each<[string, Partial<Allocation>]>([
    ['two replicas for a StatefulSet', {}],
    ['one that counts', { strategy: LEAST_WEIGHTED, replicas: 1 }],
    ['two for agents, by their nodes', { strategy: PER_NODE, collectors: [AGENT] }],
    ['monitors alone', { jobs: 0, monitors: { secretNamespaces: [] } }],
    ['monitors that name Secrets, encrypted', { monitors: { secretNamespaces: ['vault'] }, encrypted: true }],
    ['both in no namespace', { namespace: undefined, collectors: [{ ...SCRAPER, namespace: undefined }] }],
  ])('agree: %s', (_, more) => {
    expect(whatsOf(more)).toEqual([]);
  });

  test.each<[Partial<Allocation>, string]>([
    [{ collectors: [], jobs: 0 }, 'no collector takes its targets'],
    [{ collectors: [SCRAPER, { ...SCRAPER, path: 'observability/other' }] }, 'observability/scraper and observability/other both take its targets'],
    [{ collectors: [{ ...SCRAPER, namespace: 'metrics' }] }, "it is in namespace 'observability', and observability/scraper in namespace 'metrics'"],
    [{ namespace: undefined }, "it is in no namespace, and observability/scraper in namespace 'observability'"],
    [{ strategy: PER_NODE }, 'its strategy is per-node, and observability/scraper is a StatefulSet'],
    [{ collectors: [AGENT] }, 'its strategy is consistent-hashing, and observability/agent is a DaemonSet'],
    [{ strategy: LEAST_WEIGHTED, replicas: 1, collectors: [AGENT] }, 'its strategy is least-weighted, and observability/agent is a DaemonSet'],
    [{ strategy: LEAST_WEIGHTED }, 'replicas is 2, and its strategy is least-weighted'],
    [{ jobs: 0 }, 'it has neither jobs nor monitors'],
    [
      { alsoOnNodes: [{ jobName: 'annotated-pods', agent: 'observability/agent' }] },
      "job 'annotated-pods' finds the annotated pods that observability/agent scrapes on their nodes",
    ],
    [{ monitors: { secretNamespaces: ['vault', 'shop'] } }, 'monitors may name Secrets of vault, shop, and there is neither certificateIssuer nor tls'],
  ])('do not agree: %j', (more, what) => {
    expect(whatsOf(more)).toEqual([what]);
  });
});
