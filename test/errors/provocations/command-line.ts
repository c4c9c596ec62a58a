import { Provocations } from '../provocation';

const PAGE = 'http_requests_total{method="GET"} 1\n';
const POLICY = "const { CardinalityPolicy } = require('cdk8s-observability');\nexports.policy = new CardinalityPolicy({ dropLabels: ['pod'] });\n";
const RULES = 'groups:\n- name: pods\n  rules:\n  - alert: Restarts\n    expr: sum(rate(restarts_total[5m])) > 0\n';

export const COMMAND_LINE: Provocations = {
  room: 'The command line',
  page: 'cardinality-report.md',
  provocations: [
    {
      title: 'What does simulate count?',
      files: { 'metrics.txt': PAGE, 'policy.js': POLICY },
      program: `
        - npx cdk8s-observability cardinality simulate --policy policy.js
        + npx cdk8s-observability cardinality simulate --policy policy.js --dump metrics.txt
      `,
      error: `cdk8s-observability: there is no --dump
  why: the command cannot be run
  fix: --dump metrics.txt, or --dump http://localhost:9090`,
    },
    {
      title: 'How is a budget given to simulate?',
      files: { 'metrics.txt': PAGE, 'policy.js': POLICY },
      program: `
        - npx cdk8s-observability cardinality simulate --policy policy.js --dump metrics.txt --budget 500000
        + npx cdk8s-observability cardinality simulate --policy policy.js --dump metrics.txt --budget series=500000
      `,
      error: `cdk8s-observability: --budget is '500000'
  why: the command cannot be run
  fix: --budget series=500000, or seriesPerJob, seriesPerTarget`,
    },
    {
      title: 'Whose target is it?',
      files: { 'metrics.txt': PAGE },
      program: `
        - npx cdk8s-observability cardinality report --target job=node --dump metrics.txt
        + npx cdk8s-observability cardinality report --dump metrics.txt --target job=node
      `,
      error: `cdk8s-observability: --target job=node stands before every --dump
  why: the command cannot be run
  fix: --dump metrics.txt --target job=node`,
    },
    {
      title: 'Where does the policy come from?',
      files: { 'metrics.txt': PAGE, 'policy.js': POLICY, 'platform.js': 'exports.platform = {};\n' },
      program: `
        - npx cdk8s-observability cardinality simulate --policy platform.js --dump metrics.txt
        + npx cdk8s-observability cardinality simulate --policy policy.js --dump metrics.txt
      `,
      error: `cdk8s-observability: --policy platform.js exports no CardinalityPolicy, but platform
  why: there is no policy
  fix: export const policy = new CardinalityPolicy({ … })`,
    },
    {
      title: 'What does check look at?',
      files: { 'policy.js': POLICY, 'rules.yaml': RULES },
      program: `
        - npx cdk8s-observability cardinality check --policy policy.js
        + npx cdk8s-observability cardinality check --policy policy.js --rules rules.yaml
      `,
      error: `cdk8s-observability: check has neither --rules nor --dashboard
  why: the command cannot be run
  fix: --rules rules.yaml, or --dashboard dashboard.json`,
    },
    {
      title: 'A file of rules is not there',
      files: { 'policy.js': POLICY, 'rules.yaml': RULES },
      program: `
        - npx cdk8s-observability cardinality check --policy policy.js --rules rules.yml
        + npx cdk8s-observability cardinality check --policy policy.js --rules rules.yaml
      `,
      error: `cdk8s-observability: --rules rules.yml cannot be read: it is not there
  why: the command cannot be run
  fix: the path of a file of YAML or JSON`,
    },
    {
      title: 'Which commands are there?',
      files: { 'policy.js': POLICY, 'rules.yaml': RULES },
      program: `
        - npx cdk8s-observability check --policy policy.js --rules rules.yaml
        + npx cdk8s-observability cardinality check --policy policy.js --rules rules.yaml
      `,
      error: `cdk8s-observability: there is no command 'check'
  why: the command cannot be run
  fix: cdk8s-observability cardinality check`,
    },
  ],
};
