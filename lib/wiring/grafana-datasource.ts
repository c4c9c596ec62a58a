/**
 * A data source as Grafana is provisioned with it, in Grafana's own names.
 *
 * @see https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources
 */
export interface GrafanaDatasource {
  /** Its name. */
  readonly name: string;
  /** What it is, for example `prometheus`. */
  readonly type: string;
  /** Who asks it: `proxy` is the server of Grafana. */
  readonly access: string;
  /** Where it is. */
  readonly url: string;
  /** Settings of its type. */
  readonly jsonData: { readonly [key: string]: string | boolean };
  /**
   * Settings that Grafana keeps encrypted, by the names that `jsonData` refers to; values of headers are always among them.
   *
   * @default - none
   */
  readonly secureJsonData?: { readonly [key: string]: string };
}
