import { dirname, relative } from 'node:path';
import { checkFolder } from '../commands/check/check-folder';
import type { Finding } from '../model/finding';
import { catalogue } from '../rules/catalogue';
import type { Profile } from '../rules/engine/profile';
import { commonFolder } from '../publish/work-folder';

/** What `properties` of the validation in `cdk8s.yaml` may say. */
export interface ScorewrightValidationProps {
  /** The cluster that the objects are for. @default cluster */
  readonly cluster?: string;
  /** The namespace of objects that name none. @default default */
  readonly namespace?: string;
  /** Whose demands are made. @default gitops where Argo CD shows in the manifests, else kubernetes */
  readonly profile?: Profile;
  /** Codes of findings that are not reported. @default - none */
  readonly off?: readonly string[];
}

/** What cdk8s gives a validation: the part of its `ValidationContext` that is used here. */
export interface ValidationContext {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
  };
}

/** A violation in cdk8s' report. */
export interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly locations: readonly string[];
    readonly manifestPath: string;
  }[];
}

/**
 * `scorewright/cdk8s`: a validation for `cdk8s.yaml` that checks what any cdk8s app synthesizes against the schemas, their CEL
 * rules and the rules of `scorewright check`. Errors fail the synthesis; warnings are in the report only.
 */
export class ScorewrightValidation {
  constructor(private readonly props: ScorewrightValidationProps = {}) {}

  /** Called by cdk8s once everything is synthesized. */
  validate({ manifests, report }: ValidationContext): Promise<void> {
    const { cluster = 'cluster', namespace = 'default', profile, off = [] } = this.props;
    const folder = commonFolder(manifests.map(dirname));
    const files = manifests.map((file) => relative(folder, file));
    const checked = checkFolder({ folder, files, cluster, namespace, off, ...(profile && { profile }) });
    for (const finding of checked.findings) report.addViolation(violationOf(finding));
    const failed = checked.findings.some(({ severity }) => severity === 'error');
    report.submit(failed ? 'failure' : 'success', {
      manifests: String(checked.manifests),
      rules: String(checked.rules),
    });
    return Promise.resolve();
  }
}

function violationOf({ code, severity, message, path, position }: Finding): Violation {
  const { fix } = catalogue.find((rule) => rule.code === code) ?? { fix: `scorewright explain ${code}` };
  // A path begins with kind and name; cdk8s finds the construct by the name.
  const resourceName = path.split(' ')[1]?.split('/').at(-1) ?? path;
  const place = position === undefined ? '' : ` (line ${position.line})`;
  return {
    ruleName: code,
    recommendation: severity === 'warning' ? `warning: ${message}` : message,
    fix,
    violatingResources: [{ resourceName, locations: [`${path}${place}`], manifestPath: position?.file ?? '' }],
  };
}
