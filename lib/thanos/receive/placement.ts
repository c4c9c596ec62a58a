/**
 * The replicas of a series that a ketama ring can place.
 *
 * It never puts a replica into a zone that has more of them already than the emptiest, so that the smallest zone limits all others to one more
 * than it has itself. Where that does not suffice, Thanos searches for ever when it starts, and does not even end when it is told to.
 *
 * @param members how many ingestors each zone has
 * @see https://github.com/thanos-io/thanos/blob/v0.42.4/pkg/receive/hashring.go
 */
export function placeableReplicas(members: readonly number[]): number {
  const fewest = Math.min(...members);
  return members.reduce((sum, count) => sum + Math.min(count, fewest + 1), 0);
}

/** How many ingestors each zone has; those that name none are in a zone of their own, as Thanos sees it. */
export function membersByZone(zones: readonly (string | undefined)[]): Map<string, number> {
  const members = new Map<string, number>();
  zones.forEach((zone = '') => members.set(zone, (members.get(zone) ?? 0) + 1));
  return members;
}
