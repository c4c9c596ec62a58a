import { definitions, isOf, runningExtensions, textAt } from './document-reader';
import { Finding } from '../../validation';
import { ComponentKind } from '../components/component-type';
import { CollectorDocument } from '../configuration';

/** What a process has once, however many components ask for it. */
export function onePerProcessFindings(document: CollectorDocument): Finding[] {
  return [...rootPathFindings(document), ...profilerFindings(document)];
}

/** All that measure the node find its file system by one variable. None, and the root, say nothing. */
function rootPathFindings(document: CollectorDocument): Finding[] {
  const rooted = definitions(document)
    .filter(({ kind, id }) => kind === ComponentKind.RECEIVER && isOf(kind, id, 'host_metrics'))
    .map(({ id, config }) => ({ id, path: textAt(config, 'root_path') ?? '' }))
    .filter(({ path }) => path !== '' && path !== '/');
  const [first] = rooted;
  return rooted.filter(({ path }) => path !== first.path).map(({ id, path }) => ({
    what: `${first.id} has root_path '${first.path}', and ${id} has '${path}'`,
    why: 'a process knows one: the collector would not start (inconsistent root_path configuration)',
    fix: `rootPath: '${first.path}' for both`,
  }));
}

function profilerFindings(document: CollectorDocument): Finding[] {
  const [first, ...others] = runningExtensions(document).filter((id) => isOf(ComponentKind.EXTENSION, id, 'pprof'));
  return others.map((id) => ({
    what: `${first} and ${id} both run`,
    why: 'a process can be profiled once: it validates, and the collector does not start',
    fix: `take ${id} out`,
  }));
}
