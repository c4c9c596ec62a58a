import { canonicalType, Config, isConnector, pipelinesOf, textAt, valueAt } from './document-reader';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/**
 * Which pipelines feed which: by connectors, and by exporters that send to a receiver of the same collector over loopback (a queue on disk
 * in front of an exporter that has none).
 */
export class PipelineGraph {
  private readonly feeders = new Map<string, Set<string>>();

  public constructor(private readonly document: CollectorDocument) {
    const pipelines = pipelinesOf(document);
    for (const [from, { exporters }] of pipelines) {
      for (const [to, { receivers }] of pipelines) {
        if (exporters.some((exporter) => receivers.some((receiver) => this.feeds(exporter, receiver)))) {
          this.feeders.set(to, (this.feeders.get(to) ?? new Set()).add(from));
        }
      }
    }
  }

  /** The pipelines that feed a pipeline directly. */
  public feedersOf(pipeline: string): string[] {
    return [...(this.feeders.get(pipeline) ?? [])];
  }

  /** Whether a receiver takes only what a pipeline of the same collector gives. */
  public isInternal(receiver: string): boolean {
    return isConnector(this.document, receiver) || this.loopbackPorts(receiver).length > 0;
  }

  /** A cycle of pipelines, if there is one. */
  public cycle(): string[] | undefined {
    const visit = (pipeline: string, path: string[]): string[] | undefined => {
      if (path.includes(pipeline)) {
        return [...path.slice(path.indexOf(pipeline)), pipeline];
      }
      for (const feeder of this.feedersOf(pipeline)) {
        const found = visit(feeder, [...path, pipeline]);
        if (found) {
          return found;
        }
      }
      return undefined;
    };
    for (const [pipeline] of pipelinesOf(this.document)) {
      const found = visit(pipeline, []);
      if (found) {
        return found.reverse();
      }
    }
    return undefined;
  }

  private feeds(exporter: string, receiver: string): boolean {
    if (exporter === receiver) {
      return isConnector(this.document, exporter);
    }
    const target = loopbackPort(textAt(this.document.exporters?.[exporter], 'endpoint'));
    return target !== undefined && this.loopbackPorts(receiver).includes(target);
  }

  private loopbackPorts(receiver: string): string[] {
    if (canonicalType(ComponentKind.RECEIVER, receiver) !== 'otlp') {
      return [];
    }
    const protocols = valueAt(this.document.receivers?.[receiver], 'protocols') as Config | undefined;
    return Object.values(protocols ?? {})
      .map((protocol) => loopbackPort(textAt(protocol, 'endpoint')))
      .filter((port): port is string => port !== undefined);
  }
}

function loopbackPort(endpoint: string | undefined): string | undefined {
  return /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\]):(\d+)/.exec(endpoint ?? '')?.[1];
}
