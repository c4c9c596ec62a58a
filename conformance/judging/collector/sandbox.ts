/** What a collector finds in its pod: agreed between the side that prepares it and the side that lives inside. */

export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** with everything mounted below it, as a volume of the host has it */
  readonly recursive?: boolean;
}

export interface HttpProbe {
  readonly name: string;
  readonly port: number;
  readonly path: string;
}

/** A Target Allocator that hands the collector itself out as its only target. */
export interface SandboxAllocator {
  readonly address: string;
  readonly port: number;
  readonly jobs: Readonly<Record<string, object>>;
}

export interface Sandbox {
  /** the folder that becomes the root of the file system */
  readonly root: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  readonly readOnlyRoot: boolean;
  readonly user: number;
  readonly group: number;
  readonly supplementalGroups: readonly number[];
  readonly capabilities: readonly string[];
  readonly noNewPrivileges: boolean;
  readonly podAddress: string;
  readonly nodeAddress: string;
  /** a socket that leads to the API server, the only way out */
  readonly apiSocket?: string;
  readonly apiAddress: string;
  readonly allocator?: SandboxAllocator;
  readonly probes: readonly HttpProbe[];
  /** only read the configuration, because no pod of these documents runs it */
  readonly validateOnly: boolean;
}

export interface Observation {
  readonly validation: { readonly code: number; readonly output: string };
  readonly run?: {
    readonly ready: boolean;
    readonly failedProbes: readonly string[];
    readonly exitCode: number | string;
    /** jobs of the allocator whose targets it never asked for under the name of its pod */
    readonly unasked: readonly string[];
    readonly output: string;
  };
}
