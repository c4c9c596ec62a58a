import { DASHBOARD, DASHBOARD_CONFIG_MAP } from './dashboards';
import { DocumentKind, readDocuments } from './document-kind';
import { PROMETHEUS_RULE, RULE_FILE } from './rule-documents';
import { Statement } from '../statement';

/** Every kind of document with rules. */
export const RULE_KINDS: readonly DocumentKind[] = [RULE_FILE, PROMETHEUS_RULE];

/** Every kind of document with dashboards. A manifest is asked for first: what is in it may look like one. */
export const DASHBOARD_KINDS: readonly DocumentKind[] = [DASHBOARD_CONFIG_MAP, DASHBOARD];

/** The expressions of alerts and recording rules. */
export function readRules(caller: string, documents: readonly unknown[]): Statement[] {
  return readDocuments(caller, 'rules', RULE_KINDS, documents);
}

/** The expressions of panels, variables and annotations. */
export function readDashboards(caller: string, documents: readonly unknown[]): Statement[] {
  return readDocuments(caller, 'dashboards', DASHBOARD_KINDS, documents);
}
