import { difference, Provocation, Provocations } from './provocation';
import { EXAMPLE, PROVOCATIONS } from './provocations';
import { SCENERY, SCENERY_IMPORTS } from './scenery';

const LANGUAGE_OF_MENDS = 'diff';

/** `docs/errors.md`: how an error is read, and what users meet, by rooms. */
export function errorsPage(): string {
  return [INTRODUCTION, contents(), ...PROVOCATIONS.map(section), WHAT_IS_LOOKED_FOR].join('\n\n');
}

function contents(): string {
  const rooms = PROVOCATIONS.map(({ room, provocations }) => `* [${room}](#${anchor(room)}): ${provocations.map(linkTo).join(' · ')}`);
  return `## Contents\n\n${rooms.join('\n')}\n* [What is looked for](#what-is-looked-for)`;
}

function linkTo({ title }: Provocation): string {
  return `[${title}](#${anchor(title)})`;
}

/** As GitHub makes the anchors of headings. */
function anchor(heading: string): string {
  return heading.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-');
}

function section({ room, page, provocations }: Provocations): string {
  return [`## ${room}`, `More in [${page}](${page}).`, ...provocations.map(entry)].join('\n\n');
}

function entry(provocation: Provocation): string {
  return [`### ${provocation.title}`, fence('', provocation.error), fence(LANGUAGE_OF_MENDS, difference(provocation))].join('\n\n');
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

const INTRODUCTION = `# Errors

All problems of a program come in one error, and nothing is written:

${fence('', `Observability problems (2), nothing was written:\n\n${EXAMPLE.error}`)}

* The first line: where (the path of the construct, or the class whose constructor was called) and what, with the value that was given. A credential in a header or
  a URL is never shown.
* \`why\`: what would happen in the cluster.
* \`fix\`: what to write instead. Of several choices the first is the usual one.

What is wrong with one value alone (a URL with a password in it, a version that floats) stops its constructor at once, with the same text. What is wrong between values is found
at synth, in \`ObservabilityApp\` and in every App of cdk8s. A command ends with exit code 2.

Below are mistakes as they are made, each with its error to the letter and the mend. \`npm test\` makes every one of them, compares the text, does what the fix says, and
synthesizes. Programs begin like this, as far as they need it, and end with \`app.synth()\`:

${fence('ts', [SCENERY_IMPORTS, '', ...Object.values(SCENERY), '', 'app.synth();'].join('\n'))}

Lines behind \`-\` are wrong, lines behind \`+\` are what the fix says.`;

const WHAT_IS_LOOKED_FOR = `## What is looked for

| about | found |
|---|---|
| pipelines | components that are undefined, unused, in a circle, or cannot carry the signal; no receiver, exporter or pipeline at all |
| flows | a destination for which nothing is collected; a receiver whose signal goes nowhere |
| copies | every pod of a workload that scrapes everything, or collects the whole cluster, without an allocator or an election |
| files | a reader that does not remember what it read, or drops what is refused |
| order | memory_limiter not first; k8s_attributes after tail_sampling; the batch processor before a queue on disk |
| queues | more than the volume holds; no limit in bytes; sizes that the collector refuses |
| memory | GOMEMLIMIT or memory_limiter against the limit; an autoscaler that waits for memory which the limiter never allows |
| endpoints | \`http://\` on gRPC; \`https://\` with plain text; remote write to its placeholder; batches larger than the next hop takes |
| metrics | deltas into remote write |
| workload | replicas that share a volume; fixed replicas with an autoscaler; less grace than the drain takes; folders on no volume |
| needs | two secrets on one variable; one port twice; one folder twice |
| policies | parts that contradict each other; series that become the same where nothing merges them; what an engine has no words for |
| distribution | a component that the image does not have, and what has it |
| Thanos | flags of another version; copies that cannot be placed or told apart; two compactors of a stream, or none; retention below what coarser samples are made of; windows with a gap; too little time to stop; alerts of a ruler of which nobody is told |
| Prometheus | blocks that are deleted before they are uploaded; replicas alike; rules that are no PromQL; a volume that would run full |
| storage | names that the service does not take; a lifecycle or a lock against those who write; classes that cost more than they save; replication into the same region |
| Terraform | no state backend; a local path of this machine; two things of one name; the wrong region; live objects that expire; two Helm releases of one name |
`;
