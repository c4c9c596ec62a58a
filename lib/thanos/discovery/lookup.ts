/** How a name is looked up; undefined when an address is taken as it is. */
export function lookupOf(address: string): string | undefined {
  const end = address.indexOf('+');
  return end === -1 ? undefined : address.slice(0, end);
}

/**
 * After which time everybody has found a pod that has a new address: who lost its connection asks DNS again after 30 s at the earliest, as gRPC and
 * Query do, and DNS may remember for 30 s what it was.
 *
 * @see https://github.com/grpc/grpc-go/blob/v1.81.1/internal/resolver/dns/dns_resolver.go
 */
export const FOUND_AFTER_SECONDS = 60;
