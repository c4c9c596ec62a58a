import { asConfig, componentAt, Config, isConnector, isOf, joins, pipelinesOf, signalOf, textAt, typeOf, valueAt } from './document-reader';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/**
 * Which pipelines feed which: by connectors, and by exporters that send to a receiver of the same collector over loopback (a queue on disk
 * in front of an exporter that has none).
 */
export class PipelineGraph {
  private readonly feeders = new Map<string, Set<string>>();
  private readonly pipelines: ReturnType<typeof pipelinesOf>;
  private readonly sentTo: readonly string[];

  public constructor(private readonly document: CollectorDocument) {
    this.pipelines = pipelinesOf(document);
    this.sentTo = this.pipelines.flatMap(([, { exporters }]) => exporters).map((exporter) => this.target(exporter)).filter((port) => port !== undefined);
    for (const [from, { exporters }] of this.pipelines) {
      for (const [to, { receivers }] of this.pipelines) {
        if (exporters.some((exporter) => receivers.some((receiver) => this.feeds(exporter, from, receiver, to)))) {
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
    if (isConnector(this.document, receiver)) {
      return true;
    }
    const listens = this.listeners(receiver);
    return listens.length > 0 && listens.every(({ local, port }) => local && this.sentTo.includes(port));
  }

  /** A circle of pipelines, if there is one. */
  public cycle(): string[] | undefined {
    const harmless = new Set<string>();
    const visit = (pipeline: string, path: string[]): string[] | undefined => {
      if (path.includes(pipeline)) {
        return [...path.slice(path.indexOf(pipeline)), pipeline];
      }
      if (harmless.has(pipeline)) {
        return undefined;
      }
      for (const feeder of this.feedersOf(pipeline)) {
        const found = visit(feeder, [...path, pipeline]);
        if (found) {
          return found;
        }
      }
      harmless.add(pipeline);
      return undefined;
    };
    for (const [pipeline] of this.pipelines) {
      const found = visit(pipeline, []);
      if (found) {
        return found.reverse();
      }
    }
    return undefined;
  }

  private feeds(exporter: string, from: string, receiver: string, to: string): boolean {
    if (exporter === receiver && isConnector(this.document, exporter)) {
      const connects = typeOf(ComponentKind.CONNECTOR, exporter)?.connects;
      return !connects || joins(connects, from, to);
    }
    const target = this.target(exporter);
    return target !== undefined && signalOf(from) === signalOf(to) && this.listeners(receiver).some(({ reachable, port }) => reachable && port === target);
  }

  /** The port of this pod to which an exporter sends. */
  private target(exporter: string): string | undefined {
    return LOCAL.exec(textAt(componentAt(this.document, ComponentKind.EXPORTER, exporter), 'endpoint') ?? '')?.[1];
  }

  /** Where an otlp receiver listens: on loopback only, or where loopback reaches it too. */
  private listeners(receiver: string): { local: boolean; reachable: boolean; port: string }[] {
    if (!isOf(ComponentKind.RECEIVER, receiver, 'otlp') || isConnector(this.document, receiver)) {
      return [];
    }
    const protocols = asConfig(valueAt(componentAt(this.document, ComponentKind.RECEIVER, receiver), 'protocols')) as { readonly [name: string]: Config };
    return Object.entries(protocols).map(([protocol, config]) => {
      const endpoint = textAt(config, 'endpoint') ?? `localhost:${protocol === 'http' ? 4318 : 4317}`;
      const local = LOCAL.test(endpoint);
      return { local, reachable: local || EVERYWHERE.test(endpoint), port: /(\d+)$/.exec(endpoint)?.[1] ?? '' };
    });
  }
}

const EVERYWHERE = /^(?:0\.0\.0\.0|\[::\])?:\d+$/;
const LOCAL = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\]):(\d+)/;
