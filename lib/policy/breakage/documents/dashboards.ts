import { parseExpression } from '../../promql/parse-expression';
import { replaceVariables } from '../../promql/variables';
import { ShownLabel, Statement } from '../statement';
import { AsksPrometheus, datasourcesOf, isMixed } from './dashboard-datasources';
import { DocumentKind } from './document-kind';
import { PlainDocument } from './plain-document';
import { readVariableQuery } from './variable-queries';
import { PlainMap } from '../../relabel/document-reader';

/**
 * A dashboard of Grafana: panels, variables and annotations that ask Prometheus. Panels of the library of Grafana have theirs elsewhere.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export const DASHBOARD: DocumentKind = {
  name: 'a dashboard of Grafana',
  sign: 'a map with panels',
  is: (map) => modelOf(map) !== undefined,
  read: (document, where, map) => new DashboardReader(document, where, modelOf(map)!).statements(),
};

/** The label by which Grafana's sidecar finds ConfigMaps with dashboards: https://github.com/grafana/helm-charts/tree/main/charts/grafana */
const FOUND_BY = 'grafana_dashboard';

export const DASHBOARD_CONFIG_MAP: DocumentKind = {
  name: 'a ConfigMap with dashboards',
  sign: 'kind: ConfigMap',
  is: ({ kind }) => kind === 'ConfigMap',
  read: (document, where, map) => {
    const found = Object.entries(document.texts(`${where}.data`, map.data)).filter(([key]) => key.endsWith('.json'));
    return found.length === 0 ? document.refuse(where, map, 'data with dashboards, under keys that end with .json')
      : found.flatMap(([key, text]) => readText(document, `${where}.data['${key}']`, text));
  },
  manifest: { kind: 'ConfigMap', isRead: (manifest) => isPlainMap(manifest.metadata) && isPlainMap(manifest.metadata.labels) && FOUND_BY in manifest.metadata.labels },
};

function readText(document: PlainDocument, where: string, text: string): Statement[] {
  const value = parsed(document, where, text);
  const map = document.map(where, value);
  return map && DASHBOARD.is(map) ? DASHBOARD.read(document, where, map) : document.refuse(where, value, DASHBOARD.sign);
}

/** The dashboard, which the API of Grafana wraps. */
function modelOf(map: PlainMap): PlainMap | undefined {
  const model = isPlainMap(map.dashboard) ? map.dashboard : map;
  return model.panels === undefined && model.rows === undefined ? undefined : model;
}

function isPlainMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(document: PlainDocument, where: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return document.refuse(where, text, 'JSON');
  }
}

/** Reads one dashboard. */
class DashboardReader {
  private readonly variables: readonly PlainMap[];
  private readonly asksPrometheus: AsksPrometheus;
  private readonly title: string;

  public constructor(private readonly document: PlainDocument, private readonly at: string, private readonly dashboard: PlainMap) {
    const templating = document.map(`${at}.templating`, dashboard.templating);
    this.variables = this.maps(`${at}.templating.list`, templating?.list);
    this.asksPrometheus = datasourcesOf(this.variables);
    this.title = `dashboard '${document.text(`${at}.title`, dashboard.title)}'`;
  }

  public statements(): Statement[] {
    const { annotations, panels, rows } = this.dashboard;
    return [
      ...this.variables.flatMap((variable) => this.variable(variable)),
      ...this.maps(`${this.at}.annotations.list`, this.document.map(`${this.at}.annotations`, annotations)?.list).flatMap((annotation) => this.annotation(annotation)),
      ...this.panels(`${this.at}.panels`, panels),
      ...this.maps(`${this.at}.rows`, rows).flatMap((row, index) => this.panels(`${this.at}.rows[${index}].panels`, row.panels)),
    ];
  }

  private variable({ type, name, query, definition, datasource }: PlainMap): Statement[] {
    if (type !== 'query' || !this.asksPrometheus(datasource)) {
      return [];
    }
    const asked = typeof query === 'object' && query !== null ? (query as PlainMap).query ?? definition : query;
    return readVariableQuery(`${this.title}, variable '${String(name)}'`, this.document.text(`${this.at}: query of variable '${String(name)}'`, asked));
  }

  private annotation({ name, expr, datasource, titleFormat, textFormat, tagKeys }: PlainMap): Statement[] {
    const where = `${this.title}, annotation '${String(name)}'`;
    const shown = [titleFormat, textFormat].flatMap((format) => this.legend(format, 'it shows it'));
    const tags = this.document.text(where, tagKeys).split(',').map((label) => label.trim()).filter((label) => label !== '');
    return typeof expr !== 'string' || expr === '' || !this.asksPrometheus(datasource) ? []
      : [this.query(where, expr, [...shown, ...tags.map((label) => ({ label, use: 'it is a tag' }))])];
  }

  private panels(at: string, value: unknown): Statement[] {
    return this.maps(at, value).flatMap((panel, index) => this.panel(`${at}[${index}]`, panel));
  }

  private panel(at: string, { title, type, targets, panels, datasource }: PlainMap): Statement[] {
    const where = `${this.title}, panel '${this.document.text(`${at}.title`, title) || String(type ?? 'without a title')}'`;
    const queries = this.maps(`${at}.targets`, targets)
      .filter((target) => this.asksPrometheus(isMixed(datasource) ? target.datasource : target.datasource ?? datasource));
    return [
      ...queries.flatMap(({ expr, legendFormat, refId }): Statement[] => typeof expr !== 'string' || expr.trim() === '' ? []
        : [this.query(`${where}${refId === undefined ? '' : ` (${String(refId)})`}`, expr, this.legend(legendFormat, 'its legend shows it'))]),
      ...this.panels(`${at}.panels`, panels),
    ];
  }

  private query(where: string, text: string, shown: readonly ShownLabel[]): Statement {
    return { where, text, parsed: parseExpression(replaceVariables(text)), shown };
  }

  private legend(format: unknown, use: string): ShownLabel[] {
    const labels = typeof format === 'string' ? [...format.matchAll(/\{\{\s*([A-Za-z_]\w*)\s*\}\}/g)].map(([, label]) => label!) : [];
    return [...new Set(labels)].filter((label) => label !== '__name__').map((label) => ({ label, use }));
  }

  private maps(where: string, value: unknown): PlainMap[] {
    return this.document.list(where, value).map((item, index) => this.document.map(`${where}[${index}]`, item) ?? {});
  }
}
