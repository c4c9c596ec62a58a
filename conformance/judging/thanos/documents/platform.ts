/** A Query over everybody who answers it, and what rulers and Query Frontends make of it. */
import { Bucket, bucketIn } from './blocks';
import { complaintsOnEndpoints, queryOver } from './queries';
import { complaintsOnResponseCaches } from './query-frontends';
import { ingestor } from './receive';
import { complaintsOnRules, statefulRuler, statelessRuler } from './rulers';
import { RunningComponent } from './running-component';
import { pairWithSidecar } from './sidecars';
import { mailbox } from './stand-ins';
import { storeValues } from './store-gateways';
import { ThanosQueryMode } from '../../../../lib/thanos/query/thanos-query-props';
import { temporaryFolder } from '../../processes';

/** One verdict on each of those who work together. */
export async function platformComplaints(bucket: Bucket): Promise<{ readonly [object: string]: readonly string[] }> {
  const running: { end: () => Promise<void> }[] = [];
  const [alertmanager, receiver] = await Promise.all([mailbox(), mailbox()]);
  const started = (component: RunningComponent) => {
    running.push(component);
    return component;
  };
  try {
    const { prometheus, sidecar } = await pairWithSidecar();
    running.push(sidecar, { end: () => prometheus.kill() });
    const store = started(RunningComponent.start('store', storeValues(bucket, { window: { name: 'all' }, shard: 0, selector: [] })));
    const receive = started(ingestor(bucketIn(temporaryFolder('received')).objstoreFile));
    await Promise.all([sidecar, store, receive].map((component) => component.untilReady()));
    const query = await started(queryOver([{ address: store.addresses.grpc }], ThanosQueryMode.LOCAL)).untilReady();
    const listeners = { query, alertmanager, receiver };
    const [stateful, stateless] = [started(statefulRuler(listeners)), started(statelessRuler(listeners))];
    const everybody = [sidecar, store, receive, stateful].map(({ addresses }) => ({ address: addresses.grpc, strict: addresses === store.addresses }));
    const asked = started(queryOver(everybody, ThanosQueryMode.LOCAL));
    const distributed = started(queryOver([{ address: query.addresses.grpc }], ThanosQueryMode.DISTRIBUTED));
    await Promise.all([stateful, stateless, asked, distributed].map((component) => component.untilReady()));
    const [endpoints, caches, rules] = await Promise.all([
      complaintsOnEndpoints(asked), complaintsOnResponseCaches(query), complaintsOnRules(stateful, stateless, listeners),
    ]);
    return { 'endpoints of Query': endpoints, 'caches of Query Frontend': caches, 'alerts and results of rulers': rules };
  } finally {
    await Promise.all(running.map((component) => component.end()));
    [alertmanager, receiver].forEach(({ stop }) => stop());
  }
}
