/** What Prometheus refuses in a template, and what mends it. */
export interface Fault {
  readonly what: string;
  readonly fix: string;
}

/** Stops the reading of a template. */
export class TemplateFault extends Error {
  public constructor(public readonly fault: Fault) {
    super(fault.what);
  }
}

/** Nothing behind the first fault can be told. */
export function refuse(what: string, fix: string): never {
  throw new TemplateFault({ what, fix });
}
