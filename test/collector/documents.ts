import * as YAML from 'yaml';
import { Component, RenderContext } from '../../lib/collector/components/component';
import { CollectorDocument, ComponentSection, PipelineSection } from '../../lib/collector/configuration';
import { Finding, Problem, ProblemsError } from '../../lib/validation';
import { VersionCatalog } from '../../lib/versions';

/** A document is rendered for the collector with which the library is tested. */
export const TESTED: RenderContext = { collectorVersion: VersionCatalog.tested().collector };

/** What a component writes into the configuration. */
export function rendered(component: Component, context: RenderContext = TESTED): unknown {
  return component._document(context);
}

/** What a component needs from its pod; what it needs none of is left out. */
export function needed(component: Component, context: RenderContext = TESTED): unknown {
  return Object.fromEntries(Object.entries(component._needs(context)).filter(([, needs]: [string, readonly unknown[]]) => needs.length > 0));
}

/** A document as somebody else wrote it. */
export function parsed(yaml: string): CollectorDocument {
  return YAML.parse(yaml) as CollectorDocument;
}

/** A document in which every component of its pipelines is there: empty, unless `given` has it. */
export function documentOf(pipelines: { readonly [id: string]: PipelineSection }, given: Omit<CollectorDocument, 'service'> = {}): CollectorDocument {
  const empty = (end: keyof PipelineSection): ComponentSection => Object.fromEntries(
    Object.values(pipelines).flatMap((pipeline) => pipeline[end] ?? []).filter((id) => !Object.hasOwn(given.connectors ?? {}, id)).map((id) => [id, {}]),
  );
  return {
    ...given,
    receivers: { ...empty('receivers'), ...given.receivers },
    processors: { ...empty('processors'), ...given.processors },
    exporters: { ...empty('exporters'), ...given.exporters },
    service: { extensions: Object.keys(given.extensions ?? {}), pipelines },
  };
}

/** What a constructor says when it cannot make sense of a value. */
export function problemOf(act: () => unknown): Problem {
  try {
    act();
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error.problems[0];
    }
    throw error;
  }
  throw new Error('nothing was wrong');
}

/** What is wrong, without why and how to mend it. */
export function whats(findings: readonly Finding[]): string[] {
  return findings.map(({ what }) => what);
}
