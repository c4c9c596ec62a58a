/** Rulers: who evaluates their rules, who is told of alerts, and where results go. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { stringify } from 'yaml';
import { bucketIn } from './blocks';
import { RunningComponent, written } from './running-component';
import { silence, StandIn } from './stand-ins';
import { rulerFlags, RulerPlan, RulerResults } from '../../../../lib/thanos/ruler/flags';
import { alertmanagersDocument, queryConfigDocument, remoteWriteDocument } from '../../../../lib/thanos/ruler/ruler-documents';
import { RemoteWriteEndpoint, SecretValue, Tls } from '../../../../lib/wiring';
import { temporaryFolder } from '../../processes';

/** What a ruler that writes to others shows there. */
const TOKEN = SecretValue.fromSecret('receive', 'token', { prefix: 'Bearer ' });

/** Whom rulers speak to. */
export interface Listeners {
  readonly query: RunningComponent;
  readonly alertmanager: StandIn;
  readonly receiver: StandIn;
}

function ruler(results: RulerResults, { query, alertmanager }: Listeners): RunningComponent {
  const folder = temporaryFolder('rules');
  writeFileSync(join(folder, 'rules.yaml'), stringify({
    groups: [{ name: 'a', interval: '1s', rules: [{ record: 'one', expr: 'vector(1)' }, { alert: 'Always', expr: 'vector(1)' }] }],
  }));
  const plan: RulerPlan = {
    labels: { ruler: 'eu' },
    replicaLabel: 'rule_replica',
    replica: '0',
    directory: temporaryFolder('ruler'),
    ruleFiles: [join(folder, '*.yaml')],
    queryFile: written('query.yaml', queryConfigDocument([{ addresses: [query.addresses.http], tls: Tls.plaintext() }])),
    alertmanagersFile: written('alertmanagers.yaml', alertmanagersDocument(
      [{ addresses: [alertmanager.address], tls: Tls.plaintext(), pathPrefix: '/am' }], Duration.seconds(5),
    )),
    alertQueryUrl: 'http://query.example.com',
    evaluationInterval: Duration.seconds(1),
    results,
  };
  return RunningComponent.start('rule', rulerFlags(plan), { [TOKEN.variable]: 'word' });
}

export function statefulRuler(listeners: Listeners): RunningComponent {
  return ruler({ blocks: { objstoreFile: bucketIn(temporaryFolder('ruled')).objstoreFile, retention: Duration.days(2) } }, listeners);
}

export function statelessRuler(listeners: Listeners): RunningComponent {
  const url = `http://${listeners.receiver.address}/api/v1/receive`;
  return ruler({
    remoteWriteFile: written('remote-write.yaml', remoteWriteDocument([RemoteWriteEndpoint.http({
      name: 'receive', url, headers: { 'THANOS-TENANT': 'rules', 'Authorization': TOKEN },
    })])),
  }, listeners);
}

/** Alerts without the label of the replica, and results that are written elsewhere, for a tenant. */
export async function complaintsOnRules(stateful: RunningComponent, stateless: RunningComponent, { alertmanager, receiver }: Listeners): Promise<string[]> {
  await stateful.daemon.until('an alert is sent', () => alertmanager.heard.length > 0);
  await stateless.daemon.until('results are written', () => receiver.heard.length > 0);
  return [
    ...silence(alertmanager, /^POST \/am\/api\/v2\/alerts .*"alertname":"Always","ruler":"eu"/),
    ...alertmanager.heard.some((alert) => alert.includes('rule_replica')) ? ['alerts have the label of the replica'] : [],
    ...silence(receiver, /^POST \/api\/v1\/receive .*"thanos-tenant":"rules"/),
    ...silence(receiver, /^POST \/api\/v1\/receive .*"authorization":"Bearer word"/),
  ];
}
