/** Whether an address leads to the pods of a Service: by its name, with or without namespace and domain, or by the name of one of its pods. */
export function leadsTo(address: string, service: string): boolean {
  const [name, namespace] = service.split('.');
  const labels = address.replace(/^[a-z]+:\/\//, '').replace(/[:/].*$/, '').split('.');
  // the Service itself, or a pod of it
  return [0, 1].some((place) => labels[place] === name && (namespace === undefined || labels[place + 1] === undefined || labels[place + 1] === namespace));
}
