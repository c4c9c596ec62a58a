import { NODE_COLLECTORS } from './node-collectors';
import { NodeExporterPlan, runningCollectors } from './node-exporter-plan';
import { Finding } from '../../validation';
import { isAtLeast } from '../../versions';

/** What is wrong with what node_exporter is told. */
export function nodeExporterFindings(plan: NodeExporterPlan): Finding[] {
  const lists = { collectors: plan.only ?? [], extraCollectors: plan.extra, withoutCollectors: plan.without };
  return [
    ...Object.entries(lists).flatMap(([property, names]) => names.flatMap((name) => nameFindings(plan, property, name))),
    ...Object.entries(lists).flatMap(([property, names]) => twiceFindings(property, names)),
    ...listFindings(plan),
    ...textfileFindings(plan),
    ...Number.isInteger(plan.port) && plan.port >= 1 && plan.port <= 65535 ? [] : [{
      what: `port is ${plan.port}`, why: 'Kubernetes refuses what is no port from 1 to 65535', fix: 'port: 9100',
    }],
  ];
}

function nameFindings({ version, hostNetwork }: NodeExporterPlan, property: string, name: string): Finding[] {
  if (!Object.hasOwn(NODE_COLLECTORS, name)) {
    return [{
      what: `${property} has '${name}'`,
      why: 'node_exporter knows no such collector, and does not start',
      fix: `one of ${Object.keys(NODE_COLLECTORS).join(', ')}`,
    }];
  }
  const { since, impossible, network } = NODE_COLLECTORS[name];
  if (!isAtLeast(version, since ?? version)) {
    return [{
      what: `${property} has '${name}', and node_exporter is ${version}`,
      why: `it has it from ${since} on, and does not start before`,
      fix: `versions: new VersionCatalog({ nodeExporter: '${since}' }), or leave it out of ${property}`,
    }];
  }
  if (property === 'withoutCollectors') {
    return [];
  }
  return [
    ...impossible === undefined ? [] : [{ what: `${property} has '${name}'`, why: impossible, fix: `leave '${name}' out of ${property}` }],
    ...network && !hostNetwork ? [{
      what: `${property} has '${name}', and hostNetwork is off`,
      why: 'it would show the network of its pod, under the name of the node',
      fix: `leave hostNetwork out, or '${name}' out of ${property}`,
    }] : [],
  ];
}

/** A switch that is given twice is refused: `flag 'collector.cpu' cannot be repeated`. */
function twiceFindings(property: string, names: readonly string[]): Finding[] {
  return [...new Set(names.filter((name, place) => names.indexOf(name) < place))].map((name) => ({
    what: `${property} has '${name}' twice`, why: 'node_exporter takes a flag once, and does not start', fix: `'${name}' once in ${property}`,
  }));
}

function listFindings(plan: NodeExporterPlan): Finding[] {
  const { only, extra, without } = plan;
  if (only) {
    const beside = [...extra.length > 0 ? ['extraCollectors'] : [], ...without.length > 0 ? ['withoutCollectors'] : []];
    return [
      ...only.length > 0 ? [] : [{
        what: 'collectors is empty',
        why: 'nothing of the node would be shown',
        fix: "collectors: ['cpu', 'meminfo'], or no collectors for those that run by themselves",
      }],
      ...beside.map((property) => ({
        what: `collectors and ${property} are both given`, why: 'nothing but collectors runs: the other would have no effect', fix: `leave ${property} out`,
      })),
    ];
  }
  const needless = extra.filter((name) => NODE_COLLECTORS[name]?.byDefault);
  const idle = without.filter((name) => NODE_COLLECTORS[name]?.byDefault === false);
  return [
    ...needless.map((name) => ({ what: `extraCollectors has '${name}'`, why: 'it runs by itself', fix: `leave '${name}' out of extraCollectors` })),
    ...idle.map((name) => ({
      what: `withoutCollectors has '${name}'`, why: 'it does not run unless somebody asks for it', fix: `leave '${name}' out of withoutCollectors`,
    })),
  ];
}

function textfileFindings(plan: NodeExporterPlan): Finding[] {
  const { textfileFolder } = plan;
  if (textfileFolder === undefined) {
    return [];
  }
  return [
    .../^(\/[^/]+)+$/.test(textfileFolder) ? [] : [{
      what: `textfileFolder '${textfileFolder}' is not an absolute path below the root`,
      why: 'no file of it would be found',
      fix: "textfileFolder: '/var/lib/node-exporter'",
    }],
    ...runningCollectors(plan).includes('textfile') ? [] : [{
      what: `textfileFolder is '${textfileFolder}', and the collector textfile does not run`,
      why: 'no file of it would be shown',
      fix: "collectors with 'textfile', or leave textfileFolder out",
    }],
  ];
}
