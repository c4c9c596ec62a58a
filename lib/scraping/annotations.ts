import { RelabelAction, RelabelConfig } from '../policy';
import { fail } from '../validation';

/** What discovery calls the annotations and labels of a kind of object. */
export interface AnnotatedKind {
  /** `__meta_kubernetes_pod`. */
  readonly meta: string;
  /** The option of the program, for its errors. */
  readonly caller: string;
}

/** The label of an annotation `<prefix>/<name>`, without its name. Prometheus replaces what its labels do not take. */
export function annotationLabel({ meta, caller }: AnnotatedKind, prefix = 'prometheus.io'): string {
  if (!/^[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?$/.test(prefix)) {
    fail(caller, {
      what: `annotationPrefix '${prefix}' is not the prefix of an annotation`,
      why: 'nothing could have such annotations: nothing would be scraped',
      fix: "annotationPrefix: 'prometheus.io', without a slash",
    });
  }
  return `${meta}_annotation_${labelName(prefix)}`;
}

/** The label of a label of Kubernetes, without what stands before it. */
export function labelName(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/g, '_');
}

/** Who does not ask for it is not scraped. */
export function askedFor(annotation: string): RelabelConfig {
  return { sourceLabels: [`${annotation}_scrape`], regex: 'true', action: RelabelAction.KEEP };
}

/** Scheme, path and parameters as annotations say them; otherwise those of the job stay. */
export function requestRules(annotation: string): RelabelConfig[] {
  return [
    { sourceLabels: [`${annotation}_scheme`], regex: '(https?)', targetLabel: '__scheme__' },
    { sourceLabels: [`${annotation}_path`], regex: '(/.*)', targetLabel: '__metrics_path__' },
    { sourceLabels: [`${annotation}_path`], regex: '([^/].*)', targetLabel: '__metrics_path__', replacement: '/$1' },
    { action: RelabelAction.LABELMAP, regex: `${annotation}_param_(.+)`, replacement: '__param_$1' },
  ];
}
