import { join } from 'node:path';
import type typescript from 'typescript';

/** The part of the compiler that is used here, which TypeScript 5 and 6 have alike. */
type Compiler = Pick<
  typeof typescript,
  'convertCompilerOptionsFromJson' | 'createProgram' | 'getPreEmitDiagnostics' | 'flattenDiagnosticMessageText'
>;

/** The compiler settings of repositories that use the package; all are strict, and none skips the check of declarations. */
export const settings: Readonly<Record<string, object>> = {
  bundler: { module: 'preserve', moduleResolution: 'bundler', target: 'es2023', esModuleInterop: true },
  nodenext: { module: 'nodenext', target: 'es2023', erasableSyntaxOnly: true },
  'the template of cdk8s': {
    module: 'commonjs',
    target: 'es2017',
    lib: ['es2016'],
    declaration: true,
    experimentalDecorators: true,
    noImplicitReturns: true,
    noUnusedLocals: true,
    stripInternal: true,
  },
};

/** A program that uses every entry of the package. */
export const consumer = `
import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { builtIn, engineSchema, isClean, synthesizeAll, type Engine, type Outcome } from 'scorewright';
import { ScorewrightValidation } from 'scorewright/cdk8s';
import { Claim, EnergetiScopeTraining, OcifitWebhook, Workload } from 'scorewright/constructs';
import { KubeNamespace } from 'scorewright/imports/k8s';
import { schedule } from 'scorewright/placement';
import { defineScorer, scorerSchema, type ScorerData } from 'scorewright/plugin';

class Web extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new KubeNamespace(this, 'namespace', { metadata: { name: 'web' } });
    const settings = { size: '1Gi', access: 'ReadWriteOnce' } as const;
    const volume = new Claim(this, 'claim', { name: 'data', namespace: 'web', labels: {}, settings });
    const prometheus = 'http://prometheus.monitoring.svc:9090';
    new EnergetiScopeTraining(this, 'training', { namespace: 'web', volume, prometheus, train: { deadline: '2h' } });
    new OcifitWebhook(this, 'webhook', { nodeSelector: { zone: 'a' } });
  }
}
export const web = new Web(new App(), 'web');

export const data: ScorerData = { id: 'own', engines: builtIn[0]!.engines };
export const scorer = defineScorer(data);
export const port: number | undefined = scorer.workload?.port;
export const engine: Engine = engineSchema.parse({});
const parsed = scorerSchema.safeParse(data);
export const said: string | undefined = parsed.success ? parsed.data.id : parsed.error.issues[0]?.message;

export const outcome: Outcome = synthesizeAll({ environments: 'environments', out: '.', check: true });
export const clean: boolean = isClean(outcome);
export const others = [Workload, schedule, ScorewrightValidation];
`;

/**
 * What the compiler says about some files, the declarations of all packages that it imports included.
 *
 * @param of settings as a `tsconfig.json` has them
 */
export function typeErrors(ts: Compiler, folder: string, files: readonly string[], of: object | undefined): string[] {
  const all = { ...of, strict: true, noEmit: true, skipLibCheck: false, types: [] };
  const { options, errors } = ts.convertCompilerOptionsFromJson(all, folder);
  const program = ts.createProgram(
    files.map((file) => join(folder, file)),
    options,
  );
  return [...errors, ...ts.getPreEmitDiagnostics(program)].map(
    (each) => `${each.file?.fileName ?? ''} ${ts.flattenDiagnosticMessageText(each.messageText, ' ')}`,
  );
}
