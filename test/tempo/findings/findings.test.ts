import { App, Duration } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import { ObjectStore, S3ObjectStore, S3ObjectStoreProps, S3StoreContents } from '../../../lib';
import { evictableIngesters, ringFindings } from '../../../lib/tempo/findings/shape-findings';
import { storeFindings } from '../../../lib/tempo/findings/store-findings';

function whats(props: Partial<S3ObjectStoreProps>, longest = Duration.days(14)): string[] {
  const store = new S3ObjectStore(new TerraformStack(new App(), 'storage'), 'traces', { bucketName: 'acme-prod-traces', cluster: { name: 'prod', region: 'us-east-1' }, ...props });
  return storeFindings(store, longest).map(({ what }) => what);
}

describe('a bucket', () => {
  test('is for blocks of Tempo, or for nothing else', () => {
    expect([...whats({}), ...whats({ contents: S3StoreContents.TEMPO_BLOCKS })]).toEqual([]);
    expect(whats({ contents: S3StoreContents.THANOS_BLOCKS })).toEqual(["the bucket 'acme-prod-traces' is for thanos-blocks, and Tempo keeps blocks in it"]);
  });

  test('keeps what it is given as long as Tempo does', () => {
    const contents = S3StoreContents.TEMPO_BLOCKS;
    expect(whats({ contents, retention: Duration.days(14) })).toEqual([]);
    expect(whats({ contents, retention: Duration.days(14) }, Duration.days(30))).toEqual(["the bucket 'acme-prod-traces' has a retention of 2w, and Tempo keeps traces for 30d"]);
  });

  test('is one that Tempo has words for', () => {
    const azure = ObjectStore.azure({ storageAccount: 'acmeprod', container: 'traces', endpointSuffix: 'privatelink.blob.core.windows.net' });
    expect(storeFindings(azure, Duration.days(1)).map(({ what }) => what)).toEqual([expect.stringMatching(/^endpointSuffix /)]);
  });
});

describe('a ring', () => {
  test('has an ingester for every copy', () => {
    expect([...ringFindings({ replicas: 3, replicationFactor: 3 }), ...ringFindings({ replicas: 1, replicationFactor: 1 })]).toEqual([]);
    expect(ringFindings({ replicas: 2, replicationFactor: 3 })[0].fix).toBe('ingester: { replicas: 3 }, or replicationFactor: 2');
    expect(ringFindings({ replicas: 3, replicationFactor: 0 })[0].what).toBe('replicationFactor is 0');
    expect(ringFindings({ replicas: 3, replicationFactor: 2.5 })[0].fix).toBe('replicationFactor: 3');
  });

  test.each([[1, 1], [2, 1], [3, 1], [4, 1], [5, 2], [7, 3]])('of %d copies misses %d', (replicationFactor, evictable) => {
    expect(evictableIngesters(replicationFactor)).toBe(evictable);
  });
});
