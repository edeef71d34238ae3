import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const script = join(__dirname, '../../../lib/components/serving/upload-model.sh');

/** Stands for the AWS command line: a bucket is a folder, and an object's checksum lies beside it. */
const aws = `#!/bin/sh
echo "$*" >> "$FAKE/calls"
case "$1 $2" in
  "s3api head-bucket") [ -d "$FAKE/bucket" ] ;;
  "s3api create-bucket")
    [ ! -e "$FAKE/refuse" ] || { echo AccessDenied >&2; exit 254; }
    mkdir "$FAKE/bucket" ;;
  "s3api head-object") [ -e "$FAKE/bucket/checksum" ] && cat "$FAKE/bucket/checksum" ;;
  "s3 cp") cp "$6" "$FAKE/bucket/object"; echo "$7" > "$FAKE/bucket/target"; echo "\${5#sha256=}" > "$FAKE/bucket/checksum" ;;
esac
`;

/** Stands for curl: the file to send is known by its place. */
const curl = `#!/bin/sh
echo "$*" >> "$FAKE/downloads"
while [ "$1" != --output ]; do shift; done
cp "$FAKE/source" "$2"
`;

const model = Buffer.from('a model');
const sha256 = createHash('sha256').update(model).digest('hex');
let fake: string;

beforeEach(() => {
  fake = mkdtempSync(join(tmpdir(), 'upload-'));
  for (const [name, text] of Object.entries({ aws, curl })) {
    writeFileSync(join(fake, name), text);
    chmodSync(join(fake, name), 0o755);
  }
  writeFileSync(join(fake, 'source'), model);
});

afterEach(() => {
  rmSync(fake, { recursive: true });
});

function run(env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync('sh', [script], {
    encoding: 'utf8',
    env: {
      PATH: `${fake}:/usr/bin:/bin`,
      FAKE: fake,
      TMPDIR: fake,
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_S3_BUCKET: 'models',
      MODEL_KEY: 'fraud/1/model.onnx',
      MODEL_SHA256: sha256,
      MODEL_URL: 'https://example.com/model.onnx',
      PATIENCE_SECONDS: '0',
      PAUSE_SECONDS: '0',
      ...env,
    },
  });
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

const read = (name: string) => readFileSync(join(fake, name), 'utf8');

test('makes the bucket and uploads the model with its checksum', () => {
  expect(run()).toEqual({ status: 0, stdout: 's3://models/fraud/1/model.onnx is uploaded', stderr: '' });
  expect(read('bucket/object')).toBe('a model');
  expect(read('bucket/target').trim()).toBe('s3://models/fraud/1/model.onnx');
  expect(read('calls')).not.toContain('LocationConstraint');
  expect(read('downloads')).toContain('--proto =https');
});

test('does nothing the second time', () => {
  run();
  rmSync(join(fake, 'downloads'));
  expect(run()).toEqual({ status: 0, stdout: 's3://models/fraud/1/model.onnx is there already', stderr: '' });
  expect(existsSync(join(fake, 'downloads'))).toBe(false);
});

test('uploads again what is there with another checksum', () => {
  run();
  writeFileSync(join(fake, 'bucket/checksum'), 'other');
  expect(run()).toMatchObject({ status: 0, stdout: 's3://models/fraud/1/model.onnx is uploaded' });
  expect(read('bucket/checksum').trim()).toBe(sha256);
});

test('rejects a file of another checksum and uploads nothing', () => {
  const expected = '0'.repeat(64);
  expect(run({ MODEL_SHA256: expected })).toEqual({
    status: 1,
    stdout: '',
    stderr: `got SHA-256 ${sha256} from https://example.com/model.onnx; expected ${expected}`,
  });
  expect(existsSync(join(fake, 'bucket/object'))).toBe(false);
});

test('asks for the bucket in its region', () => {
  run({ AWS_DEFAULT_REGION: 'eu-central-1' });
  expect(read('calls')).toContain('LocationConstraint=eu-central-1');
});

test('says why there is no bucket once its patience ends', () => {
  writeFileSync(join(fake, 'refuse'), '');
  expect(run()).toEqual({ status: 1, stdout: '', stderr: 'got no bucket models within 0 s: AccessDenied' });
});

test('leaves no temporary files', () => {
  run();
  const { stdout } = spawnSync('ls', [fake], { encoding: 'utf8' });
  expect(stdout.trim().split('\n')).toEqual(['aws', 'bucket', 'calls', 'curl', 'downloads', 'source']);
});
