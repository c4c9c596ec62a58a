import { Duration } from 'cdk8s';
import { RulerPlan } from '../../../lib/thanos/ruler/flags';

/** A ruler with blocks of its own. */
export const STATEFUL: RulerPlan = {
  labels: { ruler: 'eu' },
  replicaLabel: 'rule_replica',
  replica: '$(POD_NAME)',
  directory: '/var/thanos/rule',
  ruleFiles: ['/etc/rules/*.yaml'],
  queryFile: '/etc/query.yaml',
  alertmanagersFile: '/etc/alertmanagers.yaml',
  alertQueryUrl: 'https://query.example.com',
  evaluationInterval: Duration.seconds(30),
  results: { blocks: { objstoreFile: '/etc/objstore.yaml', retention: Duration.days(2) } },
};

/** A ruler that writes elsewhere. */
export const STATELESS: RulerPlan = { ...STATEFUL, results: { remoteWriteFile: '/etc/remote-write.yaml' } };
