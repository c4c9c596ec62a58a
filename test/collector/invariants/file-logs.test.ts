import { fileLogFindings } from '../../../lib/collector/invariants/file-logs';
import { parsed, whats } from '../documents';

function findingsOf(receiver: string): string[] {
  return whats(fileLogFindings(parsed(`
    receivers: { filelog/app: ${receiver} }
    service: { pipelines: { logs: { receivers: [filelog/app], exporters: [debug] } } }
  `)));
}

/* Both lose lines while validate and start say nothing. */
describe('a receiver of files', () => {
  test('is right when it remembers what it read and waits when it is refused', () => {
    expect(findingsOf('{ storage: file_storage, retry_on_failure: { enabled: true } }')).toEqual([]);
  });

  test('is a problem when it remembers nothing', () => {
    expect(findingsOf('{ retry_on_failure: { enabled: true } }')).toEqual(['filelog/app does not remember what it has read']);
  });

  test.each(['{ storage: file_storage }', '{ storage: file_storage, retry_on_failure: { enabled: false } }'])('is a problem when it drops what is refused: %s', (receiver) => {
    expect(findingsOf(receiver)).toEqual(['filelog/app drops what its pipeline refuses']);
  });

  test('in no pipeline loses nothing', () => {
    expect(fileLogFindings(parsed('receivers: { file_log: {} }'))).toEqual([]);
  });
});
