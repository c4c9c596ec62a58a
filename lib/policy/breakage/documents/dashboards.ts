import { PlainMap } from '../../relabel/document';
import { parseExpression } from '../promql/parse-expression';
import { replaceVariables } from '../promql/variables';
import { ShownLabel, Statement } from '../statement';
import { AsksPrometheus, datasourcesOf, isMixed } from './dashboard-datasources';
import { itemsOf, PlainDocument } from './plain-document';
import { readVariableQuery } from './variable-queries';

/**
 * The expressions of dashboards of Grafana: panels, variables and annotations that ask Prometheus. Panels of the library of Grafana have theirs
 * elsewhere.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function readDashboards(caller: string, documents: readonly unknown[]): Statement[] {
  const document = new PlainDocument(caller, 'a dashboard of Grafana, or a ConfigMap with some');
  return itemsOf(document, 'dashboards', documents).flatMap(({ where, value }) => readDocument(document, where, value));
}

function readDocument(document: PlainDocument, where: string, value: unknown): Statement[] {
  const map = document.map(where, value) ?? document.refuse(where, value, 'a map with panels');
  if (map.kind === 'ConfigMap') {
    const found = Object.entries(document.texts(`${where}.data`, map.data)).filter(([key]) => key.endsWith('.json'));
    return found.length === 0 ? document.refuse(where, value, 'data with dashboards, under keys that end with .json')
      : found.flatMap(([key, text]) => readDocument(document, `${where}.data['${key}']`, parsed(document, `${where}.data['${key}']`, text)));
  }
  const dashboard = document.map(`${where}.dashboard`, map.dashboard) ?? map;
  return dashboard.panels === undefined && dashboard.rows === undefined ? document.refuse(where, value, 'a map with panels') : new DashboardReader(document, where, dashboard).statements();
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
