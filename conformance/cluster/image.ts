/** Container images without a container engine: an OCI layout in a tar of one layer, the same bytes for the same input. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';

export interface Image {
  /** The name under which a manifest asks for it. */
  readonly name: string;
  /** Path in the image to content. Files of the machine are taken as programs. */
  readonly files: Readonly<Record<string, { readonly program: string } | { readonly text: string }>>;
  readonly entrypoint: readonly string[];
  /** `uid:gid`; root when absent. */
  readonly user?: string;
}

interface Content {
  readonly size: number;
  readonly chunks: () => Iterable<Buffer>;
}

interface Entry {
  readonly path: string;
  readonly mode: number;
  /** a folder when absent */
  readonly content?: Content;
}

const BLOCK = 512;
const CHUNK = 1024 * 1024;

function inMemory(text: string): Content {
  const buffer = Buffer.from(text);
  return { size: buffer.length, chunks: () => [buffer] };
}

function onDisk(path: string): Content {
  return {
    size: statSync(path).size,
    chunks: function* () {
      const file = openSync(path, 'r');
      try {
        const buffer = Buffer.alloc(CHUNK);
        for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
          yield buffer.subarray(0, read);
        }
      } finally {
        closeSync(file);
      }
    },
  };
}

/** A POSIX tar header; times and owners are zero, so that equal images are equal bytes. */
function header({ path, mode, content }: Entry): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, offset: number, length: number) => block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset);
  block.write(path, 0, 100);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(content?.size ?? 0, 124, 12);
  octal(0, 136, 12);
  block.write(' '.repeat(8), 148);
  block.write(content === undefined ? '5' : '0', 156);
  block.write('ustar\u000000', 257);
  octal(block.reduce((sum, byte) => sum + byte, 0), 148, 7);
  return block;
}

function tar(entries: readonly Entry[]): Content {
  const padding = (size: number) => (BLOCK - size % BLOCK) % BLOCK;
  const size = entries.reduce((sum, { content }) => sum + BLOCK + (content?.size ?? 0) + padding(content?.size ?? 0), 2 * BLOCK);
  return {
    size,
    chunks: function* () {
      for (const entry of entries) {
        yield header(entry);
        yield* entry.content?.chunks() ?? [];
        yield Buffer.alloc(padding(entry.content?.size ?? 0));
      }
      yield Buffer.alloc(2 * BLOCK);
    },
  };
}

function digest(content: Content): string {
  const hash = createHash('sha256');
  for (const chunk of content.chunks()) {
    hash.update(chunk);
  }
  return hash.digest('hex');
}

function layerOf({ files }: Image): Content {
  const folders = new Set(['tmp/']);
  for (const path of Object.keys(files)) {
    const parts = path.split('/').slice(1, -1);
    parts.forEach((_, index) => folders.add(`${parts.slice(0, index + 1).join('/')}/`));
  }
  return tar([
    ...[...folders].map((path) => ({ path, mode: path === 'tmp/' ? 0o1777 : 0o755 })),
    ...Object.entries(files).map(([path, file]) => 'program' in file
      ? { path: path.slice(1), mode: 0o755, content: onDisk(file.program) }
      : { path: path.slice(1), mode: 0o644, content: inMemory(file.text) }),
  ]);
}

/** Writes an image that `ctr images import` takes. The layer is not compressed: it is read once, on the same disk. */
export function writeImage(image: Image, path: string): void {
  const blobs: Entry[] = [];
  const addBlob = (mediaType: string, content: Content, hash = digest(content)) => {
    blobs.push({ path: `blobs/sha256/${hash}`, mode: 0o644, content });
    return { mediaType, digest: `sha256:${hash}`, size: content.size };
  };
  const layer = layerOf(image);
  const layerHash = digest(layer);
  const config = {
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: { Entrypoint: image.entrypoint, User: image.user ?? '', Env: ['PATH=/'], WorkingDir: '/' },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layerHash}`] },
  };
  const manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: addBlob('application/vnd.oci.image.config.v1+json', inMemory(JSON.stringify(config))),
    layers: [addBlob('application/vnd.oci.image.layer.v1.tar', layer, layerHash)],
  };
  const described = addBlob(manifest.mediaType, inMemory(JSON.stringify(manifest)));
  const index = { schemaVersion: 2, manifests: [{ ...described, annotations: { 'io.containerd.image.name': image.name } }] };
  const archive = tar([
    { path: 'oci-layout', mode: 0o644, content: inMemory('{"imageLayoutVersion":"1.0.0"}') },
    { path: 'index.json', mode: 0o644, content: inMemory(JSON.stringify(index)) },
    ...blobs,
  ]);
  const file = openSync(path, 'w');
  try {
    for (const chunk of archive.chunks()) {
      writeSync(file, chunk);
    }
  } finally {
    closeSync(file);
  }
}
