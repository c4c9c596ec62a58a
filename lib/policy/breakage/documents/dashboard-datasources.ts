import { PlainMap } from '../../relabel/document-reader';

/** Answers whether something of a dashboard asks Prometheus, by what it says of its data source. */
export type AsksPrometheus = (datasource: unknown) => boolean;

/** Data sources of Grafana that are none: what they show is asked elsewhere. */
const OWN_TYPES = ['datasource', 'grafana'];

/** Reads references to data sources of a dashboard. What does not say whose it is asks Prometheus. */
export function datasourcesOf(variables: readonly PlainMap[]): AsksPrometheus {
  const types = new Map(variables.filter(({ type }) => type === 'datasource').map(({ name, query }) => [String(name), String(query)]));
  const typeOf = (datasource: unknown): string | undefined => {
    if (typeof datasource === 'string') {
      const [, braced, bracketed, bare] = /^(?:\$\{(\w+)(?::\w+)?\}|\[\[(\w+)\]\]|\$(\w+))$/.exec(datasource) ?? [];
      return types.get(braced ?? bracketed ?? bare ?? '');
    }
    const { type, uid } = (datasource ?? {}) as PlainMap;
    return typeof type === 'string' ? type : typeof uid === 'string' ? typeOf(uid) : undefined;
  };
  return (datasource) => {
    const type = typeOf(datasource);
    return datasource === '-- Grafana --' ? false : type === undefined || isPrometheus(type);
  };
}

/** Whether queries of a panel say for themselves whom they ask. */
export function isMixed(datasource: unknown): boolean {
  const { uid, type } = (typeof datasource === 'object' && datasource !== null ? datasource : {}) as PlainMap;
  return [datasource, uid].includes('-- Mixed --') || (OWN_TYPES.includes(String(type)) && uid !== '-- Grafana --');
}

function isPrometheus(type: string): boolean {
  return /prometheus/i.test(type);
}
