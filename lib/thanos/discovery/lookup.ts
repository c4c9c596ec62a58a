/** How a name is looked up; undefined when an address is taken as it is. */
export function lookupOf(address: string): string | undefined {
  const end = address.indexOf('+');
  return end === -1 ? undefined : address.slice(0, end);
}
