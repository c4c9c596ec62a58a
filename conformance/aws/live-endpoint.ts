/** What AWS says of an endpoint of a VPC, as `network.py` writes it. Things are named by their tag `Name`. */
export interface LiveEndpoint {
  readonly id: string;
  readonly vpc: string;
  readonly service: string;
  readonly type: string;
  /** as text */
  readonly policy: string;
  readonly privateDns: boolean;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly routeTables: readonly string[];
  /** the route tables that do have a route to it */
  readonly routedFrom: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}
